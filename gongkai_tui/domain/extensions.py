"""延期: asked for by a unit, decided by the office; the day that stood before is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.due_change import with_due
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import FINISHED, Status
from gongkai_tui.domain.task import DeadlineKind, Decision, Extension, LogKind
from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.domain.wording import by_doing, how_to, told_in, using

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.records import Recorder
    from gongkai_tui.domain.task import Task


_FROM_ISSUE = re.compile("印发|发文|下发")


class NotExtendable(GongkaiError):
    """A request or an answer that the rules of 延期 forbid."""


def is_open(entry: Extension) -> bool:
    """Tell whether the office has still to answer."""
    return entry.decision is None


def open_requests(task: Task) -> tuple[Extension, ...]:
    """Return the requests that the office has not answered, oldest first."""
    return tuple(entry for entry in task.extensions if is_open(entry))


def asked_late(entry: Extension) -> bool:
    """Tell whether it was asked for after the day had passed: 逾期后申请."""
    return entry.asked > entry.original


def is_for_whole(task: Task, entry: Extension) -> bool:
    """Tell whether it moves the day of the task: asked for the whole of it, or by its only unit."""
    return entry.unit is None or {each.unit for each in task.units} == {entry.unit}


def due_of_unit(task: Task, unit: str) -> date | None:
    """Return the last day of one unit, as named in the task: its own where 延期 was granted to it, else the task's.

    An extension of the whole task that goes further holds for the unit too. What was granted to a collective
    (各街道办事处) stands under its name: ask for that name too.
    """
    due = task.deadline.due if task.deadline else None
    own = [entry.proposed for entry in task.extensions if entry.unit == unit and entry.decision is Decision.GRANTED]
    return due if due is None or not own else max(due, own[-1])


def original_due(task: Task, unit: str | None = None) -> date | None:
    """Return the first day that held before 延期, of the whole task or of one unit; None where none was granted."""
    for entry in task.extensions:
        if entry.decision is Decision.GRANTED and (is_for_whole(task, entry) or entry.unit == unit):
            return entry.original
    return None


def request(task: Task, record: Recorder, proposed: date, reason: str, *, unit: str | None, units: GridUnits) -> Task:
    """Return the task with a request for 延期, and a log entry that tells it.

    `unit` (as the task names it) asks for itself, None for the whole task; `record` tells who speaks for which unit,
    `units` are those of the plan's government. Raises NotExtendable.
    """
    due = _refused_or_due(task, unit, units)
    if proposed <= due:
        raise NotExtendable(f"延期要晚于现在的期限 {due.isoformat()}，{proposed.isoformat()} 不是。")
    if not reason.strip():
        raise NotExtendable(f"申请延期要写明理由{told_in(inputs.REASON)}。")
    entry = Extension(record.new_id(), record.today, due, proposed, reason=reason, unit=unit, by=record.by)
    late = "（逾期后申请）" if asked_late(entry) else ""
    words = f"申请延期：{due.isoformat()} → {proposed.isoformat()}{late}：{reason}"
    return replace(task, extensions=(*task.extensions, entry), log=(*task.log, record.entry(LogKind.EXTENSION, words)))


def _refused_or_due(task: Task, unit: str | None, units: GridUnits) -> date:
    due = due_of_unit(task, unit) if unit else task.deadline.due if task.deadline else None
    if due is None:
        raise NotExtendable(_no_day(task))
    status = status_of(task, unit, units)
    if status in FINISHED:
        raise NotExtendable(f"{unit or '这项任务'}已是{status}，不用延期。")
    if status is Status.REPORTED:
        raise NotExtendable(f"{unit or '这项任务'}已经报送，正在待核查，不用延期；退回补充之后还来不及的再申请。")
    waiting = [entry for entry in open_requests(task) if entry.unit == unit]
    if waiting:
        asked, wanted = waiting[0].asked.isoformat(), waiting[0].proposed.isoformat()
        raise NotExtendable(f"{asked} 已申请延期至 {wanted}，还没有答复；请先答复。")
    return due


def _no_day(task: Task) -> str:
    deadline = task.deadline
    if deadline and deadline.kind is DeadlineKind.WINDOW and _FROM_ISSUE.search(deadline.raw):
        return (
            f"“{deadline.raw}”要从印发日期算起，这份计划还没有填写印发日期：请政务公开办先填写"
            f"（{how_to(Remedy.SET_ISSUED, task.plan, '日期')}），算出期限再申请延期。"
        )
    return "这项任务没有确定的期限，不用申请延期；要按哪一天完成，由政务公开办在期限里写明。"


def answer(
    task: Task, record: Recorder, decision: Decision, words: str, *, unit: str | None = None, alone: bool = False
) -> Task:
    """Return the task with the office's answer to the open request, its day moved where it was granted.

    With several open requests `unit` tells which. Who asked does not answer; only where the office is one person
    `alone` it may answer what it asked for the whole task, and the log says so. Raises NotExtendable.
    """
    entry = _to_answer(task, unit)
    if decision is Decision.REFUSED and not words.strip():
        raise NotExtendable(f"不同意延期要写明为什么{told_in(inputs.ANSWER)}。")
    is_own = bool(entry.by) and entry.by == record.by
    if is_own and (entry.unit is not None or not alone):
        asked_for = f"代{entry.unit}" if entry.unit else ""
        raise NotExtendable(f"这件延期是{entry.by}{asked_for}申请的，请由政务公开办另一人答复。")
    if record.today < entry.asked:
        today, asked = record.today.isoformat(), entry.asked.isoformat()
        raise NotExtendable(f"今天（{today}）早于申请日期 {asked}，请核对日期{told_in(inputs.TODAY)}。")
    answered = replace(entry, decided=record.today, decision=decision, answer=words, decided_by=record.by)
    deadline = task.deadline
    granted = decision is Decision.GRANTED
    if granted and is_for_whole(task, entry) and deadline is not None:
        if deadline.due is not None and entry.proposed <= deadline.due:
            now, wanted = deadline.due.isoformat(), entry.proposed.isoformat()
            refuse = by_doing(Remedy.ANSWER_NO, to="答复")
            raise NotExtendable(f"期限现在已是 {now}，不早于申请的 {wanted}；不必再延，请{refuse}。")
        deadline = with_due(deadline, entry.proposed)
    said = ("（申请和答复是同一人）" if is_own else "") + (f"：{words}" if words else "")
    told = record._replace(unit=entry.unit or record.unit).entry(
        LogKind.EXTENSION,
        f"{decision}延期：{entry.original.isoformat()} → {entry.proposed.isoformat()}{said}",
    )
    return replace(
        task,
        deadline=deadline,
        extensions=tuple(answered if each.id == entry.id else each for each in task.extensions),
        log=(*task.log, told),
    )


def _to_answer(task: Task, unit: str | None) -> Extension:
    waiting = open_requests(task)
    if not waiting:
        raise NotExtendable("没有待答复的延期申请。")
    if unit is not None:
        waiting = tuple(entry for entry in waiting if entry.unit == unit)
        if not waiting:
            raise NotExtendable(f"{unit}没有待答复的延期申请。")
    if len(waiting) > 1:
        units = "、".join(entry.unit or "整项任务" for entry in waiting)
        raise NotExtendable(
            f"有 {len(waiting)} 件待答复的延期申请（{units}），请{using(inputs.UNIT, '指明答复哪一件')}。"
        )
    return waiting[0]


def granted_at_once(record: Recorder, original: date, due: date, reason: str) -> Extension:
    """Return the record of a later day that the office set by itself, so that the day before is not lost."""
    return Extension(
        record.new_id(),
        record.today,
        original,
        due,
        reason=reason,
        by=record.by,
        decided=record.today,
        decision=Decision.GRANTED,
        decided_by=record.by,
    )
