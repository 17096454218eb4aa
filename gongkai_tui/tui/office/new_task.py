"""Add a task that no document lists: 临时交办, or the tasks of a plan that has no document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.task import Task
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.office.at_hand import plan_at_hand, plans_of
from gongkai_tui.tui.sheets.handling import ask_and_save, office_only
from gongkai_tui.usecases.add_task import RULE, NewTask, add_task, draft_task
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.unknown_unit_hint import unknown_units_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

_FIELDS = (
    Field("requirement", "具体要求", lines=True),
    Field("heading", "任务名称（可空）"),
    Field("units", "责任单位（可空）", hint="区财政局牵头，各街道办事处配合", kind=Kind.UNITS),
    Field("deadline", "完成时限（可空）", hint="9月底前"),
    Field("section", "章节（可空）", kind=Kind.SECTION),
    Field("basis", "交办依据：文号、会议或批示（可空）", hint="区政府第8次常务会"),
)


class _Drafted(NamedTuple):
    """A task that would be added."""

    task: Task
    changes: tuple[ProposedChange, ...]
    cautions: tuple[str, ...]


async def begin_task(screen: TasksScreen) -> None:
    """Ask for a task of the plan at hand."""
    plans = plans_of(screen)
    plan = plan_at_hand(screen) or (next(iter(plans)) if len(plans) == 1 else "")
    if not plan:
        screen.front.warn("没有选中的计划")
        return
    if await office_only(screen.front, plan, RULE):
        return

    def propose(ws: Workspace, answers: Mapping[str, str]) -> _Drafted:
        task = draft_task(ws, plan, NewTask(**answers))  # type: ignore[arg-type]  # its number is not asked for
        return _Drafted(
            task, proposed(Task(task.id, hints=task.hints), task), (*task.hints, *unknown_units_of(ws, task))
        )

    def save(ws: Workspace, drafted: _Drafted) -> Saved:
        return add_task(ws, drafted.task)

    await ask_and_save(
        screen.front, f"新增任务：{plan}", _FIELDS, propose, save, required=frozenset({"requirement"}), plan=plan
    )
