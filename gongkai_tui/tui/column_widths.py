"""How many cells the content of a column needs, over all rows that are loaded: a filter never moves a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.width import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.columns import Column

_ALL = 4_000
"""Rows up to which each one is looked at."""
_SAMPLE = 1_000
"""Of more rows, how many at even distances are; columns of few different values are measured by those."""


class ColumnWidths:
    """What each column needs; measured when it is first asked for."""

    def __init__(self, rows: Sequence[TaskRow], day: date, *, requirements: bool = False) -> None:
        """With `requirements`, they stand for some of the headings."""
        self._rows = rows
        self._day = day
        self._requirements = requirements
        self._sample = rows if len(rows) <= _ALL else rows[:: len(rows) // _SAMPLE]
        self._known: dict[Column, int] = {}

    def of(self, column: Column) -> int:
        """Cells of the widest text or the title, between what the column has at least and at most."""
        found = self._known.get(column)
        if found is None and self._requirements and column.field == "heading":
            found = column.most
        if found is None:
            found = max(width(column.title), _widest(self._texts(column), column.most))
            found = self._known[column] = min(found, column.most)
        return found

    def _texts(self, column: Column) -> Iterable[str]:
        if column.values and self._sample is not self._rows:
            return column.values(self._rows)
        return (column.cell(row, self._day)[0] for row in self._sample)


def _widest(texts: Iterable[str], enough: int) -> int:
    widest = 0
    for text in texts:
        # A text is at most twice as wide as it is long: most need no counting.
        if len(text) * 2 > widest:
            widest = max(widest, width(text))
            if widest >= enough:
                break
    return widest
