"""How units stand in tasks: one source of each unit's status, records and last day for grid, statistics and owing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SharedParts
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.usecases.plan_units import PlanUnits

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.storage.index_rows import RecordedByTask
    from gongkai_tui.usecases.reading import View


class UnitColumns:
    """The columns of tasks of some plans, made one by one; what was recorded is read once for all of them."""

    def __init__(self, view: View, plans: AbstractSet[str]) -> None:
        self._view = view
        self._plans = plans
        self._units = PlanUnits(view)
        self._parts: dict[str, SharedParts] = {}

    @cached_property
    def _recorded(self) -> RecordedByTask:
        return self._view.recorded_in(self._plans)

    def of(self, row: TaskRow) -> TaskColumn:
        """The column of a task."""
        units = self._units.of_plan(row.plan)
        government = self._units.government_of(row.plan)
        if government not in self._parts:
            self._parts[government] = SharedParts(units)
        return TaskColumn(row, self._recorded.get(row.id, {}), units, self._parts[government].of(row))
