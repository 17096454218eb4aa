"""How the local data stand to the shared one and to the last commit, from local knowledge only: no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.upstream import remotes, upstream
from gongkai_tui.gitrepo.writable import under_way

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SyncState:
    """What can be said without asking the remote."""

    branch: str
    """Empty where HEAD stands on no branch."""
    remotes: tuple[str, ...]
    upstream: str
    """The branch that this one follows; empty where none is set."""
    fetched: bool
    """Whether anything is known of the upstream."""
    ahead: int
    """Commits that the upstream lacks, as far as known."""
    behind: int
    """Commits of the upstream that are lacking here, as far as known."""
    hand_edits: int
    """Data files that were changed by hand and not committed."""
    conflicts: int
    """Data files with conflicts that nobody has settled."""
    under_way: str
    """A half-done merge, rebase or the like, in words; empty for none."""


def sync_state(ws: Workspace) -> SyncState:
    """The state now.

    Raises:
        GitError: the repository cannot be read.
    """
    repository = ws.repository
    check = repository.start_worktree_check()
    try:
        branch, names, follows = repository.branch() or "", remotes(repository), upstream(repository)
        changes = check.result()
    finally:
        check.stop()
    conflicts = sum(change.state == "冲突" for change in changes)
    return SyncState(
        branch,
        names,
        follows.name if follows else "",
        fetched=bool(follows and follows.known),
        ahead=follows.ahead if follows else 0,
        behind=follows.behind if follows else 0,
        hand_edits=len(changes) - conflicts,
        conflicts=conflicts,
        under_way=under_way(repository),
    )
