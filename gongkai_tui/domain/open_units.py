"""Who keeps a task from being closed for good (已核销): one gate, whether it is set or given as a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SUPPORT, Parts, assignment_in_task
from gongkai_tui.domain.status import OPEN, Status

if TYPE_CHECKING:
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task


def open_units(task: Task, units: GridUnits) -> tuple[tuple[str, str], ...]:
    """Return who must act and would still be open once the task itself is 已核销, each with its status.

    Names are as the task writes them. A set with a status of its own stands for those of its members that follow it.
    """
    parts = Parts(assignment_in_task(replace(task, status=Status.CLOSED)), units)
    found: dict[str, str] = {}
    for each in parts.acting:
        if each.role != SUPPORT and each.status in OPEN:
            sets = () if each.is_own else parts.through(each.name)
            name = next((group for group in sets if parts.own.get(group) in OPEN), each.name)
            found[next(iter(parts.written.get(name, (name,))))] = parts.status(name)
    return tuple(found.items())


def open_units_refusal(task: Task, units: GridUnits) -> str | None:
    """Return why the units forbid 已核销, as one Chinese sentence that names them; None where they do not."""
    waiting = open_units(task, units)
    if not waiting:
        return None
    return f"还有单位没有办结：{'、'.join(f'{unit}（{status}）' for unit, status in waiting)}；先逐个核查，再核销。"
