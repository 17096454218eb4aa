"""Where tasks stood when somebody began to choose what becomes of them, and which have moved on since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts, assignment_in_row
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.unit_status import status_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task


class ShownStatus(NamedTuple):
    """The statuses that a person saw."""

    statuses: Mapping[str, Status]
    """By task id."""
    unit: str = ""
    """The unit whose status it was; empty for that of the whole task."""

    def moved_refusal(self, now: Task, units: GridUnits) -> str:
        """Return why a status chosen without having seen that of `now` is not taken; empty where it was seen."""
        shown, found = self.statuses.get(now.id), status_of(now, self.unit or None, units)
        if shown in (None, found):
            return ""
        return f"选的时候显示“{shown}”，此后别处已改为“{found}”；请看过再选"

    def moved_to(self, now: TaskRow, units: GridUnits) -> Status | None:
        """Return the status of a row when it is another one than was shown; None while it stands as shown."""
        shown, found = self.statuses.get(now.id), status_in_row(now, self.unit, units)
        return None if shown in (None, found) else found


def status_in_row(row: TaskRow, unit: str, units: GridUnits) -> Status:
    """Return how a unit stands in a row, or the task without one."""
    if not unit:
        return Status(row.status)
    return Status(Parts(assignment_in_row(row), units).status(units.name(unit)))
