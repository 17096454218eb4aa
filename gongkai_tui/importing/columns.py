"""Which column of a grid holds what: header rows, merged heads, heads that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import Column, column_of, header_score
from gongkai_tui.importing.likeness import heading_like
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.table import BLANK, Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.table import Grid, Row

_SEARCHED: Final = 30
_MOSTLY: Final = 0.7


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table."""

    kinds: tuple[Column, ...]
    """What each column holds; several REQUIREMENT columns are one, a paragraph each."""
    names: tuple[str, ...]
    """Heads as printed."""
    head_first: int
    """Index of the first header row in the grid."""
    head_rows: int
    hints: tuple[str, ...] = ()

    def is_head(self, row: Row) -> bool:
        """`row` repeats the head, as at the top of a new page."""
        texts = [cell.label for cell in row.cells]
        filled = [text for text in texts if text]
        return len(filled) > 1 and header_score(texts) >= max(2, len(filled) - 1)


def read_columns(grid: Grid) -> Columns | None:
    """Columns of `grid`, or None when it is not a table of tasks."""
    first = next((index for index, row in enumerate(grid.rows[:_SEARCHED]) if _is_head(row)), None)
    if first is None:
        return None
    head = list(grid.rows[first].cells)
    count = 1
    if first + 1 < len(grid.rows) and _goes_on(head, grid.rows[first + 1]):
        head = _lower_head(head, grid.rows[first + 1].cells)
        count = 2
    body = grid.rows[first + count :]
    head = _fitted(head, body)
    kinds = _kinds(head, body)
    kinds, hints = _settled(kinds, head, body)
    return Columns(tuple(kinds), tuple(cell.label for cell in head), first, count, hints)


def _is_head(row: Row) -> bool:
    return header_score([cell.label for cell in row.cells]) >= 2  # noqa: PLR2004


def _goes_on(head: Sequence[Cell], row: Row) -> bool:
    """The second row of a head: what is not blank or merged down from above is a header word."""
    fresh = [cell for place, cell in enumerate(row.cells) if not cell.blank and not _same(head, place, cell)]
    return bool(fresh) and all(column_of(cell.label) is not None for cell in fresh)


def _same(head: Sequence[Cell], place: int, cell: Cell) -> bool:
    return place < len(head) and head[place].label == cell.label


def _lower_head(head: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    width = max(len(head), len(below))
    upper = [*head, *([BLANK] * (width - len(head)))]
    lower = [*below, *([BLANK] * (width - len(below)))]
    return [up if low.blank or low.label == up.label else low for up, low in zip(upper, lower, strict=True)]


def _fitted(head: list[Cell], body: Sequence[Row]) -> list[Cell]:
    """A head with as many cells as the rows below: a number column or the second task column may lack one."""
    usual = _usual_width(head, body)
    while head and head[-1].blank and len(head) > usual:
        head = head[:-1]
    if usual != len(head) + 1:
        return [*head, *([BLANK] * (usual - len(head)))]
    if _numbers(body, 0) and column_of(head[0].label) is not Column.NUMBER:
        return [BLANK, *head]
    place = next((index for index, cell in enumerate(head) if column_of(cell.label) is Column.TASK), None)
    return [*head, BLANK] if place is None else [*head[: place + 1], BLANK, *head[place + 1 :]]


def _usual_width(head: Sequence[Cell], body: Sequence[Row]) -> int:
    """Cells of the widest rows; below a first row like the head, a few longer ones have a cell that was broken in two.

    A section or heading that the head does not name is printed in the first row, and left out in those below.
    """
    widths = [_filled_width(row) for row in body if not row.blank]
    widest = max(widths, default=0)
    whole = sum(width == len(head) for width in widths)
    if widest <= len(head) or whole < _MOSTLY * len(widths):
        return widest
    return widest if widths[0] == widest else len(head)


def _filled_width(row: Row) -> int:
    return max((index + 1 for index, cell in enumerate(row.cells) if not cell.blank), default=0)


def _numbers(body: Sequence[Row], place: int) -> bool:
    cells = [row.cells[place] for row in body if place < len(row.cells) and not row.cells[place].blank]
    numbers = sum(1 for cell in cells if row_number(cell.label) is not None)
    return numbers > 0 and numbers >= _MOSTLY * len(cells)


def _kinds(head: Sequence[Cell], body: Sequence[Row]) -> list[Column]:
    kinds: list[Column] = []
    for place, cell in enumerate(head):
        before = kinds[-1] if kinds else None
        named = column_of(cell.label)
        if cell.across and before is not None:
            kinds.append(before)
        elif named is not None:
            kinds.append(named)
        elif not cell.blank:
            kinds.append(Column.OTHER)
        elif not any(place < len(row.cells) and not row.cells[place].blank for row in body):
            kinds.append(Column.IGNORED)
        elif _numbers(body, place) and Column.NUMBER not in {*kinds, *map(column_of, (c.label for c in head))}:
            kinds.append(Column.NUMBER)
        else:
            kinds.append(before if before in {Column.TASK, Column.UNITS, Column.REQUIREMENT} else Column.OTHER)
    return kinds


def _settled(kinds: list[Column], head: Sequence[Cell], body: Sequence[Row]) -> tuple[list[Column], tuple[str, ...]]:
    """Section and task in one column each; what the heads do not say is said in hints."""
    tasks = [place for place, kind in enumerate(kinds) if kind is Column.TASK]
    wanted = [place for place, kind in enumerate(kinds) if kind is Column.REQUIREMENT]
    hints: list[str] = []
    if len(wanted) > 1 and not tasks and _short(body, wanted[0]):
        kinds[wanted[0]] = Column.TASK
        tasks, wanted = wanted[:1], wanted[1:]
    if len(wanted) > 1:
        names = "”“".join(head[place].label for place in wanted)
        hints.append(f"“{names}”几列合为具体要求，一列一段")
    if not wanted and tasks:
        kinds[tasks[-1]] = Column.REQUIREMENT
        name = head[tasks[-1]].label or Column.TASK.value
        hints.append(f"表中没有“具体要求”一列，具体要求取自“{name}”一列")
        tasks = tasks[:-1]
    if len(tasks) > 1 and Column.SECTION not in kinds:
        kinds[tasks[0]] = Column.SECTION
    return kinds, tuple(hints)


def _short(body: Sequence[Row], place: int) -> bool:
    cells = [row.cells[place] for row in body if place < len(row.cells) and not row.cells[place].blank]
    return bool(cells) and sum(heading_like(cell.label) for cell in cells) >= _MOSTLY * len(cells)
