"""One html table becomes a grid: rowspan and colspan are spread out, and a cell knows that it repeats another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.columns import read_columns
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SPAN
from gongkai_tui.importing.lines import Line, count_chars, paragraphs_of, without_tags
from gongkai_tui.importing.table import BLANK, Cell, Grid, Layout, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONG: Final = 300


@dataclass
class _HtmlCell:
    """A cell as written."""

    line: int
    rows: int
    columns: int
    blocks: list[Line | Grid] = field(default_factory=list)
    """Paragraphs and tables inside, in order."""

    def lines(self) -> Iterator[Line]:
        """Paragraphs, those of tables inside too."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                yield from lines_of(block)


@dataclass
class _HtmlRow:
    """A row as written."""

    first: int
    last: int
    cells: list[_HtmlCell] = field(default_factory=list)


class TableBuilder:
    """Collects the rows of one table."""

    def __init__(self) -> None:
        self._rows: list[_HtmlRow] = []
        self._row: _HtmlRow | None = None
        self._cell: _HtmlCell | None = None

    @property
    def in_cell(self) -> bool:
        """A cell is open."""
        return self._cell is not None

    def open_row(self, line: int) -> None:
        """Begin a row; one left open is ended."""
        self.close_row(line)
        self._row = _HtmlRow(line, line)

    def open_cell(self, line: int, attrs: Mapping[str, str | None]) -> None:
        """Begin a cell; a row is begun when there is none."""
        self.close_cell(line)
        if self._row is None:
            self._row = _HtmlRow(line, line)
        self._cell = _HtmlCell(line, _span(attrs.get("rowspan"), zero=MAX_SPAN), _span(attrs.get("colspan"), zero=1))

    def add(self, block: Line | Grid) -> None:
        """A paragraph or a table in the open cell."""
        if self._cell is not None:
            self._cell.blocks.append(block)

    def close_cell(self, line: int) -> None:
        """End the open cell."""
        if self._cell is not None and self._row is not None:
            self._row.cells.append(self._cell)
            self._row.last = line
        self._cell = None

    def close_row(self, line: int) -> None:
        """End the open row."""
        self.close_cell(line)
        if self._row is not None and self._row.cells:
            self._row.last = max(line, self._row.first)
            self._rows.append(self._row)
            if len(self._rows) > MAX_ROWS:
                raise DocumentError(f"网页表格超过 {MAX_ROWS} 行，没有读取。")
        self._row = None

    def blocks(self) -> Iterator[Line | Grid]:
        """All paragraphs and tables inside, cell after cell."""
        for row in self._rows:
            for cell in row.cells:
                yield from cell.blocks

    def is_layout(self) -> bool:
        """The table only arranges a page: one column, one cell that holds it all, or the table of tasks in a cell."""
        widest = max((len(row.cells) for row in self._rows), default=0)
        longest = max(
            (sum(len(line.text) for line in cell.lines()) for row in self._rows for cell in row.cells), default=0
        )
        holds_tasks = any(isinstance(block, Grid) and read_columns(block) is not None for block in self.blocks())
        return widest <= 1 or (len(self._rows) == 1 and longest > _LONG) or holds_tasks

    def finish(self, line: int) -> Grid:
        """The grid of all rows."""
        self.close_row(line)
        width = min(MAX_COLUMNS, max((sum(cell.columns for cell in row.cells) for row in self._rows), default=0))
        spread = _Spread(width)
        rows = tuple(spread.row(row) for row in self._rows)
        texts = [line.text for row in self._rows for cell in row.cells for line in cell.lines()]
        raw = sum(count_chars(without_tags(text)) for text in texts)
        explicit = any(cell.rows > 1 for row in self._rows for cell in row.cells)
        return Grid(rows, Layout.HTML, raw, explicit_spans=explicit)


class _Spread:
    """Lays cells on the grid row by row."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._below: dict[int, tuple[int, Cell]] = {}
        """Column -> (rows still covered, cell) of cells that reach down."""
        self._laid = 0

    def row(self, row: _HtmlRow) -> Row:
        """One row of the grid."""
        cells: list[Cell] = []
        waiting = list(reversed(row.cells))
        below: dict[int, tuple[int, Cell]] = {}
        while waiting or len(cells) in self._below:
            place = len(cells)
            if place >= MAX_COLUMNS:
                break
            if place in self._below:
                left, cell = self._below[place]
                cells.append(cell)
                if left > 1:
                    below[place] = (left - 1, cell)
                continue
            self._lay(waiting.pop(), cells, below)
        self._below = below | {at: value for at, value in self._below.items() if at > len(cells)}
        cells += [BLANK] * (self._width - len(cells))
        self._laid += len(cells)
        if self._laid > MAX_CELLS:
            raise DocumentError(f"网页表格超过 {MAX_CELLS} 格，没有读取。")
        return Row(tuple(cells), row.first, row.last)

    def _lay(self, source: _HtmlCell, cells: list[Cell], below: dict[int, tuple[int, Cell]]) -> None:
        own = Cell(paragraphs_of("\n".join(line.text for line in source.lines())))
        repeated = Cell(own.paragraphs, spanned=True)
        across = Cell(own.paragraphs, spanned=True, across=True)
        for step in range(min(source.columns, MAX_COLUMNS - len(cells))):
            if source.rows > 1:
                below[len(cells)] = (source.rows - 1, across if step else repeated)
            cells.append(across if step else own)


def lines_of(grid: Grid) -> Iterator[Line]:
    """The text of a table without its form."""
    for row in grid.rows:
        for cell in row.cells:
            if not cell.spanned:
                yield from (Line(row.first, text) for text in cell.paragraphs)


def _span(value: str | None, *, zero: int) -> int:
    """A span as browsers read it: 0 reaches to the end, nonsense is 1."""
    digits = (value or "").strip()[:12]
    if not digits.isascii() or not digits.isdigit():
        return 1
    number = int(digits)
    return zero if number == 0 else min(number, MAX_SPAN)
