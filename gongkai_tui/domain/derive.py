"""The status that a task shows when its units differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.domain.task import UnitRole

_SUPPORT = "配合"
_SETTLED = (Status.DONE, Status.CLOSED, Status.ONGOING)
"""Duty met; when units differ among these, the first one here that occurs is shown: it claims the least."""


def shown_status(status: Status, unit_status: Mapping[str, Status], units: Iterable[UnitRole]) -> Status:
    """Return what the task shows: the worst open state of its units.

    `status` holds for every unit that `unit_status` does not name. A unit that only supports (配合) never
    holds the task back, and a unit whose part was ended (已终止) no longer counts.
    """
    if not unit_status or status is Status.ENDED:
        return status
    supporting = {entry.unit for entry in units if entry.role == _SUPPORT}
    own = {unit: state for unit, state in unit_status.items() if unit not in supporting}
    states = set(own.values())
    if _default_counts(units, own, supporting):
        states.add(status)
    return _worst(states - {Status.ENDED}) or status


def _default_counts(units: Iterable[UnitRole], own: Mapping[str, Status], supporting: set[str]) -> bool:
    """Return whether some unit still stands at the default: not named, or member of a collective."""
    acting = [entry.unit for entry in units if entry.unit not in supporting]
    return not acting or any(unit not in own for unit in acting)


def _worst(states: set[Status]) -> Status | None:
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
