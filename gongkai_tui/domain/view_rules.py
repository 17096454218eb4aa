"""Views that ask for a plan that there is not: they list nothing, and nothing else would say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filter_names import unknown_plans
from gongkai_tui.domain.filter_parser import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gongkai_tui.domain.saved_view import SavedView

_MOST_NAMED = 5


class LostPlan(NamedTuple):
    """A plan that a view names and that does not exist."""

    field: str
    """`plan` or `filter`."""
    plan: str
    """As the view says it."""


def lost_plans(view: SavedView, plans: Mapping[str, str]) -> Iterator[LostPlan]:
    """Every plan that a view asks for and that is not among all `plans`, by id and short name.

    What it rules out may be missing.
    """
    if view.plan and view.plan not in plans:
        yield LostPlan("plan", view.plan)
    try:
        root = parse(view.filter)
    except FilterError:
        return
    for plan in dict.fromkeys(unknown_plans(root, plans)):
        yield LostPlan("filter", plan)


def names_plans(view: SavedView) -> bool:
    """Tell quickly whether a view may name a plan at all."""
    return bool(view.plan or ":" in view.filter or "=" in view.filter or "：" in view.filter or "/" in view.filter)


def lost_words(view: SavedView, lost: LostPlan, plans: Collection[str]) -> str:
    """Say what is wrong with a view, in one sentence."""
    there = "、".join(list(plans)[:_MOST_NAMED]) or "还没有计划"
    return f"没有计划“{lost.plan}”，视图“{view.name}”因此列不出它的任务：请改正或删除这个视图；现有：{there}。"
