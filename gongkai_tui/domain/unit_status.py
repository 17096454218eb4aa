"""How one unit or the whole task stands, and the task once that has changed.

What a unit follows is told by `acting_units`, what the task shows by `derive`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Status

if TYPE_CHECKING:
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task


def status_of(task: Task, unit: str | None, units: GridUnits) -> Status:
    """Return how a unit stands, as the grid shows it, or what the whole task shows where `unit` is None.

    A member of 各X, or one chosen for 有关X, that has no status of its own stands as its set does.
    """
    if not task.unit_status:
        return task.status
    if unit is None:
        return shown(task, units)
    return Status(Parts(assignment_in_task(task), units).status(units.name(unit)))


def with_status(task: Task, target: Status, unit: str | None, units: GridUnits) -> Task:
    """Return the task with one unit set by exception, or the default; exceptions that say nothing more fall away."""
    if unit is None:
        changed = replace(task, status=target)
    else:
        wanted = units.name(unit)
        key = next((name for name in (unit, *task.unit_status) if name in task.unit_status
                    and units.name(name) == wanted), unit)  # fmt: skip
        own = {name: status for name, status in task.unit_status.items() if name == key or units.name(name) != wanted}
        changed = replace(task, unit_status={**own, key: target})
    return plain(changed, units)


def plain(task: Task, units: GridUnits) -> Task:
    """Return a task less the exceptions without which their units would stand the same.

    Sets go before the members that follow them.
    """
    left = task
    for name in sorted(task.unit_status, key=lambda name: units.kind(units.name(name)) is LineKind.UNIT):
        others = {unit: status for unit, status in left.unit_status.items() if unit != name}
        without = replace(left, unit_status=others)
        if status_of(without, name, units) is left.unit_status[name]:
            left = without
    return left
