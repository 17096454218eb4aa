"""The plans that units have issued to carry out another: what an office can see without being told."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SharedParts
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.domain.own_plans import Publication, asks_for_own_plan, publisher
from gongkai_tui.domain.published_parts import Seen, seen_of
from gongkai_tui.storage.index_rows import Narrowing
from gongkai_tui.usecases.plan_units import PlanUnits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View


def published_below(plan: Plan, known: PlanUnits, day: date) -> dict[str, Publication]:
    """The first plans of their own that units have issued to carry out one, by registered unit of its government."""
    units, above = known.of_plan(plan.id), known.governments.get(plan.jurisdiction)
    found: dict[str, Publication] = {}
    for each in known.plans.values():
        # A plan that nobody has issued is a draft.
        if above is not None and each.implements == plan.id and each.issued is not None and each.issued <= day:
            unit = publisher(each, units, above, known.governments.get(each.jurisdiction))
            if unit and (unit not in found or each.issued < found[unit].date):
                found[unit] = Publication(each.issued, number=each.doc_number, plan=each.id)
    return found


def published_by_task(view: View, known: PlanUnits, plans: Iterable[str]) -> dict[str, Mapping[str, Publication]]:
    """Who has published what the tasks of some plans ask of each unit: an own 要点; by task and registered unit."""
    return {row.id: published for row, published in _asking(view, known, plans)}


def _asking(view: View, known: PlanUnits, plans: Iterable[str]) -> Iterator[tuple[TaskRow, Mapping[str, Publication]]]:
    """The tasks of some plans that ask for an own 要点, with who has published it."""
    above = {each.implements for each in known.plans.values() if each.issued}.intersection(plans)
    for plan_id in sorted(above & known.plans.keys()):
        published = published_below(known.plans[plan_id], known, view.day)
        for row in view.rows_as_told(narrowing=Narrowing(plan=plan_id)) if published else ():
            if row.plan == plan_id and asks_for_own_plan(row.heading, row.requirement):
                yield row, published


def seen_by_task(view: View) -> dict[str, Seen]:
    """What the publications of units leave to be urged, by task: kept for as long as the commit and the day last."""
    if view.overlay:
        return _worked_out(view)
    index, scope, key = view.index, f"seen {view.source}", f"{view.head} {view.day}"
    kept = index.finding(scope, key)
    if kept is not None:
        return {task_id: Seen(*seen) for task_id, seen in json.loads(kept).items()}
    found = _worked_out(view)
    with suppress(index.Error), index.update():
        index.add_finding(scope, key, json.dumps(found))
    return found


def _worked_out(view: View) -> dict[str, Seen]:
    known = PlanUnits(view)
    found = {}
    for row, published in _asking(view, known, known.plans):
        units = known.of_plan(row.plan)
        seen = seen_of(TaskColumn(row, {}, units, SharedParts(units).of(row), published))
        if seen:
            found[row.id] = seen
    return found
