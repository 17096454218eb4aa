"""The hints that ask for the period of a duty that comes back, and which of them an entered period answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai_tui.domain.task import PERIODS_A_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.task import Recurring

ASKS_PERIOD = "没有写明周期，请确定后录入周期"
"""End of the hint of a task that says 定期 and no more."""
_STATES_PERIOD = "写明了周期，请录入周期（"
_SCOPES = "，每单位或全区）"
_FREQUENCY = re.compile(f"每({'|'.join(PERIODS_A_YEAR)})([0-9]+)次")


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
    """Return the hints without those that the entered duties answer: of a stated period each that it states.

    Of two questions, one about stated periods and one about none, duties that are only what is stated answer the
    first, and others the second.
    """
    others = tuple(hint for hint in hints if not asks_period(hint))
    stated = next((hint for hint in hints if _STATES_PERIOD in hint), "")
    vague = next((hint for hint in hints if hint.endswith(ASKS_PERIOD)), "")
    if not stated:
        return others
    wanted = _FREQUENCY.findall(stated.rpartition(_STATES_PERIOD)[2].removesuffix(_SCOPES))
    # A shorter period than the stated one may be what the other question asks for.
    left = _without_answering([(every, int(times)) for every, times in wanted], duties, is_shorter_enough=not vague)
    if left is None:
        return (*others, stated)
    return (*others, vague) if vague and not left else others


def _without_answering(
    wanted: Sequence[tuple[str, int]], duties: Sequence[Recurring], *, is_shorter_enough: bool
) -> list[Recurring] | None:
    """Return the duties that are left when each wanted frequency has taken one of its own; None where one finds none.

    Oftener answers too, and the frequency itself before that.
    """
    left = sorted(duties, key=lambda duty: (PERIODS_A_YEAR[duty.every], duty.at_least))
    for every, times in sorted(wanted, key=lambda each: (PERIODS_A_YEAR[each[0]], each[1]), reverse=True):
        oftener = (duty for duty in left if is_shorter_enough or duty.every == every)
        enough = next((duty for duty in oftener if _times_in(every, duty) >= times), None)
        if enough is None:
            return None
        left.remove(enough)
    return left


def _times_in(every: str, duty: Recurring) -> int:
    """How often a duty is done in a period as long as its own or longer; 0 in a shorter one."""
    return duty.at_least * (PERIODS_A_YEAR[duty.every] // PERIODS_A_YEAR[every])
