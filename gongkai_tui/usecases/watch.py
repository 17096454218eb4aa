"""Whether something happened outside since a front end last looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.worktree_watch import WorktreeWatch

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace


def watch_files(ws: Workspace) -> WorktreeWatch:
    """What tells that data files were edited on disk; one for as long as a front end is open."""
    return WorktreeWatch(ws.repository.git.work_tree)


def changed_since(ws: Workspace, head: str) -> bool:
    """True when HEAD is not `head` any more; costs the reading of one or two small files."""
    return (ws.repository.head() or "") != head
