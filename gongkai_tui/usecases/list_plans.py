"""Which plans there are, with what is done, late and waiting in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.summary import summarise
from gongkai_tui.usecases.reading import read_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.summary import Summary
    from gongkai_tui.usecases.list_tasks import TaskList
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan and its figures."""

    plan: Plan
    """Header fields only; the outline stays in the file."""
    figures: Summary


def list_plans(ws: Workspace, *, as_of: str | None = None) -> tuple[PlanSummary, ...]:
    """Every plan, newest year first, then by id."""
    view = read_view(ws, as_of=as_of)
    return summarise_plans(view.plans(), view.rows(texts="none"), view.day)


def plan_ids(ws: Workspace, *, as_of: str | None = None) -> frozenset[str]:
    """The ids of all plans."""
    return frozenset(read_view(ws, as_of=as_of).plans())


def summarise_plans(plans: Mapping[str, Plan], rows: Iterable[TaskRow], day: date) -> tuple[PlanSummary, ...]:
    """Figures of each plan from rows that are already at hand."""
    by_plan: dict[str, list[TaskRow]] = {plan_id: [] for plan_id in plans}
    for row in rows:
        if row.plan in by_plan:
            by_plan[row.plan].append(row)
    return _newest_first(PlanSummary(plan, summarise(by_plan[plan_id], day)) for plan_id, plan in plans.items())


def renew_summaries(
    before: Iterable[PlanSummary], plans: Mapping[str, Plan], old: TaskList, new: TaskList
) -> tuple[PlanSummary, ...]:
    """Figures of each plan, counted again only where rows are others than before."""
    if len(old.rows) != len(new.rows) or old.day != new.day:
        return summarise_plans(plans, new.rows, new.day)
    known = {found.plan.id: found.figures for found in before}
    changed = {row.plan for was, row in zip(old.rows, new.rows, strict=True) if was is not row} | plans.keys() - known
    again = summarise_plans(
        {plan_id: plan for plan_id, plan in plans.items() if plan_id in changed},
        (row for row in new.rows if row.plan in changed),
        new.day,
    )
    kept = (PlanSummary(plan, known[plan_id]) for plan_id, plan in plans.items() if plan_id not in changed)
    return _newest_first((*again, *kept))


def _newest_first(found: Iterable[PlanSummary]) -> tuple[PlanSummary, ...]:
    by_plan = {each.plan.id: each for each in found}
    return tuple(by_plan[plan.id] for plan in newest_first(each.plan for each in by_plan.values()))


def newest_first(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """Plans by year, the newest first, then by id."""
    return tuple(sorted(plans, key=lambda plan: (-(plan.year or 0), plan.id)))
