"""The units of one government as the grid of units and tasks sees them: one name each, sets told from units."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from gongkai_tui.domain.collective import is_collective, is_open_collective
from gongkai_tui.domain.registry import UnitRegistry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.unit import Jurisdiction


class LineKind(StrEnum):
    """What a line of the grid stands for."""

    UNIT = "单位"
    ALL = "全体"
    """各X: every member acts."""
    OPEN = "未定"
    """有关X: the office has not chosen yet."""
    NOBODY = "无"
    """Tasks that name no unit."""


class GridUnits:
    """Names as the tasks of one plan write them, looked up in its government's units."""

    def __init__(self, registry: UnitRegistry, jurisdiction_id: str) -> None:
        self._registry = registry
        self._jurisdiction = jurisdiction_id
        self._ranks = {name: rank for rank, name in enumerate(registry.names(jurisdiction_id))}
        self._known: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._kinds: dict[str, LineKind] = {}
        self._confirmed: dict[str, bool] = {}

    def name(self, written: str) -> str:
        """Give the registered name, else the name as written."""
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = self._registry.canonical(self._jurisdiction, written) or written
        return found

    def members(self, name: str) -> tuple[str, ...]:
        """Give the members of a set in official order."""
        found = self._members.get(name)
        if found is None:
            found = self._members[name] = self._registry.members(self._jurisdiction, name)
        return found

    def is_confirmed(self, name: str) -> bool:
        """Tell whether a person has confirmed the members of a set."""
        found = self._confirmed.get(name)
        if found is None:
            found = self._confirmed[name] = self._registry.is_resolved(self._jurisdiction, name)
        return found

    def kind(self, name: str) -> LineKind:
        """Tell a unit from a set; a set with 有关 is open until its members were chosen and confirmed."""
        found = self._kinds.get(name)
        if found is None:
            found = self._kinds[name] = self._kind(name)
        return found

    def _kind(self, name: str) -> LineKind:
        members = self.members(name)
        if is_open_collective(name) and not (members and self.is_confirmed(name)):
            return LineKind.OPEN
        return LineKind.ALL if members or is_collective(name) else LineKind.UNIT

    def is_registered(self, name: str) -> bool:
        """Tell whether a registered name stands in the units file."""
        return name in self._ranks

    def rank(self, name: str) -> int:
        """Give the place in the units file; unregistered names come last."""
        return self._ranks.get(name, len(self._ranks))


NOBODY_REGISTERED = GridUnits(UnitRegistry(()), "")
"""For who has only a task's own file: there 各X stands for all its members, and every name for itself."""


def units_of_plans(plans: Iterable[Plan], jurisdictions: Iterable[Jurisdiction]) -> dict[str, GridUnits]:
    """Return the units of each plan's government, by plan id."""
    registry = UnitRegistry(jurisdictions)
    of_plan = {plan.id: plan.jurisdiction for plan in plans}
    governments = {name: GridUnits(registry, name) for name in set(of_plan.values())}
    return {plan_id: governments[name] for plan_id, name in of_plan.items()}
