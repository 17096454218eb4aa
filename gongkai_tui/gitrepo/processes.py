"""Who uses a file or a repository right now, as far as `/proc` tells."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.gitrepo.git import Git

_READERS = frozenset(
    [
        "blame",
        "cat-file",
        "config",
        "diff",
        "diff-files",
        "diff-index",
        "diff-tree",
        "for-each-ref",
        "fsck",
        "grep",
        "log",
        "ls-files",
        "ls-tree",
        "merge-base",
        "name-rev",
        "rev-list",
        "rev-parse",
        "shortlog",
        "show",
        "show-ref",
        "status",
        "symbolic-ref",
        "var",
        "version",
        "whatchanged",
    ]
)

_WITH_VALUE = frozenset({"-c", "-C", "--git-dir", "--work-tree", "--namespace", "--exec-path"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A live process that may hold a lock file."""

    pid: int
    command: str


def live_holder(git: Git, path: str) -> Holder | None:
    """Return a process that has `path` open, or a git program that may be changing this repository.

    A git that waits for its editor holds a lock file without having it open, so both are asked for. None also where
    there is no `/proc`.
    """
    wanted = os.path.realpath(path)
    places = tuple({git.work_tree, git.git_dir, git.common_dir})
    for pid in _others():
        command = _command(pid)
        if _has_open(pid, wanted) or (_is_changing_git(command) and _works_in(pid, command, places)):
            return Holder(pid, " ".join(command)[:80])
    return None


def _others() -> Iterator[int]:
    me = os.getpid()
    try:
        names = os.listdir("/proc")
    except OSError:
        return
    for name in names:
        if name.isdigit() and int(name) != me:
            yield int(name)


def _command(pid: int) -> list[str]:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().decode("utf-8", "replace").rstrip("\0").split("\0")
    except OSError:
        return []


def _has_open(pid: int, wanted: str) -> bool:
    folder = f"/proc/{pid}/fd"
    try:
        return any(_target(f"{folder}/{name}") == wanted for name in os.listdir(folder))
    except OSError:
        return False


def _is_changing_git(command: list[str]) -> bool:
    name = os.path.basename(command[0]) if command else ""
    if name != "git" and not name.startswith("git-"):
        return False
    return _subcommand(command[1:]) not in _READERS


def _subcommand(words: list[str]) -> str:
    """Return the first word that is neither an option of git nor the value of one."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _WITH_VALUE else 1
    return words[at] if at < len(words) else ""


def _works_in(pid: int, command: list[str], places: tuple[str, ...]) -> bool:
    folder = _target(f"/proc/{pid}/cwd")
    if folder is None:
        return True
    here = any(folder == place or folder.startswith(place + "/") for place in places)
    return here or any(place in word for place in places for word in command)


def _target(link: str) -> str | None:
    try:
        return os.readlink(link)
    except OSError:
        return None
