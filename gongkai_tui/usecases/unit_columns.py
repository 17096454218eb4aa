"""How units stand in tasks: one source of each unit's status, records and last day for grid, statistics and owing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SharedParts
from gongkai_tui.domain.folding import fold, fold_unspaced
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.domain.word_match import is_meant
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.published import published_by_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.own_plans import Publication
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.storage.index_rows import RecordedByTask
    from gongkai_tui.usecases.reading import View


class UnitColumns:
    """The columns of tasks of some plans, made one by one; what was recorded is read once for all of them.

    Filters ask it who must act (`filter_context.Acting`).
    """

    def __init__(self, view: View, plans: AbstractSet[str] | None = None) -> None:
        """With no `plans`, of any."""
        self._view = view
        self._plans = plans
        self._units = PlanUnits(view)
        self._parts: dict[str, SharedParts] = {}
        self._of_plan: dict[str, SharedParts] = {}
        self._meant: dict[tuple[str, str], frozenset[str] | None] = {}

    @cached_property
    def _recorded(self) -> RecordedByTask:
        return self._view.recorded_by_units() if self._plans is None else self._view.recorded_in(self._plans)

    @cached_property
    def _published(self) -> Mapping[str, Mapping[str, Publication]]:
        return published_by_task(self._view, self._units, self._units.plans if self._plans is None else self._plans)

    def column(self, row: TaskRow) -> TaskColumn:
        """The column of a task."""
        units = self._units.of_plan(row.plan)
        return TaskColumn(row, self._recorded.get(row.id, {}), units, self.parts(row), self._published.get(row.id))

    def parts(self, row: TaskRow) -> Parts:
        """Who must act in a task; the same object for tasks that say the same of their units."""
        found = self._of_plan.get(row.plan)
        if found is None:
            government = self._units.government_of(row.plan)
            if government not in self._parts:
                self._parts[government] = SharedParts(self._units.of_government(government))
            found = self._of_plan[row.plan] = self._parts[government]
        return found.of(row)

    def meant(self, plan: str, typed: str) -> frozenset[str] | None:
        """What a whole name means in the tasks of a plan: a unit, or a set and its members; else None."""
        key = plan, typed
        if key not in self._meant:
            known = self._units.knows(typed)
            self._meant[key] = self._units.meant(self._units.government_of(plan), typed) if known else None
        return self._meant[key]

    def written(self, typed: str, *, whole: bool) -> Callable[[str], bool]:
        """Whether a name as written in a task may be, or hold, a unit that is meant."""
        whole = whole or self._units.knows(typed)
        names = frozenset(map(fold_unspaced, self._spellings(typed, whole=whole)))
        if whole:
            return lambda written: fold_unspaced(written) in names
        word = fold(typed)
        return lambda written: fold_unspaced(written) in names or is_meant(written, word)

    def _spellings(self, typed: str, *, whole: bool) -> Iterator[str]:
        """Every name under which a task of any government may mean such units."""
        registry = self._units.registry
        yield typed
        for government in self._units.governments:
            if whole:
                meant = self._units.meant(government, typed)
            else:
                word = fold(typed)
                meant = frozenset(name for name in registry.names(government) if is_meant(name, word))
            for name in meant:
                yield from registry.spellings(name, government)
