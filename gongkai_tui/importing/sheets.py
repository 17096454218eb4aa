"""Tables that people send (csv, tsv, xlsx) as plain rows of text: numbers as printed, merged cells spread out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai_tui.importing.decoding import decode_document
from gongkai_tui.importing.delimited import delimiter_of, read_records
from gongkai_tui.importing.limits import MAX_ROWS
from gongkai_tui.importing.sanitising import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row."""

    number: int
    """As the spreadsheet program numbers it; the first line of the record in a csv. 1-based."""
    cells: tuple[str, ...]
    """Trimmed; several lines in one cell stay several lines."""
    spread: frozenset[int] = frozenset()
    """Columns whose text comes from a merged cell that begins elsewhere."""
    links: Mapping[int, str] = field(default_factory=dict)
    """Column → address that its hyperlink opens, whatever the cell shows."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)

    def cell(self, column: int) -> str:
        """Give the text of a column; empty beyond the end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file."""

    name: str
    """Of the worksheet; empty for a csv."""
    rows: tuple[SheetRow, ...]
    faults: Mapping[tuple[int, int], str]
    """(row number, column) → why the cell has no text that can be used, such as a formula without a stored result."""
    has_merges: bool
    """Whether the format tells merged cells from empty ones."""


def read_sheets(data: bytes) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Read every table of a file, with how it was read (such as the encoding) in words.

    Told by the content, not by the name: programs save tables under any ending.

    Raises:
        DocumentError: not a table, damaged, too big, or openpyxl is not installed.
    """
    if data.startswith(_ZIP):
        from gongkai_tui.importing.workbook import read_workbook  # noqa: PLC0415  (it imports this module)

        return read_workbook(data), ()
    decoded = decode_document(data)
    cleaned = clean_text(decoded.text)
    hints = list(decoded.hints)
    if cleaned.marked_lines or cleaned.removed_lines:
        hints.append("有控制字符或看不见的字符，已去掉或显示为标记")
    records = read_records(cleaned.text, delimiter_of(cleaned.text), MAX_ROWS)
    rows = tuple(SheetRow(line, tuple(map(tidy, cells))) for line, cells in records)
    return (Sheet("", rows, {}, has_merges=False),), tuple(hints)


def tidy(text: str) -> str:
    """Give a cell without blanks around its lines and without blank lines."""
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
