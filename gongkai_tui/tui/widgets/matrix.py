"""A table with a cursor in two directions: row heads and column titles stay in place while the cells scroll.

The cursor may stand on a head (column -1), on a title (row -1) or in the corner (both). Only what is on
screen is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from gongkai_tui.reporting.width import fit
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.widgets.painting import Painted
from gongkai_tui.tui.widgets.wheel import Wheel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

HEAD = -1
"""Row of the titles, column of the row heads."""
_MOVES = {
    "up": "up,k",
    "down": "down,j",
    "left": "left,h",
    "right": "right,l",
    "page_up": "pageup,ctrl+u",
    "page_down": "pagedown,ctrl+d",
    "first_column": "home",
    "last_column": "end",
    "first_row": "g",
    "last_row": "G",
}


class Sheet(NamedTuple):
    """What a matrix shows at one width; all texts are clean."""

    corner: Line
    titles: Sequence[str]
    heads: Sequence[Line]
    head_cells: int
    """Width of the row heads."""
    cell_cells: int
    """Width of a cell, without the gap before it."""
    cell: Callable[[int, int], Span]
    """Text of the cell in a row and column."""


_NOTHING = Sheet((), (), (), 10, 4, lambda _row, _column: Span(""))


class Matrix(Wheel, Painted, can_focus=True):
    """Shows a sheet; knows nothing of what it means."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, f"move('{move}')", move, show=False) for move, keys in _MOVES.items()
    ]

    @dataclass
    class Moved(Message):
        """The cursor came to another place."""

    @dataclass
    class Chosen(Message):
        """A place was double-clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sheet = _NOTHING
        self.row = self.column = 0
        self.top = self.left = 0
        """First row and column on screen."""
        self.hints: Sequence[str] = ()
        """What to do when there is nothing to show."""
        self._make: Callable[[int], Sheet] = lambda _cells: _NOTHING
        self._cells, self._height = 1, 0
        self._strips: dict[int, Strip] = {}

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.sheet.heads)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.sheet.titles)

    @property
    def page(self) -> int:
        """How many rows fit on screen."""
        return max(self._height - 1, 1)

    @property
    def span(self) -> int:
        """How many columns fit on screen."""
        return max((self._cells - self.sheet.head_cells) // (self.sheet.cell_cells + 1), 1)

    @property
    def place_words(self) -> str:
        """Where the cursor is, such as 3/28 行 17/67 列."""
        row, column = (f"{at + 1}/" if at != HEAD else "" for at in (self.row, self.column))
        return f"{row}{self.rows} 行 {column}{self.columns} 列"

    def show(self, make: Callable[[int], Sheet], *, row: int | None = None, column: int | None = None) -> None:
        """Show what `make` returns for a width; the cursor stays at its place unless told otherwise."""
        self._make = make
        self.sheet = make(self._cells)
        self.row = self.row if row is None else row
        self.column = self.column if column is None else column
        self._settle()

    def _settle(self) -> None:
        self.row = max(HEAD, min(self.row, self.rows - 1))
        self.column = max(HEAD, min(self.column, self.columns - 1))
        self._bring_on_screen()
        self._draw_anew()
        self.post_message(self.Moved())

    def _draw_anew(self) -> None:
        self._strips.clear()
        self.refresh()

    def _bring_on_screen(self) -> bool:
        before = (self.top, self.left)
        row, column = max(self.row, 0), max(self.column, 0)
        self.top = max(min(max(self.top, row - self.page + 1), row, self.rows - self.page), 0)
        self.left = max(min(max(self.left, column - self.span + 1), column, self.columns - self.span), 0)
        return before != (self.top, self.left)

    def move_to(self, row: int, column: int) -> None:
        """Put the cursor somewhere, as far as there are rows and columns."""
        row = max(HEAD, min(row, self.rows - 1))
        column = max(HEAD, min(column, self.columns - 1))
        if (row, column) == (self.row, self.column):
            return
        was, self.row, self.column = self.row, row, column
        if self._bring_on_screen():
            self._draw_anew()
        else:
            lines = {0, *(place - self.top + 1 for place in (was, row) if place >= self.top)}
            self.refresh(*(Region(0, y, self._cells, 1) for y in lines))
        self.post_message(self.Moved())

    def action_move(self, move: str) -> None:
        """Move the cursor as one of the move actions says."""
        row, column = self.row, self.column
        self.move_to(*{
            "up": (row - 1, column),
            "down": (row + 1, column),
            "left": (row, column - 1),
            "right": (row, column + 1),
            "page_up": (max(row - self.page, 0), column),
            "page_down": (row + self.page, column),
            "first_column": (row, HEAD),
            "last_column": (row, self.columns - 1),
            "first_row": (0, column),
            "last_row": (self.rows - 1, column),
        }[move])  # fmt: skip

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._cells, self._height = max(self.size.width, 1), self.size.height
        self.sheet = self._make(self._cells)
        self._settle()

    def on_focus(self) -> None:
        """Show that the keys are here."""
        self._draw_anew()

    def on_blur(self) -> None:
        """Show that the keys are elsewhere."""
        self._draw_anew()

    def notify_style_update(self) -> None:
        """Forget strips in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        cells = self._cells
        if not self.rows:
            text = f"  {self.hints[y - 1]}" if 0 < y <= len(self.hints) else ""
            return self.paint((Span(text),), cells)
        if y == 0:
            return self._line(HEAD, self.sheet.corner, "line--header")
        row = self.top + y - 1
        if row >= self.rows:
            return self.paint((), cells)
        if row == self.row:
            return self._line(row, self.sheet.heads[row], "")
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._line(row, self.sheet.heads[row], "")
        return strip

    def _line(self, row: int, head: Line, state: str) -> Strip:
        """The titles or one row: its head, then the cells on screen; `>` tells where the cursor is without colour."""
        sheet, here = self.sheet, row == self.row
        pointed = here and self.column == HEAD
        head_state = self.cursor_state if pointed else "line--cursor-idle" if here and row != HEAD else state
        mark = Span(">" if here else " ", Tone.ACCENT)
        segments = [*self.paint((mark, *head), sheet.head_cells, head_state)]
        run: list[Span] = []
        for column in range(self.left, min(self.left + self.span, self.columns)):
            at_cursor = column == self.column
            if at_cursor and here:
                segments += [*self._run(run, state), *self._cell(row, column, state)]
                run = []
                continue
            run += [Span(">" if at_cursor and row == HEAD else " ", Tone.ACCENT), self._text(row, column)]
        segments += self._run(run, state)
        strip = Strip(segments)
        rest = self._cells - strip.cell_length
        return Strip([*segments, *self.paint((Span(" "),), rest, state)], self._cells) if rest > 0 else strip

    def _run(self, spans: list[Span], state: str) -> Strip:
        cells = len(spans) // 2 * (self.sheet.cell_cells + 1)
        return self.paint(spans, cells, state) if spans else Strip([])

    def _cell(self, row: int, column: int, state: str) -> list[object]:
        gap = self.paint((Span(">", Tone.ACCENT),), 1, state)
        return [*gap, *self.paint((self._text(row, column),), self.sheet.cell_cells, self.cursor_state)]

    def _text(self, row: int, column: int) -> Span:
        if row == HEAD:
            return Span(fit(self.sheet.titles[column], self.sheet.cell_cells))
        text, tone = self.sheet.cell(row, column)
        return Span(fit(text, self.sheet.cell_cells), tone)

    # Mouse

    def _place_at(self, x: int, y: int) -> tuple[int, int]:
        column = self.left + (x - self.sheet.head_cells) // (self.sheet.cell_cells + 1)
        return (HEAD if y == 0 else self.top + y - 1), (HEAD if x < self.sheet.head_cells else column)

    def on_click(self, event: events.Click) -> None:
        """Move to the place under the pointer; a double click opens it."""
        row, column = self._place_at(event.x, event.y)
        if row < self.rows and column < self.columns:
            self.move_to(row, column)
            if event.chain > 1:
                self.post_message(self.Chosen())

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor."""
        top = max(0, min(self.top + lines, self.rows - self.page))
        if top != self.top:
            self.top = top
            self._draw_anew()
