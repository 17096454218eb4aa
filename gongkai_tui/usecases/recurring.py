"""Duties that come back: how many units have done theirs, by task and period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.recurrence import count_periods
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.full_tasks import full_tasks
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.task_lookup import no_such_task
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.recurrence import PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RecurringTask:
    """One task with the counts of all its periods."""

    row: TaskRow
    counts: tuple[PeriodCount, ...]
    """Duty by duty, in the order of time; none where its plan has no year."""


@dataclass(frozen=True, slots=True)
class RecurringDuties:
    """What `gongkai recurring` shows."""

    tasks: tuple[RecurringTask, ...]
    problems: tuple[Problem, ...]
    day: date


def recurring_duties(
    ws: Workspace, *, plan: str = "", task_id: str = "", filter_text: str = "", as_of: str | None = None
) -> RecurringDuties:
    """Counts of every task with a recurring duty: of a plan, of one task, or of what a filter selects.

    Raises:
        UnknownPlan: there is no plan of that id.
        UnknownTask: there is no task of that id.
        FilterError: the filter cannot be read.
        UnknownUnit, UnknownPlan: it selects none, for nobody knows what it names.
    """
    view = read_view(ws, as_of=as_of)
    units = PlanUnits(view)
    if plan:
        refuse_unknown_plan(plan, sorted(units.plans))
    rows = {row.id: row for row in select_rows(view, filter_text, texts="titles", plan=plan)}
    if not rows:
        refuse_unknown_names(view, filter_text, words_are_names=True)
    wanted = normalise_task_id(task_id) if task_id else ""
    if wanted and wanted not in rows:
        raise no_such_task(wanted)
    ids = [each for each in view.tasks_with("recurring") if each in rows and wanted in ("", each)]
    counts = counts_of(full_tasks(ws, view, ids).values(), units, view)
    found = tuple(RecurringTask(rows[each], counts[each]) for each in ids if each in counts)
    return RecurringDuties(found, tuple(view.problems), view.day)


def counts_of(tasks: Iterable[Task], units: PlanUnits, view: View) -> dict[str, tuple[PeriodCount, ...]]:
    """Counts of the periods of some tasks, by id."""
    found = {}
    for task in tasks:
        plan = units.plans.get(task.plan)
        if plan is not None:
            found[task.id] = count_periods(task, plan, units.of_plan(plan.id), view.day)
    return found
