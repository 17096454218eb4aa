"""Give a finding about a task, plan or units file its path and line, so that an editor can jump there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.paths import is_plan_id, is_task_id, plan_path, task_path

if TYPE_CHECKING:
    from gongkai_tui.domain.problem import Problem


def path_of(place: str) -> str:
    """The file that a finding's place means: a task id, a plan id, or a path already."""
    if is_task_id(place):
        return task_path(place)
    if is_plan_id(place):
        return plan_path(place)
    return place


def located(problem: Problem, data: bytes) -> Problem:
    """The finding with the path of its file and the line of its field; line 1 where the field is not written."""
    path = path_of(problem.place)
    if problem.line is not None:
        return problem._replace(place=path)
    key = problem.field.partition(".")[0].partition("[")[0].encode()
    starts = (key + b":", b'"' + key + b'":')
    lines = data.splitlines() if key else []
    line = next((n for n, text in enumerate(lines, 1) if text.startswith(starts)), 1)
    return problem._replace(place=path, line=line)
