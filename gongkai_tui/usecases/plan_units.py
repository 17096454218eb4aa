"""The units of the governments whose plans a view holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.grid_units import GridUnits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.registry import UnitRegistry
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.usecases.reading import View

OFFICE_WORDS = frozenset({"办公室", "政务公开办", "政务公开办公室"})
"""How people call the office of whichever government they work for."""
NO_OFFICE = "政务公开办（未登记）"
"""Stands for the office of a government whose units file names none."""


class PlanUnits:
    """Units by plan and by government; read once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._made: dict[str, GridUnits] = {}
        self._asked: dict[str, Plan | None] = {}

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """Plan headers by id."""
        return self._view.plans()

    def plan(self, plan_id: str) -> Plan | None:
        """One plan header; where there are very many, a change concerns few."""
        if plan_id not in self._asked:
            self._asked[plan_id] = self._view.plan(plan_id)
        return self._asked[plan_id]

    @cached_property
    def governments(self) -> Mapping[str, Jurisdiction]:
        """Units files by id."""
        return {each.id: each for each in self._view.jurisdictions()}

    @cached_property
    def registry(self) -> UnitRegistry:
        """All of them together."""
        return self._view.registry()

    def government_of(self, plan_id: str) -> str:
        """Id of the government of a plan; empty where the plan names none."""
        plan = self.plan(plan_id)
        return plan.jurisdiction if plan else ""

    def of_government(self, government: str) -> GridUnits:
        """The names of one government's tasks."""
        if government not in self._made:
            self._made[government] = GridUnits(self.registry, government)
        return self._made[government]

    def of_plan(self, plan_id: str) -> GridUnits:
        """The names of one plan's tasks."""
        return self.of_government(self.government_of(plan_id))

    def office(self, government: str) -> str:
        """Name of the unit that does 政务公开."""
        found = self.governments.get(government)
        name = found.office if found else ""
        return self.of_government(government).name(name) if name else NO_OFFICE

    def office_in(self, plan_id: str) -> str | None:
        """Name of the unit that does 政务公开 in the government of a plan; None where its units file names none."""
        name = self.office(self.government_of(plan_id))
        return None if name == NO_OFFICE else name

    def named(self, government: str, typed: str) -> str:
        """The registered name that somebody means, the office included; else as typed."""
        if self.registry.canonical(government, typed) is None and typed in OFFICE_WORDS:
            return self.office(government)
        return self.of_government(government).name(typed)

    def meant(self, government: str, typed: str) -> frozenset[str]:
        """A unit by its registered name; of a set, its members as well."""
        name = self.named(government, typed)
        return frozenset((name, *self.of_government(government).members(name)))

    def knows(self, typed: str) -> bool:
        """Whether any government has registered a unit, set or alias of that name."""
        known = any(self.registry.canonical(government, typed) for government in self.governments)
        return known or typed in OFFICE_WORDS
