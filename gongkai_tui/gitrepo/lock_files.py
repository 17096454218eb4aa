"""Lock files of git that a dead program left: removed when nobody can be using them, never before."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import plain
from gongkai_tui.gitrepo.processes import Holder, live_holder
from gongkai_tui.gitrepo.write_errors import RepositoryBusy

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.git import Git

PATIENCE = 15.0
"""Seconds that a writer waits for a lock file of another program; more than `_OLD`, so an orphan never stops it."""
_OLD = 10.0
_NAP = 0.05


def free(git: Git, path: str, *, orphan: bool = False, patience: float = PATIENCE) -> None:
    """Wait until a lock file is gone; remove it once it is an orphan.

    That is when no live process may hold it, and it is 10 seconds old: a program in another container or on another
    computer cannot be seen. `orphan` says that its owner is known to be dead, which leaves out the wait.

    Raises:
        RepositoryBusy: a live program holds it.
        OSError: it cannot be removed.
    """
    began = time.monotonic()
    while (age := _age(path)) is not None:
        holder = live_holder(git, path)
        waited = time.monotonic() - began
        if holder is None and (orphan or max(age, waited) > _OLD):
            with suppress(FileNotFoundError):
                os.unlink(path)
            return
        if waited > patience:
            raise RepositoryBusy(_message(path, holder))
        time.sleep(_NAP)


def reference_locks(git: Git, branch: str | None) -> list[str]:
    """Return the lock files that moving a branch may leave behind."""
    paths = [os.path.join(git.git_dir, "HEAD.lock")]
    if branch is not None and ".." not in branch:
        paths.append(os.path.join(git.common_dir, branch + ".lock"))
    return paths


def _age(path: str) -> float | None:
    try:
        return time.time() - os.lstat(path).st_mtime
    except FileNotFoundError:
        return None


def _message(path: str, holder: Holder | None) -> str:
    if holder is None:
        return f"锁文件 {path} 一直没有释放，没有保存。确认没有 git 在运行后删除它，再试一次。"
    command = plain(holder.command.encode("utf-8", "replace"))
    return f"另一个程序正在修改仓库（进程 {holder.pid}：{command}），没有保存。请等它结束后再试。"
