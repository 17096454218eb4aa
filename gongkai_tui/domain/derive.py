"""The status that a task shows when its units differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SUPPORT, Parts, assignment_in_task
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.worst_status import worst_of

if TYPE_CHECKING:
    from gongkai_tui.domain.acting_units import Assignment
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task


def shown(task: Task, units: GridUnits = NOBODY_REGISTERED) -> Status:
    """Return what a task shows, given the units of its government."""
    return shown_status(assignment_in_task(task), units) if task.unit_status else task.status


def shown_status(said: Assignment, units: GridUnits = NOBODY_REGISTERED) -> Status:
    """Return what the task shows: the worst open state of those that must act.

    A unit that only supports (配合) never holds the task back, and one whose part was ended (已终止) no longer
    counts. The status of the task counts where a unit stands at it, or where nobody has to do more than support.
    """
    default = Status(said.status)
    if not said.unit_status or default is Status.ENDED:
        return default
    parts = Parts(said, units)
    states = {Status(each.status) for each in parts.acting if each.role != SUPPORT}
    if parts.only_support:
        states.add(default)
    return worst_of(states - {Status.ENDED}) or default
