"""The index of the next commit: made beside the real one while `index.lock` keeps everybody else out."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import environment
from gongkai_tui.gitrepo.lock import shared_mode
from gongkai_tui.gitrepo.lock_files import free
from gongkai_tui.gitrepo.safe_files import write_all, write_durably
from gongkai_tui.gitrepo.state_files import INDEX, MARKER
from gongkai_tui.gitrepo.writable import unsettled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.gitrepo.git import Git

_MARKER = b"gongkai index lock\n"
_FEW_PATHS = 50
_HURRY = 0.5
"""Seconds in which a lock file is taken for one of a program that is about to end: looking around costs more."""
_NAP = 0.002
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


@dataclass(frozen=True, slots=True)
class IndexChange:
    """One path whose entry goes from one blob to another; None is no entry."""

    path: str
    old: str | None
    new: str | None
    mode: str


class NextIndex:
    """The index of one work tree, changed under its lock. Only for the holder of the repository's lock."""

    def __init__(self, git: Git, state_dir: str, keep: Sequence[int]) -> None:
        self._git = git
        self._keep = keep
        self._state_dir = state_dir
        self._real = os.path.join(git.git_dir, "index")
        self._next = os.path.join(state_dir, INDEX)
        self._lock = os.path.join(git.git_dir, "index.lock")

    def lock(self) -> None:
        """Take `index.lock`, with our mark in it from the first moment on. One that has our mark is taken over.

        Raises:
            RepositoryBusy: another program keeps it.
            OSError: it cannot be made.
        """
        marker = self._marker()
        hurried_until = time.monotonic() + _HURRY
        while not self.is_ours():
            try:
                self._make_lock(marker)
            except FileExistsError:
                if time.monotonic() < hurried_until:
                    time.sleep(_NAP)
                else:
                    free(self._git, self._lock)

    def is_ours(self) -> bool:
        """Tell whether `index.lock` carries our mark: its owner is this run, or dead."""
        try:
            with open(self._lock, "rb") as file:
                return file.read(len(_MARKER)) == _MARKER
        except FileNotFoundError:
            return False

    def unlock(self) -> None:
        """Give `index.lock` back."""
        if self.is_ours():
            os.unlink(self._lock)

    def prepare(self, parent: str | None, changes: Sequence[IndexChange]) -> tuple[str, ...]:
        """Make the next index; return the paths that were left out because something else is staged there.

        Raises:
            NotWritable: a path has an unsettled conflict.
            GitFailed, OSError: it could not be made.
        """
        self.discard()
        self._copy(parent)
        found = self._entries([change.path for change in changes])
        foreign = tuple(change.path for change in changes if found.get(change.path) not in (change.old, change.new))
        lines = [_line(change) for change in changes if found.get(change.path) == change.old]
        if lines:
            self._run("update-index", "-z", "--index-info", stdin=b"".join(lines))
        return foreign

    def install(self) -> None:
        """Put the next index in the place of the real one."""
        if os.path.exists(self._next):
            os.replace(self._next, self._real)

    def refresh(self) -> None:
        """Note size and time of every unchanged file in the index, so that later checks need not read them."""
        self.discard()
        self._copy(None)
        self._run("update-index", "-q", "--refresh", accept=(0, 1))
        self.install()

    def discard(self) -> None:
        """Forget a next index that was not used."""
        for path in (self._next, self._next + ".lock"):
            with suppress(FileNotFoundError):
                os.unlink(path)

    def _marker(self) -> str:
        """Return a file that holds our mark durably; it stays for the next time."""
        path = os.path.join(self._state_dir, MARKER)
        with suppress(FileNotFoundError), open(path, "rb") as file:
            if file.read() == _MARKER:
                return path
        write_durably(path + ".new", _MARKER, shared_mode(self._git))
        os.replace(path + ".new", path)
        return path

    def _make_lock(self, marker: str) -> None:
        try:
            os.link(marker, self._lock)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _write(self._lock, _MARKER, shared_mode(self._git), new=True)

    def _copy(self, parent: str | None) -> None:
        """Copy the real index; its time stays, since git trusts no entry that is younger than the index."""
        try:
            source = os.open(self._real, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            if parent is not None:
                self._run("read-tree", parent)
            return
        try:
            about = os.fstat(source)
            data = bytearray()
            while part := os.read(source, about.st_size + 1):
                data += part
        finally:
            os.close(source)
        _write(self._next, bytes(data), shared_mode(self._git))
        os.utime(self._next, ns=(about.st_atime_ns, about.st_mtime_ns))

    def _entries(self, paths: Sequence[str]) -> dict[str, str]:
        """Return path -> blob id of what the next index holds now."""
        wanted = paths if len(paths) <= _FEW_PATHS else ()
        out = self._run("--literal-pathspecs", "ls-files", "-s", "-z", "--", *wanted)
        among = frozenset(paths)
        entries: dict[str, str] = {}
        for line in out.split(b"\0")[:-1]:
            head, _, raw = line.partition(b"\t")
            path = raw.decode("utf-8", "surrogateescape")
            if path not in among:
                continue
            _, oid, stage = head.decode("ascii").split(" ")
            if stage != "0":
                raise unsettled(path)
            entries[path] = oid
        return entries

    def _run(self, *arguments: str, stdin: bytes | None = None, accept: Iterable[int] = (0,)) -> bytes:
        env = environment(extra={"GIT_INDEX_FILE": self._next})
        return self._git.run(*arguments, stdin=stdin, env=env, keep=self._keep, accept=accept).out


def _line(change: IndexChange) -> bytes:
    raw = change.path.encode("utf-8", "surrogateescape")
    if change.new is None:
        return b"0 %s\t%s\0" % (b"0" * len(change.old or ""), raw)
    return b"%s %s\t%s\0" % (change.mode.encode("ascii"), change.new.encode("ascii"), raw)


def _write(path: str, data: bytes, mode: int, *, new: bool = False) -> None:
    how = os.O_EXCL if new else os.O_TRUNC
    target = os.open(path, os.O_WRONLY | os.O_CREAT | how | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        os.fchmod(target, mode)
        write_all(target, data)
    finally:
        os.close(target)
