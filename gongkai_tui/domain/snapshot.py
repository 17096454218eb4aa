"""All plans, tasks and units at one moment, with the look-ups that rules over many files share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts
from gongkai_tui.domain.collective import is_open_collective
from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED, units_of_plans
from gongkai_tui.domain.task_facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import PlanProblem
    from gongkai_tui.domain.scoring import Scoring
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.domain.unit import Group, Jurisdiction, Unit


@dataclass(frozen=True)
class Snapshot:
    """The whole repository as the rules see it."""

    plans: tuple[Plan, ...]
    tasks: tuple[TaskFacts, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    today: date = date.max
    """Against which dates are judged; the far future where nobody asks about dates."""
    problems: tuple[PlanProblem, ...] = ()
    scorings: tuple[tuple[str, Scoring], ...] = ()
    """Plan id and its 考核, of the plans that have one."""

    @cached_property
    def plan_by_id(self) -> Mapping[str, Plan]:
        """Plans by id."""
        return {plan.id: plan for plan in self.plans}

    @cached_property
    def task_ids(self) -> frozenset[str]:
        """Every task id."""
        return frozenset(task.id for task in self.tasks)

    @cached_property
    def problems_by_task(self) -> Mapping[str, Sequence[PlanProblem]]:
        """Problems that are about a task, by its id."""
        found: dict[str, list[PlanProblem]] = defaultdict(list)
        for problem in self.problems:
            if problem.record.task:
                found[problem.record.task].append(problem)
        return found

    @cached_property
    def tasks_by_plan(self) -> Mapping[str, Sequence[TaskFacts]]:
        """Tasks by plan id, in the order given."""
        found: dict[str, list[TaskFacts]] = defaultdict(list)
        for task in self.tasks:
            found[task.plan].append(task)
        return found

    @cached_property
    def units_by_plan(self) -> Mapping[str, GridUnits]:
        """The units of each plan's government, by plan id."""
        return units_of_plans(self.plans, self.jurisdictions)

    def parts(self, task: TaskFacts) -> Parts:
        """The units of one task and how each stands."""
        return Parts(task.assignment, self.units_by_plan.get(task.plan, NOBODY_REGISTERED))

    @cached_property
    def rolls(self) -> Mapping[str, UnitRoll]:
        """The units that plans of a jurisdiction may name, by its id."""
        by_id = {jurisdiction.id: jurisdiction for jurisdiction in self.jurisdictions}
        return {jurisdiction_id: UnitRoll(with_parents(jurisdiction_id, by_id)) for jurisdiction_id in by_id}


class UnitRoll:
    """Every name of one jurisdiction and those above it."""

    def __init__(self, jurisdictions: Sequence[Jurisdiction]) -> None:
        self._names = frozenset(name for each in jurisdictions for name in names_of(each))
        self._groups = {
            _plain(name): group
            for each in reversed(jurisdictions)
            for group in each.groups
            for name in (group.name, *(alias.name for alias in group.aliases))
        }
        self._canonical = {
            _plain(name): unit.name
            for each in reversed(jurisdictions)
            for unit in each.units
            for name in _unit_names(unit)
        }

    def knows(self, name: str) -> bool:
        """Return whether a unit, alias or group of that name stands in the registry; open sets need not."""
        return _plain(name) in self._names or is_open_collective(name)

    def takes_part(self, unit: str, named: Iterable[str]) -> bool:
        """Return whether a unit is among those a task names, itself, by another name, or as a member of a group.

        A group without known members, or one still to be chosen from, may hold any unit.
        """
        wanted = self._canonical_name(unit)
        return any(wanted == self._canonical_name(name) or self._holds(name, wanted) for name in named)

    def _holds(self, group_name: str, wanted: str) -> bool:
        group = self._groups.get(_plain(group_name))
        if group is None:
            return is_open_collective(group_name)
        members = {self._canonical_name(member) for member in group.members}
        return not members or wanted in members

    def _canonical_name(self, name: str) -> str:
        return self._canonical.get(_plain(name), name)


def snapshot_of(
    plans: Iterable[Plan],
    tasks: Iterable[Task],
    jurisdictions: Iterable[Jurisdiction],
    today: date = date.max,
) -> Snapshot:
    """Return the snapshot of whole tasks; where facts are stored ready-made, call `Snapshot` itself."""
    return Snapshot(tuple(plans), tuple(facts_of(task) for task in tasks), tuple(jurisdictions), today)


def names_of(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Return every name of a unit or group of one jurisdiction, folded; one that occurs twice is twice there."""
    holders: tuple[Unit | Group, ...] = (*jurisdiction.units, *jurisdiction.groups)
    return tuple(_plain(name) for holder in holders for name in _unit_names(holder))


def _unit_names(holder: Unit | Group) -> tuple[str, ...]:
    """Name and aliases; a name that comes back after a reform counts once."""
    return tuple(dict.fromkeys((holder.name, *(alias.name for alias in holder.aliases))))


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    # The same few hundred names stand in all tasks.
    return fold_unspaced(name)


def with_parents(jurisdiction_id: str, by_id: Mapping[str, Jurisdiction]) -> list[Jurisdiction]:
    """Return a jurisdiction and those above it, the nearest first."""
    chain: list[Jurisdiction] = []
    seen: set[str] = set()
    while jurisdiction_id in by_id and jurisdiction_id not in seen:
        seen.add(jurisdiction_id)
        chain.append(by_id[jurisdiction_id])
        jurisdiction_id = by_id[jurisdiction_id].parent
    return chain
