"""The plans that units have issued to carry out another: what an office can see without being told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.own_plans import Publication, asks_for_own_plan, publisher
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.usecases.plan_units import PlanUnits
    from gongkai_tui.usecases.reading import View


def published_below(plan: Plan, known: PlanUnits, day: date) -> dict[str, Publication]:
    """Publications that stand in the repository as plans of their own, by registered unit of the plan's government."""
    units, above = known.of_plan(plan.id), known.governments.get(plan.jurisdiction)
    found: dict[str, Publication] = {}
    for each in known.plans.values():
        # A plan that nobody has issued is a draft.
        if above is not None and each.implements == plan.id and each.issued is not None and each.issued <= day:
            unit = publisher(each, units, above, known.governments.get(each.jurisdiction))
            if unit:
                found[unit] = Publication(each.issued, number=each.doc_number, plan=each.id)
    return found


def published_by_task(view: View, known: PlanUnits, plans: Iterable[str]) -> dict[str, Mapping[str, Publication]]:
    """Who has published what the tasks of some plans ask of each unit: an own 要点; by task and registered unit."""
    above = {each.implements for each in known.plans.values() if each.issued}.intersection(plans)
    found: dict[str, Mapping[str, Publication]] = {}
    for plan_id in sorted(above & known.plans.keys()):
        published = published_below(known.plans[plan_id], known, view.day)
        rows = select_rows(view, "", plan=plan_id) if published else ()
        found.update({row.id: published for row in rows if asks_for_own_plan(row.heading, row.requirement)})
    return found
