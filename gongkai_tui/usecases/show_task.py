"""One task in full: its record, its row, its plan and the text of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import acting_units, assignment_in_task
from gongkai_tui.domain.recurrence import count_periods
from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import normalise_task_id, task_path
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problems import problems_of_task
from gongkai_tui.usecases.published import with_published
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.task_lookup import UnreadableFile, no_such_task

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.domain.acting_units import ActingUnit
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_row import ListedProblem
    from gongkai_tui.domain.recurrence import PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TaskView:
    """Everything there is to show of one task."""

    task: Task
    row: TaskRow
    plan: Plan | None
    path: str
    text: str
    """The file as it stands."""
    problems: tuple[Problem, ...]
    day: date
    """Day against which flags are computed."""
    found: tuple[ListedProblem, ...] = ()
    """问题 records about the task."""
    acting: tuple[ActingUnit, ...] = ()
    """Who must act, and how each stands."""
    counts: tuple[PeriodCount, ...] = ()
    """How often its recurring duties were done, period by period."""


def show_task(ws: Workspace, task_id: str, *, as_of: str | None = None) -> TaskView:
    """One task, hand edits included unless `as_of` is given.

    Raises:
        UnknownTask: there is no such task.
        UnreadableFile: its file has an error.
    """
    task_id = normalise_task_id(task_id)
    path = task_path(task_id)
    plan_id = task_id.partition("/")[0]
    # Asking git about the whole work tree takes a third of a second where there are 100,000 tasks.
    view = read_view(ws, as_of=as_of, hand_edits_of=(f"plans/{plan_id}",))
    data = _content(ws, view, path)
    if data is None:
        raise no_such_task(task_id)
    decoded = codec.decode_task(data, path)
    if decoded.value is None:
        raise UnreadableFile(str(decoded.problems[0]))
    row = view.row(path)
    if row is None:
        raise no_such_task(task_id)
    problems = tuple(view.file_problems(path))
    units = PlanUnits(view)
    plan, task = units.plan(plan_id), decoded.value
    names = units.of_plan(plan_id)
    return TaskView(
        task,
        row,
        plan,
        path,
        data.decode("utf-8-sig"),
        problems,
        view.day,
        problems_of_task(view, task_id),
        with_published(view, units, row, acting_units(assignment_in_task(task), names)),
        count_periods(task, plan, names, view.day) if plan else (),
    )


def _content(ws: Workspace, view: View, path: str) -> bytes | None:
    if view.overlay.get(path) is not None:
        return ws.repository.read_worktree_file(path)
    oid = view.index.blob_of(path, view.source)
    if oid is None:
        return None
    return next(data for _, data in ws.repository.blobs([oid]))
