"""What has come to lean on a task, a 问题 or a plan since it was added: taking that back would leave it in the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.task import ids_in
from gongkai_tui.storage.codec import decode_task
from gongkai_tui.storage.index_files import files_below
from gongkai_tui.storage.paths import FileKind, classify, plan_id_of, record_id_of, task_path
from gongkai_tui.usecases.problem_files import problems_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai_tui.usecases.reading import View


def left_in_the_air(view: View, files: Mapping[str, bytes | None]) -> list[Problem]:
    """Files of HEAD that name something which `files` takes away (None), other than what in `files` does no more."""
    gone = {path: kind for path, data in files.items() if data is None and (kind := classify(path))}
    if not gone:
        return []
    named = {record_id_of(path): kind for path, kind in gone.items() if kind in (FileKind.TASK, FileKind.PROBLEM)}
    leaning = {path: f"{path} 写明了 {one}" for path, one in _names(view, files) if one in named}
    for path, kind in gone.items():
        plan = plan_id_of(path) if kind is FileKind.PLAN else None
        if plan is not None:
            leaning |= {each: f"{each} 属于计划 {plan}" for each in files_below(view.index, f"plans/{plan}")}
    return [
        Problem(Severity.ERROR, f"{words}，撤销会让它落空；请先撤销或改正那一处", path, check="undo")
        for path, words in leaning.items()
        if files.get(path, b"") is not None
    ]


def _names(view: View, files: Mapping[str, bytes | None]) -> Iterator[tuple[str, str]]:
    """Every file with each id of a task or 问题 that it names, as `files` leave it."""
    for facts in view.facts():
        path = task_path(facts.id)
        if path in files:
            yield from ((path, to) for to in _named_in(files[path], path))
            continue
        for to in (*facts.links, *ids_in(facts.lookback_to)):
            yield path, to
    for problem in problems_in(view):
        for to in () if problem.path in files else filter(None, (problem.record.task, problem.record.repeats)):
            yield problem.path, to


def _named_in(data: bytes | None, path: str) -> Iterator[str]:
    """The ids that a file of a task names; none where it is gone or cannot be read."""
    task = decode_task(data, path).value if data is not None else None
    if task is not None:
        yield from (link.to for link in task.links)
        yield from task.lookback.targets if task.lookback else ()
