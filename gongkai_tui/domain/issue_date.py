"""Last days that follow from the head of a plan: 印发后30日内 from its issue date, 9月底前 from its year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.extensions import original_due
from gongkai_tui.domain.records import DAY_CHANGED, READ_ANEW
from gongkai_tui.domain.task import LogKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from gongkai_tui.domain.deadline import DeadlineReading
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.domain.working_days import WorkCalendar

_BY_HEAD = "计划的题头有更正"
_DECIDED = frozenset({LogKind.EXTENSION, LogKind.CORRECTION})


class Followed(NamedTuple):
    """What a changed head makes of one task."""

    task: Task
    """Equal to the task before where its deadline does not hang on the head."""
    kept: bool = False
    """The words now give another day, but the one that stands was decided on: 延期 or 更正."""


def follow_head(
    task: Task, before: Plan, after: Plan, calendar: WorkCalendar, remark: Callable[[LogKind, str], LogEntry]
) -> Followed:
    """Return the task with the last day that its words give under the new head.

    Only a day that the old head gave is replaced. One that stood is told in the log as 更正, so that it is not lost.
    """
    deadline = task.deadline
    if deadline is None or not deadline.raw:
        return Followed(task)
    old, new = _reading(deadline.raw, before, calendar), _reading(deadline.raw, after, calendar)
    if old == new or old.deadline is None or new.deadline is None:
        return Followed(task)
    # Imported without a calendar, the words asked for a day in another way.
    uncounted = read_deadline(deadline.raw, year=before.year, issued=before.issued)
    hints = _hints(task.hints, (*old.hints, *uncounted.hints), new.hints)
    if new.deadline.due in (old.deadline.due, deadline.due):
        return Followed(replace(task, hints=hints))
    if _was_decided(task, deadline.due, old.deadline.due):
        return Followed(task, kept=True)
    followed = replace(deadline, due=new.deadline.due, kind=new.deadline.kind)
    log = task.log
    if deadline.due is not None:
        now = new.deadline.due.isoformat() if new.deadline.due else "无"
        log = (*log, remark(LogKind.CORRECTION, f"{DAY_CHANGED} {deadline.due.isoformat()} 改为 {now}：{_BY_HEAD}"))
    return Followed(replace(task, deadline=followed, hints=hints, log=log))


def _was_decided(task: Task, due: date | None, given: date | None) -> bool:
    """Whether a person has decided on the day, also that there is none, since the words were written.

    `due` is the day that stands, `given` the one that the words gave.
    """
    if due is None and given is None:
        return False
    if due not in (None, given):
        return True
    told = [entry for entry in task.log if entry.kind in _DECIDED and entry.text.startswith(DAY_CHANGED)]
    anew = max((place for place, entry in enumerate(told) if READ_ANEW in entry.text), default=-1)
    if any(not entry.text.endswith(_BY_HEAD) for entry in told[anew + 1 :]):
        return True
    granted = [entry.decided for entry in task.extensions if entry.decided]
    is_later = anew < 0 or any(day >= told[anew].date for day in granted)
    return is_later and original_due(task) is not None


def count_working_days(task: Task, plan: Plan, calendar: WorkCalendar) -> Task:
    """Return the task with the day that a number of working days after the issue gives, where none is set yet."""
    deadline = task.deadline
    if deadline is None or deadline.due is not None or "工作日" not in deadline.raw:
        return task
    plain = read_deadline(deadline.raw, year=plan.year, issued=plan.issued)
    counted = _reading(deadline.raw, plan, calendar)
    return replace(task, deadline=counted.deadline or deadline, hints=_hints(task.hints, plain.hints, counted.hints))


def _reading(raw: str, plan: Plan, calendar: WorkCalendar) -> DeadlineReading:
    return read_deadline(raw, year=plan.year, issued=plan.issued, calendar=calendar)


def _hints(present: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Drop what the old head left open and the new one settles; ask what the new one leaves open."""
    settled = frozenset(old) - frozenset(new)
    asked = [hint for hint in new if hint not in old]
    return tuple(dict.fromkeys((*(hint for hint in present if hint not in settled), *asked)))
