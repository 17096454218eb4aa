"""Each unit's own 要点: who has published it, since when and where, who has not (huaiyin-2022 第65项)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.own_plans import duties
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.published import published_below
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.show_task import show_task

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.domain.own_plans import Duties
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace


_ASKED_FOR = ("要点", "方案")


@dataclass(frozen=True, slots=True)
class OwnPlans:
    """The units that one task obliges to publish, and what they published."""

    plan: Plan
    task: Task
    issued: date | None
    due: date | None
    """Last day; None where the task has none, or it cannot be known without the issue date."""
    duties: Duties
    problems: tuple[Problem, ...]
    day: date

    @property
    def doubt(self) -> str:
        """That the task seems to ask for no 要点, so that any 报送 is taken for one; empty where it does."""
        asks = any(word in self.task.heading + self.task.requirement for word in _ASKED_FOR)
        return "" if asks else "这项任务的要求里没有要各单位制定要点或方案；下面数的只是附了佐证的报送，请核对"


def own_plans(ws: Workspace, plan_id: str, task_id: str, *, as_of: str | None = None) -> OwnPlans:
    """Who has published what a task of a plan asks of every unit.

    A unit has published when the task's log holds a 报送 with evidence of it or of a collective that it belongs to, or
    when there is a plan that names this one in `implements` and was issued, on a known day, by that unit.

    Raises:
        UnknownPlan, UnknownTask: there is none of that id.
        UsageError: the task is of another plan.
    """
    view = read_view(ws, as_of=as_of)
    known = PlanUnits(view)
    plans = known.plans
    refuse_unknown_plan(plan_id, plans)
    wanted = normalise_task_id(task_id if "/" in task_id else f"{plan_id}/{task_id}")
    if wanted.partition("/")[0] != plan_id:
        raise UsageError(f"{wanted} 不是 {plan_id} 的任务。")
    plan, task = plans[plan_id], show_task(ws, wanted, as_of=as_of).task
    due = _last_day(plan, task)
    found = duties(
        task,
        known.of_plan(plan_id),
        published_below(plan, known, view.day),
        issued=plan.issued,
        due=due,
        today=view.day,
    )
    return OwnPlans(plan, task, plan.issued, due, found, view.problems, view.day)


def _last_day(plan: Plan, task: Task) -> date | None:
    """The day in the file, else the one that the words give with the issue date that has become known since."""
    if task.deadline is None or task.deadline.due:
        return task.deadline.due if task.deadline else None
    reading = read_deadline(task.deadline.raw, year=plan.year, issued=plan.issued)
    return reading.deadline.due if reading.deadline else None
