"""Change the head of a plan: 印发日期, 文号, 上级计划…; the last days that follow are shown before they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.plan_fields import plan_field_text
from gongkai_tui.tui.office.at_hand import plan_at_hand, plans_of
from gongkai_tui.tui.office.head_fields import SHOWN, head_input
from gongkai_tui.tui.sheets.handling import ask_and_do, office_only, save_proposal
from gongkai_tui.usecases.change_plan import RULE, change_plan, propose_plan_change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.tui.outcome import Outcome
    from gongkai_tui.tui.screens.tasks import TasksScreen


async def change_head(screen: TasksScreen) -> None:
    """Ask for new values of the head of the plan at hand."""
    plan = plans_of(screen).get(plan_at_hand(screen))
    if plan is None:
        screen.front.warn("没有选中的计划")
        return
    if await office_only(screen.front, plan.id, RULE):
        return
    before = {field.name: plan_field_text(plan, field.name) for field in SHOWN}
    title = f"计划题头：{plan.id}"

    async def offer(answers: Mapping[str, str]) -> Outcome:
        wanted = {name: text for name, text in answers.items() if text != before[name]}
        return await save_proposal(
            screen.front,
            lambda ws: propose_plan_change(ws, plan.id, wanted),
            lambda ws, seen: change_plan(ws, plan.id, wanted, seen=seen),
            title,
        )

    fields = [head_input(field, before[field.name]) for field in SHOWN]
    await ask_and_do(screen.front, title, fields, offer, plan=plan.id)
