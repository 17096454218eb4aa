"""What happened: commits in words, the fields that each one changed, and differences between two moments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.gitrepo import history as git_history
from gongkai_tui.gitrepo.message import UNDOES
from gongkai_tui.gitrepo.repository import PREFIXES
from gongkai_tui.storage.paths import FileKind, classify, normalise_task_id, plan_id_of, task_id_of, task_path
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problem_paths
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.typed_moment import typed_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.history import CommitInfo, FileChange
    from gongkai_tui.usecases.workspace import Workspace

_REVERTS = re.compile(r"^This reverts commit ([0-9a-f]{40,64})\b", re.MULTILINE)
"""As git writes it at the start of a line; the lines of our bodies, which may quote anybody, are indented."""


class NoHistory(GongkaiError):
    """There is no commit, or none that concerns what was asked for."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One commit as people read it."""

    commit: str
    when: datetime
    author: str
    email: str
    subject: str
    action: str
    """Trailer Gongkai-Action; empty for commits made by hand."""
    tasks: tuple[str, ...]
    """Trailer Gongkai-Task."""
    undoes: str = ""
    """Commit that this one takes back, by our trailer or by the words of `git revert`; empty for any other."""
    undone: bool = False
    """Whether a later commit took it back; only `history_pages` looks for that."""
    is_merge: bool = False


def history(
    ws: Workspace, *, task_id: str | None = None, limit: int | None = None, until: str | None = None
) -> tuple[HistoryEntry, ...]:
    """Commits that touched data, newest first; with `until`, only those up to a day or revision.

    Those of a task are the commits on its file and on the files of its problems.

    Raises:
        NoHistory: the task never stood in the history.
    """
    if ws.repository.head() is None:
        return ()
    paths: tuple[str, ...] = PREFIXES
    if task_id is not None:
        task_id = normalise_task_id(task_id)
        paths = (task_path(task_id), *problem_paths(ws, task_id))
    rev = typed_moment(ws, until).commit if until else "HEAD"
    found = tuple(entry_of(c) for c in git_history.log(ws.repository, rev=rev, paths=paths, limit=limit))
    if task_id is not None and not found:
        raise NoHistory(f"历史里没有任务 {task_id}；{by_doing(Remedy.LIST_TASKS, to='查看编号')}")
    return found


def commit_changes(ws: Workspace, commit: str, task_id: str | None = None) -> tuple[ProposedChange, ...]:
    """Field changes that a commit made, of one task or of all; one that says so where a shallow clone cannot tell."""
    try:
        changes = git_history.changed_files(ws.repository, commit)
    except git_history.CutOff:
        return (ProposedChange(task_id or "", "", "历史", "", "浅克隆里没有这之前的内容，看不出改了什么"),)
    if task_id is not None:
        task_id = normalise_task_id(task_id)
        wanted = {task_path(task_id), *problem_paths(ws, task_id)}
        changes = tuple(c for c in changes if c.path in wanted)
    return tuple(_in_words(ws, changes))


class CommitChanges(NamedTuple):
    """One commit and what it changed in one task."""

    entry: HistoryEntry
    changes: tuple[ProposedChange, ...]


def task_differences(ws: Workspace, task_id: str, limit: int, until: str | None = None) -> tuple[CommitChanges, ...]:
    """What the last commits on a task changed in it, newest first."""
    entries = history(ws, task_id=task_id, limit=limit, until=until)
    return tuple(
        CommitChanges(entry, commit_changes(ws, entry.commit, normalise_task_id(task_id))) for entry in entries
    )


def diff_between(ws: Workspace, older: str, newer: str | None = None) -> tuple[ProposedChange, ...]:
    """Field changes between two days or revisions; `newer` defaults to HEAD."""
    first = typed_moment(ws, older).commit
    second = typed_moment(ws, newer).commit if newer else (ws.repository.head() or "")
    return tuple(_in_words(ws, git_history.diff_trees(ws.repository, first, second)))


def entry_of(c: CommitInfo) -> HistoryEntry:
    """A commit as people read it."""
    return HistoryEntry(
        c.id,
        c.when,
        c.author,
        c.email,
        c.subject,
        c.trailers.get("Gongkai-Action", ("",))[-1],
        c.trailers.get("Gongkai-Task", ()),
        taken_back_by(c),
        is_merge=len(c.parents) > 1,
    )


def taken_back_by(c: CommitInfo) -> str:
    """The commit that another one takes back: by undo, or by git revert; empty for none."""
    if UNDOES in c.trailers:
        return c.trailers[UNDOES][-1]
    reverted = _REVERTS.search(c.body)
    return reverted[1] if reverted else ""


