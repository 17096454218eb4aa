"""Flags of a task against a date: computed, never stored."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.status import LIVING, OPEN, TO_DO, Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai_tui.domain.row import TaskRow

DUE_SOON_DAYS = 15
"""临期: due today or within so many days, or the day has come that the office set for itself (内控时限)."""
STALE_DAYS = 90
"""久未更新: nothing recorded for more than so many days."""
CHECK_LATE_DAYS = 15
"""待核查超时: reported done, by one unit at least, and not checked for more than so many days since; the office's own
lapse."""

_LATE_STATES = frozenset(status.value for status in TO_DO)
_OPEN_STATES = frozenset(status.value for status in OPEN)
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
    Where 延期 was granted to units, the task is late with the first of those that still have to act (`open_due`).
    From its 内控时限 on a task is 临期: the office urges, but it is never late by a day that no document names.
    久未更新 counts from the last record, else from the issue date, for whatever asks for signs of life: open tasks
    and 长期坚持, but not 待核查, which waits for the office and has 待核查超时. Without either date nothing is said.
    Where all who still have to act have published what the task asks of each, the office sees it: nobody is late.
    Nobody is urged over a plan that is 已归档, nor over what 回头看 carried into this year's plan, where it is owed:
    these tasks have none of these, but those of the data (待复核, 未提交).
    """
    if row.archived or row.carried_to:
        return _of_the_data(row)
    limits = _limits(today)
    due, status = row.open_due or row.due, row.status
    found: list[Flag] = []
    # One pass without helper functions: a list of 8,000 tasks asks this 8,000 times.
    if due and not row.published:
        if due < row.issued and status in _OPEN_STATES:
            found.append(Flag.BORN_LATE)
        elif status in _LATE_STATES and due <= limits.soon:
            found.append(Flag.OVERDUE if due < limits.today else Flag.DUE_SOON)
    if (
        row.internal_due
        and not (found or row.published)
        and status in _LATE_STATES
        and row.internal_due <= limits.today
    ):
        found.append(Flag.DUE_SOON)
    if "" < row.waits_since < limits.check:
        found.append(Flag.CHECK_LATE)
    if status in _LIVING_STATES and "" < (row.updated or row.issued) < limits.stale and row.published < limits.stale:
        found.append(Flag.STALE)
    return (*found, *_of_the_data(row))


def silence_untold(row: TaskRow) -> bool:
    """Return whether a task asks for signs of life, and nobody can tell since when it has had none."""
    return not (row.issued or row.updated or row.published or row.is_shelved) and row.status in _LIVING_STATES


def untold_by_plan(rows: Iterable[TaskRow]) -> dict[str, int]:
    """Return how many tasks of each plan are `silence_untold`; of plans without any nothing."""
    found: dict[str, set[str]] = {}
    for row in rows:
        if silence_untold(row):
            found.setdefault(row.plan, set()).add(row.id)
    return {plan: len(ids) for plan, ids in sorted(found.items())}


def _of_the_data(row: TaskRow) -> tuple[Flag, ...]:
    """Flags that ask nobody to work on the task, and so hold for what is shelved, too."""
    if not row.relink:
        return (Flag.UNCOMMITTED,) if row.uncommitted else ()
    return (Flag.RELINK, Flag.UNCOMMITTED) if row.uncommitted else (Flag.RELINK,)


def internal_words(row: TaskRow, today: date) -> str:
    """Return that the 内控时限 of a task has come and by how long it has passed; empty where nothing is to be urged."""
    if not row.internal_due or row.is_shelved or row.published or row.status not in _LATE_STATES:
        return ""
    days = (today - date.fromisoformat(row.internal_due)).days
    return f"内控已过{days}天" if days > 0 else "内控今天到" if days == 0 else ""


def not_urged_words(row: TaskRow) -> str:
    """Return why nobody is urged over a task, else nothing.

    `已转入 huaiyin-2023/012`, `2022-04-20已全部发布，待登记`.
    """
    if row.carried_to:
        return f"已转入 {row.carried_to}"
    return f"{row.published}已全部发布，待登记" if row.published else ""


def flag_test(flag: Flag, today: date) -> Callable[[TaskRow], bool]:
    """Return a test for one flag, for filters over many rows."""
    return lambda row: flag in flags_of(row, today)
