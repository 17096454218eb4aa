"""From a change to the objects of its commit, before anything is stored."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.hand_edits import find_hand_edits
from gongkai_tui.gitrepo.head_view import view_algorithm
from gongkai_tui.gitrepo.journal import Entry, Journal
from gongkai_tui.gitrepo.objects import TreeItem, commit_bytes, object_id
from gongkai_tui.gitrepo.settings import require_identity
from gongkai_tui.gitrepo.write_errors import NothingToSave

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gongkai_tui.gitrepo.hand_edits import HandEdits
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.gitrepo.settings import Ident, Settings
    from gongkai_tui.gitrepo.settling import CarryOver

_DEFAULT_MODE = "100644"


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit does."""

    files: Mapping[str, bytes | None]
    """Path -> new content; None deletes. A file that stays as it is may be among them."""
    message: str
    """The whole commit message."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A commit whose objects are known, not yet stored."""

    journal: Journal
    objects: Mapping[str, tuple[str, bytes]]
    """Id -> (kind, data), the commit among them."""
    subject: str
    reports: tuple[str, ...]
    algorithm: str


def plan_commit(
    repo: Repository,
    head: HeadView,
    change: Change,
    settings: Settings,
    *,
    carry_over: CarryOver,
    when: datetime | None,
) -> Plan:
    """Work out what has to be stored for `change`; nothing is written.

    Raises:
        NothingToSave: all files stay as they are.
        HandEditConflict: a hand edit stands in the way.
    """
    algorithm = view_algorithm(head.commit, settings.object_format)
    before = head.items(change.files)
    after = _changed_items(change.files, before, algorithm)
    if not after:
        raise NothingToSave("没有任何改动，不需要保存。")
    contents = {path: change.files[path] for path in after}
    hand = find_hand_edits(repo.git.work_tree, head, contents, carry_over, algorithm)
    root, trees = head.with_changes(after, algorithm)
    objects: dict[str, tuple[str, bytes]] = {**hand.objects, **trees}
    for path, item in after.items():
        data = contents[path]
        if item is not None and data is not None:
            objects[item.oid] = ("blob", data)
    commit_data = _commit(head, root, change.message, settings, when)
    commit = object_id("commit", commit_data, algorithm)
    objects[commit] = ("commit", commit_data)
    entries = tuple(_entry(path, before[path], item, hand) for path, item in after.items())
    journal = Journal(commit, head.commit, repo.branch_reference() or "", entries)
    return Plan(journal, objects, change.message.partition("\n")[0], hand.reports, algorithm)


def _changed_items(
    files: Mapping[str, bytes | None], before: Mapping[str, TreeItem | None], algorithm: str
) -> dict[str, TreeItem | None]:
    after: dict[str, TreeItem | None] = {}
    for path, data in files.items():
        old = before[path]
        mode = _DEFAULT_MODE if old is None else old.mode
        item = None if data is None else TreeItem(mode, object_id("blob", data, algorithm))
        if item != old:
            after[path] = item
    return after


def _commit(head: HeadView, root: str, message: str, settings: Settings, when: datetime | None) -> bytes:
    author, committer = require_identity(settings)
    parents = () if head.commit is None else (head.commit,)
    return commit_bytes(root, parents, _dated(author, "AUTHOR", when), _dated(committer, "COMMITTER", when), message)


def _dated(who: Ident, role: str, when: datetime | None) -> Ident:
    if when is None or os.environ.get(f"GIT_{role}_DATE"):
        return who
    local = when.astimezone() if when.tzinfo is None else when
    return replace(who, seconds=int(local.timestamp()), zone=local.strftime("%z")[:5])


def _entry(path: str, old: TreeItem | None, new: TreeItem | None, hand: HandEdits) -> Entry:
    new_oid = None if new is None else new.oid
    mode = (new or old or TreeItem(_DEFAULT_MODE, "")).mode
    return Entry(
        path=path,
        old=None if old is None else old.oid,
        new=new_oid,
        seen=hand.seen[path],
        put=hand.put.get(path, new_oid),
        mode=mode,
    )
