"""Write a whole history at once with `git fast-import`: for repositories that are made, never for edits."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from gongkai_tui.domain.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")
_NOT_IN_A_NAME = str.maketrans("", "", "<>\n\r\0")
_REPORT_EVERY = 50


class HistoryNotWritten(GitError):
    """Git refused the history that was fed to it."""


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
    commits were fed so far. Returns how many were written. Raises HistoryNotWritten.
    """
    command = ["git", "-c", "core.fsync=none", "fast-import", "--quiet", "--done", "--date-format=raw"]
    count = 0
    with TemporaryFile() as complaints:
        feed = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stderr=complaints, env=clean_environment())
        stdin = feed.stdin
        assert stdin is not None  # noqa: S101  (a pipe was asked for)
        try:
            with stdin:
                for count, commit in enumerate(commits, 1):
                    _write_commit(stdin, commit, branch)
                    if progress and count % _REPORT_EVERY == 0:
                        progress(count)
                stdin.write(b"done\n")
        except BrokenPipeError:
            pass
        finally:
            code = feed.wait()
        if code != 0:
            complaints.seek(0)
            said = complaints.read(2000).decode("utf-8", "replace").strip().splitlines()
            raise HistoryNotWritten(f"Git 没有接受生成的历史：{said[-1] if said else f'退出码 {code}'}")
    return count


def check_out(root: Path) -> None:
    """Fill the work tree and the index of a repository whose history was just written; raises HistoryNotWritten."""
    for command in (("reset", "--hard", "--quiet"), ("commit-graph", "write", "--reachable", "--changed-paths")):
        done = subprocess.run(
            ["git", "-c", "core.fsync=none", *command],
            cwd=root,
            env=clean_environment(),
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise HistoryNotWritten(f"Git 没有写出工作区：{said or f'退出码 {done.returncode}'}")


def clean_environment() -> dict[str, str]:
    """Return the environment without what would send git to another repository or another date."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}


def _write_commit(stream: IO[bytes], commit: NewCommit, branch: str) -> None:
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
    stream.write(b"".join(parts))
