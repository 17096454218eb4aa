"""One named commit: what it says, when it was made, and its patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.history import log
from gongkai_tui.gitrepo.repository import checked_revision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.gitrepo.history import CommitInfo
    from gongkai_tui.gitrepo.repository import Repository


class UnknownCommit(GitError):
    """There is no such commit."""


def commit_info(repo: Repository, commit: str) -> CommitInfo:
    """Return one commit.

    Raises:
        UnknownCommit: there is none of that name.
    """
    found = next(iter(log(repo, rev=commit, limit=1)), None)
    if found is None:
        raise UnknownCommit(f"没有提交 {commit}。")
    return found


def commit_day(repo: Repository, commit: str) -> date:
    """Return the day on which a commit was made, in its own time zone."""
    return commit_info(repo, commit).when.date()


def patch(repo: Repository, commit: str, paths: Sequence[str]) -> str:
    """Return what a commit changed below `paths` as git prints it."""
    done = repo.git.run(
        "show", "--format=", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames",
        checked_revision(commit), "--", *paths,
    )  # fmt: skip
    return done.out.decode("utf-8", "replace")
