"""Plans with their figures, and a cursor that moves among the figures too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.figures import COLUMNS, Column, FigureRow
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

_MARK = 2
_SHORT = 5
"""Cells of a figure under a title of two characters."""
_NAME = 12
"""Cells that a name of a plan gets at least."""
_LONGEST_NAME = 40
_BAR = 12
"""Cells of the longest progress bar, brackets included."""
_SHORTEST_BAR = 6
_RATE = 5


class FiguresTable(CursorList):
    """One line a plan; the first line stands for all of them."""

    header_lines = 1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: Sequence[FigureRow] = ()
        self.column = 0
        """The chosen figure, counted from 1; 0 is the plan itself."""
        self.words: tuple[str, ...] = ()
        """Shown while there is nothing to list."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.rows)

    @property
    def current(self) -> FigureRow | None:
        """The line under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def chosen(self) -> Column | None:
        """The chosen figure; None for the plan itself."""
        return COLUMNS[self.column - 1] if self.column else None

    def show(self, rows: Sequence[FigureRow], words: tuple[str, ...] = ()) -> None:
        """Take new figures; the cursor stays on its plan."""
        current = self.current.plan if self.current else ""
        self.rows, self.words = rows, words
        self.cursor = next((n for n, row in enumerate(rows) if row.plan == current), 0)
        self.bring_on_screen()
        self.refresh()

    def step_column(self, step: int) -> bool:
        """Go to another figure; tells whether there is one."""
        before, self.column = self.column, max(0, min(self.column + step, len(COLUMNS)))
        self.refresh()
        return self.column != before

    def header(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """The titles."""
        sizes, name, bar = self._room(cells)
        long = sizes[0] > _SHORT
        spans = [Span(" " * _MARK), Span(fit("计划", name))]
        spans.append(Span(fit(" 进度" if bar else "率", bar + _RATE, "left" if bar else "right")))
        for column, size in zip(COLUMNS, sizes, strict=True):
            spans.append(Span(fit(column.title if long else column.short, size, "right")))
        return self.paint(spans, cells, "line--header")

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One plan."""
        row = self.rows[place]
        sizes, name, bar = self._room(cells)
        shown = f"{row.name}（已归档）" if row.archived else row.name
        tone = Tone.DIM if row.archived else Tone.TITLE if not row.plan else Tone.PLAIN
        here = current and self.has_focus
        spans = [
            Span(fit(">" if here and not self.column else "", _MARK), Tone.ACCENT),
            Span(fit(clean(shown), name), tone),
        ]
        if bar:
            spans += [Span(" "), *_bar(row.counts.rate, bar - 1)]
        spans.append(Span(fit(f"{row.counts.rate:.0%}", _RATE, "right")))
        for number, (column, size) in enumerate(zip(COLUMNS, sizes, strict=True), 1):
            count = column.count(row.counts)
            chosen = current and number == self.column
            text = f">{count}" if chosen else str(count or "-")
            tone = Tone.BAD if column.alarming and count else Tone.PLAIN if count else Tone.DIM
            spans.append(Span(fit(text, size, "right"), Tone.ACCENT if chosen else tone))
        state = self.cursor_state if current else ""
        return self.paint(spans, cells, state)

    def _room(self, cells: int) -> tuple[list[int], int, int]:
        """Cells of each figure, of the name and of the progress bar; no bar where there is no room."""
        names = min(max((width(row.name) + 10 * row.archived for row in self.rows), default=0) + 1, _LONGEST_NAME)
        for sizes in ([max(width(c.title) + 2, 7) for c in COLUMNS], [_SHORT] * len(COLUMNS)):
            left = cells - _MARK - sum(sizes)
            if left >= names + _SHORTEST_BAR + _RATE:
                return sizes, names, min(left - names - _RATE, _BAR + 1)
        return sizes, max(left - _RATE, _NAME), 0

    def empty(self, y: int) -> str:
        """Say that there is no plan, and what to do."""
        return f"  {self.words[y]}" if 0 <= y < len(self.words) else ""

    def on_click(self, event: events.Click) -> None:
        """Choose the figure under the pointer too."""
        sizes, _, _ = self._room(self._cells)
        place = event.x - (self._cells - sum(sizes))
        if event.y >= self.header_lines and self.top + event.y - self.header_lines < self.count:
            passed = 0
            self.column = 0
            for number, size in enumerate(sizes, 1):
                if passed <= place < passed + size:
                    self.column = number
                passed += size
            self.refresh()


def _bar(rate: float, cells: int) -> list[Span]:
    """A progress bar of ASCII characters."""
    inside = max(cells - 2, 1)
    full = int(rate * inside)
    return [Span("["), Span("#" * full, Tone.GOOD), Span("." * (inside - full), Tone.DIM), Span("]")]
