"""What waits for the office, on its 交接 page: the matters that `gongkai owe` lists under its name, and 回头看."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.domain.handover import Waiting, title_of
from gongkai_tui.domain.lookback import figures_of
from gongkai_tui.domain.owed import OfficeMatter
from gongkai_tui.usecases.plan_files import tasks_of_plan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gongkai_tui.domain.owed import OfficeItem
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

_ORDER = tuple(OfficeMatter)


def waiting_for_office(items: Iterable[OfficeItem], tasks: Mapping[str, Task]) -> tuple[Waiting, ...]:
    """Everything on which the office has to act, by kind, the longest waiting first; `tasks` by id."""
    ordered = sorted(items, key=lambda item: (_ORDER.index(item.matter), item.since))
    return tuple(_waiting(item, tasks) for item in ordered)


def rounds_to_go_on(ws: Workspace, view: View, plans: Iterable[Plan], due: Collection[str]) -> tuple[Waiting, ...]:
    """回头看 on the plans where it has begun or is `due` (their ids), as long as a task has no verdict."""
    plans = (plan for plan in plans if plan.id in due or any(facts.lookback for facts in view.facts(plan.id)))
    return tuple(
        Waiting("回头看", plan.id, "", f"尚未核查{figures.undecided}项（共{figures.total}项）", None)
        for plan in plans
        if (figures := figures_of(tasks_of_plan(ws, view, plan.id))).undecided and (figures.decided or plan.id in due)
    )


def _waiting(item: OfficeItem, tasks: Mapping[str, Task]) -> Waiting:
    since = date.fromisoformat(item.since) if item.since else None
    if item.problem is not None:
        return Waiting(item.matter, item.problem.id, item.whose, item.problem.what.partition("\n")[0], since)
    task_id = item.row.id if item.row else ""
    title = title_of(tasks[task_id]) if task_id in tasks else ""
    if item.extension is not None:
        title = f"{title}：拟延至 {item.extension.proposed}，理由：{item.extension.reason}"
    return Waiting(item.matter, task_id, item.whose, title, since)
