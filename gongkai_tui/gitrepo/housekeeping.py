"""Keep a long-lived repository fast: loose objects packed, the commit graph written.

Our own calls never let git tidy up by itself, so that no edit waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.history import ensure_commit_graph

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.repository import Repository

MANY_LOOSE = 6700
"""As git's own gc.auto; an edit leaves about five."""

_PATIENCE = 600.0


def loose_objects(repo: Repository) -> int:
    """Return how many objects lie in files of their own."""
    return int(repo.git.run("count-objects").out.split()[0])


def tidy(repo: Repository) -> None:
    """Pack what is loose, as `git gc --auto` does, and write the commit graph.

    Raises:
        GitError: git could not; nothing is lost.
    """
    arguments = ("-c", f"gc.auto={MANY_LOOSE}", "-c", "gc.autoDetach=false", "gc", "--auto", "--quiet")
    repo.git.run(*arguments, limit=_PATIENCE)
    ensure_commit_graph(repo)
