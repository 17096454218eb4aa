"""The status that a task shows when its units differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.domain.task import Chosen, Task, UnitRole

_SUPPORT = "配合"
_SETTLED = (Status.DONE, Status.CLOSED, Status.ONGOING)
"""Duty met; when units differ among these, the first one here that occurs is shown: it claims the least."""


def shown(task: Task) -> Status:
    """Return what a task shows, with all that it says of its units."""
    return shown_status(task.status, task.unit_status, task.units, task.chosen)


def shown_status(
    status: Status, unit_status: Mapping[str, Status], units: Iterable[UnitRole], chosen: Iterable[Chosen] = ()
) -> Status:
    """Return what the task shows: the worst open state of its units.

    `status` holds for every unit that `unit_status` does not name. A unit that only supports (配合) never
    holds the task back, and a unit whose part was ended (已终止) no longer counts. A set that the office has
    `chosen` from stands for those members; any other set has members that stand at its status or the default.
    """
    if not unit_status or status is Status.ENDED:
        return status
    members = {choice.group: choice.members for choice in chosen if choice.members}
    named = {entry.unit for entry in units}
    supporting = {entry.unit for entry in units if entry.role == _SUPPORT}
    acting = named - supporting
    supporting |= _members_of(supporting, members) - _members_of(acting, members) - acting
    states = {state for unit, state in unit_status.items() if unit not in supporting and unit not in members}
    for unit in acting:
        following = members.get(unit, ()) and set(members[unit]) - named - unit_status.keys()
        if following or (unit not in members and unit not in unit_status):
            states.add(unit_status.get(unit, status))
    if not acting:
        states.add(status)
    return worst_of(states - {Status.ENDED}) or status


def _members_of(units: Iterable[str], members: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {member for unit in units for member in members.get(unit, ())}


def worst_of(states: set[Status]) -> Status | None:
    """Return the worst open one of some states, else the settled one that claims the least; None without any."""
    if not states:
        return None
    if Status.RECTIFYING in states:
        return Status.RECTIFYING
    settled = [status for status in _SETTLED if status in states]
    waiting = states - set(settled)
    if not waiting:
        return settled[0]
    if waiting == {Status.REPORTED}:
        return Status.REPORTED
    if waiting == {Status.NOT_STARTED} and not settled:
        return Status.NOT_STARTED
    return Status.IN_PROGRESS
