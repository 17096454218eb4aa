"""Flags of a task against a date: computed, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.status import LIVING, OPEN, Flag, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.row import TaskRow

DUE_SOON_DAYS = 15
"""临期: due today or within so many days."""
STALE_DAYS = 90
"""久未更新: nothing recorded for more than so many days."""
CHECK_LATE_DAYS = 15
"""待核查超时: reported done and not checked for more than so many days; the office's own lapse."""

_LATE_STATES = frozenset({Status.NOT_STARTED.value, Status.IN_PROGRESS.value, Status.RECTIFYING.value})
_OPEN_STATES = frozenset(status.value for status in OPEN)
_REPORTED = Status.REPORTED.value
_LIVING_STATES = frozenset(status.value for status in LIVING)


class _Limits(NamedTuple):
    """The days that matter on one date, as ISO text, which compares like dates."""

    today: str
    soon: str
    stale: str
    check: str


@lru_cache(maxsize=8)
def _limits(today: date) -> _Limits:
    return _Limits(
        today.isoformat(),
        _shifted(today, DUE_SOON_DAYS),
        _shifted(today, -STALE_DAYS),
        _shifted(today, -CHECK_LATE_DAYS),
    )


def _shifted(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()


def flags_of(row: TaskRow, today: date) -> tuple[Flag, ...]:
    """Return the flags of a task on `today`, the most urgent first.

    逾期: due passed while 未启动, 推进中 or 整改中. 印发时已过期 stands instead of it where the due date had
    passed before the plan was issued: no unit's failure, so it is nowhere counted as 逾期.
    久未更新 counts from the last record, else from the issue date, for whatever asks for signs of life: open tasks
    and 长期坚持, but not 待核查, which waits for the office and has 待核查超时. Without either date nothing is said.
    Nobody is urged over a plan that is 已归档: its tasks have none of these.
    """
    if row.archived:
        return (Flag.UNCOMMITTED,) if row.uncommitted else ()
    limits = _limits(today)
    due, status, updated = row.due, row.status, row.updated
    found: list[Flag] = []
    # One pass without helper functions: a list of 8,000 tasks asks this 8,000 times.
    if due:
        if due < row.issued and status in _OPEN_STATES:
            found.append(Flag.BORN_LATE)
        elif status in _LATE_STATES and due <= limits.soon:
            found.append(Flag.OVERDUE if due < limits.today else Flag.DUE_SOON)
    if status == _REPORTED and "" < updated < limits.check:
        found.append(Flag.CHECK_LATE)
    if status in _LIVING_STATES and "" < (updated or row.issued) < limits.stale:
        found.append(Flag.STALE)
    if row.uncommitted:
        found.append(Flag.UNCOMMITTED)
    return tuple(found)


def flag_test(flag: Flag, today: date) -> Callable[[TaskRow], bool]:
    """Return a test for one flag, for filters over many rows."""
    return lambda row: flag in flags_of(row, today)
