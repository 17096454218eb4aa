"""Take a whole action back by a new commit; nothing is rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.gitrepo import history as git_history
from gongkai_tui.gitrepo.commit_lookup import commit_info
from gongkai_tui.gitrepo.message import ACTOR, UNDOES
from gongkai_tui.gitrepo.repository import is_data
from gongkai_tui.storage.hand_edit import carry_over
from gongkai_tui.storage.paths import task_id_of
from gongkai_tui.usecases.authority import elsewhere
from gongkai_tui.usecases.history import entry_of, file_change_in_words
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.undo_referrers import left_in_the_air

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.gitrepo.history import CommitInfo, FileChange
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

LOOK_BACK = 500
"""How many commits are searched for the last action that was not yet taken back."""
_UNDONE, _DONE_AGAIN = "撤销：", "重做："
_CHANGED_SINCE = "撤销没有进行：之后又有人改过同一处，或用到了它"


class NothingToUndo(GongkaiError):
    """No action is left to take back, or the commit named is none of ours."""


class NotOwnAction(NothingToUndo):
    """A unit may take back only what it did itself, an office what was done in its own government and those below."""

    def __init__(self, why: str, *, how: str = "") -> None:
        """`how` tells users of commands how to name another action, where that may help."""
        super().__init__(f"{why}，{how}" if how else why)
        self.why = why
        self.may_name_another = bool(how)


@dataclass(frozen=True, slots=True)
class UndoProposal:
    """What taking an action back would change."""

    entry: HistoryEntry
    """The action to take back."""
    files: Mapping[str, bytes | None]
    changes: tuple[ProposedChange, ...]
    refusals: tuple[Problem, ...]


def propose_undo(ws: Workspace, commit: str | None = None) -> UndoProposal:
    """What the undo of a commit (the last action, if none is named) would do; nothing is written.

    Raises:
        NothingToUndo: there is no such action.
        NotOwnAction: a unit asks and somebody else did it, or the office of another government.
        GitError: the commit named does not exist.
    """
    info = _last_action(ws) if commit is None else commit_info(ws.repository, ws.repository.resolve(commit))
    _refuse_strangers(ws, info)
    head = ws.repository.head() or ""
    tree = ws.repository.tree(head)
    files, refusals = _reversed(ws, info, tree)
    contents = dict(ws.repository.blobs({tree[p] for p in files if p in tree}))
    known = PlanUnits(committed_view(ws))
    changes = tuple(
        change
        for path, data in files.items()
        for change in file_change_in_words(path, contents.get(tree.get(path, "")), data, known)
    )
    if not files and not refusals:
        raise NothingToUndo(f"{info.id[:8]} 的修改已经不在了，没有可以撤销的内容")
    return UndoProposal(entry_of(info), files, changes, tuple(refusals))


def propose_redo(ws: Workspace) -> UndoProposal:
    """What taking back the last undo would do; possible until there is another action.

    Raises:
        NothingToUndo: the last action was no undo.
        NotOwnAction: a unit asks and somebody else took it back, or the office of another government.
    """
    return propose_undo(ws, _last_undo(ws).id)


def carry_out_undo(ws: Workspace, proposal: UndoProposal, *, message: str = "") -> Saved:
    """Commit an undo.

    Raises:
        Refused: what it would take back has been changed again since; every place is named.
    """
    if proposal.refusals:
        raise Refused(_CHANGED_SINCE, proposal.refusals)
    return record(ws, lambda view: _edit(ws, proposal, view), message=message)


def _refuse_strangers(ws: Workspace, info: CommitInfo) -> None:
    actor = ws.actor()
    actor.refuse_if_barred()
    if actor.is_office:
        if (government := elsewhere(ws, actor, (c.path for c in _changed(ws, info)))) is not None:
            raise NotOwnAction(f"“{info.subject}”（{info.id[:8]}）不能撤销：{actor.elsewhere_words(government)}")
        return
    own = {actor.email.casefold()}
    for each in committed_view(ws).jurisdictions():
        if each.id == actor.jurisdiction:
            own.update(c.email.casefold() for unit in each.units if unit.name == actor.unit for c in unit.contacts)
    if info.trailers.get(ACTOR, (info.email,))[-1].casefold() not in own:
        raise NotOwnAction(
            f"“{info.subject}”（{info.id[:8]}）是{info.author}做的；你以{actor.unit}的身份操作，只能撤销本单位的操作",
            how=f"可以写明是哪次提交（{by_doing(Remedy.LIST_COMMITS, to='列出', verb='')}）",
        )


def _edit(ws: Workspace, proposal: UndoProposal, view: HeadView) -> Edit:
    info = commit_info(ws.repository, proposal.entry.commit)
    tree = ws.repository.tree(view.commit or "")
    files, refusals = _reversed(ws, info, tree)
    if refusals:
        raise Refused(_CHANGED_SINCE, refusals)
    tasks = tuple(t for t in (task_id_of(path) for path in files) if t)
    return Edit(files, "undo", _subject(info), (), tasks, {UNDOES: info.id})


def _subject(info: CommitInfo) -> str:
    """What happens to an action: `撤销：…`, or `重做：…` where it was an undo that is taken back."""
    if info.trailers.get(UNDOES) and info.subject.startswith(_UNDONE):
        return f"{_DONE_AGAIN}{info.subject.removeprefix(_UNDONE)}"
    return f"{_UNDONE}{info.subject}"


def _reversed(
    ws: Workspace, info: CommitInfo, tree: Mapping[str, str]
) -> tuple[dict[str, bytes | None], list[Problem]]:
    changed = _changed(ws, info)
    now = {c.path: tree.get(c.path) for c in changed}
    contents = dict(ws.repository.blobs({o for c in changed for o in (c.old_oid, c.new_oid, now[c.path]) if o}))
    files: dict[str, bytes | None] = {}
    refusals: list[Problem] = []
    for c in changed:
        old, new, here = (contents.get(o or "") for o in (c.old_oid, c.new_oid, now[c.path]))
        if here == old:
            continue
        if here == new:
            files[c.path] = old
            continue
        merged = carry_over(c.path, new, here, old) if here is not None else None
        if merged is None:
            refusals.append(
                Problem(
                    Severity.ERROR,
                    "同一字段之后又被改过，请先撤销后来的修改，或直接更正",
                    c.path,
                    check="undo",
                )
            )
        elif merged != here:
            files[c.path] = merged
    return files, [*refusals, *left_in_the_air(committed_view(ws), files)]


def _changed(ws: Workspace, info: CommitInfo) -> list[FileChange]:
    return [c for c in git_history.changed_files(ws.repository, info.id) if is_data(c.path)]


def _last_action(ws: Workspace) -> CommitInfo:
    taken_back: set[str] = set()
    if ws.repository.head() is not None:
        for info in git_history.log(ws.repository, limit=LOOK_BACK):
            action = info.trailers.get("Gongkai-Action", ("",))[-1]
            if info.id in taken_back:
                continue
            undone = info.trailers.get(UNDOES, ())
            if undone:
                taken_back.update(undone)
            elif action and action != "init":
                return info
    raise NothingToUndo("没有可以撤销的操作")


def _last_undo(ws: Workspace) -> CommitInfo:
    taken_back: set[str] = set()
    if ws.repository.head() is not None:
        for info in git_history.log(ws.repository, limit=LOOK_BACK):
            undone = info.trailers.get(UNDOES, ())
            if not info.trailers.get("Gongkai-Action") or info.id in taken_back:
                continue
            if not undone:
                break
            if not commit_info(ws.repository, undone[-1]).trailers.get(UNDOES):
                return info
            taken_back.update(undone)
    raise NothingToUndo("没有可以重做的操作：最近一次操作不是撤销")
