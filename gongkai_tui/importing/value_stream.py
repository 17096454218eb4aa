"""Values in the order of reading become rows, when nothing in the document says where a row begins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.alignment import fit, skip_cost
from gongkai_tui.importing.header_words import Column
from gongkai_tui.importing.numerals import row_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BREAK_BONUS: Final = 0.5
"""A blank cell stands before the value, as it does at the end of a row."""
_LEAST_NUMBERS: Final = 2


@dataclass(frozen=True, slots=True)
class Value:
    """One cell that is not blank."""

    text: str
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class StreamRows:
    """Rows that a stream was parted into."""

    columns: tuple[Column, ...]
    """What each place of a row holds."""
    heads: tuple[int | None, ...]
    """Index of the head word over each place; None for a number or section column that the head does not name."""
    rows: tuple[tuple[int | None, ...], ...]
    """Index of the value at each place, or None."""


def part_stream(values: Sequence[Value], head: Sequence[Column]) -> StreamRows:
    """Part `values` into rows so that every value suits its column best; nothing is reordered or dropped."""
    found = [(*_places(values, columns), columns, heads) for columns, heads in _layouts(values, head)]
    _, places, columns, heads = max(found, key=lambda item: item[0])
    return StreamRows(columns, heads, tuple(_rows(places, len(columns))))


def _layouts(
    values: Sequence[Value], head: Sequence[Column]
) -> Iterator[tuple[tuple[Column, ...], tuple[int | None, ...]]]:
    """The head as printed, and with the number and section columns that a head often leaves out."""
    plain: list[tuple[Column, int | None]] = [(column, index) for index, column in enumerate(head)]
    layouts = [plain]
    task = next((index for index, column in enumerate(head) if column is Column.TASK), None)
    if task is not None and Column.SECTION not in head and head.count(Column.TASK) == 1:
        layouts.append([*plain[:task], (Column.SECTION, task), (Column.TASK, None), *plain[task + 1 :]])
    numbers = sum(value.text.strip().isdigit() for value in values)
    if Column.NUMBER not in head and numbers >= _LEAST_NUMBERS:
        layouts += [[(Column.NUMBER, None), *layout] for layout in layouts] + [
            _number_after_task(layout) for layout in layouts
        ]
    for layout in layouts:
        yield tuple(column for column, _ in layout), tuple(index for _, index in layout)


def _number_after_task(layout: list[tuple[Column, int | None]]) -> list[tuple[Column, int | None]]:
    place = max((at for at, (column, _) in enumerate(layout) if column is Column.TASK), default=-1) + 1
    return [*layout[:place], (Column.NUMBER, None), *layout[place:]]


def _places(values: Sequence[Value], columns: Sequence[Column]) -> tuple[float, list[int]]:
    """Total score and place of every value; a value at or before the place of the one above opens a row."""
    before = [0.0, *accumulate(skip_cost(column) for column in columns)]
    width, whole = len(columns), before[-1]
    totals: list[float] = []
    came_from: list[list[int]] = []
    for index, value in enumerate(values):
        own = [_fit(value.text, column) for column in columns]
        if index == 0:
            totals = [own[place] - before[place] for place in range(width)]
            came_from.append([-1] * width)
            continue
        bonus = _BREAK_BONUS if value.after_blank else 0.0
        ends = [totals[place] - (whole - before[place + 1]) + bonus for place in range(width)]
        chosen: list[int] = []
        scores: list[float] = []
        for place in range(width):
            options = [
                (
                    totals[last] - (before[place] - before[last + 1]) if last < place else ends[last] - before[place],
                    last,
                )
                for last in range(width)
            ]
            score, last = max(options)
            scores.append(score + own[place])
            chosen.append(last)
        totals = scores
        came_from.append(chosen)
    return _trace(totals, came_from, whole, before)


def _trace(
    totals: list[float], came_from: list[list[int]], whole: float, before: list[float]
) -> tuple[float, list[int]]:
    if not came_from:
        return 0.0, []
    finals = [score - (whole - before[place + 1]) for place, score in enumerate(totals)]
    place = max(range(len(finals)), key=finals.__getitem__)
    score = finals[place]
    places: list[int] = []
    for chosen in reversed(came_from):
        places.append(place)
        place = chosen[place]
    return score, places[::-1]


def _fit(text: str, column: Column) -> float:
    flat = "".join(text.split())
    if column is not Column.NUMBER and flat.isdigit() and row_number(flat) is not None:
        return -3.0
    return fit(flat, column)


def _rows(places: list[int], width: int) -> Iterator[tuple[int | None, ...]]:
    row: list[int | None] = [None] * width
    last = width
    for index, place in enumerate(places):
        if place <= last and index:
            yield tuple(row)
            row = [None] * width
        row[place] = index
        last = place
    if places:
        yield tuple(row)
