"""The files, the preview and the message of one commit of 回头看: tasks judged, 问题 opened, tasks that carry on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.lookback_words import verdict_line, verdict_subject
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.storage import emit
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.paths import problem_path, task_path
from gongkai_tui.storage.problem_record import edit_problem
from gongkai_tui.usecases.lookback_carrying import TAKEN_BACK
from gongkai_tui.usecases.problem_files import problem_file
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.recording import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.lookback_judging import Judge
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Drafted:
    """What would be committed, and the files that it was worked out from."""

    edit: Edit
    base: Mapping[str, bytes | None]
    """Content by path, as committed; None for files that it adds."""


def drafted(
    plan: Plan,
    pairs: Sequence[tuple[Task, Task]],
    contents: Mapping[str, bytes],
    judge: Judge,
    blobs: Mapping[str, bytes],
) -> Drafted:
    """The commit of some verdicts; `contents` are the files of the tasks judged, by id.

    `blobs` are the files of the 问题 that are withdrawn, by path.

    Raises:
        EditError, EmitError: a file cannot be written so.
    """
    carrier, rectifier = judge.carrier, judge.rectifier
    old = {**contents, **carrier.contents}
    files: dict[str, bytes | None] = {}
    # One that carries a task on already is not changed, and must still be there.
    base: dict[str, bytes | None] = {task_path(task_id): data for task_id, data in old.items()}
    saying: dict[str, Task] = {}
    for before, after in (*pairs, *carrier.changed()):
        path = task_path(after.id)
        files[path] = edit_task(old[after.id], after, path, says=before)
        saying[path] = after
    for task in carrier.added():
        path = task_path(task.id)
        files[path], base[path], saying[path] = emit.emit_task(task).encode(), None, task
    for problem in rectifier.opened:
        path, data = problem_file(plan.id, problem)
        files[path], base[path] = data, None
    for problem in rectifier.withdrawn:
        path = problem_path(plan.id, problem.id)
        files[path], base[path] = edit_problem(blobs[path], problem, path), blobs[path]
    tasks = tuple(task.id for task in saying.values())
    told = tuple(dict.fromkeys(problem.unit for problem in rectifier.opened))
    subject = verdict_subject(short_name(plan), pairs, judge.changer.units(plan.id), told)
    body = tuple(_body(pairs, judge))
    return Drafted(Edit(files, "lookback", subject, body, tasks, saying=saying), base)


def preview(pairs: Iterable[tuple[Task, Task]], judge: Judge) -> tuple[ProposedChange, ...]:
    """Everything that would change, as people read it."""
    carrier, units = judge.carrier, judge.changer.units(judge.request.plan)
    found = [change for before, after in pairs for change in proposed(before, after, units)]
    found += [
        ProposedChange(each.task, f"问题 {each.id}", "问题", "", _problem_words(each))
        for each in judge.rectifier.opened
    ]
    found += [
        ProposedChange(each.task, f"问题 {each.id}", "问题", each.unit, f"撤销：{each.withdrawn.reason}")
        for each in judge.rectifier.withdrawn
        if each.withdrawn
    ]
    found += [ProposedChange(name, "", "保留", "", said) for name, said in judge.left]
    found += [change for before, after in carrier.changed() for change in proposed(before, after)]
    for task in carrier.added():
        title = task.heading or task.requirement[:20]
        found.append(ProposedChange(task.id, title, "任务", "", _added_words(task)))
    return tuple(found)


def _body(pairs: Iterable[tuple[Task, Task]], judge: Judge) -> Iterable[str]:
    units = judge.changer.units(judge.request.plan)
    for pair in pairs:
        yield verdict_line(pair, units)
    for problem in judge.rectifier.opened:
        yield f"问题 {problem.id} {_problem_words(problem)}"
    for problem in judge.rectifier.withdrawn:
        yield f"问题 {problem.id} {problem.unit}：整改中 → 已撤销（{TAKEN_BACK}）"
    for old, new in judge.carrier.changed():
        if new.status is not old.status:
            yield f"{new.id} {old.status} → {new.status}（{TAKEN_BACK}）"
    for _, said in judge.left:
        yield said
    for task in judge.carrier.added():
        yield f"{task.id} 新增，承接 {task.links[0].to}"


def problem_blobs(ws: Workspace, judge: Judge, known: Mapping[str, str]) -> dict[str, bytes]:
    """The committed files of the 问题 that are withdrawn, by path; `known` are the blobs of all of the plan."""
    paths = [problem_path(judge.request.plan, problem.id) for problem in judge.rectifier.withdrawn]
    contents = dict(ws.repository.blobs({known[path] for path in paths}))
    return {path: contents[known[path]] for path in paths}


def _added_words(task: Task) -> str:
    deadline = task.deadline
    due = f"（{deadline.due.isoformat()}）" if deadline and deadline.due else ""
    until = f"，完成时限 {deadline.raw}{due}" if deadline else ""
    return f"新增，承接 {task.links[0].to}，章节 {task.section}{until}"


def _problem_words(problem: ProblemRecord) -> str:
    last = problem.last_round
    due = f"，整改期限 {last.due.isoformat()}" if last and last.due else ""
    return f"{problem.unit}{due}：{problem.what}"
