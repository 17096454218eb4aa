"""The hints that ask for the period of a duty that comes back, and which of them an entered period answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.task import Recurring

ASKS_PERIOD = "没有写明周期，请确定后录入周期"
"""End of the hint of a task that says 定期 and no more."""
_STATES_PERIOD = "写明了周期，请录入周期（"
_SCOPES = "，每单位或全区）"


def vague_period(words: str) -> str:
    """Ask for the period of what `words` of the document say without one."""
    return f"“{words}”{ASKS_PERIOD}"


def stated_periods(words: Sequence[str], frequencies: Sequence[str]) -> str:
    """Ask to enter the periods that `words` of the document state, such as `每年1次`."""
    quoted = "".join(f"“{each}”" for each in words)
    return f"{quoted}{_STATES_PERIOD}{'；'.join(dict.fromkeys(frequencies))}{_SCOPES}"


def asks_period(hint: str) -> bool:
    """Tell whether a hint is one of the two."""
    return hint.endswith(ASKS_PERIOD) or _STATES_PERIOD in hint


def unanswered(hints: tuple[str, ...], duties: Sequence[Recurring]) -> tuple[str, ...]:
    """Return the hints without those that the entered duties answer.

    Of two questions, one about a stated period and one about none, duties that are only what is stated answer the
    first, and others the second.
    """
    others = tuple(hint for hint in hints if not asks_period(hint))
    stated = next((hint for hint in hints if _STATES_PERIOD in hint), "")
    vague = next((hint for hint in hints if hint.endswith(ASKS_PERIOD)), "")
    if not stated or not vague:
        return others
    wanted = set(stated.rpartition(_STATES_PERIOD)[2].removesuffix(_SCOPES).split("；"))
    entered = [f"每{duty.every}{duty.at_least}次" for duty in duties]
    if not wanted <= set(entered):
        return (*others, stated)
    return others if len(entered) > len(wanted) else (*others, vague)
