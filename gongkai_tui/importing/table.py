"""The one table model: whatever the layout of the document, a table is rows of cells with their lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongkai_tui.importing.lines import count_chars, squeeze


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid."""

    paragraphs: tuple[str, ...] = ()
    """Texts without outer spaces; empty for a blank cell."""
    spanned: bool = False
    """Repeats a merged cell that stands above or to the left."""
    across: bool = False
    """Repeats the cell to its left, which is as wide as several columns."""

    @property
    def text(self) -> str:
        """Paragraphs as lines."""
        return "\n".join(self.paragraphs)

    @property
    def label(self) -> str:
        """Text in one line without the spaces of print wrapping."""
        return squeeze("".join(self.paragraphs))

    @property
    def blank(self) -> bool:
        """Nothing stands here."""
        return not self.paragraphs

    @property
    def chars(self) -> int:
        """Visible characters that this cell itself holds."""
        return 0 if self.spanned else sum(count_chars(text) for text in self.paragraphs)


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid."""

    cells: tuple[Cell, ...]
    first: int
    """First line in the document, 1-based."""
    last: int
    hints: tuple[str, ...] = ()
    """What was inferred about where its cells belong."""

    @property
    def chars(self) -> int:
        """Visible characters of the row."""
        return sum(cell.chars for cell in self.cells)

    @property
    def blank(self) -> bool:
        """No cell holds anything."""
        return all(cell.blank for cell in self.cells)


class Layout(StrEnum):
    """Where a grid was found."""

    TABS = "制表符分隔的表格"
    PIPES = "竖线分隔的表格"
    SPACES = "空格对齐的表格"
    STACKED = "一行一格的表格"
    CSV = "CSV 表格"
    HTML = "网页表格"
    CARDS = "一项一段的条目"


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that stands in a table and could not be given to a task."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as found, header rows included."""

    rows: tuple[Row, ...]
    layout: Layout
    raw_chars: int = 0
    """Visible characters of the table as counted in the document itself, apart from tags and separators."""
    structure: int = 0
    """Visible characters of rules and drawn borders, which say nothing."""
    loose: tuple[Loose, ...] = ()
    explicit_spans: bool = False
    """Merged cells are marked as such, so a blank cell is really blank."""
    hints: tuple[str, ...] = ()

    @property
    def chars(self) -> int:
        """Visible characters of all rows."""
        return sum(row.chars for row in self.rows)
