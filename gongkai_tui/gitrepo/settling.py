"""Bring the work tree to what was committed, without losing a hand edit made in the meantime."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import plain
from gongkai_tui.gitrepo.objects import algorithm_of, object_id
from gongkai_tui.gitrepo.safe_files import FALLBACK_TEMPORARY, UnsafePath, WorkTree, write_durably
from gongkai_tui.gitrepo.state_files import TEMPORARY
from gongkai_tui.gitrepo.write_errors import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gongkai_tui.gitrepo.git import Git
    from gongkai_tui.gitrepo.journal import Entry, Journal

    CarryOver = Callable[[str, bytes | None, bytes, bytes | None], bytes | None]

_THREADS = 8
_FEW = 8


class Settling:
    """One pass over the files of a journal."""

    def __init__(
        self,
        git: Git,
        state_dir: str,
        journal: Journal,
        blobs: Callable[[Iterable[str]], Mapping[str, bytes]],
        carry_over: CarryOver | None,
    ) -> None:
        """`blobs` reads contents by id; without `carry_over` a file changed by hand stays as it is."""
        self._root = git.work_tree
        self._state_dir = state_dir
        self._journal = journal
        self._algorithm = algorithm_of(journal.commit)
        self._blobs = blobs
        self._carry_over = carry_over
        self.reports: list[str] = []
        self.complete = True

    def run(self) -> None:
        """Put every file in its place; `reports` says what was kept, `complete` whether all was done."""
        with WorkTree(self._root) as files:
            todo = [entry for entry in self._journal.entries if self._is_due(files, entry)]
            wanted = self._blobs({entry.put for entry in todo if entry.put is not None}) if todo else {}
            ready = self._write_temporaries(files, todo, wanted)
            for entry, temporary in zip(todo, ready, strict=True):
                self._put(files, entry, temporary)
            for folder_of in {entry.path.rpartition("/")[0]: entry.path for entry in todo}.values():
                with suppress(OSError, UnsafePath):
                    files.sync_folder(folder_of)

    def _is_due(self, files: WorkTree, entry: Entry) -> bool:
        """Tell whether the file still is as the write found it; a hand edit since then is carried over here."""
        try:
            data = files.read(entry.path)
            now = self._name(data)
            if now == entry.put:
                return False
            if now == entry.seen:
                return True
            self._keep_hand_edit(entry, data)
        except (OSError, UnsafePath) as error:
            self._failed(entry, error)
        return False

    def _keep_hand_edit(self, entry: Entry, data: bytes | None) -> None:
        shown = plain(entry.path.encode("utf-8", "replace"))
        merged = None
        if data is not None and self._carry_over is not None:
            sides = self._blobs({oid for oid in (entry.old, entry.new) if oid is not None})
            old = None if entry.old is None else sides[entry.old]
            new = None if entry.new is None else sides[entry.new]
            merged = self._carry_over(entry.path, old, data, new)
        if merged is None:
            self.reports.append(
                f"{shown} 在保存期间被手工改动，工作区里保留了手工的内容；已提交的内容用 git diff 可见。"
            )
            return
        temporary = self._temporary(len(self._journal.entries))
        write_durably(temporary, merged)
        with WorkTree(self._root) as files:
            if files.read(entry.path) == data:
                files.replace(temporary, entry.path)
                self.reports.append(f"{shown} 里未提交的手工修改已保留，仍未提交。")

    def _write_temporaries(
        self, files: WorkTree, todo: list[Entry], contents: Mapping[str, bytes]
    ) -> list[str | OSError | None]:
        """Write what is due to temporary files, durably; many at once, since each waits for the disk."""
        jobs = [(self._temporary(n), entry, files.mode(entry.path)) for n, entry in enumerate(todo)]

        def write(job: tuple[str, Entry, int | None]) -> str | OSError | None:
            temporary, entry, mode = job
            if entry.put is None:
                return None
            try:
                write_durably(temporary, contents[entry.put], mode)
            except OSError as error:
                return error
            return temporary

        if len(jobs) <= _FEW:
            return [write(job) for job in jobs]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_THREADS) as pool:
            return list(pool.map(write, jobs))

    def _put(self, files: WorkTree, entry: Entry, temporary: str | OSError | None) -> None:
        try:
            if isinstance(temporary, OSError):
                raise temporary
            if self._name(files.read(entry.path)) != entry.seen:
                self.complete = False
                return
            if temporary is None:
                files.remove(entry.path)
            else:
                files.replace(temporary, entry.path)
        except (OSError, UnsafePath) as error:
            self._failed(entry, error)

    def _failed(self, entry: Entry, error: OSError | UnsafePath) -> None:
        self.complete = False
        reason = why(error) if isinstance(error, OSError) else str(error)
        shown = plain(entry.path.encode("utf-8", "replace"))
        self.reports.append(f"已保存到 Git，但工作区里的 {shown} 还没有更新：{reason}；下次运行会补上。")

    def _name(self, data: bytes | None) -> str | None:
        return None if data is None else object_id("blob", data, self._algorithm)

    def _temporary(self, number: int) -> str:
        return os.path.join(self._state_dir, f"{TEMPORARY}{number:06d}")


def sweep(git: Git, state_dir: str) -> None:
    """Remove temporary files that a dead write left."""
    with suppress(FileNotFoundError):
        for name in os.listdir(state_dir):
            if name.startswith(TEMPORARY) or name.endswith(".new"):
                os.unlink(os.path.join(state_dir, name))
    beside = os.path.join(git.work_tree, FALLBACK_TEMPORARY)
    if os.path.lexists(beside):
        os.unlink(beside)
