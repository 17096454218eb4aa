"""Columns of text for a terminal: Chinese aligned, as wide as the content or cut to the room there is."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean, is_clean
from gongkai_tui.reporting.width import fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

GAP = "  "
NARROWEST = 8
"""Cells that a column keeps when the room is short."""


def table_lines(
    titles: Sequence[str],
    columns: Sequence[Sequence[str]],
    *,
    room: int | None = None,
    right: Collection[int] = (),
    paint: Callable[[int, str], str] | None = None,
) -> list[str]:
    """Give the title line and one line a row.

    `columns` holds the raw cells by column. `room` is the width of the terminal; None cuts nothing.
    Columns whose numbers are in `right` are aligned to the right. `paint(column, cell)` may add colour
    to a finished cell.
    """
    cleaned = [_cleaned(column) for column in columns]
    widths = _shrunk([_widest(title, column) for title, column in zip(titles, cleaned, strict=True)], room)
    last = len(widths) - 1
    finished = [
        _finished(column, widths[number], cut_only=number == last, right=number in right)
        for number, column in enumerate(cleaned)
    ]
    if paint is not None:
        finished = [[paint(number, cell) for cell in column] for number, column in enumerate(finished)]
    heads = [fit(title, widths[number], "right" if number in right else "left") for number, title in enumerate(titles)]
    lines = [GAP.join(heads).rstrip(" ")]
    lines.extend(map(GAP.join, zip(*finished, strict=True)))
    return lines


def _cleaned(column: Sequence[str]) -> Sequence[str]:
    if is_clean("".join(column)):
        return column
    return [clean(cell) for cell in column]


def _widest(title: str, column: Sequence[str]) -> int:
    # Cells repeat a lot: units, statuses, dates.
    return max(map(width, {title, *column}))


def _shrunk(widths: list[int], room: int | None) -> list[int]:
    """Take cells from the widest columns until the line fits."""
    if room is None:
        return widths
    spare = room - len(GAP) * (len(widths) - 1)
    shrunk = list(widths)
    while sum(shrunk) > spare:
        widest = max(range(len(shrunk)), key=shrunk.__getitem__)
        if shrunk[widest] <= NARROWEST:
            break
        shrunk[widest] -= 1
    return shrunk


def _finished(column: Sequence[str], cells: int, *, cut_only: bool, right: bool) -> list[str]:
    fitted: dict[str, str] = {}
    for cell in column:
        if cell not in fitted:
            shown = fit(cell, cells, "right" if right else "left")
            fitted[cell] = shown.rstrip(" ") if cut_only and not right else shown
    return [fitted[cell] for cell in column]
