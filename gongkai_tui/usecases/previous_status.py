"""By which step a task came to its present status: 更正 may take that one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.domain.whole_status import StepTaken
from gongkai_tui.gitrepo.history import changed_files, log
from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import task_path
from gongkai_tui.usecases.history import taken_back_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.status import Status
    from gongkai_tui.gitrepo.history import CommitInfo
    from gongkai_tui.usecases.workspace import Workspace

LOOK_BACK = 200
"""Commits of one task that are looked through."""


def last_step(ws: Workspace, task_id: str, unit: str | None, current: Status, units: GridUnits) -> StepTaken | None:
    """The step by which a task, or a unit in it, came to its `current` status; None if it never had another.

    What was taken back (undo) is no step, nor is the taking back: nobody stands where an undone step led.
    """
    path = task_path(task_id)
    for info in _standing(log(ws.repository, paths=(path,), limit=LOOK_BACK)):
        for change in changed_files(ws.repository, info.id):
            if change.path != path or change.old_oid is None or change.new_oid is None:
                continue
            contents = dict(ws.repository.blobs((change.old_oid, change.new_oid)))
            before, after = (codec.decode_task(contents[oid], path).value for oid in (change.old_oid, change.new_oid))
            if before is None or after is None:
                continue
            if status_of(before, unit, units) is not current is status_of(after, unit, units):
                return StepTaken(before, after)
    return None


def _standing(commits: Iterable[CommitInfo]) -> Iterator[CommitInfo]:
    """Those of some commits, newest first, that were not taken back; an undo that was itself undone takes none back."""
    gone: set[str] = set()
    for info in commits:
        undone = taken_back_by(info)
        if undone and info.id not in gone:
            gone.add(undone)
        elif not undone and info.id not in gone:
            yield info
