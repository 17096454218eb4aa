"""The last day of each unit in a task: 延期 that was granted to it, or to a set that it acts through, moves its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SUPPORT, Parts
from gongkai_tui.domain.extensions import due_of_unit
from gongkai_tui.domain.status import TO_DO
from gongkai_tui.domain.task import Decision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gongkai_tui.domain.acting_units import Assignment
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task

    Pairs = tuple[tuple[str, str], ...]


def granted_dues(task: Task) -> Pairs:
    """Return the units and sets to which 延期 was granted, as written there, each with its ISO last day."""
    granted = dict.fromkeys(e.unit for e in task.extensions if e.unit and e.decision is Decision.GRANTED)
    return tuple((unit, day.isoformat()) for unit in granted if (day := due_of_unit(task, unit)))


def unit_due(due: str, granted: Pairs, parts: Parts, name: str, ready: Collection[str] = ()) -> str:
    """Return the ISO last day of a unit in a task that is due on `due`; of a set, that of the first who must act.

    Nobody waits for those who are `ready`, whatever their status.
    """
    if not granted:
        return due
    members = parts.members(name)
    if members:
        waiting = [each for each in members if parts.status(each) in TO_DO and each not in ready] or members
        return min(unit_due(due, granted, parts, member) for member in waiting)
    meant = {name, *parts.holders(name)}
    return max((day for unit, day in granted if parts.name(unit) in meant), default=due)


def due_in_task(task: Task, parts: Parts, name: str) -> str:
    """Return the ISO last day of a unit or set in a whole task; empty where there is none."""
    due = task.deadline.due if task.deadline else None
    return unit_due(due.isoformat() if due else "", granted_dues(task), parts, name)


def open_due(said: Assignment, due: str, granted: Pairs, units: GridUnits, issued: str) -> str:
    """Return the ISO day on which the first of those who still have to act is due; empty where that is `due`.

    Those who only support (配合) count only where nobody does more. A day that had passed before the plan was
    `issued` makes nobody late: one that can comes first.
    """
    if not granted:
        return ""
    parts = Parts(said, units)
    return first_due(parts, still_to_act(parts), due, granted, issued)


def still_to_act(parts: Parts) -> list[str]:
    """Return who still has to act; of those who only support (配合) nobody."""
    return [each.name for each in parts.acting if each.role != SUPPORT and each.status in TO_DO]


def first_due(parts: Parts, names: Iterable[str], due: str, granted: Pairs, issued: str) -> str:
    """Return `open_due`, where some units are those who still have to act."""
    days = {unit_due(due, granted, parts, name) for name in names}
    if parts.default in TO_DO and parts.only_support:
        days.add(due)
    first = min(days, key=lambda day: (day < issued, day), default=due)
    return "" if first == due else first
