"""Columns of text for a terminal: Chinese aligned, as wide as the content or cut to the room there is."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean, is_clean
from gongkai_tui.reporting.width import fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

GAP = "  "
NARROWEST = 6
"""Cells that a column keeps when the room is short; where not even that is there, the last columns go."""


def table_lines(
    titles: Sequence[str],
    columns: Sequence[Sequence[str]],
    *,
    room: int | None = None,
    right: Collection[int] = (),
    fixed: Collection[int] = (),
    paint: Callable[[int, str], str] | None = None,
) -> list[str]:
    """Give the title line and one line a row.

    `columns` holds the raw cells by column. `room` is the width of the terminal; None cuts nothing.
    Columns whose numbers are in `right` are aligned to the right; those in `fixed` are never cut, because
    half an id or a date is worth nothing. `paint(column, cell)` may add colour to a finished cell.
    """
    cleaned = [_cleaned(column) for column in columns]
    # The last column is only measured where it may have to be cut: it is often the longest.
    loose = room is None and len(titles) - 1 not in right
    sizes = [
        _sizes(title, () if loose and number == len(titles) - 1 else column)
        for number, (title, column) in enumerate(zip(titles, cleaned, strict=True))
    ]
    widths = [max(column.values()) for column in sizes]
    if room is not None:
        widths = _shrunk(widths, room, fixed)
    finished = [
        _finished((title, *column), sizes[number], cells, right=number in right)
        for number, (title, column, cells) in enumerate(zip(titles, cleaned, widths, strict=False))
    ]
    if paint is not None:
        finished = [
            [column[0], *(paint(number, cell) for cell in column[1:])] for number, column in enumerate(finished)
        ]
    return [GAP.join(cells).rstrip(" ") for cells in zip(*finished, strict=True)]


def _cleaned(column: Sequence[str]) -> Sequence[str]:
    different = set(column)
    if is_clean("".join(different)):
        return column
    shown = {cell: clean(cell) for cell in different}
    return [shown[cell] for cell in column]


def _sizes(title: str, column: Sequence[str]) -> dict[str, int]:
    """Measure each different text once: units, statuses and dates repeat a lot."""
    return {cell: width(cell) for cell in {title, *column}}


def _shrunk(widths: list[int], room: int, fixed: Collection[int]) -> list[int]:
    """Take cells from the widest columns until the line fits, then whole columns from the right."""
    shrunk = list(widths)
    while sum(shrunk) + len(GAP) * (len(shrunk) - 1) > room:
        loose = [n for n, cells in enumerate(shrunk) if n not in fixed and cells > NARROWEST]
        if loose:
            shrunk[max(loose, key=shrunk.__getitem__)] -= 1
        elif len(shrunk) > 1:
            # Back to full width: the columns that stay have the room of the one that goes.
            shrunk = list(widths[: len(shrunk) - 1])
        else:
            return [room]
    return shrunk


def _finished(column: Sequence[str], sizes: dict[str, int], cells: int, *, right: bool) -> list[str]:
    if right:
        fitted = {cell: fit(cell, cells, "right") for cell in sizes}
    else:
        spaces = [" " * missing for missing in range(cells + 1)]
        fitted = {
            cell: cell + spaces[cells - size] if size <= cells else fit(cell, cells) for cell, size in sizes.items()
        }
    return [fitted.get(cell, cell) for cell in column]
