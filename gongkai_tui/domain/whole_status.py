"""A change of status of a whole task: it starts from what the task shows and takes along the units' own parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import SUPPORT, Parts, assignment_in_task
from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.transitions import transition
from gongkai_tui.domain.unit_status import plain, status_of
from gongkai_tui.domain.worst_status import worst_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task


_NAMED = 5
_CATCHES_UP = frozenset({(Status.NOT_STARTED, Status.IN_PROGRESS), (Status.ONGOING, Status.CLOSED)})
"""Parts that go along although the task shows already what it is set to."""


class StepTaken(NamedTuple):
    """A task on both sides of the commit by which it came to the status that it shows."""

    before: Task
    after: Task


def previous_in(undone: StepTaken | None, unit: str | None, units: GridUnits) -> Status | None:
    """Return where a unit or the whole task stood before a step; None without one."""
    return None if undone is None else status_of(undone.before, unit, units)


def with_whole_status(task: Task, target: Status, units: GridUnits) -> Task:
    """Return the task that shows `target`: its own status, and the parts of all units that would keep it from that.

    What is settled stays so while others are at work, what only supports (配合) stays as it is, and of an ended task
    everything, for the day on which that turns out to be a mistake.
    """
    if not task.unit_status or target is Status.ENDED:
        return replace(task, status=target)
    now, parts = shown(task, units), Parts(assignment_in_task(task), units)
    own = {
        name: status if parts.role(parts.name(name)) == SUPPORT or _stays(now, status, target) else target
        for name, status in task.unit_status.items()
    }
    # What nobody follows any more is no reason not to say 已核销 of the task.
    keeps = task.status is not Status.ENDED and (now is target is not Status.CLOSED or _is_followed(parts))
    default = task.status if keeps and _stays(now, task.status, target) else target
    return plain(replace(task, status=default, unit_status=own), units)


def _is_followed(parts: Parts) -> bool:
    """Tell whether the status of the task itself is that of somebody who must do more than support."""
    if parts.only_support:
        return True
    return any(
        not each.is_own and (each.name in parts.roles or not parts.own.keys() >= {*parts.through(each.name)})
        for each in parts.acting
        if each.role != SUPPORT
    )


def left_behind(
    task: Task, target: Status, units: GridUnits, refused: Callable[[Status], str | None]
) -> tuple[tuple[str, Status], ...]:
    """Return who cannot go along with the whole task, each with its status; a set stands for those that follow it.

    `refused` tells of a status why it may not become `target`.
    """
    if not task.unit_status or Status.ENDED in (target, task.status):
        return ()
    now, parts = shown(task, units), Parts(assignment_in_task(task), units)
    found: dict[str, Status] = {}
    for each in parts.acting:
        status = Status(each.status)
        if each.role != SUPPORT and not _stays(now, status, target) and refused(status):
            name = each.name if each.is_own else each.group or each.name
            found[next(iter(parts.written.get(name, (name,))))] = status
    if parts.only_support and not _stays(now, task.status, target) and refused(task.status):
        found["整项任务"] = task.status
    return tuple(found.items())


def parts_words(task: Task, units: GridUnits) -> str:
    """Return how the units stand that make a task show another status than is stored for it; mostly nothing."""
    if not task.unit_status or shown(task, units) is task.status:
        return ""
    own = [f"{unit} {status}" for unit, status in task.unit_status.items()]
    more = f"等 {len(own)} 个单位" if len(own) > _NAMED else ""
    acting = Parts(assignment_in_task(task), units).acting
    rest = any(not each.is_own and each.status == task.status for each in acting)
    return f"{'、'.join(own[:_NAMED])}{more}{f'，其余 {task.status}' if rest else ''}"


def _stays(now: Status, part: Status, target: Status) -> bool:
    """Tell whether a part stays as it is while the task goes from what it shows `now` to `target`."""
    if part in (target, Status.ENDED):
        return True
    if now is target:
        return (part, target) not in _CATCHES_UP
    if part in OPEN or worst_of({part, target}) is not target:
        return False
    return now in OPEN if target in OPEN else transition(part, target) is None


def taken_back(task: Task, step: StepTaken, units: GridUnits) -> Task:
    """Return the task as it was before a step: every part that the step moved and that still stands where it led."""
    before, after = step
    if before.status is Status.ENDED:
        return replace(task, status=before.status)
    own = dict(task.unit_status)
    for name in (*before.unit_status, *after.unit_status):
        was, led, now = (status_of(version, name, units) for version in (before, after, task))
        own[name] = was if led is now else now
    status = before.status if task.status is after.status else task.status
    return plain(replace(task, status=status, unit_status=own), units)
