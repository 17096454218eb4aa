"""Uncommitted hand edits in the files that a change touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import plain
from gongkai_tui.gitrepo.objects import object_id
from gongkai_tui.gitrepo.safe_files import WorkTree
from gongkai_tui.gitrepo.write_errors import hand_edit_conflict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.gitrepo.settling import CarryOver


@dataclass(frozen=True, slots=True)
class HandEdits:
    """What stands in the work tree before a write, and what shall stand there after it."""

    seen: Mapping[str, str | None]
    """Path -> content found, as a blob id; None for no file."""
    put: Mapping[str, str]
    """Path -> content that keeps the hand edit; only for files with one."""
    objects: Mapping[str, tuple[str, bytes]]
    """The blobs of `put`, as id -> (kind, data)."""
    reports: tuple[str, ...]
    """One sentence for each hand edit that is kept."""


def find_hand_edits(
    root: str,
    head: HeadView,
    files: Mapping[str, bytes | None],
    carry_over: CarryOver,
    algorithm: str,
) -> HandEdits:
    """Compare the work tree with HEAD for the paths of `files` (their new content), and carry the change over.

    Raises:
        HandEditConflict: a hand edit and the change touch the same; all such files are named.
        UnsafePath: a link stands in the way.
        OSError: a file cannot be read.
    """
    committed = head.read(files)
    seen: dict[str, str | None] = {}
    put: dict[str, str] = {}
    objects: dict[str, tuple[str, bytes]] = {}
    reports: list[str] = []
    conflicts: list[str] = []
    with WorkTree(root) as tree:
        for path, new in files.items():
            hand = tree.read(path)
            seen[path] = None if hand is None else object_id("blob", hand, algorithm)
            if hand in (committed[path], new):
                continue
            merged = None if hand is None else carry_over(path, committed[path], hand, new)
            if merged is None:
                conflicts.append(path)
                continue
            put[path] = object_id("blob", merged, algorithm)
            objects[put[path]] = ("blob", merged)
            reports.append(f"{plain(path.encode('utf-8', 'replace'))} 里未提交的手工修改已保留，仍未提交。")
    if conflicts:
        raise hand_edit_conflict(conflicts)
    return HandEdits(seen, put, objects, tuple(reports))
