"""Rows that lost the merged cells before their own, so that every value stands too far to the left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.alignment import align, align_score, fit_in_place
from gongkai_tui.importing.segments import joined, segment
from gongkai_tui.importing.table import BLANK, Cell, Grid, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.columns import Columns

_CLEARLY: Final = 4.0
"""By so much the values must suit other columns better than those they stand in."""
_BROKEN: Final = "本行多出几格，像是一格被断开，已按内容连接，请核对"
_HINT: Final = "本行前面的合并单元格没有印出，各格已按内容对到各列，请核对"


def straightened(grid: Grid, columns: Columns) -> Grid:
    """`grid` with the values of shifted rows under the columns they suit; html that marks its spans is left alone."""
    if grid.explicit_spans:
        return grid
    head = columns.head_first + columns.head_rows
    return replace(grid, rows=(*grid.rows[:head], *(_straight(row, columns) for row in grid.rows[head:])))


def _straight(row: Row, columns: Columns) -> Row:
    width = len(columns.kinds)
    filled = [cell for cell in row.cells if not cell.blank]
    if len(filled) > width and not columns.is_head(row):
        return _narrowed(row, filled, columns)
    own = list(row.cells[: len(filled)])
    if not 1 < len(filled) < width or own != filled or columns.is_head(row):
        return row
    texts = [cell.label for cell in filled]
    in_place = fit_in_place([*texts, *([""] * (width - len(texts)))], columns.kinds)
    if align_score(texts, columns.kinds) - in_place < _CLEARLY:
        return row
    places = align(texts, columns.kinds)
    cells = tuple(BLANK if place is None else filled[place] for place in places)
    return replace(row, cells=cells, hints=(*row.hints, _HINT))


def _narrowed(row: Row, filled: Sequence[Cell], columns: Columns) -> Row:
    """A row with more cells than there are columns: neighbours that are one cell are joined."""
    found = segment([cell.label for cell in filled], columns.kinds)
    if found is None:
        return row
    cells = tuple(
        BLANK if place is None else Cell((joined([cell.text for cell in filled[slice(*place)]]),)) for place in found[1]
    )
    return replace(row, cells=cells, hints=(*row.hints, _BROKEN))
