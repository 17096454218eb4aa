"""The detail pane: one task in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.detail_text import task_lines
from gongkai_tui.tui.lines import Line, Tone, paragraph
from gongkai_tui.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.show_task import TaskView


class Detail(TextPane):
    """Shows what the row knows at once, and the log when the file has been read."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.task_id = ""
        """Id of the task shown; empty for none."""

    def show_task(self, row: TaskRow, view: TaskView | None, day: date) -> None:
        """Show a task."""
        same, self.task_id = row.id == self.task_id, row.id
        self.show(lambda cells: task_lines(row, view, day, cells), keep_place=same)

    def show_lines(self, task_id: str, make: Callable[[int], Sequence[Line]]) -> None:
        """Show something else of a task."""
        same, self.task_id = task_id == self.task_id, task_id
        self.show(make, keep_place=same)

    def show_nothing(self, words: str) -> None:
        """Say why there is no task to show."""
        self.task_id = ""
        self.show(lambda cells: paragraph(words, cells, tone=Tone.DIM))
