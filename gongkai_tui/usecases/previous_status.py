"""What status a task had before its present one: 更正 may go back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.gitrepo.history import changed_files, log
from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import task_path

if TYPE_CHECKING:
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace

LOOK_BACK = 200
"""Commits of one task that are looked through."""


def previous_status(ws: Workspace, task_id: str, unit: str | None, current: Status, units: GridUnits) -> Status | None:
    """The newest status in the task's history that differs from `current`; None if it never had another."""
    before = task_before(ws, task_id, unit, current, units)
    return None if before is None else status_of(before, unit, units)


def task_before(ws: Workspace, task_id: str, unit: str | None, current: Status, units: GridUnits) -> Task | None:
    """The newest version in the task's history whose status differs from `current`; None if there is none."""
    path = task_path(task_id)
    for info in log(ws.repository, paths=(path,), limit=LOOK_BACK):
        for change in changed_files(ws.repository, info.id):
            if change.path != path or change.old_oid is None:
                continue
            data = next(content for _, content in ws.repository.blobs([change.old_oid]))
            task = codec.decode_task(data, path).value
            if task is not None and status_of(task, unit, units) is not current:
                return task
    return None
