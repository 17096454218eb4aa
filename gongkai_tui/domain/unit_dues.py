"""The last day of each unit in a task: 延期 that was granted to it, or to a set that it acts through, moves its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.extensions import due_of_unit
from gongkai_tui.domain.task import Decision

if TYPE_CHECKING:
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task


def unit_dues(task: Task, units: GridUnits) -> dict[str, str]:
    """Return the ISO last day of the units and sets of a task, by registered name, where it is not that of the task."""
    due = task.deadline.due if task.deadline else None
    granted = [entry.unit for entry in task.extensions if entry.unit and entry.decision is Decision.GRANTED]
    if due is None or not granted:
        return {}
    parts = Parts(assignment_in_task(task), units)
    found = {}
    for name in (*parts.names, *(each.name for each in parts.acting)):
        meant = {name, *parts.holders(name)}
        own = max((due_of_unit(task, unit) or due for unit in granted if units.name(unit) in meant), default=due)
        if own != due:
            found[name] = own.isoformat()
    return found
