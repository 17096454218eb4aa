"""The commits that touched a task, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.subject_parts import in_words, without_task
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from gongkai_tui.usecases.history import HistoryEntry

MOST_AUTHOR = 8
"""Cells of an author: what was done matters more, and the whole name stands in the commit itself."""
ROOMY = 70
"""Cells from which the century and the time of day are shown."""


class History(CursorList):
    """Shows commits, newest first; Enter asks for one in full."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.entries: Sequence[HistoryEntry] = ()
        self.title = ""
        self.words = ""
        """Shown while there is nothing to list."""

    @property
    def count(self) -> int:
        """How many commits there are."""
        return len(self.entries)

    @property
    def current(self) -> HistoryEntry | None:
        """The commit under the cursor."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    @property
    def why_empty(self) -> str:
        """Why there is no commit under the cursor."""
        return self.words or "历史还在读取，请稍候再按"

    def show(self, title: str, entries: Sequence[HistoryEntry], words: str = "") -> None:
        """List commits under a title; the cursor stays on its commit, on the line where it stood."""
        same, kept, line = title == self.title, self.current, self.cursor - self.top
        self.title, self.entries, self.words = title, entries, words
        there = (place for place, each in enumerate(entries) if same and kept and each.commit == kept.commit)
        self.cursor = next(there, 0)
        self.top = max(self.cursor - line, 0)
        self.bring_on_screen()
        self.refresh()

    def show_for(self, title: str) -> None:
        """List what is known under a title: nothing until it is read, and never what belongs to another."""
        if title != self.title:
            self.show(title, ())

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One commit: when, who, what; the task itself stands in the title."""
        entry = self.entries[place]
        author = clean(entry.author)
        spans = (
            Span(">" if current else " ", Tone.ACCENT),
            Span(" "),
            Span(f"{entry.when:%Y-%m-%d %H:%M} " if cells >= ROOMY else f"{entry.when:%y-%m-%d} ", Tone.DIM),
            Span(fit(author, min(width(author), MOST_AUTHOR)) + " ", Tone.ACCENT),
            Span(clean(in_words(without_task(entry.subject)))),
        )
        state = self.cursor_state if current else ""
        return self.paint(spans, cells, state)

    def empty(self, y: int) -> str:
        """Why nothing is listed."""
        return f"  {self.words}" if y == 0 else ""
