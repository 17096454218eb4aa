"""Which value of a row belongs to which column, when blank cells are not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.likeness import deadline_like, heading_like, unit_like
from gongkai_tui.importing.numerals import row_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_SKIP: Final = {
    Column.NUMBER: 3.0,
    Column.SECTION: 0.2,
    Column.TASK: 0.6,
    Column.REQUIREMENT: 4.0,
    Column.UNITS: 2.0,
    Column.LEAD: 1.0,
    Column.SUPPORT: 0.8,
    Column.DEADLINE: 1.0,
    Column.NOTE: 0.1,
}
_LONG: Final = 30


def align(values: Sequence[str], columns: Sequence[Column]) -> tuple[int | None, ...]:
    """Index of the value in each column, in order, or None where the cell is blank.

    The best total of how well values suit their columns; values are never reordered or dropped
    (a row with more values than columns keeps the rest out, see the caller).
    """
    best: dict[tuple[int, int], tuple[float, tuple[int | None, ...]]] = {(0, 0): (0.0, ())}
    for place, column in enumerate(columns):
        for used in range(min(place, len(values)) + 1):
            if (place, used) not in best:
                continue
            score, chosen = best[place, used]
            _offer(best, (place + 1, used), score - _SKIP.get(column, 0.3), (*chosen, None))
            if used < len(values):
                _offer(best, (place + 1, used + 1), score + fit(values[used], column), (*chosen, used))
    ends = [best[len(columns), used] for used in range(len(values), -1, -1) if (len(columns), used) in best]
    return ends[0][1]


def align_score(values: Sequence[str], columns: Sequence[Column]) -> float:
    """How well `values` suit their columns in the best alignment."""
    chosen = align(values, columns)
    return sum(
        -_SKIP.get(column, 0.3) if index is None else fit(values[index], column)
        for column, index in zip(columns, chosen, strict=True)
    )


def skip_cost(column: Column) -> float:
    """What it costs to leave `column` blank in a row."""
    return _SKIP.get(column, 0.3)


def fit_in_place(values: Sequence[str], columns: Sequence[Column]) -> float:
    """How well `values`, blank ones included, suit the columns that they stand in."""
    return sum(
        fit(value, column) if value else -skip_cost(column) for value, column in zip(values, columns, strict=True)
    )


def _offer(
    best: dict[tuple[int, int], tuple[float, tuple[int | None, ...]]],
    key: tuple[int, int],
    score: float,
    chosen: tuple[int | None, ...],
) -> None:
    if key not in best or score > best[key][0]:
        best[key] = (score, chosen)


def fit(value: str, column: Column) -> float:
    """How well `value` suits `column`."""
    if column in UNIT_COLUMNS:
        return 3.0 if unit_like(value) else -3.0
    if column is Column.REQUIREMENT:
        return 2.0 if len(value) >= _LONG or "。" in value else (-1.0 if unit_like(value) else 0.5)
    if column in {Column.SECTION, Column.TASK}:
        return (0.5 if unit_like(value) else 1.0) if heading_like(value) else -3.0
    if column is Column.DEADLINE:
        return 3.0 if deadline_like(value) else -3.0
    if column is Column.NUMBER:
        return 3.0 if row_number(value) is not None else -5.0
    return 0.0
