"""Which commit HEAD names, read from the files of `.git` without starting git."""

from __future__ import annotations

import os
import re

from gongkai_tui.domain.errors import GitError

_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = "refs/heads/"


class BrokenReference(GitError):
    """A file that should name a commit does not."""


class NeedsGit(Exception):
    """The repository keeps its references in a way that only git can read."""


def read_head(git_dir: str) -> str:
    """Return what HEAD holds: `ref: refs/heads/main`, or a commit id when detached.

    Raises:
        BrokenReference: HEAD is missing or empty.
    """
    text = _text(os.path.join(git_dir, "HEAD"))
    if not text:
        raise BrokenReference("仓库的 .git/HEAD 缺失或为空，请先用 git fsck 检查仓库。")
    return text


def branch_of(head: str) -> str | None:
    """Return the full name of the branch that HEAD stands on, or None when detached."""
    if not head.startswith("ref:"):
        return None
    return head[len("ref:") :].strip()


def read_reference(common_dir: str, name: str) -> str | None:
    """Return the commit that a branch names, or None while it has no commit yet.

    Raises:
        BrokenReference: its file holds something else.
        NeedsGit: only git can tell.
    """
    if not name.startswith(_BRANCH) or name == "refs/heads/.invalid" or ".." in name:
        raise NeedsGit
    text = _text(os.path.join(common_dir, name))
    if text is None:
        return _packed(common_dir, name)
    if _ID.fullmatch(text):
        return text
    if text.startswith("ref:"):
        raise NeedsGit
    raise BrokenReference(f"分支 {name.removeprefix(_BRANCH)} 的记录已损坏，请先用 git fsck 和 git reflog 检查仓库。")


def is_id(text: str) -> bool:
    """Tell whether `text` is a full object id."""
    return _ID.fullmatch(text) is not None


def _packed(common_dir: str, name: str) -> str | None:
    text = _text(os.path.join(common_dir, "packed-refs")) or ""
    found = re.search(rf"^([0-9a-f]{{40,64}}) {re.escape(name)}$", text, re.MULTILINE)
    return found[1] if found else None


def _text(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read().strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
