"""Whether somebody has edited data files on disk: a look costs a millisecond at most, so it may be taken often."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Lock
from time import thread_time, time_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDERS_SECONDS = 0.0003
_SECONDS = 0.0005
"""Processor time after which no further folder has its turn in one look."""
_TICK_NS = 20_000_000
"""How far the times of files may be behind the clock."""
_SUFFIX = ".yaml"
_PLANS, _UNITS, _PROBLEMS = "plans", "units", "problems"


class WorktreeWatch:
    """Remembers how the folders looked; in each look some have their turn, in a small repository nearly all.

    A file that is put in place of another, as vim and git do it, changes its folder, which is soon noticed. For one
    that is written where it stands, all the files of the folder must be looked at.
    """

    def __init__(self, root: str) -> None:
        self._plans, self._units = os.path.join(root, _PLANS), os.path.join(root, _UNITS)
        self._since = time_ns() - _TICK_NS
        self._changed_at: dict[str, int] = {}
        """When each folder was changed."""
        self._contents: dict[str, int] = {}
        """What stands for the files of each folder."""
        self._with_problems: set[str] = set()
        self._folder_turns: list[str] = []
        self._file_turns: list[str] = []
        self._lock = Lock()

    def settle(self) -> None:
        """Take what stands there for known: somebody is about to read it."""
        with self._lock:
            self._since = time_ns() - _TICK_NS
            for folder in list(self._changed_at):
                self._is_changed(folder)

    def look(self) -> bool:
        """Tell whether anything changed since it was last looked at or settled, as far as its turn has come."""
        with self._lock:
            begin = thread_time()
            is_changed = self._take_turns(self._folder_turns, self._is_changed, begin + _FOLDERS_SECONDS)
            return self._take_turns(self._file_turns, self._is_edited, begin + _SECONDS) or is_changed

    def _take_turns(self, turns: list[str], ask: Callable[[str], bool], end: float) -> bool:
        if not turns:
            turns.extend(self._folders())
        found = False
        while turns:
            found = ask(turns.pop()) or found
            if thread_time() >= end:
                break
        return found

    def _folders(self) -> list[str]:
        plans: list[str] = []
        with suppress(OSError):
            plans = [os.path.join(self._plans, name) for name in os.listdir(self._plans)]
        problems = [os.path.join(plan, _PROBLEMS) for plan in plans if plan in self._with_problems]
        return [*plans, *problems, self._units, self._plans]

    def _is_changed(self, folder: str) -> bool:
        when = 0
        with suppress(OSError):
            when = os.stat(folder).st_mtime_ns
        known = self._changed_at.get(folder)
        self._changed_at[folder] = when
        is_changed = when > self._since if known is None else when != known
        if is_changed:
            self._contents[folder] = self._content_of(folder)[0]
        return is_changed

    def _is_edited(self, folder: str) -> bool:
        now, newest = self._content_of(folder)
        known = self._contents.get(folder)
        self._contents[folder] = now
        return newest > self._since if known is None else now != known

    def _content_of(self, folder: str) -> tuple[int, int]:
        """What stands for the files of a folder, and when the newest was written."""
        found = []
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_SUFFIX):
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.name, status.st_mtime_ns, status.st_size))
                elif entry.name == _PROBLEMS:
                    self._with_problems.add(folder)
        return hash(tuple(found)), max((when for _, when, _ in found), default=0)
