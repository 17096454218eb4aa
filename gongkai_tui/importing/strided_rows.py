"""One cell a line, blank cells as blank lines, no numbers: every row is as many lines as there are columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.broken_rows import row_suits
from gongkai_tui.importing.header_words import Column
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import footer_like, heading_like
from gongkai_tui.importing.lines import paragraphs_of
from gongkai_tui.importing.table import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line

_LEAST_ROWS: Final = 3
_ITEM_RANK: Final = 2
_MOST_AFTER: Final = 6
"""Lines that may stand after the table."""


def strided_rows(body: Sequence[Line], columns: Sequence[Column]) -> list[Row]:
    """Rows of `body`; empty unless each of them suits its columns."""
    wanted = [place for place, column in enumerate(columns) if column is Column.REQUIREMENT]
    rows: list[Row] = []
    whole = index = 0
    while wanted and index < len(body):
        mark = heading_mark(body[index].text.strip())
        if mark is not None and mark.rank <= _ITEM_RANK and heading_like(body[index].text.strip()):
            rows.append(_row(body[index : index + 1]))
            index += 1
            continue
        row = _row(body[index : index + len(columns)])
        suits = len(row.cells) > wanted[0] and not row.cells[wanted[0]].blank and row_suits(row, columns)
        if not suits:
            rest = [line for line in body[index:] if not line.blank]
            if rest and len(rest) > _MOST_AFTER and not footer_like(rest[0].text):
                return []
            break
        rows.append(row)
        whole += 1
        index += len(columns)
    while rows and len(rows[-1].cells) == 1:
        rows.pop()
    return rows if whole >= _LEAST_ROWS else []


def _row(lines: Sequence[Line]) -> Row:
    return Row(tuple(Cell(paragraphs_of(line.text)) for line in lines), lines[0].number, lines[-1].number)
