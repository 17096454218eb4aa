"""The lines of a sheet under titles; every column as wide as its content, as far as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.strip import Strip

    from gongkai_tui.tui.sheets.sheet import Column, SheetLine

_MARK_CELLS = 2


class SheetTable(CursorList):
    """Shows lines; some may be marked."""

    header_lines = 1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns: Sequence[Column] = ()
        self.lines: Sequence[SheetLine] = ()
        self.marks: set[str] = set()
        """Keys of the marked lines, those that are not listed included."""
        self.words: tuple[str, ...] = ()
        """Shown while there is nothing to list."""
        self._natural: tuple[int, ...] = ()
        self._sizes: tuple[int, ...] = ()
        self._made_for = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def current(self) -> SheetLine | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    def measure(self, columns: Sequence[Column], lines: Sequence[SheetLine]) -> None:
        """Take columns and fit them to all lines, of which fewer may be shown: widths do not jump while filtering."""
        self.columns = columns
        self._natural = tuple(
            min(max([width(column.title), *(width(line.cells[place].text) for line in lines)]), column.most)
            for place, column in enumerate(columns)
        )
        self._made_for = 0

    def show(self, lines: Sequence[SheetLine], words: tuple[str, ...] = (), *, keep: str = "") -> None:
        """List lines; the cursor goes to the one to `keep`, on the screen line where it stood, else stays near."""
        line = self.cursor - self.top
        self.lines, self.words = lines, words
        place = next((n for n, each in enumerate(lines) if each.key == keep), None) if keep else 0
        self.cursor = min(self.cursor, max(len(lines) - 1, 0)) if place is None else place
        self.top = max(self.cursor - line, 0)
        self.bring_on_screen()
        self.refresh()

    def others(self, done: Collection[str]) -> list[str]:
        """Keys of the lines that are not done, in the order in which one goes on from the cursor: down, then up."""
        keys = [line.key for line in self.lines]
        onward = (*keys[self.cursor + 1 :], *reversed(keys[: self.cursor]))
        return [key for key in onward if key not in done]

    def go_to_first(self, keys: Sequence[str]) -> None:
        """Put the cursor on the first of some lines that is still listed."""
        places = {line.key: place for place, line in enumerate(self.lines)}
        place = next((places[key] for key in keys if key in places), None)
        if place is not None:
            self.move_to(place)

    def header(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """The titles."""
        spans = [Span(" " * _MARK_CELLS)]
        for column, size in zip(self.columns, self._fitted(cells), strict=True):
            if size:
                spans.append(Span(fit(column.title, size, "right" if column.right else "left") + " "))
        return self.paint(spans, cells, "line--header")

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One line."""
        line = self.lines[place]
        marked = line.key in self.marks
        spans = [Span(">" if current else " ", Tone.ACCENT), Span("*" if marked else " ", Tone.WARN)]
        for column, size, cell in zip(self.columns, self._fitted(cells), line.cells, strict=True):
            if size:
                spans.append(Span(fit(cell.text, size, "right" if column.right else "left") + " ", cell.tone))
        state = "line--marked" if marked else ""
        return self.paint(spans, cells, self.cursor_state if current else state)

    def empty(self, y: int) -> str:
        """Why nothing is listed, and what to do."""
        return f"  {self.words[y]}" if y < len(self.words) else ""

    def _fitted(self, cells: int) -> tuple[int, ...]:
        """Cells of each column on a line; 0 for those left out."""
        if self._made_for != cells:
            self._made_for = cells
            self._sizes = _fitted(self.columns, self._natural, cells - _MARK_CELLS)
        return self._sizes


def _fitted(columns: Sequence[Column], natural: Sequence[int], cells: int) -> tuple[int, ...]:
    both = zip(columns, natural, strict=True)
    wanted = [min(size, column.least) if column.grows else size for column, size in both]
    kept = set(range(len(columns)))
    while sum(wanted[place] + 1 for place in kept) > cells:
        droppable = [place for place in kept if columns[place].rank]
        if not droppable:
            break
        kept.discard(max(droppable, key=lambda place: columns[place].rank))
    spare = cells - sum(wanted[place] + 1 for place in kept)
    sizes = [wanted[place] if place in kept else 0 for place in range(len(columns))]
    for place, column in enumerate(columns):
        if column.grows and place in kept:
            sizes[place] = max(sizes[place] + spare, 4)
            break
    return tuple(sizes)
