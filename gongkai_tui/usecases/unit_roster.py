"""The units and sets of one government or of all, as one looks through them: who answers, and in how much each acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.contacts import is_responsible
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import OPEN
from gongkai_tui.domain.unit import Unit
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.unit_columns import UnitColumns
from gongkai_tui.usecases.unit_registry import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One unit or set."""

    named: Named
    contacts: tuple[str, ...]
    """Who answers for it now."""
    tasks: int
    """Tasks in which its part is open; of a set those that name it and are open."""
    plans: tuple[str, ...] = ()
    """Ids of its government's plans, where others are listed too: the same name there is another unit."""


@dataclass(frozen=True, slots=True)
class Roster:
    """All of them, in the order of the files."""

    lines: tuple[RosterLine, ...]
    problems: tuple[Problem, ...]


def unit_roster(ws: Workspace, plan: str = "", *, as_of: str | None = None) -> Roster:
    """List the units and sets of the government of a plan with their part in it, or all with that in all plans.

    Over all plans, what nobody is urged over (archived plans, tasks that 回头看 carried on) is left out, as in `owing`.

    Raises:
        UnknownPlan: there is no plan of that id.
    """
    view = read_view(ws, as_of=as_of)
    plans = view.plans()
    if plan:
        refuse_unknown_plan(plan, plans)
    governments = [each for each in view.jurisdictions() if not plan or each.id == plans[plan].jurisdiction]
    rows = [row for row in view.rows(texts="none") if (row.plan == plan if plan else not row.is_shelved)]
    tasks = _open_tasks(view, plans, rows)
    registry, several = UnitRegistry(governments), len(governments) > 1
    lines = tuple(
        RosterLine(
            Named(place, each),
            _contacts(each, view.day) if isinstance(each, Unit) else (),
            tasks[place.id, each.name],
            _of(place.id, plans.values()) if several else (),
        )
        for place in governments
        for each in registry.holders(place.id)
    )
    return Roster(lines, tuple(view.problems))


def _of(government: str, plans: Iterable[Plan]) -> tuple[str, ...]:
    return tuple(plan.id for plan in plans if plan.jurisdiction == government)


def _contacts(unit: Unit, day: date) -> tuple[str, ...]:
    return tuple(contact.name for contact in unit.contacts if is_responsible(contact, day))


def _open_tasks(view: View, plans: Mapping[str, Plan], rows: Sequence[TaskRow]) -> Mapping[tuple[str, str], int]:
    """In how many of some tasks the part of each unit or set of a government is open."""
    columns = UnitColumns(view, {row.plan for row in rows})
    alike: Counter[tuple[str, Parts]] = Counter()
    for row in rows:
        if (plan := plans.get(row.plan)) is not None:
            alike[plan.jurisdiction, columns.parts(row)] += 1
    found: Counter[tuple[str, str]] = Counter()
    for (government, parts), count in alike.items():
        # A set that is acted through is named, but is none of the actors.
        for name in dict.fromkeys((*parts.actors, *parts.names)):
            if parts.status(name) in OPEN:
                found[government, name] += count
    return found
