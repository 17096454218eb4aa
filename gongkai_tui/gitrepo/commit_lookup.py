"""One named commit: what it says and when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.history import log

if TYPE_CHECKING:
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
