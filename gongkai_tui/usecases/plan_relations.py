"""Where a new plan belongs: its government, last year's plan and the upper one, proposed from ids and years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.usecases.workspace import Workspace


def related(plan: Plan, plans: Mapping[str, Plan], jurisdictions: Iterable[Jurisdiction]) -> Plan:
    """The plan with `jurisdiction`, `follows` and `implements` where the repository suggests them.

    Every suggestion leaves a hint: a person confirms it.
    """
    own = {j.id: j for j in jurisdictions}.get(plan.id.rpartition("-")[0])
    if own is None:
        return plan
    hints = list(plan.hints)
    hints.append(f"辖区按计划编号认作{own.name}")
    follows = _plan_of(plans, own.id, plan.year, -1)
    implements = _plan_of(plans, own.parent, plan.year, 0) if own.parent else ""
    if follows:
        hints.append(f"上一年度计划按辖区和年份认作 {follows}")
    if implements:
        hints.append(f"上级计划按辖区和年份认作 {implements}")
    return replace(plan, jurisdiction=own.id, follows=follows, implements=implements, hints=tuple(hints))


def own_government(ws: Workspace) -> str:
    """Id of the government that this person most likely begins a plan for; empty where nothing speaks for one."""
    known = [each.id for each in committed_view(ws).jurisdictions()]
    return ws.actor().jurisdiction or (known[0] if len(known) == 1 else "")


def _plan_of(plans: Mapping[str, Plan], jurisdiction: str, year: int | None, shift: int) -> str:
    if year is None:
        return ""
    found = (p.id for p in plans.values() if p.jurisdiction == jurisdiction and p.year == year + shift)
    return next(found, "")
