"""The YAML of one task, edited as text by a person and checked on return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.new_evidence import odd_new_evidence
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.storage import codec
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.paths import normalise_task_id, task_path
from gongkai_tui.storage.reading import UNKNOWN_KEY
from gongkai_tui.usecases.change_subject import message_of
from gongkai_tui.usecases.change_tasks import new_errors
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.edited_log import EditedLog
from gongkai_tui.usecases.edited_status import EditedStatus
from gongkai_tui.usecases.merge_text import merge_text
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.saved import UNCHANGED, Saved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.form_values import Side
    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.workspace import Workspace


def task_text(ws: Workspace, task_id: str) -> str:
    """The committed YAML of a task, to be edited."""
    task_id = normalise_task_id(task_id)
    return committed(ws, [task_id])[task_id].decode("utf-8-sig")


def save_task_text(ws: Workspace, task_id: str, text: str, *, base: str | None = None, message: str = "") -> Saved:
    """Commit an edited text.

    `base` is the text that the editing began with. What somebody else has changed since is kept, field by field.

    Raises:
        Refused: the text breaks the format or a rule; every finding has its line.
        ChangedMeanwhile: both have changed the same field differently.
    """
    task_id = normalise_task_id(task_id)
    path = task_path(task_id)
    begun = task_text(ws, task_id) if base is None else base
    text = _with_line_ends_of(begun, text)
    _read(text.encode(), path)
    _refuse_new_keys(begun.encode(), text.encode(), path)
    edit = _Editing(ws, task_id, text.encode(), None if base is None else base.encode())
    if edit.file(committed(ws, [task_id])[task_id]) is None:
        return UNCHANGED

    def change(view: HeadView) -> Edit:
        old = view.read([path])[path]
        if old is None:
            raise Refused(f"{task_id} 刚被别人删去，没有保存")
        new = edit.file(old)
        if new is None:
            return Edit({path: old}, "edit", f"{task_id} 没有变化")
        pairs = [(decode(old, task_id), _read(new, path))]
        return Edit({path: new}, "edit", *message_of(ws, pairs), (task_id,))

    return record(ws, change, message=message)


def _refuse_new_keys(begun: bytes, edited: bytes, path: str) -> None:
    """What stands in a file under unknown keys stays there; typed now, such a key is a slip of the keyboard."""
    known = {_key(problem) for problem in _unknown_keys(begun, path)}
    new = [problem for problem in _unknown_keys(edited, path) if _key(problem) not in known]
    if new:
        wrong = (each._replace(message=f"不认识的键“{_key(each)}”，请改正或删去。") for each in new)
        raise Refused("没有保存：有不认识的字段", [each._replace(severity=Severity.ERROR) for each in wrong])


def _unknown_keys(data: bytes, path: str) -> list[Problem]:
    return [problem for problem in codec.decode_task(data, path).problems if problem.check == UNKNOWN_KEY]


def _key(problem: Problem) -> str:
    """The key itself, at the end of the way to it."""
    return problem.field.rpartition(".")[2]


def _with_line_ends_of(before: str, text: str) -> str:
    """An editor's own line ends are no change of the file."""
    text = text.replace("\r\n", "\n")
    return text.replace("\n", "\r\n") if "\r\n" in before else text


def settle_task_text(task_id: str, text: str, base: str, theirs: str, sides: Mapping[str, Side]) -> str:
    """The edited text with the changes from `base` to `theirs` made in it too, each clash as `sides` says."""
    task_id = normalise_task_id(task_id)
    merged = merge_text(task_id, base=base.encode(), ours=text.encode(), theirs=theirs.encode(), sides=sides)
    return merged.decode("utf-8-sig")


class _Editing:
    """One edited text, and what it makes of the file that is committed by now."""

    def __init__(self, ws: Workspace, task_id: str, text: bytes, base: bytes | None) -> None:
        self._ws = ws
        self._task_id = task_id
        self._text = text
        self._base = base

    def file(self, old: bytes) -> bytes | None:
        """The new file instead of `old`; None when nothing is to be changed."""
        new = self._text
        if self._base is not None and not _same(self._base, old):
            new = merge_text(self._task_id, base=self._base, ours=self._text, theirs=old)
        if new == old:
            return None
        path = task_path(self._task_id)
        before, after = decode(old, self._task_id), _read(new, path)
        settled = _checked(self._ws, before, after)
        return new if settled == after else edit_task(new, settled, path, says=after)


def _same(one: bytes, other: bytes) -> bool:
    return one.decode("utf-8-sig") == other.decode("utf-8-sig")


def _read(data: bytes, path: str) -> Task:
    found = codec.decode_task(data, path)
    errors = tuple(p for p in found.problems if p.severity is Severity.ERROR)
    if found.value is None or errors:
        raise Refused("没有保存：内容有错误", errors)
    return found.value


def _checked(ws: Workspace, before: Task, after: Task) -> Task:
    """The task as it is saved: all new entries, signed, without a status of units that the edit has taken out of it."""
    fresh = new_errors(before, after)
    odd = tuple(odd_new_evidence(before, after))
    fresh.extend(Problem(Severity.ERROR, each, after.id, field="log", check="evidence-words") for each in odd)
    changer = Changer(ws)
    statuses = EditedStatus(changer, before, after)
    after = statuses.after
    log = EditedLog(changer, before, after)
    entered = log.entered()
    fresh.extend(log.problems)
    # A change of the status looks at the evidence made beside it, too.
    moves = [refusal for refusal in statuses.refusals if refusal not in odd]
    fresh.extend(Problem(Severity.ERROR, refusal, after.id, field="status", check="transition") for refusal in moves)
    fresh.extend(Problem(Severity.ERROR, refusal, after.id, check="office")
                 for refusal in changer.office_refusals(before, after))  # fmt: skip
    settled = entered
    try:
        if not fresh:
            entered = statuses.with_what_steps_write(entered)
        settled = changer.settled(before, entered)
    except ChangeRefused as refusal:
        fresh.append(Problem(Severity.ERROR, str(refusal), after.id, field="units", check="problem-open"))
    if fresh:
        raise Refused("没有保存：不符合规则", tuple({each.message: each for each in fresh}.values()))
    return settled
