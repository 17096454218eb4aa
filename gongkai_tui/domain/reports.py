"""Since when a report (待核查) waits for the office: the day of the 报送 that nobody has checked or returned since.

Whatever else is recorded meanwhile, a note, a second piece of evidence, a corrected title, is no check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts
from gongkai_tui.domain.found_in_log import answers_a_report, puts_status_right
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind

if TYPE_CHECKING:
    from gongkai_tui.domain.acting_units import Assignment
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task

    Pairs = tuple[tuple[str, str], ...]

THE_TASK = ""
"""Stands for the task itself among those whose report waits."""


def report_steps(task: Task) -> Pairs:
    """Return what began and ended the wait for a check, oldest first; nothing where nothing waits.

    (unit as written, or an empty text for the whole task; ISO day of the 报送, or an empty text for what ended it).
    """
    if task.status is not Status.REPORTED and Status.REPORTED not in task.unit_status.values():
        return ()
    return tuple(
        (entry.unit or "", entry.date.isoformat() if entry.kind is LogKind.REPORT else "")
        for entry in task.log
        if entry.kind is LogKind.REPORT or answers_a_report(entry) or puts_status_right(entry)
    )


def who_waits(parts: Parts) -> tuple[str, ...]:
    """Return those of a task whose report waits for the office; `THE_TASK` where no unit has to answer for it."""
    if not parts.may_be(Status.REPORTED):
        return ()
    found = tuple(each.name for each in parts.acting if each.status == Status.REPORTED)
    is_its_own = parts.default == Status.REPORTED and (not parts.names or parts.only_support)
    return found or ((THE_TASK,) if is_its_own else ())


def report_day(steps: Pairs, parts: Parts, name: str) -> str:
    """Return the ISO day of the first report of a unit that still waits; empty where none is recorded.

    The reports of a set that it acts through and those of the whole task are its own. One that was checked by
    mistake (更正) waits since the day on which it was made.
    """
    is_meant = parts.about(name)
    since, has_ended = "", True
    for unit, day in steps:
        if not is_meant(unit):
            continue
        if not day:
            has_ended = True
        elif has_ended:
            since, has_ended = day, False
    return since


class Waiting(NamedTuple):
    """Since when the first report of a task waits."""

    since: str = ""
    """ISO day; empty where nothing waits, or nobody has recorded a report."""
    untold: bool = False
    """Something waits of which no report is recorded: the day on which the status was set counts."""

    def with_moved(self, moved: str) -> str:
        """Return the day, given the ISO day on which the status last changed."""
        return min(filter(None, (self.since, moved)), default="") if self.untold else self.since


def waiting_in(said: Assignment, steps: Pairs, units: GridUnits) -> Waiting:
    """Return since when the first report of a task waits, given the units of its government."""
    if Status.REPORTED not in (said.status, *(status for _, status in said.unit_status)):
        return Waiting()
    parts = Parts(said, units)
    days = {report_day(steps, parts, name) for name in who_waits(parts)}
    return Waiting(min(filter(None, days), default=""), "" in days)
