"""同上 and 〃 stand for what the row above holds in the same column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.lines import count_chars
from gongkai_tui.importing.table import BLANK, Cell, Grid, Row

if TYPE_CHECKING:
    from gongkai_tui.importing.columns import Columns

_DITTO: Final = frozenset({"同上", "同上。", "（同上）", "(同上)", "〃", "″", "”", '"', "''", "//", "同前"})
_REPEATED: Final = UNIT_COLUMNS | {Column.SECTION, Column.TASK, Column.DEADLINE}
_HINT: Final = "“同上”已按上面一行填写"


def without_dittos(grid: Grid, columns: Columns) -> Grid:
    """`grid` with the words of the row above in the place of 同上, as if the cell were merged with it."""
    above: dict[int, Cell] = {}
    rows: list[Row] = []
    structure = 0
    for row in grid.rows:
        cells = list(row.cells)
        for place, cell in enumerate(cells):
            kind = columns.kinds[place] if place < len(columns.kinds) else Column.OTHER
            if kind in _REPEATED and cell.label in _DITTO:
                structure += 0 if cell.spanned else count_chars(cell.text)
                cells[place] = replace(above[place], spanned=True) if place in above else BLANK
            elif not cell.blank:
                above[place] = cell
        changed = tuple(cells) != row.cells
        rows.append(replace(row, cells=tuple(cells), hints=(*row.hints, _HINT)) if changed else row)
    return replace(grid, rows=tuple(rows), structure=grid.structure + structure)
