"""What the loop of a 问题 does to the task that it is about: both change in one commit (DOMAIN d2).

`units` are those of the plan's government.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.corrections import PROBLEM_WITHDRAWN
from gongkai_tui.domain.found_in_log import FOUND
from gongkai_tui.domain.problem_dues import objection_days_late
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Recheck, Withdraw
from gongkai_tui.domain.problem_transitions import act_of
from gongkai_tui.domain.records import started
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind
from gongkai_tui.domain.transitions import Actor
from gongkai_tui.domain.transitions import refusal as status_refusal
from gongkai_tui.domain.unit_status import status_of, with_status
from gongkai_tui.domain.wording import by_doing, how_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.problem_steps import Step
    from gongkai_tui.domain.records import Recorder
    from gongkai_tui.domain.task import Task

_FINISHED = frozenset({Status.DONE, Status.CLOSED})
_SETTLED = _FINISHED | {Status.ENDED}
_MET = frozenset({Status.DONE, Status.CLOSED, Status.ONGOING})


def told_status(problems: Iterable[ProblemRecord]) -> Status | None:
    """Return what the problems of one unit make of its status on a task; None where no finding is under way.

    整改中 while one must be put right or is 复核中, 待核查 while all that are left wait for 再核查.
    """
    states = {problem.state for problem in problems}
    if states & {ProblemState.RECTIFYING, ProblemState.OBJECTED}:
        return Status.RECTIFYING
    return Status.REPORTED if ProblemState.TO_RECHECK in states else None


def status_place(task: Task, unit: str) -> str | None:
    """Return the unit whose own status changes, None for the task's where it has only that unit."""
    is_only = [entry.unit for entry in task.units] == [unit] and unit not in task.unit_status
    return None if is_only else unit


def told(record: ProblemRecord, task: Task, others: Sequence[ProblemRecord], units: GridUnits) -> ProblemRecord:
    """Return a problem that was just told, with the status that its withdrawal would bring back.

    A second problem of a unit that is 整改中 brings back what stood before the first.
    """
    under_way = [other for other in others if other.unit == record.unit and told_status([other])]
    now = status_of(task, record.unit, units)
    before = next((other.task_was for other in under_way if other.task_was), now)
    return replace(record, task_was=before)


def coupling_refusal(
    task: Task, record: ProblemRecord, step: Step, others: Sequence[ProblemRecord], units: GridUnits
) -> str:
    """Return why the task's state forbids a step that made `record`, as one Chinese sentence; empty where it may be."""
    now = status_of(task, record.unit, units)
    if isinstance(step, Withdraw | Answer) and record.state is ProblemState.WITHDRAWN:
        return ""
    if now is Status.ENDED:
        whose = "" if task.status is Status.ENDED else f"里{record.unit}的部分"
        act = "再反馈问题" if isinstance(step, Notify) else act_of(step)
        return f"任务 {task.id} {whose}已终止，不能{act}：登记了的问题不再需要整改，请撤销（withdraw）。"
    target = _target(now, record, others)
    # 未启动 goes through 推进中, which `coupled` writes down too.
    source = Status.IN_PROGRESS if now is Status.NOT_STARTED and target is Status.RECTIFYING else now
    refused = status_refusal(
        source,
        target,
        actor=Actor.OFFICE,
        has_evidence=True,
        has_reason=True,
        has_note=True,
        kind=task.deadline.kind if task.deadline else None,
    )
    return f"任务 {task.id} 的状态不允许{act_of(step)}：{refused}" if refused else ""


def coupled(
    task: Task, record: ProblemRecord, step: Step, others: Sequence[ProblemRecord], units: GridUnits, log: Recorder
) -> Task:
    """Return the task after a step that made `record`: the unit's status, and an entry in the log.

    Where the unit had not begun, that it has is an entry before it. `others` are the other problems of the task. A
    problem that nobody was told of leaves the task as it is.
    """
    if not record.rounds:
        return task
    now = status_of(task, record.unit, units)
    target = _target(now, record, others)
    changed = with_status(task, target, status_place(task, record.unit), units)
    kind, text, evidence = _entry(record, step)
    begun = (started(log, act_of(step)),) if now is Status.NOT_STARTED is not target else ()
    if isinstance(step, Notify) and record.found:
        log = log._replace(method=record.found.method)
    return replace(changed, log=(*changed.log, *begun, log.entry(kind, text, evidence)))


def withdrawn_from(task: Task, record: ProblemRecord, others: Sequence[ProblemRecord], units: GridUnits) -> Task:
    """Return a task that shows a withdrawn problem again as that problem's withdrawal left it."""
    target = _target(status_of(task, record.unit, units), record, others)
    return with_status(task, target, status_place(task, record.unit), units)


