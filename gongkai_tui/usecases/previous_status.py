"""What status a task had before its present one: 更正 may go back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.domain.whole_status import StepTaken, previous_in
from gongkai_tui.gitrepo.history import changed_files, log
from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import task_path

if TYPE_CHECKING:
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.status import Status
    from gongkai_tui.usecases.workspace import Workspace

LOOK_BACK = 200
"""Commits of one task that are looked through."""


def previous_status(ws: Workspace, task_id: str, unit: str | None, current: Status, units: GridUnits) -> Status | None:
    """The newest status in the task's history that differs from `current`; None if it never had another."""
    return previous_in(last_step(ws, task_id, unit, current, units), unit, units)


def last_step(ws: Workspace, task_id: str, unit: str | None, current: Status, units: GridUnits) -> StepTaken | None:
    """The step by which a task, or a unit in it, came to its `current` status; None if it never had another."""
    path = task_path(task_id)
    for info in log(ws.repository, paths=(path,), limit=LOOK_BACK):
        for change in changed_files(ws.repository, info.id):
            if change.path != path or change.old_oid is None or change.new_oid is None:
                continue
            contents = dict(ws.repository.blobs((change.old_oid, change.new_oid)))
            before, after = (codec.decode_task(contents[oid], path).value for oid in (change.old_oid, change.new_oid))
            if before is not None and after is not None and status_of(before, unit, units) is not current:
                return StepTaken(before, after)
    return None
