"""A table without a head: what its columns hold is told from the cells, and said to be a guess."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.columns import Columns
from gongkai_tui.importing.header_words import Column
from gongkai_tui.importing.likeness import deadline_like, heading_like, unit_like
from gongkai_tui.importing.numerals import row_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.importing.table import Grid

_LEAST_ROWS: Final = 3
_LEAST_WIDTH: Final = 3
_MOSTLY: Final = 0.75
_LONG: Final = 14
"""Characters of a requirement, on the average."""


def infer_columns(grid: Grid) -> Columns | None:
    """Columns of a `grid` without a head; None unless one holds units and one holds sentences."""
    widths = Counter(len(row.cells) for row in grid.rows if sum(not cell.blank for cell in row.cells) > 1)
    if not widths:
        return None
    width, count = widths.most_common(1)[0]
    if count < _LEAST_ROWS or width < _LEAST_WIDTH:
        return None
    texts = [
        [row.cells[place].label for row in grid.rows if len(row.cells) == width and not row.cells[place].blank]
        for place in range(width)
    ]
    kinds = [_kind(column) for column in texts]
    kinds = _with_texts(kinds, texts)
    if kinds.count(Column.UNITS) != 1 or kinds.count(Column.REQUIREMENT) != 1:
        return None
    names = "、".join(kind.value for kind in kinds if kind not in {Column.OTHER, Column.IGNORED})
    hint = f"表格没有表头，各列按内容看作：{names}，请核对"
    return Columns(tuple(kinds), tuple(kind.value for kind in kinds), 0, 0, (hint,))


def _kind(texts: Sequence[str]) -> Column:
    if not texts:
        return Column.IGNORED
    if _mostly(texts, lambda text: row_number(text) is not None):
        return Column.NUMBER
    if _mostly(texts, unit_like):
        return Column.UNITS
    return Column.DEADLINE if _mostly(texts, deadline_like) and max(map(len, texts)) <= 2 * _LONG else Column.OTHER


def _with_texts(kinds: list[Column], texts: Sequence[Sequence[str]]) -> list[Column]:
    """The column with the longest texts holds requirements; short ones before it hold section and task."""
    rest = [place for place, kind in enumerate(kinds) if kind is Column.OTHER]
    lengths = {place: sum(map(len, texts[place])) / len(texts[place]) for place in rest}
    longest = max(rest, key=lengths.__getitem__, default=None)
    if longest is None or lengths[longest] < _LONG:
        return kinds
    found = [*kinds]
    found[longest] = Column.REQUIREMENT
    heads = [place for place in rest if place < longest and _mostly(texts[place], heading_like)][-2:]
    for place, kind in zip(reversed(heads), (Column.TASK, Column.SECTION), strict=False):
        found[place] = kind
    return found


def _mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, texts)) >= _MOSTLY * len(texts)
