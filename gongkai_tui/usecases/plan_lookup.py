"""A plan by its id, or one clear sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.usecases.reading import read_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.usecases.workspace import Workspace


class UnknownPlan(GongkaiError):
    """No plan has the id that was asked for."""


def plan_named(ws: Workspace, plan_id: str) -> Plan:
    """Header of a plan.

    Raises:
        UnknownPlan: there is none; the message lists those that are.
    """
    plans = read_view(ws).plans()
    refuse_unknown_plan(plan_id, plans)
    return plans[plan_id]


def refuse_unknown_plan(plan_id: str, known: Iterable[str]) -> None:
    """Raise UnknownPlan unless there is a plan of that id."""
    ids = list(known)
    if plan_id not in ids:
        raise no_such_plan(plan_id, ids)


def no_such_plan(plan_id: str, known: Iterable[str]) -> UnknownPlan:
    """The error that says which plans there are instead, those of a like name first."""
    from gongkai_tui.domain.near_names import near_names

    ids = list(known)
    there = "、".join(list(dict.fromkeys((*near_names(plan_id, ids), *ids)))[:10])
    there = there or f"（还没有计划，先{by_doing(Remedy.IMPORT_PLAN, to='导入')}）"
    return UnknownPlan(f"没有计划 {plan_id}；现有：{there}")
