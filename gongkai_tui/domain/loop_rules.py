"""Rules about how 问题 records, tasks and units stand to each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import latest_day
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.problem_task import told_status
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.wording import by_doing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.domain.snapshot import Snapshot

_FINISHED = frozenset({Status.DONE.value, Status.CLOSED.value})


def _about(problem: PlanProblem, severity: Severity, check: str, field: str, message: str) -> Problem:
    return Problem(severity, message, problem.path, None, field, check)


def _task_is_there(snapshot: Snapshot) -> Iterator[Problem]:
    for problem in snapshot.problems:
        task = problem.record.task
        if task and task not in snapshot.task_ids:
            message = f"问题所说的任务 {task} 不存在，请核对编号。"
            yield _about(problem, Severity.ERROR, "problem-task", "task", message)
        elif task and task.partition("/")[0] != problem.plan:
            message = f"任务 {task} 不属于计划 {problem.plan}，请把文件移到那份计划的 problems/ 里。"
            yield _about(problem, Severity.ERROR, "problem-task", "task", message)


def _earlier_is_there(snapshot: Snapshot) -> Iterator[Problem]:
    known = Counter(problem.record.id for problem in snapshot.problems)
    for problem in snapshot.problems:
        repeats = problem.record.repeats
        if repeats == problem.record.id:
            yield _about(problem, Severity.ERROR, "problem-repeats", "repeats", "repeats 写成了自己，请改正。")
        elif repeats and repeats not in known:
            message = f"重复的问题 {repeats} 不存在，请核对编号。"
            yield _about(problem, Severity.ERROR, "problem-repeats", "repeats", message)


def _unit_is_known(snapshot: Snapshot) -> Iterator[Problem]:
    facts = {task.id: task for task in snapshot.tasks}
    for problem in snapshot.problems:
        plan = snapshot.plan_by_id.get(problem.plan)
        roll = snapshot.rolls.get(plan.jurisdiction) if plan else None
        task, unit = facts.get(problem.record.task), problem.record.unit
        if not unit or (task and unit in task.units):
            continue
        if roll is not None and plan is not None and not roll.knows(unit):
            message = f"“{unit}”不在 units/{plan.jurisdiction}.yaml 里，任务里也没有，请登记或改正。"
            yield _about(problem, Severity.WARNING, "unit-unknown", "unit", message)
        elif roll is not None and task and problem.record.is_open and not roll.takes_part(unit, task.acting_names):
            message = f"“{unit}”不是任务 {task.id} 的责任单位，问题却还没有办结：请办结或撤销，或把它补进责任单位。"
            yield _about(problem, Severity.WARNING, "unit-not-responsible", "unit", message)


def _task_agrees(snapshot: Snapshot) -> Iterator[Problem]:
    """The status of a unit on a task is what its problems make of it."""
    for task in snapshot.tasks:
        left = [each for each in snapshot.problems_by_task.get(task.id, ()) if each.record.is_open]
        parts = snapshot.parts(task) if left else None
        for unit in dict.fromkeys(each.record.unit for each in left):
            own = [each for each in left if each.record.unit == unit]
            status = parts.status(parts.name(unit)) if parts else task.status
            untold = [each.record.id for each in own if each.record.state is ProblemState.TO_NOTIFY]
            standing = told_status(each.record for each in own)
            named = "、".join(each.record.id for each in own)
            if status == Status.ENDED:
                message = f"{unit}在这项任务里的部分已终止，问题 {named} 不能再往下办，请撤销（withdraw）。"
                yield Problem(Severity.WARNING, message, task.id, None, "status", "problem-ended")
            elif status in _FINISHED and len(untold) == len(own):
                message = f"{unit}的状态是{status}，又发现了问题 {named}，还没有反馈：请反馈（随之改为整改中）或撤销。"
                yield Problem(Severity.HINT, message, task.id, None, "status", "problem-untold")
            elif status in _FINISHED:
                message = f"{unit}的状态是{status}，却还有没核销的问题 {named}：再核查通过后才算完成。"
                yield Problem(Severity.ERROR, message, task.id, None, "status", "problem-open")
            elif standing and status not in (standing, Status.RECTIFYING):
                message = f"{unit}的状态是{status}，而问题 {named} 还在办（应为{standing}），请改成一致。"
                yield Problem(Severity.WARNING, message, task.id, None, "status", "problem-status")


def _rectifying_has_a_problem(snapshot: Snapshot) -> Iterator[Problem]:
    for task in snapshot.tasks:
        found = [unit for unit, status in task.status_by_unit.items() if status == Status.RECTIFYING]
        if task.status == Status.ENDED or not (found or task.status == Status.RECTIFYING):
            continue
        parts = snapshot.parts(task)
        named = set(map(parts.name, found))
        problems = snapshot.problems_by_task.get(task.id, ())
        left = {parts.name(each.record.unit) for each in problems if each.record.is_open}
        lacking = sorted(unit for unit in named if left.isdisjoint((unit, *parts.members(unit))))
        if task.status == Status.RECTIFYING and not left - named:
            lacking.insert(0, task.id)
        if lacking:
            message = f"{'、'.join(lacking)}是整改中，却没有在办的问题；可{by_doing(Remedy.OPEN_PROBLEM, to='补立')}。"
            # A 核查 that found fault waits for a 整改期限; without one it may be a slip of the pen.
            severity = Severity.WARNING if task.faults else Severity.HINT
            yield Problem(severity, message, task.id, None, "status", "rectifying-alone")


def _faults_are_answered(snapshot: Snapshot) -> Iterator[Problem]:
    """What a 核查 found fault with is put right within a 整改期限, which only a problem has."""
    for task in snapshot.tasks:
        if not task.faults:
            continue
        parts = snapshot.parts(task)
        problems = [each.record for each in snapshot.problems_by_task.get(task.id, ())]
        for day, unit in task.faults:
            name = parts.name(unit) if unit else ""
            standing = parts.status(name) if unit else task.status
            meant = {name, *parts.members(name), *parts.holders(name)}
            answers = (each for each in problems if not unit or parts.name(each.unit) in meant)
            # As long as it is 整改中 the rule before says so.
            if standing == Status.RECTIFYING or any(_was_open_on(each, day) for each in answers):
                continue
            whose = f"（{unit}）" if unit else ""
            message = (
                f"{day} 的核查{whose}发现问题，却没有立问题：没有整改期限，也不进整改链接表和通报；"
                f"可{by_doing(Remedy.OPEN_PROBLEM, to='补立')}。"
            )
            yield Problem(Severity.WARNING, message, task.id, None, "log", "fault-alone")


def _was_open_on(record: ProblemRecord, day: str) -> bool:
    """Whether a problem was open on a day, or was found later."""
    last = latest_day(record)
    return record.is_open or (last is not None and last.isoformat() >= day)


LOOP_RULES: dict[str, SnapshotRule] = {
    "problem-task": _task_is_there,
    "problem-repeats": _earlier_is_there,
    "unit-unknown": _unit_is_known,
    "problem-open": _task_agrees,
    "rectifying-alone": _rectifying_has_a_problem,
    "fault-alone": _faults_are_answered,
}
"""By the name of the (first) finding that each can give."""
