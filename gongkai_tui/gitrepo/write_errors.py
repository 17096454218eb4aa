"""Why a change could not be saved, each said in one sentence."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError, Refused
from gongkai_tui.domain.system_reason import REASONS, system_reason
from gongkai_tui.gitrepo.git import GitFailed, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOUT_THE_DISK = (
    errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.ENFILE
)  # fmt: skip
_WORDS = {os.strerror(number): number for number in _ABOUT_THE_DISK} | {
    "Out of diskspace": errno.ENOSPC,
    "insufficient permission": errno.EACCES,
}
"""What git passes on of what the system said, and says in its own words instead."""
_SHOWN = 3


class WriteFailed(GitError):
    """The system or git refused; nothing was changed."""


class NothingToSave(Refused):
    """The change leaves every file as it is."""


class HandEditConflict(Refused):
    """A file was changed by hand, not committed, in the same place as the change."""


class StagedConflict(Refused):
    """Another content of a file is staged for a commit."""


class RepositoryBusy(GitError):
    """Another program kept the repository for itself too long."""


def why(error: OSError) -> str:
    """Return the reason of a system error in words, with the file where it is known."""
    place = f"（{plain(os.fsencode(error.filename))}）" if isinstance(error.filename, str | bytes) else ""
    return system_reason(error) + place


def not_saved(error: OSError | GitFailed) -> WriteFailed:
    """Return the error for a change that did not happen."""
    if isinstance(error, OSError):
        return WriteFailed(f"没有保存，什么都没有改动：{why(error)}。")
    for words, number in _WORDS.items():
        if words in error.stderr:
            return WriteFailed(f"没有保存，什么都没有改动：{REASONS[number]}。")
    return WriteFailed(f"没有保存，什么都没有改动：{error}")


def hand_edit_conflict(paths: Sequence[str]) -> HandEditConflict:
    """Return the error for files whose uncommitted hand edits touch the same fields."""
    return HandEditConflict(
        f"{_named(paths)} 有未提交的手工修改，与这次改动冲突，没有保存。"
        "请先用 git commit 提交手工修改，或用 git restore 放弃它。"
    )


def staged_conflict(paths: Sequence[str]) -> StagedConflict:
    """Return the error for files that someone staged with other content."""
    return StagedConflict(
        f"{_named(paths)} 在暂存区里另有内容，没有保存。请先用 git commit 提交，或用 git restore --staged 取消暂存。"
    )


def _named(paths: Sequence[str]) -> str:
    shown = "、".join(plain(path.encode("utf-8", "replace")) for path in paths[:_SHOWN])
    return shown if len(paths) <= _SHOWN else f"{shown} 等 {len(paths)} 个文件"
