"""Who reported what nobody has checked yet: a report of the office's own unit is checked by another person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongkai_tui.domain.task import Task

_ENDS_A_REPORT = frozenset({LogKind.CHECK, LogKind.RETURN})


def own_units(task: Task, unit: str | None, is_own: Callable[[str], bool]) -> Iterator[str]:
    """Give the units of the actor that a check concerns: `unit`, or all that answer for the whole task by name."""
    named = [entry.unit for entry in task.units if entry.role is not Role.SUPPORT] if unit is None else [unit]
    return (name for name in named if is_own(name))


def reporter(task: Task, concerns: Callable[[str | None], bool]) -> str:
    """Return who made the last report that was neither checked nor returned since; empty where there is none.

    `concerns` tells of the unit of an entry whether it is meant, None being the whole task.
    """
    found = ""
    for entry in task.log:
        if not concerns(entry.unit):
            continue
        if entry.kind is LogKind.REPORT:
            found = entry.by
        elif entry.kind in _ENDS_A_REPORT:
            found = ""
    return found


def self_check_refusal(unit: str, source: Status, reported_by: str, name: str) -> str:
    """Return why somebody called `name` may not pass the check of the own unit; empty where it may be.

    Anything but 待核查 is reported and checked in one step, which is the same person's work.
    """
    if source is not Status.REPORTED:
        return f"{unit}是你自己的单位，报送和核查不能由同一人一步办完：先改为待核查，再由本单位的另一人核查。"
    if reported_by == name:
        return f"{unit}的报送是{name}报的，不能由同一人核查，请由本单位的另一人核查。"
    return ""
