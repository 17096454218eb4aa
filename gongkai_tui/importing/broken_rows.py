"""Stacked rows with more lines than columns: cells that were wrapped, or that hold several paragraphs or units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.alignment import skip_cost
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.likeness import deadline_like, footer_like, unit_like
from gongkai_tui.importing.lines import OPEN_ENDS, paragraphs_of
from gongkai_tui.importing.segments import joined, segment, suits
from gongkai_tui.importing.table import BLANK, Cell, Row
from gongkai_tui.importing.wrapped_cells import NEVER_FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line

_MAX_VALUES: Final = 60
_MOST_ENDS: Final = 8
_LAST_LINES: Final = 4
"""Lines of the last cell that are looked at to find the end of the table."""
_REST_OF_NAME: Final = 2
_HINT: Final = "一格占了几行，已按内容连接，请核对"


def broken_row(
    values: Sequence[Line], columns: Sequence[Column], *, last: bool
) -> tuple[float, Row, list[Line]] | None:
    """(score, row, lines after it) of the best way to give all `values` to the columns; None when there is none.

    The `last` row of a table ends where its last column does; what follows is handed back.
    """
    ends = _ends(values, columns) if last else [len(values)]
    found = [
        (item[0], -end, item[1]) for end in ends if (item := segment([line.text for line in values[:end]], columns))
    ]
    if not found:
        return None
    score, end, places = max(found, key=lambda item: item[:2])
    return score, _row(values, places), list(values[-end:])


def _ends(values: Sequence[Line], columns: Sequence[Column]) -> list[int]:
    stop = next((at for at, line in enumerate(values) if at and footer_like(line.text)), len(values))
    closes = deadline_like if columns[-1] is Column.DEADLINE else unit_like if columns[-1] in UNIT_COLUMNS else None
    if closes is None or stop > _MAX_VALUES:
        return [stop]
    texts = [line.text for line in values[:stop]]
    ends = [
        at
        for at in range(1, stop + 1)
        if any(closes(joined(texts[start:at]).replace("\n", "、")) for start in range(max(0, at - _LAST_LINES), at))
    ]
    return [at for at in ends if at == stop or not _goes_on(texts[at - 1], texts[at])][-_MOST_ENDS:] or [stop]


def _goes_on(above: str, below: str) -> bool:
    """No table ends between two lines of one name."""
    last = above.strip()
    cut = last[-1] in OPEN_ENDS or (len(last) > 1 and last[-2] in OPEN_ENDS)
    return cut or below.strip()[0] in NEVER_FIRST or len(below.strip()) <= _REST_OF_NAME


def _row(values: Sequence[Line], places: Sequence[tuple[int, int] | None]) -> Row:
    used = [place for place in places if place is not None]
    cells = tuple(
        BLANK if place is None else Cell(paragraphs_of(joined([line.text for line in values[slice(*place)]])))
        for place in places
    )
    hints = (_HINT,) if any(end - start > 1 for start, end in used) else ()
    return Row(cells, values[0].number, values[used[-1][1] - 1].number, hints)


def row_suits(row: Row, columns: Sequence[Column]) -> bool:
    """No cell of `row` is unlike its column."""
    return all(cell.blank or suits(cell.paragraphs, kind) >= 0 for cell, kind in zip(row.cells, columns, strict=False))


def row_score(row: Row, columns: Sequence[Column]) -> float:
    """How well the cells of `row` suit `columns`, on the scale of `broken_row`."""
    cells = [*row.cells, *([BLANK] * (len(columns) - len(row.cells)))]
    return sum(
        -skip_cost(column) if cell.blank else suits(cell.paragraphs, column)
        for cell, column in zip(cells, columns, strict=False)
    )
