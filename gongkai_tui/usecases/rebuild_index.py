"""The cache of parsed files, thrown away and made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage import index_layout
from gongkai_tui.usecases.list_tasks import all_rows

if TYPE_CHECKING:
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.list_tasks import TaskList
    from gongkai_tui.usecases.workspace import Workspace


def rebuild_index(ws: Workspace, *, progress: Progress | None = None) -> TaskList:
    """Read every file again; nothing but the cache is touched."""
    ws.close()
    index_layout.discard(ws.repository.state_dir)
    return all_rows(ws, progress=progress)
