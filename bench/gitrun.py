"""One git call of a benchmark, under the product's own profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import failure, finish, start

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *arguments: str) -> str:
    """Run git in `root` and return what it prints; raises GitError when it fails."""
    done = finish(start(["-C", str(root), *arguments]), arguments[0])
    if done.code != 0:
        raise failure(arguments[0], done)
    return done.out.decode("utf-8", "replace")