def _in_words(ws: Workspace, changes: Iterable[FileChange]) -> Iterator[ProposedChange]:
    known = PlanUnits(committed_view(ws))
    listed = [c for c in changes if classify(c.path) is not None]
    wanted = {oid for c in listed for oid in (c.old_oid, c.new_oid) if oid}
    contents = dict(ws.repository.blobs(wanted))
    for change in listed:
        yield from file_change_in_words(
            change.path, contents.get(change.old_oid or ""), contents.get(change.new_oid or ""), known
        )


def file_change_in_words(path: str, old: bytes | None, new: bytes | None, known: PlanUnits) -> Iterator[ProposedChange]:
    """What changed in one file: field by field, rule by rule, or view by view; as a whole where that cannot be told.

    Units stand as the governments' files of now tell, however old the change is.
    """
    kind = classify(path)
    if kind in _IN_PARTS:
        yield from _IN_PARTS[kind](path, old, new)
        return
    if kind is FileKind.PLAN and (found := _plan_in_words(path, old, new)):
        yield from found
        return
    if kind is not FileKind.TASK:
        yield ProposedChange(path, "", "文件", *_as_a_whole(old, new))
        return
    task_id = task_id_of(path) or path
    before, after = _read(old, path), _read(new, path)
    if before and after:
        yield from proposed(before, after, known.of_plan(after.plan))
    elif after and old is None:
        yield ProposedChange(task_id, after.heading, "任务", "", "新增")
    elif before and new is None:
        yield ProposedChange(task_id, before.heading, "任务", before.status.value, "删除")
    else:
        yield _unreadable(task_id)


def _unreadable(name: str) -> ProposedChange:
    return ProposedChange(name, "", "文件", "", "有一侧无法读取，请看原始差异")


def _as_a_whole(old: bytes | None, new: bytes | None) -> tuple[str, str]:
    if old is None:
        return "", "新增"
    return "原有的", "删除" if new is None else "修改"


def _problem_in_words(path: str, old: bytes | None, new: bytes | None) -> Iterator[ProposedChange]:
    from gongkai_tui.domain.problem_diff import problem_changes, problem_title
    from gongkai_tui.storage.problem_record import decode_problem

    before, after = (None if data is None else decode_problem(data, path).value for data in (old, new))
    if after and (before or old is None):
        for change in problem_changes(before, after):
            yield ProposedChange(after.id, problem_title(after), change.field, change.old, change.new)
    elif before and new is None:
        yield ProposedChange(before.id, problem_title(before), "问题", before.state.value, "删除")
    else:
        yield _unreadable(path)


def _plan_in_words(path: str, old: bytes | None, new: bytes | None) -> list[ProposedChange]:
    """The fields of the head, or the plan as a whole; nothing where other parts changed or a side cannot be read."""
    from gongkai_tui.domain.plan_fields import plan_field_changes
    from gongkai_tui.storage.codec import decode_plan

    before, after = (None if data is None else decode_plan(data, path).value for data in (old, new))
    if before is None or after is None:
        whole = (before or after) if None in (old, new) else None
        return [ProposedChange(whole.id, whole.title, "计划", *_as_a_whole(old, new))] if whole else []
    changes = plan_field_changes(before, after)
    return [ProposedChange(after.id, after.title, each.label, each.old, each.new) for each in changes]


def _views_in_words(path: str, old: bytes | None, new: bytes | None) -> Iterator[ProposedChange]:
    from gongkai_tui.domain.saved_view import ViewFile, view_in_words
    from gongkai_tui.storage.view_record import decode_views

    before, after = (ViewFile() if data is None else decode_views(data, path).value for data in (old, new))
    if before is None or after is None:
        yield _unreadable(path)
        return
    for name in dict.fromkeys(view.name for view in (*before.views, *after.views)):
        was, now = (file.named(name) for file in (before, after))
        if was != now:
            yield ProposedChange(
                path, name, "视图", *("" if side is None else view_in_words(side) for side in (was, now))
            )


def _scoring_in_words(path: str, old: bytes | None, new: bytes | None) -> Iterator[ProposedChange]:
    from gongkai_tui.domain.scoring_diff import scoring_changes
    from gongkai_tui.storage.scoring_record import decode_scoring

    before, after = (None if data is None else decode_scoring(data, path).value for data in (old, new))
    if (old is not None and before is None) or (new is not None and after is None):
        yield _unreadable(path)
        return
    for change in scoring_changes(before, after):
        yield ProposedChange(plan_id_of(path) or path, "考核", change.field, change.old, change.new)


_IN_PARTS = {
    FileKind.PROBLEM: _problem_in_words,
    FileKind.VIEWS: _views_in_words,
    FileKind.SCORING: _scoring_in_words,
}
"""Kinds of files whose parts are told one by one, whichever side is missing."""


def _read(data: bytes | None, path: str) -> Task | None:
    from gongkai_tui.storage.codec import decode_task

    return decode_task(data, path).value if data is not None else None
