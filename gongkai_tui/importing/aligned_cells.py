"""Tables whose columns are lined up with spaces: a cell belongs to the head word that it stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.wrapped_cells import shown_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line

_CELL: Final = re.compile(r"[^\s]+(?:[ \xa0][^\s]+)*")
_LOOKED_AT: Final = 12
_LEAST_ROWS: Final = 2
_LEAST_CELLS: Final = 3
_NEAR: Final = 1


def column_starts(lines: Sequence[Line], start: int) -> tuple[int, ...]:
    """Where the columns begin under the head `lines[start]`; empty when the rows are not lined up with it."""
    starts = tuple(offsets[0] for offsets, _ in _cells(lines[start].text))
    rows = 0
    for line in lines[start + 1 : start + 1 + _LOOKED_AT]:
        cells = _cells(line.text)
        if len(cells) >= _LEAST_CELLS:
            if any(_at_start(offsets, starts) is None for offsets, _ in cells):
                return ()
            rows += 1
    return starts if rows >= _LEAST_ROWS else ()


def aligned_cells(text: str, starts: Sequence[int]) -> list[str]:
    """Cells of one line, blank ones included; one that begins between two heads belongs to the left one."""
    found = [""] * len(starts)
    for offsets, words in _cells(text):
        place = _at_start(offsets, starts)
        if place is None:
            place = max((at for at, column in enumerate(starts) if column <= offsets[0] + _NEAR), default=0)
        found[place] = f"{found[place]} {words}".strip()
    return found


def _at_start(offsets: tuple[int, int], starts: Sequence[int]) -> int | None:
    """The column that begins where a cell does."""
    for offset in offsets:
        near = min(range(len(starts)), key=lambda at: abs(starts[at] - offset))
        if abs(starts[near] - offset) <= _NEAR:
            return near
    return None


def _cells(text: str) -> list[tuple[tuple[int, int], str]]:
    """(columns of the screen before it, with narrow and with wide quotation marks; words) of every cell of a line."""
    found: list[tuple[tuple[int, int], str]] = []
    narrow = wide = end = 0
    for match in _CELL.finditer(text):
        narrow += shown_width(text[end : match.start()])
        wide += shown_width(text[end : match.start()], quotes=2)
        end = match.start()
        found.append(((narrow, wide), match.group()))
    return found
