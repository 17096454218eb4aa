"""Begin a plan that has no document: its head is asked for, shown, and saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.plan_fields import PlanField
from gongkai_tui.tui.office.head_fields import SHOWN, head_input
from gongkai_tui.tui.sheets.handling import ask_and_save, office_only
from gongkai_tui.usecases.new_plan import RULE, new_plan, propose_new_plan
from gongkai_tui.usecases.plan_relations import own_government

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.new_plan import NewPlanProposal
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

_ID = PlanField("id", "编号")
_LATER = frozenset({"disclosure", "state"})
"""Fields that are the same for almost every new plan; the head of the plan has them."""


async def begin_plan(screen: TasksScreen) -> None:
    """Ask for the head of a new plan."""
    if await office_only(screen.front, "", RULE):
        return
    government = await screen.back.read(partial(screen.port.ask, lambda ws, _moment: own_government(ws)))
    title, *others = (field for field in SHOWN if field.name not in _LATER)
    known = {"jurisdiction": government}
    fields = [head_input(field, known.get(field.name, "")) for field in (title, _ID, *others)]

    def propose(ws: Workspace, answers: Mapping[str, str]) -> NewPlanProposal:
        typed = dict(answers)
        return propose_new_plan(ws, typed.pop(_ID.name), typed)

    def save(ws: Workspace, proposal: NewPlanProposal) -> Saved:
        return new_plan(ws, proposal.plan)

    await ask_and_save(screen.front, "新建计划", fields, propose, save, required=frozenset({"title"}))
