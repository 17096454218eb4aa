"""One cell a line, without numbers and without lines for blank cells: rows are found by what suits the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.alignment import fit_in_place
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.likeness import footer_like
from gongkai_tui.importing.lines import paragraphs_of
from gongkai_tui.importing.table import BLANK, Cell, Row
from gongkai_tui.importing.value_stream import Value, part_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line
    from gongkai_tui.importing.value_stream import StreamRows

_CLEARLY: Final = 2.0
"""By so much the rows found must be better than rows of equal length."""
_NEEDED: Final = UNIT_COLUMNS | {Column.DEADLINE}


def streamed_rows(body: Sequence[Line], columns: Sequence[Column], head: Row) -> list[Row]:
    """Head and rows of `body`; empty where rows of one length suit the columns as well."""
    values = _values(body)
    parted = part_stream([Value(line.text) for line in values], columns)
    rows = _without_tail(parted)
    used = [index for row in rows for index in row if index is not None]
    if not rows or _score(values, parted, rows) < _even_score(values[: max(used) + 1], columns) + _CLEARLY:
        return []
    top = Row(tuple(BLANK if at is None else head.cells[at] for at in parted.heads), head.first, head.last)
    return [top, *(_row(values, row) for row in rows)]


def _values(body: Sequence[Line]) -> list[Line]:
    end = next((index for index, line in enumerate(body) if footer_like(line.text)), len(body))
    return [line for line in body[:end] if not line.blank]


def _without_tail(parted: StreamRows) -> list[tuple[int | None, ...]]:
    """Rows up to the last one that names units or a deadline; text after the table has neither."""
    needed = [place for place, column in enumerate(parted.columns) if column in _NEEDED]
    whole = [index for index, row in enumerate(parted.rows) if any(row[place] is not None for place in needed)]
    return list(parted.rows[: whole[-1] + 1]) if whole else []


def _score(values: Sequence[Line], parted: StreamRows, rows: Sequence[tuple[int | None, ...]]) -> float:
    return sum(
        fit_in_place(["" if index is None else values[index].text.strip() for index in row], parted.columns)
        for row in rows
    )


def _even_score(values: Sequence[Line], columns: Sequence[Column]) -> float:
    width = len(columns)
    texts = [line.text.strip() for line in values] + [""] * (-len(values) % width)
    return sum(fit_in_place(texts[start : start + width], columns) for start in range(0, len(texts), width))


def _row(values: Sequence[Line], places: tuple[int | None, ...]) -> Row:
    own = [values[index] for index in places if index is not None]
    cells = tuple(BLANK if index is None else Cell(paragraphs_of(values[index].text)) for index in places)
    return Row(cells, own[0].number, own[-1].number)
