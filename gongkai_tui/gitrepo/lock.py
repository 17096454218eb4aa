"""One writer at a time: a kernel lock on `.git/gongkai/lock`, which dies with its holder and is never stale."""

from __future__ import annotations

import fcntl
import json
import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import plain
from gongkai_tui.gitrepo.state_files import LOCK
from gongkai_tui.gitrepo.write_errors import RepositoryBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.gitrepo.git import Git

PATIENCE = 30.0
"""Seconds that a writer waits for another one."""

_NOTE_SIZE = 256
_SHORTEST_NAP = 0.002
_LONGEST_NAP = 0.03


def shared_mode(git: Git) -> int:
    """Return the permission bits of our files: as open as git keeps its objects (`core.sharedRepository`)."""
    return stat.S_IMODE(os.stat(os.path.join(git.common_dir, "objects")).st_mode) & 0o666


def make_folder(git: Git, path: str) -> None:
    """Make one of our folders below `.git` unless it is there, as open as git's own."""
    if os.path.isdir(path):
        return
    mode = stat.S_IMODE(os.stat(os.path.join(git.common_dir, "objects")).st_mode)
    with suppress(FileExistsError):
        os.mkdir(path)
        os.chmod(path, mode)


@contextmanager
def hold(git: Git, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the repository for one writer; yields the lock's descriptor.

    Git programs that change something inherit it, so the lock outlives a killed writer until they are done too.

    Raises:
        RepositoryBusy: another writer did not finish in time; its process, computer and command are named.
        OSError: the lock file cannot be made.
    """
    folder = os.path.join(git.common_dir, "gongkai")
    make_folder(git, folder)
    path = os.path.join(folder, LOCK)
    mode = shared_mode(git)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        _take(descriptor, patience)
        _leave_note(descriptor, mode)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    nap = _SHORTEST_NAP
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise RepositoryBusy(_who(descriptor)) from None
            time.sleep(nap)
            nap = min(nap * 1.5, _LONGEST_NAP)
        else:
            return


def _leave_note(descriptor: int, mode: int) -> None:
    """Say who holds the lock. Only for the message of others, so a full disk does not matter."""
    note = {"pid": os.getpid(), "host": os.uname().nodename, "command": " ".join(sys.argv)[:80]}
    text = json.dumps(note).encode()[: _NOTE_SIZE - 1].ljust(_NOTE_SIZE - 1) + b"\n"
    with suppress(OSError):
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
            os.fchmod(descriptor, mode)
        os.pwrite(descriptor, text, 0)


def _who(descriptor: int) -> str:
    try:
        note = json.loads(os.pread(descriptor, _NOTE_SIZE, 0))
        who = f"进程 {int(note['pid'])}，计算机 {note['host']}，命令 {note['command']}"
    except (ValueError, KeyError, TypeError, OSError):
        who = "无法得知是哪个进程"
    return f"仓库正被另一个 gongkai 使用（{plain(who.encode('utf-8', 'replace'))}），等待超时，没有保存。"
