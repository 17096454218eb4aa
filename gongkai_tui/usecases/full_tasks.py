"""Whole tasks of a view, for pages that need more than rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import task_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


def full_tasks(ws: Workspace, view: View, ids: Iterable[str]) -> dict[str, Task]:
    """Give the tasks by id, in the order asked for, hand edits included.

    One that a hand made unreadable or deleted stands as it was committed; one that never could be read is left out:
    both are among `view.problems`.
    """
    wanted = {task_path(task_id): task_id for task_id in ids}
    edited = {path: _edited(ws, view, path) for path in wanted if path in view.overlay}
    oids = {
        path: oid
        for path in wanted
        if edited.get(path) is None and (oid := view.index.blob_of(path, view.source)) is not None
    }
    contents = dict(ws.repository.blobs(dict.fromkeys(oids.values())))
    found: dict[str, Task] = {}
    for path, task_id in wanted.items():
        task = edited.get(path)
        if task is None and path in oids:
            task = codec.decode_task(contents[oids[path]], path).value
        if task is not None:
            found[task_id] = task
    return found


def _edited(ws: Workspace, view: View, path: str) -> Task | None:
    record = view.overlay.get(path)
    if record is None or not record.readable:
        return None
    data = ws.repository.read_worktree_file(path)
    return codec.decode_task(data, path).value if data is not None else None
