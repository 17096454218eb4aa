"""Why a change of status that a person asks for may not be, for one unit or the whole task."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.acting_units import SUPPORT, Parts, assignment_in_task
from gongkai_tui.domain.by_exception import by_exception
from gongkai_tui.domain.found_in_log import answers_a_report
from gongkai_tui.domain.open_units import open_units_refusal
from gongkai_tui.domain.records import MISTAKES
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.transitions import Need, refusal, transition
from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.domain.whole_status import left_behind, parts_words, previous_in, taken_back, with_whole_status
from gongkai_tui.domain.wording import at_end, using

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.task_change import TaskChange
    from gongkai_tui.domain.transitions import Actor
    from gongkai_tui.domain.whole_status import StepTaken

_ASKS_NO_EVIDENCE = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS, Status.RECTIFYING, Status.ENDED})


def change_refusal(
    task: Task, change: TaskChange, units: GridUnits, *, actor: Actor, undone: StepTaken | None = None
) -> str | None:
    """Return why the status change in `change` is refused (see `transitions.refusal`), or None.

    `units` are those of the plan's government. Evidence already in the log counts, but after a finding (整改中) only
    what was recorded since, and for each unit only its own, that of its set or of the whole task. `undone` is the step
    that a 更正 takes back.
    """
    target = change.status
    if target is None:
        return None
    if change.unit is not None and task.status is Status.ENDED is not target:
        return (
            "任务已终止，各单位的部分随之终止；"
            f"终止有误的，请先更正整项任务的状态（不写{at_end(inputs.UNIT)}），并写明理由。"
        )
    # Whose evidence there is takes long to find out for thousands of tasks, and most steps ask for none.
    is_proven = bool(change.evidence) or target in _ASKS_NO_EVIDENCE
    unproven = () if is_proven else without_evidence(task, change.unit, target, units)
    step = partial(
        refusal,
        target=target,
        actor=actor,
        has_evidence=not unproven,
        has_reason=bool(change.reason),
        has_note=bool(change.note),
        kind=task.deadline.kind if task.deadline else None,
    )
    source, previous = status_of(task, change.unit, units), previous_in(undone, change.unit, units)
    if change.unit is not None:
        return step(source, previous=previous)
    if undone is not None and previous is target:
        return step(source, previous=previous) or _taking_back_refusal(task, undone, target, units)
    refused = _whole_refusal(task, source, target, units, partial(step, previous=previous))
    row = transition(source, target)
    if refused and unproven and row and Need.EVIDENCE in row.needs:
        return refused + _who_lacks(unproven, task, units)
    return refused


def may_mean_correction(source: Status, target: Status, change: TaskChange) -> bool:
    """Tell whether a change would be 更正 if `target` was the status before.

    Where the table has such a step too, the words tell: a reason that names a mistake, or nothing but a reason where
    a report would need evidence.
    """
    if target is source or not change.reason:
        return False
    row = transition(source, target)
    if row is None or change.reason.startswith(MISTAKES):
        return True
    return Need.EVIDENCE in row.needs and not (change.evidence or change.note)


def _whole_refusal(
    task: Task, source: Status, target: Status, units: GridUnits, step: Callable[[Status], str | None]
) -> str | None:
    if target is Status.CLOSED is not source and task.status not in OPEN:
        waiting = open_units_refusal(task, units)
        if waiting:
            return waiting
    refused = step(source)
    if refused:
        parts = parts_words(task, units)
        return f"{refused}（{parts}。）" if parts else refused
    behind = left_behind(task, target, units, step)
    return f"{source} → {target} 带不上{_standing(behind)}：请{using(inputs.UNIT, '逐个办理')}。" if behind else None


def _standing(units: Iterable[tuple[str, Status]]) -> str:
    return "、".join(f"{unit}（{status}）" for unit, status in units)


def _taking_back_refusal(task: Task, undone: StepTaken, target: Status, units: GridUnits) -> str | None:
    """Return why the step cannot be taken back as a whole: parts have moved on since, and hold the task."""
    found = taken_back(task, undone, units)
    now = status_of(found, None, units)
    if now is target:
        return None
    moved = [(unit, status) for unit, status in found.unit_status.items() if status is now]
    who = _standing(moved) or f"任务（{now}）"
    return f"不能整项更正为{target}：{who}此后又有变化；请{using(inputs.UNIT, '逐个更正')}。"


def _who_lacks(unproven: Collection[str], task: Task, units: GridUnits) -> str:
    """Name those without evidence, where others have given some."""
    parts = Parts(assignment_in_task(task), units)
    some = set(unproven) < set(parts.actors)
    return f"没有佐证的：{'、'.join(by_exception(unproven, parts))}。" if some else ""


def without_evidence(task: Task, unit: str | None, target: Status, units: GridUnits) -> tuple[str, ...]:
    """Return who would come to `target` without a piece of evidence of their own, of their set or of the whole task.

    `unit` is named itself; with the whole task (None) goes who must act and is not there or beyond it already.
    """
    if unit is not None:
        return () if evidence_since_finding(task, unit, units) else (unit,)
    parts = Parts(assignment_in_task(task), units)
    led = Parts(assignment_in_task(with_whole_status(task, target, units)), units)
    moved = (
        name
        for name in parts.actors
        if (parts.role(name) != SUPPORT or parts.only_support) and parts.status(name) != led.status(name)
    )
    if not parts.actors:
        return () if evidence_since_finding(task, None, units) else ("",)
    return tuple(name for name in moved if not _evidence_for(task, name, parts))


def evidence_since_finding(task: Task, unit: str | None, units: GridUnits) -> tuple[str, ...]:
    """Return the evidence recorded after the last 核查 or 退回 entry, all of it where there was none.

    For a unit only its own, that of a set that it acts through, and that of no unit; None is the whole task.
    """
    name = units.name(unit) if unit is not None else None
    return tuple(_evidence_for(task, name, Parts(assignment_in_task(task), units)))


def _evidence_for(task: Task, name: str | None, parts: Parts) -> list[str]:
    """The same, by registered name."""
    is_meant = parts.about(name or "")
    found: list[str] = []
    for entry in task.standing_log:
        if name is None or is_meant(entry.unit):
            if answers_a_report(entry):
                found.clear()
            else:
                found.extend(entry.evidence)
    return found
