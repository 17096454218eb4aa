"""What workers tell the screens: always something that has happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.tui.port import Loaded
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.saved_views import SavedViews
    from gongkai_tui.usecases.show_task import TaskView


@dataclass
class RowsLoaded(Message):
    """All rows were read."""

    loaded: Loaded


@dataclass
class IndexingProgressed(Message):
    """The cache is being built."""

    done: int
    total: int


@dataclass
class ViewsRead(Message):
    """The saved views were read and counted."""

    found: SavedViews
    counts: Mapping[str, int]


@dataclass
class DaysCounted(Message):
    """Some days of the burndown are counted."""

    run: object
    """Which of the counts it was."""
    done: int
    total: int


@dataclass
class TaskRead(Message):
    """The file of a task was read, or could not be."""

    task_id: str
    head: str
    view: TaskView | None
    error: str = ""


@dataclass
class HistoryRead(Message):
    """The commits of a task were read, or could not be."""

    task_id: str
    entries: Sequence[HistoryEntry]
    error: str = ""


@dataclass
class ChangeSaved(Message):
    """An action became a commit."""

    saved: Saved


@dataclass
class OperationFailed(Message):
    """An action did not happen."""

    error: Exception