def _target(now: Status, record: ProblemRecord, others: Sequence[ProblemRecord]) -> Status:
    if now is Status.ENDED:
        # Only a withdrawal comes here: it does not bring an ended task back, whatever else is open.
        return now
    same = [other for other in others if other.unit == record.unit]
    standing = told_status([record, *same])
    if standing is not None:
        return standing
    is_last = not any(other.is_open for other in same)
    if record.state is ProblemState.CLOSED:
        return Status.DONE if is_last and now not in _MET else now
    if now not in (Status.RECTIFYING, Status.REPORTED):
        return now
    if any(_passed_meanwhile(other, record) for other in same):
        return Status.DONE if is_last else Status.REPORTED
    return record.task_was or Status.IN_PROGRESS


def never_reported(record: ProblemRecord, before: Task, after: Task, units: GridUnits) -> tuple[str, ...]:
    """Return what a person should know where a 再核查 makes done what was 未启动 when its problem was told."""
    now, then = status_of(before, record.unit, units), status_of(after, record.unit, units)
    if record.task_was is not Status.NOT_STARTED or then is not Status.DONE or now is Status.DONE:
        return ()
    what = f"任务 {after.id} 里{record.unit}反馈问题时还是未启动，通过之后是已完成"
    return (f"{what}：任务还没有办完的，请再更正为待核查，退回推进中。",)


def _passed_meanwhile(other: ProblemRecord, record: ProblemRecord) -> bool:
    """Tell whether another problem passed its 再核查 after this one was told."""
    if other.state is not ProblemState.CLOSED:
        return False
    closed, told_on = _closed_on(other), record.rounds[0].notified
    return closed is not None and told_on is not None and closed >= told_on


def _closed_on(record: ProblemRecord) -> date | None:
    last = record.last_round
    return last.checked.date if last and last.checked else None


def _entry(record: ProblemRecord, step: Step) -> tuple[LogKind, str, tuple[str, ...]]:
    """Kind, text and evidence of the log entry."""
    last = record.rounds[-1]
    due = f"，整改期限 {last.due.isoformat()}" if last.due else ""
    match step:
        case Notify():
            return LogKind.CHECK, _said(f"{FOUND}（{record.id}{due}）", record.what), ()
        case Object():
            late = "，逾期后提出" if objection_days_late(record, record.objections[-1]) else ""
            return LogKind.OBJECTION, _said(f"异议（{record.id}{late}）", step.reason), ()
        case Answer():
            return LogKind.OBJECTION, _said(f"{act_of(step)}（{record.id}{'' if step.upheld else due}）", step.text), ()
        case Fix():
            return LogKind.REPORT, _said(f"报整改（{record.id}）", step.text), step.evidence
        case Recheck():
            head = f"{act_of(step)}（{record.id}{'' if step.passed else due}）"
            return LogKind.CHECK, _said(head, step.text), step.evidence
        case Withdraw():
            return LogKind.CORRECTION, _said(f"{PROBLEM_WITHDRAWN}（{record.id}）", step.reason), ()


def _said(head: str, text: str) -> str:
    return f"{head}：{text}" if text else head


def status_hold(
    before: Task, after: Task, problems: Iterable[ProblemRecord], units: GridUnits, *, of_whole: bool = False
) -> str:
    """Return why open problems forbid a change of status that was not made by the loop; empty where they do not.

    `of_whole` says that the whole task was changed, which may show in the parts of its units alone.

    Nothing is 已完成 or 已核销 without a passed check, nor 已终止 while a problem is left that nobody could put right
    any more. Of a unit that was told, only 整改中 can be set by hand; 整改中 → 待核查 is 报整改, 待核查 → 推进中 is
    再核查不通过, both steps of the problem.
    """
    left = [problem for problem in problems if problem.is_open]
    was, now = (status_of(task, None, units) if of_whole else task.status for task in (before, after))
    if now is not was and now in _SETTLED and left:
        return _held(now, left)
    for unit in dict.fromkeys(problem.unit for problem in left):
        old, new = status_of(before, unit, units), status_of(after, unit, units)
        own = [problem for problem in left if problem.unit == unit]
        standing = told_status(own)
        allowed = (Status.RECTIFYING, standing)
        if old is not new and (new in _SETTLED or (standing and new not in allowed)):
            return _held(new, own)
    return ""


def _held(target: Status, problems: Sequence[ProblemRecord]) -> str:
    named = "、".join(f"{each.id}（{each.unit} {each.state}）" for each in problems)
    if target is Status.ENDED:
        what_to_do = f"请先撤销（{how_to(Remedy.WITHDRAW_PROBLEM)}），再终止"
    else:
        what_to_do = f"请{by_doing(Remedy.HANDLE_PROBLEM, to='办理')}，再核查通过后状态随之改变"
    return f"还有没核销的问题 {named}，不能改为{target}：{what_to_do}。"
