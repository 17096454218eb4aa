"""More values than columns: which runs of neighbouring values are one cell that was broken."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.alignment import fit, skip_cost
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.likeness import unit_like
from gongkai_tui.importing.lines import OPEN_ENDS, SENTENCE_END, is_closed_line, is_finished, squeeze
from gongkai_tui.importing.wrapped_cells import NEVER_FIRST, whole_names

if TYPE_CHECKING:
    from collections.abc import Sequence

Segment = tuple[int, int]
"""First value and the one after the last."""

_MAX_VALUES: Final = 60
_MOST_LINES: Final = {
    Column.NUMBER: 1,
    Column.DEADLINE: 4,
    Column.SECTION: 8,
    Column.TASK: 8,
    Column.NOTE: 8,
    **dict.fromkeys(UNIT_COLUMNS, 20),
}
"""Lines that one cell of a column may take."""
_SHORT_LINE: Final = -1.5
"""A line in the middle of a cell that neither fills its room nor ends a sentence."""
_CUT_WORD: Final = -1.0
"""A cell that ends, or begins, in the middle of a sentence."""
_BROKEN_TIME: Final = -0.75
"""Times are short and seldom wrapped."""
_WHOLE: Final = 1.0
_ROOM: Final = 2


def segment(values: Sequence[str], columns: Sequence[Column]) -> tuple[float, tuple[Segment | None, ...]] | None:
    """The best runs of `values`, one a column in order and all of them used; None where there are too many.

    Nothing is reordered or dropped; a column may be blank.
    """
    count = len(values)
    if not 0 < count <= _MAX_VALUES:
        return None
    best: list[tuple[float, tuple[Segment | None, ...]] | None] = [(0.0, ()), *([None] * count)]
    for column in columns:
        found: list[tuple[float, tuple[Segment | None, ...]] | None] = [
            None if item is None else (item[0] - skip_cost(column), (*item[1], None)) for item in best
        ]
        for start, item in enumerate(best[:count]):
            if item is None:
                continue
            for end in range(start + 1, min(count, start + _MOST_LINES.get(column, count)) + 1):
                score = item[0] + suits(tuple(values[start:end]), column)
                known = found[end]
                if known is None or score > known[0]:
                    found[end] = (score, (*item[1], (start, end)))
        best = found
    return best[count]


def joined(values: Sequence[str]) -> str:
    """The values of one cell: a new line where a paragraph or a name of a list ends, none where a line was wrapped."""
    wrapped = any(not is_closed_line(value) for value in values[:-1])
    room = max(map(len, values)) - _ROOM
    text = values[0].strip()
    for above, below in pairwise(values):
        last, rest = above.strip(), below.strip()
        ends = is_finished(last) and not (wrapped and len(values) > _ROOM and len(last) >= room)
        apart = (ends or whole_names(last, rest)) and rest[0] not in NEVER_FIRST
        text += ("\n" if apart else "") + rest
    return text


@lru_cache(maxsize=16_384)
def suits(values: tuple[str, ...], column: Column) -> float:
    """How well `values`, as the lines of one cell, suit `column`."""
    flat = squeeze("".join(values))
    score = fit(flat if column not in UNIT_COLUMNS or len(values) == 1 else joined(values).replace("\n", "、"), column)
    if column is Column.REQUIREMENT and is_finished(flat):
        score += _WHOLE
    if flat[0] in NEVER_FIRST or flat[-1] in OPEN_ENDS:
        score += _CUT_WORD
    if column is Column.DEADLINE and len(values) > 1:
        score += _BROKEN_TIME * (len(values) - 1) + (2 * _BROKEN_TIME if unit_like(values[0].strip()) else 0.0)
    room = max(map(len, values)) - _ROOM
    for above, below in pairwise(values):
        last = above.strip()
        closed = last[-1] in SENTENCE_END + OPEN_ENDS or (column in UNIT_COLUMNS and whole_names(last, below.strip()))
        score += 0.0 if closed or len(last) >= room else _SHORT_LINE
    return score
