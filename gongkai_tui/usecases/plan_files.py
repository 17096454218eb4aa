"""The tasks of one plan in full, as a view has them: lists make do with rows, some questions do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage import codec
from gongkai_tui.storage.index_files import files_below
from gongkai_tui.storage.paths import task_id_of

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


def tasks_of_plan(ws: Workspace, view: View, plan: str) -> tuple[Task, ...]:
    """The readable tasks of a plan, ordered by id; `view.problems` names the files that are not.

    Hand edits stand instead of what is committed; a task whose file was deleted or spoilt by hand counts as committed.
    """
    oids = {
        path: oid for path, oid in files_below(view.index, f"plans/{plan}", view.source).items() if task_id_of(path)
    }
    blobs = dict(ws.repository.blobs(set(oids.values())))
    files = {path: blobs[oid] for path, oid in oids.items()}
    for path, record in view.overlay.items():
        edited = record is not None and record.readable and record.kind == "task" and path.startswith(f"plans/{plan}/")
        data = ws.repository.read_worktree_file(path) if edited else None
        if data is not None:
            files[path] = data
    found = (codec.decode_task(data, path).value for path, data in sorted(files.items()))
    return tuple(task for task in found if task is not None)
