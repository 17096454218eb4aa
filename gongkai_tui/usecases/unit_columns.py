"""How units stand in tasks: one source of each unit's status, records and last day for grid, statistics and owing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SharedParts
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.usecases.plan_units import PlanUnits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.recorded import Recorded
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View


class UnitColumns:
    """The columns of tasks, made one by one; what a plan has recorded is read once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._units = PlanUnits(view)
        self._recorded: dict[str, Mapping[str, Mapping[str, Recorded]]] = {}
        self._parts: dict[str, SharedParts] = {}

    def of(self, row: TaskRow) -> TaskColumn:
        """The column of a task."""
        if row.plan not in self._recorded:
            self._recorded[row.plan] = self._view.recorded_by_units(row.plan)
        recorded = self._recorded[row.plan].get(row.id, {})
        units = self._units.of_plan(row.plan)
        government = self._units.government_of(row.plan)
        if government not in self._parts:
            self._parts[government] = SharedParts(units)
        return TaskColumn(row, recorded, units, self._parts[government].of(row))
