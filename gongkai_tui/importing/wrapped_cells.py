"""Cells broken over lines: where their column was too narrow, or where a page ended."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.unit_cell import read_unit_cell
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import unit_like
from gongkai_tui.importing.lines import is_closed_line, is_finished

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULL: Final = 2
"""Columns of a terminal that may stay empty at the end of a full line: one Chinese character."""
NEVER_FIRST: Final = frozenset("，。、；：？！）】》”’,;:?!)%％")
"""No line of a cell begins so unless it was wrapped."""
_LEAST_WRAPPED: Final = 2
_MOSTLY: Final = 0.8


def shown_width(text: str, *, quotes: int = 1) -> int:
    """Columns that `text` takes where Chinese characters take two, and `quotes` those that fonts disagree about."""
    widths = {"W": 2, "F": 2, "A": quotes}
    return sum(widths.get(unicodedata.east_asian_width(char), 1) if char > "~" else 1 for char in text)


def join_wrapped(above: str, below: str, room: int) -> str:
    """`below` goes on in the same sentence when the last line of `above` filled its `room`, else it is a new line."""
    if not above.strip() or not below.strip():
        return above.strip() + below.strip()
    last = above.rstrip().rpartition("\n")[2].strip()
    full = shown_width(last, quotes=2) > room - _FULL
    apart = not full or whole_names(last, below.strip()) or (is_finished(last) and heading_mark(below.strip()))
    return above.rstrip() + ("\n" if apart and below.strip()[0] not in NEVER_FIRST else "") + below.strip()


def join_cut(above: str, below: str) -> str:
    """`below` goes on in the sentence of `above` unless that is closed, or both are names of units."""
    above, below = above.rstrip(), below.strip()
    last = above.rpartition("\n")[2].strip()
    apart = is_closed_line(last) or whole_names(last, below)
    return above + ("\n" if apart and below[:1] not in NEVER_FIRST else "") + below


def whole_names(last: str, below: str) -> bool:
    """A list of units ends with the line, and another name begins the next one."""
    if not unit_like(last) or not unit_like(below):
        return False
    return len(read_unit_cell(f"{last} {below}").units) > len(read_unit_cell(last + below).units)


def cut_between_rules(rows: Sequence[Sequence[str]], opened: frozenset[int]) -> bool:
    """Lines between two rules (a rule stands above each of `opened`) are one row: its text is cut in mid-sentence."""
    width = max(len(cells) for cells in rows)
    longest = max(range(width), key=lambda at: sum(len(cells[at]) for cells in rows if at < len(cells)))
    above, seen, cut = "", 0, 0
    for place, cells in enumerate(rows):
        text = cells[longest].strip() if longest < len(cells) else ""
        if place not in opened and text and above:
            seen += 1
            cut += not is_finished(above) or text[0] in NEVER_FIRST
        above = text or ("" if place in opened else above)
    return seen >= _LEAST_WRAPPED and cut >= _MOSTLY * seen


def goes_on_in_lines(rows: Sequence[Sequence[str]]) -> bool:
    """Rows without a number are lines of the numbered rows above: their text is cut in the middle of sentences."""
    numbered = sum(bool(cells[0].strip()) for cells in rows)
    if numbered < _LEAST_WRAPPED or len(rows) - numbered < max(_LEAST_WRAPPED, numbered // 3):
        return False
    width = max(len(cells) for cells in rows)
    longest = max(range(1, width), key=lambda at: sum(len(cells[at]) for cells in rows if at < len(cells)), default=0)
    above, seen, cut = "", 0, 0
    for cells in rows:
        text = cells[longest].strip() if longest < len(cells) else ""
        if not cells[0].strip() and text and above:
            seen += 1
            cut += not is_finished(above) or text[0] in NEVER_FIRST
        above = text or ("" if cells[0].strip() else above)
    return seen >= _LEAST_WRAPPED and cut >= _MOSTLY * seen
