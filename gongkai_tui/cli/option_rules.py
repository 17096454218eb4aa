"""Options that go together or do not: what would have no effect is refused, never passed over."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def refuse_beside(what: str, options: Mapping[str, object]) -> None:
    """Raise UsageError where any of `options` was given, for it does nothing beside `what`."""
    given = _given(options)
    if given:
        raise UsageError(f"{given} 不能和 {what} 一起用。")


def refuse_without(owner: str, options: Mapping[str, object]) -> None:
    """Raise UsageError where any of `options` was given, for it does nothing without `owner`, which is missing."""
    given = _given(options)
    if given:
        raise UsageError(f"{given} 要和 {owner} 一起用。")


def _given(options: Mapping[str, object]) -> str:
    return "、".join(name for name, value in options.items() if value)
