"""One commit in full: what it says, which fields and files it changed, and whether it put an older value back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo import history as git_history
from gongkai_tui.gitrepo.commit_files import earlier_contents, raw_difference
from gongkai_tui.gitrepo.commit_lookup import commit_info
from gongkai_tui.usecases.history import commit_changes, entry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.gitrepo.history import CommitInfo, FileChange
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.workspace import Workspace

RAW_BYTES = 200_000
"""Of a raw difference, as much as a person may read."""
_FEW_FILES = 20
"""Files of a commit up to which older contents are looked for."""
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class PutBack:
    """A file that came back to what an earlier commit had left in it."""

    path: str
    commit: str


@dataclass(frozen=True, slots=True)
class CommitDetail:
    """One commit as the screen of the whole history shows it."""

    entry: HistoryEntry
    body: str
    """The message without its first line and its trailers."""
    trailers: tuple[tuple[str, str], ...]
    actor: str
    """Trailer Gongkai-Actor."""
    files: tuple[tuple[str, str], ...]
    """Path and 新增, 修改 or 删除."""
    changes: tuple[ProposedChange, ...]
    put_back: tuple[PutBack, ...]
    """For commits made by hand: files that were brought back to an older state."""


@dataclass(frozen=True, slots=True)
class RawDifference:
    """What `git show` says of a commit."""

    text: str
    cut: bool
    """Whether it is longer than what is given here."""


def commit_detail(ws: Workspace, commit: str) -> CommitDetail:
    """One commit in full.

    Raises:
        GitError: there is no such commit.
    """
    info = commit_info(ws.repository, commit)
    entry = entry_of(info)
    try:
        files = git_history.changed_files(ws.repository, commit)
    except git_history.CutOff:
        files = ()
    trailers = tuple((key, value) for key, values in info.trailers.items() for value in values)
    return CommitDetail(
        entry,
        info.body,
        trailers,
        info.trailers.get("Gongkai-Actor", ("",))[-1],
        tuple((change.path, _state(change)) for change in files),
        commit_changes(ws, commit),
        () if entry.action or entry.is_merge else _put_back(ws, info, files),
    )


def raw_commit(ws: Workspace, commit: str) -> RawDifference:
    """A commit as git shows it, cut where it is too long to be read."""
    return RawDifference(*raw_difference(ws.repository, commit, RAW_BYTES))


def _state(change: FileChange) -> str:
    return "新增" if change.old_oid is None else "删除" if change.new_oid is None else "修改"


def _put_back(ws: Workspace, info: CommitInfo, files: Sequence[FileChange]) -> tuple[PutBack, ...]:
    changed = {change.path: change.new_oid for change in files if change.old_oid and change.new_oid}
    if not info.parents or not changed or len(changed) > _FEW_FILES:
        return ()
    found: dict[str, str] = {}
    for earlier in earlier_contents(ws.repository, info.parents[0], tuple(changed), _LOOK_BACK):
        if changed.get(earlier.path) == earlier.oid:
            found.setdefault(earlier.path, earlier.commit)
    return tuple(PutBack(path, commit) for path, commit in found.items())
