"""The YAML of one task, edited as text by a person and checked on return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import normalise_task_id, task_path
from gongkai_tui.usecases.change_subject import body_lines, subject_of
from gongkai_tui.usecases.change_tasks import committed, decode, new_errors
from gongkai_tui.usecases.changing import Changer
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.saved import Saved

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.workspace import Workspace


def task_text(ws: Workspace, task_id: str) -> str:
    """The committed YAML of a task, to be edited."""
    task_id = normalise_task_id(task_id)
    return committed(ws, [task_id])[task_id].decode("utf-8-sig")


def save_task_text(ws: Workspace, task_id: str, text: str, *, base: str | None = None, message: str = "") -> Saved:
    """Commit an edited text.

    `base` is the text that the editing began with; a file that has changed since is not overwritten.

    Raises:
        Refused: the text breaks the format or a rule; every finding has its line.
    """
    task_id = normalise_task_id(task_id)
    path = task_path(task_id)
    data = text.encode()
    found = codec.decode_task(data, path)
    errors = tuple(p for p in found.problems if p.severity is Severity.ERROR)
    if found.value is None or errors:
        raise Refused("没有保存：内容有错误", errors)
    after: Task = found.value
    old = committed(ws, [task_id])[task_id]
    if base is not None and old.decode("utf-8-sig") != base:
        raise Refused(f"{task_id} 在编辑期间被别人改动，没有保存；你的文字没有丢，请对照后重新提交")
    before = decode(old, task_id)
    if data == old:
        return Saved("", "没有需要修改的内容")
    _check(ws, before, after)

    def edit(view: HeadView) -> Edit:
        if view.read([path])[path] != old:
            raise Refused(f"{task_id} 刚被别人改动，没有保存；请重新操作")
        pairs = [(before, after)]
        subject = subject_of(ws, pairs, None)
        return Edit({path: data}, "edit", subject, body_lines(pairs), (task_id,))

    return record(ws, edit, message=message)


def _check(ws: Workspace, before: Task, after: Task) -> None:
    fresh = new_errors(before, after)
    fresh.extend(Problem(Severity.ERROR, refusal, after.id, field="status", check="transition")
                 for refusal in Changer(ws).status_refusals(before, after))  # fmt: skip
    if fresh:
        raise Refused("没有保存：不符合规则", fresh)
