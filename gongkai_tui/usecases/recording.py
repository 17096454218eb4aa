"""Turn an edit of some tasks into one commit, and remember it in the cache."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.encoding import unread_words
from gongkai_tui.domain.errors import Refused
from gongkai_tui.gitrepo.message import UNDOES, build_message
from gongkai_tui.gitrepo.writing import Change, commit_files
from gongkai_tui.reporting.clean import clean
from gongkai_tui.storage.hand_edit import carry_over
from gongkai_tui.storage.index import Index, Step
from gongkai_tui.storage.index_record import read_record, task_record
from gongkai_tui.storage.paths import task_id_of
from gongkai_tui.storage.states import Content
from gongkai_tui.usecases.authority import elsewhere
from gongkai_tui.usecases.bringing_up import QUIET_ACTIONS
from gongkai_tui.usecases.clock import commit_moment
from gongkai_tui.usecases.merge_driver import register_merge_driver
from gongkai_tui.usecases.saved import Saved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.gitrepo.writing import Written
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.workspace import Workspace

_DATE_VARIABLE = "GIT_COMMITTER_DATE"
"""With it git dates the commit; the cache then asks git for the day."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one action does to the files, and how the history tells it."""

    files: Mapping[str, bytes | None]
    """New content by path; None deletes."""
    action: str
    subject: str
    body: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    trailers: Mapping[str, str] = field(default_factory=dict)
    """Further trailers, such as the commit that an undo takes back."""
    saying: Mapping[str, Task] = field(default_factory=dict)
    """What the task files of `files` say, where that is at hand: spares the cache reading them again."""


def record(ws: Workspace, make: Callable[[HeadView], Edit], *, message: str = "") -> Saved:
    """Commit what `make` returns for the current HEAD; it is asked again when somebody else was faster.

    Raises:
        GongkaiError: refused, or the disk or Git failed; then nothing has changed.
    """
    unread = unread_words(message, "提交说明")
    if unread:
        raise Refused(f"没有保存。{unread}")
    ws.repository.refuse_unless_writable()
    actor = ws.actor()
    actor.refuse_if_barred()
    last: list[_Made] = []

    def change(view: HeadView) -> Change:
        edit = make(view)
        _refuse_elsewhere(ws, actor, edit)
        subject, *body = _words(edit, message)
        last[:] = [_Made(edit, view.commit, subject)]
        text = build_message(
            clean(subject),
            [clean(line, keep_newlines=True) for line in body],
            action=edit.action,
            tasks=edit.tasks,
            actor=actor.email,
            more=edit.trailers,
        )
        return Change(edit.files, text)

    written = commit_files(ws.repository, change, carry_over=carry_over, when=commit_moment(ws.today))
    edit, parent, subject = last[0]
    _remember(ws, written, edit, parent)
    registered = register_merge_driver(ws)
    return Saved(written.commit, subject, edit.tasks, (*written.reports, *filter(None, (registered,))))


class _Made(NamedTuple):
    """What was made of one HEAD."""

    edit: Edit
    parent: str | None
    subject: str


def _words(edit: Edit, message: str) -> list[str]:
    """Subject and lines of the body: words of one's own stand before what was done, not instead of it."""
    return [*message.strip().splitlines(), edit.subject, *edit.body]


def _refuse_elsewhere(ws: Workspace, actor: Actor, edit: Edit) -> None:
    """Nothing of another government is changed, whatever the use case; how a file is laid out is nobody's."""
    if edit.action != "fmt" and (government := elsewhere(ws, actor, edit.files)) is not None:
        raise Refused(actor.elsewhere_words(government))


def _remember(ws: Workspace, written: Written, edit: Edit, parent: str | None) -> None:
    """Tell the cache, which would find out by itself at the next read but slower."""
    try:
        index = ws.index
        if index.head != (parent or "") or index.last_step() != (parent or "") or _DATE_VARIABLE in os.environ:
            return
        _add_written(ws, index, written, edit)
    except Index.Error:
        # The commit stands; a full disk or a busy cache only makes the next read slower.
        return


def _add_written(ws: Workspace, index: Index, written: Written, edit: Edit) -> None:
    records = []
    for path, (_, new) in written.files.items():
        data = edit.files.get(path)
        if new and data is not None:
            task = edit.saying.get(path)
            entry = task_record(path, new, data, task) if task else read_record(path, new, data)
            if entry is not None:
                records.append(entry)
    quiet = edit.action in QUIET_ACTIONS
    moved = () if quiet else tuple(_moves(ws, edit, written))
    with index.update():
        index.add(records)
        index.change_tree(written.commit, {path: new for path, (_, new) in written.files.items()})
        index.add_steps([Step(written.commit, ws.today.isoformat(), moved, edit.trailers.get(UNDOES, ""))])


def _moves(ws: Workspace, edit: Edit, written: Written) -> Iterator[tuple[str, str]]:
    """The (path, unit) whose status changed; nobody has begun a task when it is added."""
    contents = Content()
    tasks = {path: (old, new) for path, (old, new) in written.files.items() if task_id_of(path) and old}
    paths = {old: path for path, (old, _) in tasks.items()}
    for oid, committed in ws.repository.blobs(paths):
        contents.add(paths[oid], oid, committed)
    for path, (old, new) in tasks.items():
        data = edit.files.get(path)
        if new and data is not None:
            contents.add(path, new, data)
            yield from ((path, unit) for unit in contents.moved(path, (old,), new))
