"""Lines of a table with one cell a line, parted into rows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import Column
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import deadline_like, unit_like
from gongkai_tui.importing.lines import is_finished
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.table import Loose

if TYPE_CHECKING:
    from gongkai_tui.importing.lines import Line

_LEAST_HEADERS: Final = 3
_ITEM_RANK: Final = 2
_NUMBER_JUMP: Final = 20
_MOST_ROWS: Final = 1_000_000
_LOOKED_AHEAD: Final = 40
_MAX_ROW_LINES: Final = 400


@dataclass
class Chunk:
    """Lines of one row, or a heading that stands between rows."""

    lines: list[Line]
    label: bool = False
    last: int = 0
    """Last line of the document that it was made from; 0 for that of its last line."""

    def values(self) -> list[Line]:
        """Lines that hold something."""
        return [line for line in self.lines if not line.blank]


def chunks_of(body: list[Line], columns: list[Column]) -> tuple[list[Chunk], list[Loose]]:
    """Rows and the headings between them, and lines that belong to none."""
    if columns and columns[0] is Column.NUMBER:
        return _numbered_chunks(body)
    return _blank_line_chunks(body, len(columns)), []


def _numbered_chunks(body: list[Line]) -> tuple[list[Chunk], list[Loose]]:
    """A row begins at every line that is the next number."""
    chunks: list[Chunk] = []
    loose: list[Loose] = []
    expected = None
    numbers = [(at, number) for at, line in enumerate(body) if (number := _bare_number(line)) is not None]
    for at, line in enumerate(body):
        number = _bare_number(line)
        fits = number is not None and (expected is None or expected <= number <= expected + _NUMBER_JUMP or number == 1)
        if fits and number not in {1, expected} and expected is not None and _still_to_come(expected, at, numbers):
            loose.append(Loose(line.number, line.text.strip()))
        elif fits and number is not None and (not chunks or len(chunks[-1].lines) > 1 or chunks[-1].label):
            chunks.append(Chunk([line]))
            expected = number + 1
        elif _is_label(line, chunks):
            chunks.append(Chunk([line], label=True))
        elif chunks and not chunks[-1].label and len(chunks[-1].lines) < _MAX_ROW_LINES:
            chunks[-1].lines.append(line)
        elif not line.blank:
            loose.append(Loose(line.number, line.text.strip()))
    return chunks, loose


def _still_to_come(wanted: int, after: int, numbers: list[tuple[int, int]]) -> bool:
    """The next number of this count stands further down, so the one met is that of a page."""
    start = bisect_right(numbers, (after, _MOST_ROWS))
    found = next((number for _, number in numbers[start : start + _LOOKED_AHEAD] if number in {1, wanted}), None)
    return found == wanted != 1


def _bare_number(line: Line) -> int | None:
    return None if line.blank else row_number(line.text.strip())


def _is_label(line: Line, chunks: list[Chunk]) -> bool:
    """A numbered heading after the values of a row, or before the first one."""
    mark = heading_mark(line.text.strip())
    return mark is not None and mark.rank <= _ITEM_RANK and (not chunks or chunks[-1].label or _is_whole(chunks[-1]))


def _is_whole(chunk: Chunk) -> bool:
    """The row has all its values, or ends as rows do though merged cells are blank."""
    values = chunk.values()
    last = values[-1].text.strip()
    ends = unit_like(last) or deadline_like(last) or is_finished(last)
    return len(values) > _LEAST_HEADERS or (len(values) == _LEAST_HEADERS and ends)


def row_groups(body: list[Line], width: int) -> list[Chunk] | None:
    """Rows parted by empty lines, or that print blank cells as lines; None when neither is so."""
    groups: list[Chunk] = []
    fresh = True
    for line in body:
        if line.text == "" or (line.blank and fresh):
            fresh = True
            continue
        if fresh:
            groups.append(Chunk([]))
            fresh = False
        groups[-1].lines.append(line)
    longest = max((len(group.lines) for group in groups), default=0)
    return groups if len(groups) > 1 and 1 < longest <= 1 + width else None


def _blank_line_chunks(body: list[Line], width: int) -> list[Chunk]:
    """Rows are parted by empty lines, or else have the same number of lines each."""
    values = [line for line in body if not line.blank]
    even = [Chunk(values[start : start + width]) for start in range(0, len(values), width)]
    return row_groups(body, width) or even
