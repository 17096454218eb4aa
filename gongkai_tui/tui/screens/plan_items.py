"""The plan list's items from the figures of each plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.short_name import plan_short_name
from gongkai_tui.domain.status import Flag
from gongkai_tui.tui.widgets.plan_list import PlanItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.usecases.list_plans import PlanSummary

ALL = "全部计划"


def unread_items(plans: Sequence[Plan], total: int) -> list[PlanItem]:
    """The same while the tasks of most plans are still to be read."""
    names = [PlanItem(plan.id, plan_short_name(plan.title, plan.id), -1, -1) for plan in plans]
    return [PlanItem("", ALL, total, -1), *names]


def plan_names(plans: Sequence[PlanSummary]) -> dict[str, str]:
    """Short name by plan id."""
    return {found.plan.id: plan_short_name(found.plan.title, found.plan.id) for found in plans}


def plan_items(plans: Sequence[PlanSummary]) -> list[PlanItem]:
    """All plans together first, then each."""
    names = plan_names(plans)
    items = [_item(found, names[found.plan.id]) for found in plans]
    if not items:
        return []
    total, finished, overdue = (sum(figures) for figures in zip(*(item[2:5] for item in items), strict=True))
    return [PlanItem("", ALL, total, finished, overdue), *items]


def view_items(views: Sequence[SavedView], counts: Mapping[str, int]) -> list[PlanItem]:
    """The views with how many tasks each shows; those that say what needs work stand even where nothing does."""
    return [PlanItem(view.name, view.name, counts.get(view.name, -1), view=True) for view in views]


def _item(found: PlanSummary, name: str) -> PlanItem:
    figures = found.figures
    return PlanItem(found.plan.id, name, figures.total, figures.done, figures.flags.get(Flag.OVERDUE, 0))
