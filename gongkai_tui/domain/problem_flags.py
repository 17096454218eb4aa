"""Flags of a 问题 against a date: computed, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.problem_dues import objection_days_late
from gongkai_tui.domain.problem_matching import ended_on, what_key
from gongkai_tui.domain.problem_place import place_key
from gongkai_tui.domain.problem_record import ProblemState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.problem_record import ProblemRecord

REVIEW_DAYS = 30
"""An objection is answered within so many days (政府督查工作条例 art. 17)."""
RECHECK_DAYS = 15
"""待再核查超时: reported and not checked again for more than so many days; the office's own lapse."""
MANY_ROUNDS = 3
"""From this round on a problem is 反复."""

CAMPAIGN_DAYS = 30
"""What is found in the same way within so many days is of one campaign."""


class ProblemFlag(StrEnum):
    """Computed against a date, never stored."""

    OVERDUE = "逾期"
    REPEATED = "反复"
    REVIEW_LATE = "复核超时"
    RECHECK_LATE = "待再核查超时"


def problem_flags(record: ProblemRecord, day: date, *, again: bool = False) -> tuple[ProblemFlag, ...]:
    """Return the flags of a problem on `day`, the most urgent first; a withdrawn one has none.

    `again` says that the same problem of the unit was found before (`found_again`).
    """
    if record.state is ProblemState.WITHDRAWN:
        return ()
    found = []
    left = days_left(record, day)
    if (left is not None and left < 0) or _was_late_when_objected(record):
        found.append(ProblemFlag.OVERDUE)
    if is_repeated(record, again=again):
        found.append(ProblemFlag.REPEATED)
    if _waits_longer(record, day, ProblemState.OBJECTED, REVIEW_DAYS):
        found.append(ProblemFlag.REVIEW_LATE)
    if _waits_longer(record, day, ProblemState.TO_RECHECK, RECHECK_DAYS):
        found.append(ProblemFlag.RECHECK_LATE)
    return tuple(found)


def is_repeated(record: ProblemRecord, *, again: bool = False) -> bool:
    """Tell whether a problem is 反复; one that was withdrawn is not."""
    if record.state is ProblemState.WITHDRAWN:
        return False
    return again or bool(record.repeats) or len(record.rounds) >= MANY_ROUNDS


class Repetition(NamedTuple):
    """How a problem came to be 反复."""

    day: date
    why: str


def repetition(record: ProblemRecord, *, again: bool = False) -> Repetition | None:
    """Return when and why a problem became 反复: the first of its reasons; None where it is not, or bears no day."""
    if not is_repeated(record, again=again):
        return None
    found = record.found.date if record.found else None
    reasons = []
    if found and record.repeats:
        reasons.append(Repetition(found, f"重复问题 {record.repeats}"))
    elif found and again:
        reasons.append(Repetition(found, "同一位置或同样的问题以前发现过"))
    if len(record.rounds) >= MANY_ROUNDS and (day := _began(record, MANY_ROUNDS) or found):
        reasons.append(Repetition(day, f"到了第{MANY_ROUNDS}轮"))
    return min(reasons, key=lambda reason: reason.day, default=None)


def _began(record: ProblemRecord, number: int) -> date | None:
    """The day on which a round began: told, else the recheck before it that was not passed."""
    before = record.rounds[number - 2].checked
    return record.rounds[number - 1].notified or (before.date if before else None)


def days_left(record: ProblemRecord, day: date) -> int | None:
    """Return the days until the 整改期限 of a problem that is 整改中, negative when it has passed; None for others."""
    last = record.last_round
    if record.state is not ProblemState.RECTIFYING or last is None or last.due is None:
        return None
    return (last.due - day).days


def _was_late_when_objected(record: ProblemRecord) -> bool:
    """Whether an objection is reviewed that came after the 整改期限: it does not make up for the days before it."""
    is_reviewed = record.state is ProblemState.OBJECTED and record.objections
    return bool(is_reviewed) and objection_days_late(record, record.objections[-1]) > 0


class _Told(NamedTuple):
    record: ProblemRecord
    whose: tuple[str, str]
    """Jurisdiction and unit."""
    day: date
    where: str


def found_again(problems: Iterable[tuple[str, ProblemRecord]]) -> frozenset[str]:
    """Return the ids of problems before which the same one was found at the same unit: at its place, or in its words.

    `problems` are pairs of jurisdiction and record: a unit of the same name elsewhere is another unit. Words tell only
    where not both name a place. Another problem of the same task is not 反复, nor is what one visit found on one day or
    one campaign while the earlier problem is still open, nor what comes after a withdrawn problem.
    """
    told = [each for scope, record in problems if (each := _told(scope, record))]
    alike: dict[tuple[tuple[str, str], str, str], list[_Told]] = {}
    for each in told:
        for kind, mark in (("where", each.where), ("what", what_key(each.record.what))):
            if mark:
                alike.setdefault((each.whose, kind, mark), []).append(each)
    return frozenset(
        each.record.id
        for same in alike.values()
        for each in same
        if any(_was_found_before(other, each) for other in same)
    )


def _told(scope: str, record: ProblemRecord) -> _Told | None:
    found = record.found
    if found is None or found.date is None or not record.unit or record.state is ProblemState.WITHDRAWN:
        return None
    return _Told(record, (scope, record.unit), found.date, place_key(found.where))


def _was_found_before(before: _Told, after: _Told) -> bool:
    """Tell whether a problem was found earlier, and neither elsewhere nor, while still open, by the same campaign."""
    is_elsewhere = before.where and after.where and before.where != after.where
    is_still_being_found = _was_open(before.record, after.day) and _is_of_one_campaign(before, after)
    return before.day < after.day and not is_elsewhere and not is_still_being_found


def _was_open(record: ProblemRecord, day: date) -> bool:
    ended = ended_on(record)
    return record.is_open or ended is None or ended > day


def _is_of_one_campaign(before: _Told, after: _Told) -> bool:
    methods = {each.record.found.method for each in (before, after) if each.record.found}
    return len(methods) == 1 and (after.day - before.day).days <= CAMPAIGN_DAYS


def _waits_longer(record: ProblemRecord, day: date, state: ProblemState, days: int) -> bool:
    since = _waits_since(record) if record.state is state else None
    return since is not None and day - since > timedelta(days)


def _waits_since(record: ProblemRecord) -> date | None:
    if record.state is ProblemState.OBJECTED:
        return record.objections[-1].date if record.objections else None
    last = record.last_round
    return last.fixed.date if last and last.fixed else None
