"""Which files of the work tree were changed by hand and not committed: `git status`, run beside other work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

from gongkai_tui.gitrepo.git import failure, finish
from gongkai_tui.gitrepo.state_files import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.gitrepo.git import Git
    from gongkai_tui.gitrepo.journal import Journal
    from gongkai_tui.gitrepo.spawn import Child

ChangeState = Literal["修改", "新增", "删除", "冲突"]

_CONFLICTS = frozenset({"DD", "AU", "UD", "UA", "DU", "AA", "UU"})
_NAME_AT = 3


class WorktreeChange(NamedTuple):
    """One file that differs from HEAD, in the index or the work tree."""

    path: str
    state: ChangeState


class WorktreeCheck:
    """A `git status` that runs while the caller does something else."""

    def __init__(self, git: Git, state_dir: str, prefixes: tuple[str, ...]) -> None:
        self._git = git
        self._state_dir = state_dir
        self._before = _journal(state_dir)
        self._changes: tuple[WorktreeChange, ...] | None = None
        self._child: Child = git.start(
            "--no-optional-locks",
            "status",
            "--porcelain=v1",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all",
            "--",
            *prefixes,
        )

    def result(self) -> tuple[WorktreeChange, ...]:
        """Wait for the answer, in order of paths.

        What a writer, dead or alive, has committed but not yet put into the work tree is no hand edit: HEAD is the
        truth, and the next write finishes it.
        """
        if self._changes is None:
            done = finish(self._child, "status")
            if done.code:
                raise failure("status", done)
            found = tuple(_parse(done.out))
            self._changes = self._without_unfinished(found) if found else ()
        return self._changes

    def stop(self) -> None:
        """Forget the question."""
        self._child.stop()

    def _without_unfinished(self, found: tuple[WorktreeChange, ...]) -> tuple[WorktreeChange, ...]:
        journals = [journal for journal in (self._before, _journal(self._state_dir)) if journal is not None]
        if not journals:
            return found
        from gongkai_tui.gitrepo.unfinished import unfinished_paths

        pending: set[str] = set()
        for journal in dict.fromkeys(journals):
            pending |= unfinished_paths(self._git.work_tree, journal)
        return tuple(change for change in found if change.path not in pending)


def _journal(state_dir: str) -> Journal | None:
    """Return the journal of a writer; what reads it is loaded only where there is one."""
    if not os.path.exists(os.path.join(state_dir, JOURNAL)):
        return None
    from gongkai_tui.gitrepo.journal import read_journal

    return read_journal(state_dir)


def _parse(out: bytes) -> Iterator[WorktreeChange]:
    for raw in out.split(b"\0"):
        if not raw:
            continue
        line = raw.decode("utf-8", "surrogateescape")
        yield WorktreeChange(line[_NAME_AT:], _state(line[:2]))


def _state(code: str) -> ChangeState:
    if code in _CONFLICTS:
        return "冲突"
    if "D" in code:
        return "删除"
    if code == "??" or "A" in code:
        return "新增"
    return "修改"
