"""What a filter needs to know besides the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.pinyin import initials

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeAlias

    from gongkai_tui.domain.row import TaskRow

    Test: TypeAlias = Callable[[TaskRow], bool]


def _only_itself(name: str) -> frozenset[str]:
    return frozenset({name})


class FilterContext(NamedTuple):
    """The date, the unit registry and the spelling by pinyin initials."""

    today: date
    spellings: Callable[[str], frozenset[str]] = _only_itself
    """All names that mean a unit or contain it: aliases, and groups that it is a member of."""
    initials: Callable[[str], str] = initials
