"""The plan list's items from the figures of each plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.short_name import plan_short_name
from gongkai_tui.domain.status import FINISHED, Flag
from gongkai_tui.tui.widgets.plan_list import PlanItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.usecases.list_plans import PlanSummary

ALL = "全部计划"


def plan_names(plans: Sequence[PlanSummary]) -> dict[str, str]:
    """Short name by plan id."""
    return {found.plan.id: plan_short_name(found.plan.title, found.plan.id) for found in plans}


def plan_items(plans: Sequence[PlanSummary]) -> list[PlanItem]:
    """All plans together first, then each."""
    names = plan_names(plans)
    items = [_item(found, names[found.plan.id]) for found in plans]
    if not items:
        return []
    whole = PlanItem("", ALL, *(sum(item[n] for item in items) for n in (2, 3, 4)))  # type: ignore[misc]
    return [whole, *items]


def _item(found: PlanSummary, name: str) -> PlanItem:
    figures = found.figures
    finished = sum(figures.by_status.get(status, 0) for status in FINISHED)
    return PlanItem(found.plan.id, name, figures.total, finished, figures.flags.get(Flag.OVERDUE, 0))
