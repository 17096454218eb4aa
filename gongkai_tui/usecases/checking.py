"""Who may check what is reported, and which check stands behind a step that somebody takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain import standing_check
from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.self_check import passed_units, reporter, self_check_refusal
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.unit_status import status_of, with_status
from gongkai_tui.domain.whole_status import taken_back

if TYPE_CHECKING:
    from gongkai_tui.domain.found_in_log import Check
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.task_change import TaskChange
    from gongkai_tui.domain.whole_status import StepTaken
    from gongkai_tui.usecases.changing import Changer


def passing_refusal(changer: Changer, task: Task, change: TaskChange) -> str:
    """Why who reported for the own unit may not pass its check as well; empty where they may."""
    source = status_of(task, change.unit, changer.units(task.plan))
    passes = change.status is Status.DONE is not source
    return check_refusal(changer, task, change.unit, source) if passes else ""


def check_refusal(changer: Changer, task: Task, unit: str | None, source: Status = Status.REPORTED) -> str:
    """Why they may not check what is reported, for a unit or the whole task; `source` is where that stands."""
    parts = Parts(assignment_in_task(task), changer.units(task.plan))
    for own in passed_units(parts, unit):
        if changer.works_for(task.plan, own):
            through = () if own in parts.roles else parts.through(own)
            is_own = changer.acts_for(task.plan, own)
            by = reporter(task, parts.about(own))
            refused = self_check_refusal(own, through, source, by, changer.name, is_own=is_own)
            if refused:
                return refused
    return ""


def unproven(changer: Changer, task: Task, unit: str | None, step: StepTaken) -> str:
    """Which check no record tells of any more, without which a step cannot be taken back as 更正; mostly none.

    `unit` is one that the task names, None for the whole task.
    """
    units = changer.units(task.plan)
    back = status_of(step.before, unit, units)
    after = with_status(task, back, unit, units) if unit else taken_back(task, step, units)
    office = changer.people_of(task.plan, changer.known.office_in(task.plan) or "")

    def may_check(name: str, check: Check) -> bool:
        serves = check.by in changer.people_of(task.plan, name)
        return not standing_check.is_self_check(check, serves_the_unit=serves, is_of_the_office=check.by in office)

    return standing_check.unproven(task, after, step, units, may_check)
