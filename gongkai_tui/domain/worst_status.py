"""Which of several statuses stands for all of them."""

from __future__ import annotations

from gongkai_tui.domain.status import Status

_SETTLED = (Status.DONE, Status.CLOSED, Status.ONGOING)
"""Duty met; when units differ among these, the first one here that occurs is shown: it claims the least."""


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
