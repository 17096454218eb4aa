"""Tables with one row a line: tabs, drawn bars or aligned spaces between the cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.aligned_cells import aligned_cells, column_starts
from gongkai_tui.importing.front_matter import plan_title_like
from gongkai_tui.importing.header_words import Column, column_of
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import deadline_like, footer_like, unit_like
from gongkai_tui.importing.line_cells import split_cells, unquoted, whole_line
from gongkai_tui.importing.lines import (
    OPEN_ENDS,
    Line,
    count_chars,
    is_closed_line,
    is_rule,
    paragraphs_of,
    squeeze,
    without_tags,
)
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.table import Cell, Grid, Layout, Loose, Row
from gongkai_tui.importing.wrapped_cells import cut_between_rules, goes_on_in_lines, join_cut, join_wrapped, shown_width

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARS: Final = re.compile(r"(?<!\\)[|│┃｜║┆┇┊┋╎╏]")
_GAP: Final = 3
"""Lines of other text inside a table before it is taken to be over."""
_ANNEX: Final = ("附件", "附表", "附录")
_LONG: Final = 12
_TITLE_LINES: Final = 6
_CONTINUED: Final = re.compile(r"[（(]?(?:接上页|续上?[表页]|续)[一二三四五六七八九十\d]{0,2}[）)]?")
_CROSSINGS: Final = frozenset("+") | frozenset(map(chr, range(0x250C, 0x2570)))


@dataclass
class _Builder:
    """Rows gathered so far."""

    layout: Layout
    width: int
    numbered: bool
    numbers: bool = False
    """The first column holds the numbers of the rows."""
    rows: list[tuple[list[str], int, int]] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    structure: int = 0
    raw_chars: int = 0
    titles: frozenset[str] = frozenset()
    """What stands above the table and may be printed again on every page."""
    starts: tuple[int, ...] = ()
    """Where the columns of a table of spaces begin, when its rows are lined up."""
    drawn: list[int] = field(default_factory=list)
    """Numbers of rows that stood there when a rule with crossings was drawn."""
    rooms: dict[int, list[int]] = field(default_factory=dict)
    """How wide the cells of rows of so many cells are, once asked for."""


def read_line_grid(lines: Sequence[Line], start: int, layout: Layout, *, headless: bool = False) -> tuple[Grid, int]:
    """The table whose head (or, `headless`, first row) is `lines[start]`, and the index of the first line after it."""
    head = [unquoted(cell) for cell in split_cells(whole_line(lines, start, layout)[0].text, layout)]
    builder = _Builder(layout, len(head), column_of(head[0]) is not None and row_number(head[0]) is None)
    builder.numbered = builder.numbered or (headless and row_number(head[0]) is not None)
    builder.numbers = column_of(head[0]) is Column.NUMBER or (headless and row_number(head[0]) is not None)
    builder.titles = _titles_above(lines, start)
    builder.starts = column_starts(lines, start) if layout is Layout.SPACES else ()
    index = after = start
    pending: list[Line] = []
    while index < len(lines):
        line, index_next = whole_line(lines, index, layout)
        if _is_row(line, builder):
            _take_pending(builder, pending)
            pending = []
            _take_row(builder, line, lines[index_next - 1].number)
            after = index_next
        elif is_rule(line.text):
            pending.append(line)
        elif not line.blank:
            pending.append(line)
            if (
                footer_like(line.text)
                or line.text.strip().startswith(_ANNEX)
                or sum(not is_rule(other.text) for other in pending) > _GAP
            ):
                break
        index = index_next
    after = _closing_rules(builder, lines, after)
    return _finish(builder), after


def _closing_rules(builder: _Builder, lines: Sequence[Line], after: int) -> int:
    """Rules and stray cell text right after the last row still belong to the table."""
    index = after
    while index < len(lines) and (is_rule(lines[index].text) or _last_cell_goes_on(builder, lines[index])):
        _take_pending(builder, [lines[index]])
        index += 1
    return index


def _is_row(line: Line, builder: _Builder) -> bool:
    if line.blank or is_rule(line.text):
        return False
    if builder.layout is Layout.TABS:
        return "\t" in line.text
    if builder.layout is Layout.PIPES:
        return _BARS.search(line.text) is not None
    if builder.starts and not aligned_cells(line.text, builder.starts)[0]:
        return True
    return len(split_cells(line.text, builder.layout)) >= 2  # noqa: PLR2004


def _take_row(builder: _Builder, line: Line, last: int) -> None:
    aligned = bool(builder.starts)
    cells = aligned_cells(line.text, builder.starts) if aligned else split_cells(line.text, builder.layout)
    cells = [unquoted(cell) for cell in cells]
    builder.raw_chars += sum(count_chars(without_tags(cell)) for cell in cells)
    if builder.layout is not Layout.PIPES and not aligned and _goes_on(builder, cells):
        previous, first, _ = builder.rows[-1]
        merged = [*previous[:-1], join_cut(previous[-1], cells[0]), *cells[1:]]
        builder.rows[-1] = (merged, first, last)
        return
    builder.rows.append((cells, line.number, last))


def _goes_on(builder: _Builder, cells: list[str]) -> bool:
    """The line is the rest of the row above, broken inside a cell."""
    if len(builder.rows) < 2:  # noqa: PLR2004
        return False
    previous = builder.rows[-1][0]
    if len(previous) == 1 and heading_mark(previous[0]) is not None:
        return False
    starts_anew = not cells[0].strip() or (builder.numbered and row_number(cells[0]) is not None)
    fits = len(previous) + len(cells) - 1 == builder.width
    return fits and len(previous) < builder.width and not starts_anew and bool(previous[-1].strip())


def _take_pending(builder: _Builder, pending: Sequence[Line]) -> None:
    for line in pending:
        builder.raw_chars += count_chars(without_tags(line.text))
        if is_rule(line.text):
            builder.structure += count_chars(line.text)
            if not _CROSSINGS.isdisjoint(line.text):
                builder.drawn.append(len(builder.rows))
        elif _running_title(line.text) in builder.titles:
            builder.structure += count_chars(without_tags(line.text))
        elif _last_cell_goes_on(builder, line):
            cells, first, _ = builder.rows[-1]
            builder.rows[-1] = ([*cells[:-1], join_cut(cells[-1], line.text)], first, line.number)
        elif heading_mark(line.text) is not None:
            words = line.text.strip().lstrip("#>").strip()
            builder.structure += count_chars(without_tags(line.text)) - count_chars(without_tags(words))
            builder.rows.append(([words], line.number, line.number))
        elif without_tags(line.text).strip():
            builder.loose.append(Loose(line.number, without_tags(line.text).strip()))


def _titles_above(lines: Sequence[Line], start: int) -> frozenset[str]:
    """Lines just above a table, without the spaces and marks that differ from page to page."""
    above = [line.text for line in lines[max(0, start - _TITLE_LINES) : start] if not line.blank]
    return frozenset(map(_running_title, above)) | {""}


def _running_title(text: str) -> str:
    return _CONTINUED.sub("", squeeze(without_tags(text)))


def _last_cell_goes_on(builder: _Builder, line: Line) -> bool:
    if len(builder.rows) < 2 or line.blank or footer_like(line.text) or plan_title_like(line.text):  # noqa: PLR2004
        return False
    cells = builder.rows[-1][0]
    text = line.text.strip()
    if builder.layout is Layout.PIPES or heading_mark(text) is not None or not cells[-1].strip():
        return False
    if len(cells) < builder.width:
        return builder.layout is Layout.TABS and cells[-1].strip()[-1] != "。"
    last = cells[-1].strip()
    if unit_like(last) and last[-1] not in OPEN_ENDS and not unit_like(text):
        return False
    wrapped = last[-1] in "，、" or (len(last) >= _LONG and not is_closed_line(last))
    return wrapped or unit_like(text) or deadline_like(text)


def _whole_rows(builder: _Builder) -> list[tuple[list[str], int, int]]:
    """Rows; lines between two drawn rules are one, and lines without a number below a lined up one."""
    inside = builder.layout is Layout.PIPES and any(1 < count < len(builder.rows) for count in builder.drawn)
    by_number = builder.numbers and not builder.starts
    lined_up = builder.numbered and (bool(builder.starts) or (by_number and not inside and _in_lines(builder)))
    if not inside and not lined_up:
        return builder.rows
    opened = frozenset(builder.drawn)
    ruled = inside and cut_between_rules([cells for cells, _, _ in builder.rows], opened | {0})
    found: list[tuple[list[str], int, int]] = []
    for index, (cells, first, last) in enumerate(builder.rows):
        above = found[-1] if found and index not in opened else None
        unnumbered = not "".join(cells[:1]).strip()
        goes_on = unnumbered if lined_up or by_number else ruled or not all(cell.strip() for cell in cells)
        if above is None or not goes_on or len(above[0]) != len(cells):
            found.append((cells, first, last))
        else:
            rooms = _rooms(builder, len(cells))
            joined = [join_wrapped(*item) for item in zip(above[0], cells, rooms, strict=True)]
            found[-1] = (joined, above[1], last)
    return found


def _in_lines(builder: _Builder) -> bool:
    whole = [cells for cells, _, _ in builder.rows[1:] if len(cells) == builder.width]
    return builder.layout is not Layout.SPACES and goes_on_in_lines(whole)


def _rooms(builder: _Builder, width: int) -> list[int]:
    """Columns of the screen that the longest line of each cell takes."""
    if width not in builder.rooms:
        rows = [cells for cells, _, _ in builder.rows if len(cells) == width]
        builder.rooms[width] = [max(shown_width(cell.strip()) for cell in column) for column in zip(*rows, strict=True)]
    return builder.rooms[width]


def _finish(builder: _Builder) -> Grid:
    rows = tuple(
        Row(tuple(Cell(paragraphs_of(cell)) for cell in cells), first, last)
        for cells, first, last in _whole_rows(builder)
    )
    return Grid(rows, builder.layout, builder.raw_chars, builder.structure, tuple(builder.loose))
