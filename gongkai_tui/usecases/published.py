"""The plans that units have issued to carry out another: what an office can see without being told."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_row
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.domain.own_plans import Publication, asks_for_own_plan, publisher, standing
from gongkai_tui.domain.published_parts import Seen, seen_of
from gongkai_tui.domain.unit_dues import still_to_act
from gongkai_tui.storage.index_rows import Narrowing
from gongkai_tui.usecases.plan_units import PlanUnits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from gongkai_tui.domain.acting_units import ActingUnit
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View


def published_below(plan: Plan, known: PlanUnits, day: date) -> dict[str, list[Publication]]:
    """The plans of their own that units have issued to carry out one, by registered unit, the first one first."""
    units, above = known.of_plan(plan.id), known.governments.get(plan.jurisdiction)
    found: dict[str, list[Publication]] = {}
    for each in known.plans.values():
        # A plan that nobody has issued is a draft.
        if above is not None and each.implements == plan.id and each.issued is not None and each.issued <= day:
            unit = publisher(each, units, above, known.governments.get(each.jurisdiction))
            if unit:
                found.setdefault(unit, []).append(Publication(each.issued, number=each.doc_number, plan=each.id))
    return {unit: sorted(plans) for unit, plans in found.items()}


def published_by_task(view: View, known: PlanUnits, plans: Iterable[str]) -> dict[str, Mapping[str, Publication]]:
    """Who has published what the tasks of some plans ask of each unit: an own 要点; by task and registered unit."""
    return {row.id: published for row, _, published in _asking(view, known, plans)}


def _asking(
    view: View, known: PlanUnits, plans: Iterable[str]
) -> Iterator[tuple[TaskRow, Parts, Mapping[str, Publication]]]:
    """The tasks of some plans that ask for an own 要点, with who acts there and who has published it."""
    above = {each.implements for each in known.plans.values() if each.issued}.intersection(plans)
    for plan_id in sorted(above & known.plans.keys()):
        published = published_below(known.plans[plan_id], known, view.day)
        rows = view.rows_as_told(narrowing=Narrowing(plan=plan_id)) if published else ()
        asking = [row for row in rows if row.plan == plan_id and asks_for_own_plan(row.heading, row.requirement)]
        refuted = {facts.id: facts.refuted for facts in view.facts(plan_id)} if asking else {}
        for row in asking:
            parts = Parts(assignment_in_row(row), known.of_plan(plan_id))
            yield row, parts, standing(published, refuted.get(row.id, ()), parts)


def with_published(view: View, known: PlanUnits, row: TaskRow, acting: Iterable[ActingUnit]) -> tuple[ActingUnit, ...]:
    """Those who must act in a task, with when each has published what it asks for, where nobody has recorded it."""
    # Asked of every task that is shown: few ask for such a plan.
    asks = asks_for_own_plan(row.heading, row.requirement)
    published = published_by_task(view, known, [row.plan]).get(row.id) if asks else None
    if not published:
        return tuple(acting)
    column = TaskColumn(row, {}, known.of_plan(row.plan), published=published)
    seen = {name: each[0].date.isoformat() for name in still_to_act(column.parts) if (each := column.published(name))}
    return tuple(unit._replace(published=seen.get(unit.name, "")) for unit in acting)


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
    columns = (
        TaskColumn(row, {}, known.of_plan(row.plan), parts, published)
        for row, parts, published in _asking(view, known, known.plans)
    )
    return {column.row.id: seen for column in columns if (seen := seen_of(column))}
