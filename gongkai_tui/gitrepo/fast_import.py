"""Write a whole history at once with `git fast-import`: for repositories that are made, never for edits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import failure, finish, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")
_NOT_IN_A_NAME = str.maketrans("", "", "<>\n\r\0")
_REPORT_EVERY = 50
_LIMIT = 900.0
"""Seconds; a hundred thousand files need about thirty."""


@dataclass(frozen=True, slots=True)
class NewCommit:
    """One commit of the history: what changes, who says so, and when."""

    files: Mapping[str, bytes | None]
    """Path to new content; None removes the path."""
    message: str
    name: str
    email: str
    when: datetime
    """With a time zone; author and committer date alike."""


def import_history(
    root: Path,
    commits: Iterable[NewCommit],
    *,
    branch: str = "main",
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write the commits, oldest first, as the history of `branch` of the repository at `root`.

    The work tree and the index stay as they are; `check_out` fills them. `progress` is told how many
    commits were taken so far. Returns how many were written.

    Raises:
        GitError: git is missing, took too long, or refused the history.
    """
    feed = start([*_quickly_in(root), "fast-import", "--quiet", "--done"], feed=True, limit=_LIMIT)
    count = 0
    try:
        for count, commit in enumerate(commits, 1):
            feed.send(_as_stream(commit, branch))
            if progress and count % _REPORT_EVERY == 0:
                progress(count)
    except BaseException:
        feed.stop()
        raise
    feed.send(b"done\n")
    done = finish(feed, "fast-import")
    if done.code != 0:
        raise failure("fast-import", done)
    return count


def check_out(root: Path) -> None:
    """Fill the work tree and the index of a repository whose history was just written.

    Raises:
        GitError: git failed; the history stands.
    """
    for command in (("reset", "--hard", "--quiet"), ("commit-graph", "write", "--reachable", "--changed-paths")):
        done = finish(start([*_quickly_in(root), *command], limit=_LIMIT), command[0])
        if done.code != 0:
            raise failure(command[0], done)


def _quickly_in(root: Path) -> list[str]:
    """Nothing that is made here is worth an fsync a file: it can be made again."""
    return ["-C", str(root), "-c", "core.fsync=none"]


def _as_stream(commit: NewCommit, branch: str) -> bytes:
    offset = commit.when.strftime("%z")
    if not offset:
        raise ValueError("NewCommit.when needs a time zone")
    name = commit.name.translate(_NOT_IN_A_NAME).strip()
    email = commit.email.translate(_NOT_IN_A_NAME).strip()
    stamp = f"{name} <{email}> {int(commit.when.timestamp())} {offset}"
    message = commit.message.encode()
    head = f"commit refs/heads/{branch}\nauthor {stamp}\ncommitter {stamp}\ndata {len(message)}\n"
    parts = [head.encode(), message, b"\n"]
    for path, content in commit.files.items():
        if not _PLAIN_PATH.fullmatch(path):
            raise ValueError(f"not a path of a data file: {path!r}")
        if content is None:
            parts.append(f"D {path}\n".encode())
        else:
            parts += [f"M 100644 inline {path}\ndata {len(content)}\n".encode(), content, b"\n"]
    return b"".join(parts)
