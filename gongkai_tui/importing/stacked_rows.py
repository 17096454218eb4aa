"""Rows of a table with one cell a line: which line is which cell, by position or by what suits."""

from __future__ import annotations

from collections import Counter
from typing import Final

from gongkai_tui.importing.alignment import align, align_score
from gongkai_tui.importing.broken_rows import broken_row, row_score, row_suits
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.likeness import footer_like, unit_like
from gongkai_tui.importing.lines import Line, is_closed_line, paragraphs_of
from gongkai_tui.importing.stacked_chunks import Chunk
from gongkai_tui.importing.table import BLANK, Cell, Row

_STEADY: Final = 0.8
"""Share of rows that must have the same number of lines for the lines to be read by position."""
_LONG: Final = 15
_CLEARLY: Final = 1.0
"""By so much a row, on the average, must suit its columns better with cells of several lines than of one line."""
_SELDOM: Final = 3
"""Where more than every third row has lines over, the others were not read by the right columns either."""
_MOST_WORK: Final = 100_000
"""Sum over the rows of their lines squared; a plan on paper stays far below, and a longer one is read line by line."""
_SECTION: Final = 1.25
"""By so much a row must suit better when its head names no section but it has one."""
_LEFT_OVER: Final = 2.0
"""What a line that belongs to no cell takes from how well the rows suit."""


def rows_of(chunks: list[Chunk], columns: list[Column], top: Row) -> tuple[list[Row], list[Line]]:
    """Rows with their cells in place, and the lines that were left over."""
    rows, over = _plain_rows(chunks, columns, top)
    sizes = [len(chunk.values()) for chunk in chunks if not chunk.label]
    if max(sizes, default=0) <= len(columns) or sum(size * size for size in sizes) > _MOST_WORK:
        return rows, over
    kinds = _widened(columns, max(len(row.cells) for row in rows))
    rows, over = _mended(rows, chunks, kinds, over)
    plain = [row for row, chunk in zip(rows[1:], chunks, strict=True) if not chunk.label]
    if not over and sum(row_suits(row, kinds) for row in plain) >= _STEADY * len(plain):
        return rows, over
    best = sum(row_score(row, kinds) for row in plain) + _CLEARLY * len(plain) - _LEFT_OVER * len(over)
    widened, wide_head = _with_section(columns, top)
    for layout, head in ((columns, top), (widened, wide_head)):
        found = _broken_rows(chunks, layout)
        price = _SECTION * len(plain) if layout is not columns else 0.0
        if found is not None and found[0] - price > best:
            best, rows, over = found[0] - price, [head, *found[1]], found[2]
    return rows, over


def _mended(
    rows: list[Row], chunks: list[Chunk], columns: list[Column], over: list[Line]
) -> tuple[list[Row], list[Line]]:
    """Rows that had lines over, with these in their cells where they suit."""
    if sum(len(chunk.values()) > len(columns) for chunk in chunks) * _SELDOM > len(chunks):
        return rows, over
    mended = rows[:1]
    for row, chunk in zip(rows[1:], chunks, strict=True):
        own = [line for line in over if chunk.lines[0].number <= line.number <= chunk.lines[-1].number]
        found = broken_row(chunk.values(), columns, last=chunk is chunks[-1]) if own and not chunk.label else None
        if found is not None and found[0] > row_score(row, columns) - _LEFT_OVER * (len(own) - len(found[2])):
            mended.append(found[1])
            over = [line for line in over if line not in own or line in found[2]]
        else:
            mended.append(row)
    return mended, over


def _broken_rows(chunks: list[Chunk], columns: list[Column]) -> tuple[float, list[Row], list[Line]] | None:
    """Total score, rows and left over lines when cells may take several lines."""
    score = 0.0
    rows: list[Row] = []
    over: list[Line] = []
    for chunk in chunks:
        if chunk.label:
            rows.append(_by_position(chunk, 0))
            continue
        found = broken_row(chunk.values(), columns, last=chunk is chunks[-1])
        if found is None:
            return None
        score += found[0]
        rows.append(found[1])
        over += found[2]
    return score, rows, over


def _widened(columns: list[Column], width: int) -> list[Column]:
    """Kinds of the columns when the task column is printed in more than one."""
    place = columns.index(Column.TASK) if Column.TASK in columns else 0
    return [*columns[: place + 1], *([columns[place]] * (width - len(columns))), *columns[place + 1 :]]


def _plain_rows(chunks: list[Chunk], columns: list[Column], top: Row) -> tuple[list[Row], list[Line]]:
    """Rows of one line a cell."""
    width, chunks, over = _steady_width(chunks, len(columns))
    if not width:
        columns, top = _with_section(columns, top)
    rows = [_wider_head(top, columns, width) if width else top]
    for chunk in chunks:
        if chunk.label or width:
            rows.append(_by_position(chunk, width))
            continue
        row, rest = _by_fit(chunk, columns, last=chunk is chunks[-1])
        rows.append(row)
        over += rest
    return rows, over


def _steady_width(chunks: list[Chunk], columns: int) -> tuple[int, list[Chunk], list[Line]]:
    """Lines per row when nearly all rows have the same number; 0 when blank cells are not printed."""
    if not any(not chunk.label for chunk in chunks):
        return 0, chunks, []
    marked = [Chunk([line for line in chunk.lines if line.text != ""], chunk.label) for chunk in chunks]
    for candidate in (marked, chunks):
        width = _common_length(candidate, columns)
        if width:
            kept, cut = _cut(candidate, width)
            return width, kept, cut
    return 0, chunks, []


def _common_length(chunks: list[Chunk], columns: int) -> int:
    chunks = [chunk for chunk in chunks if not chunk.label]
    length, _ = Counter(len(chunk.lines) for chunk in chunks).most_common(1)[0]
    count = sum(len(_unwrapped(chunk.lines, length)) == length for chunk in chunks)
    if count < _STEADY * len(chunks) or length < columns:
        return 0
    while length > columns and not any(len(c.lines) >= length and not c.lines[length - 1].blank for c in chunks[:-1]):
        length -= 1
    return length if length <= columns + 2 else 0


def _cut(chunks: list[Chunk], width: int) -> tuple[list[Chunk], list[Line]]:
    """Rows of `width` lines; what a row has over is handed back unless it is blank."""
    kept: list[Chunk] = []
    over: list[Line] = []
    for chunk in chunks:
        lines = _unwrapped(chunk.lines, width)
        merged = len(chunk.lines) - len(lines)
        last = chunk.lines[min(width, len(lines)) + merged - 1].number
        kept.append(Chunk(lines[:width], chunk.label, last))
        over += [line for line in lines[width:] if not line.blank]
    return kept, over


def _unwrapped(lines: list[Line], width: int) -> list[Line]:
    """Lines of a row that is too long, joined where a cell was wrapped in the middle of a sentence."""
    found: list[Line] = []
    filled = max((place for place, line in enumerate(lines, start=1) if not line.blank), default=0)
    extra = min(len(lines), max(filled, width)) - width
    for line in lines:
        before = found[-1].text.strip() if found else ""
        if extra > 0 and before and not line.blank and (before[-1] in "，、（(《“" or _cut_short(before)):
            found[-1] = Line(found[-1].number, found[-1].text + line.text.strip())
            extra -= 1
        else:
            found.append(line)
    return found


def _cut_short(text: str) -> bool:
    return len(text) >= _LONG and not is_closed_line(text) and not unit_like(text)


def _wider_head(head: Row, columns: list[Column], width: int) -> Row:
    """The task column may be printed in two: section and heading."""
    extra = width - len(columns)
    if extra <= 0:
        return head
    place = columns.index(Column.TASK) if Column.TASK in columns else 0
    cells = (*head.cells[: place + 1], *([BLANK] * extra), *head.cells[place + 1 :])
    return Row(cells, head.first, head.last)


def _by_position(chunk: Chunk, width: int) -> Row:
    cells = [Cell(paragraphs_of(line.text)) for line in chunk.lines]
    cells += [BLANK] * (width - len(cells))
    return Row(tuple(cells), chunk.lines[0].number, chunk.last or chunk.lines[-1].number)


def _with_section(columns: list[Column], head: Row) -> tuple[list[Column], Row]:
    """Columns for rows that leave blank cells out: the task column may hold a section and a heading."""
    if Column.SECTION in columns or columns.count(Column.TASK) != 1 or Column.REQUIREMENT not in columns:
        return columns, head
    place = columns.index(Column.TASK)
    widened = [*columns[:place], Column.SECTION, *columns[place:]]
    cells = (*head.cells[: place + 1], BLANK, *head.cells[place + 1 :])
    return widened, Row(cells, head.first, head.last)


def _by_fit(chunk: Chunk, columns: list[Column], *, last: bool) -> tuple[Row, list[Line]]:
    """Values of one row put under the columns they suit; for the last row, what follows the table is cut off."""
    values = chunk.values()
    over: list[Line] = []
    if last:
        values, over = _without_tail(values, columns)
    over = values[len(columns) :] + over
    values = values[: len(columns)]
    chosen = align([line.text.strip() for line in values], columns)
    cells = tuple(BLANK if index is None else Cell(paragraphs_of(values[index].text)) for index in chosen)
    return Row(cells, values[0].number, values[-1].number), over


def _without_tail(values: list[Line], columns: list[Column]) -> tuple[list[Line], list[Line]]:
    ends = [index for index, line in enumerate(values) if index and footer_like(line.text)]
    limit = min([*ends, len(values), len(columns) + 1])
    texts = [line.text.strip() for line in values]
    wanted = [column for column in columns if column in UNIT_COLUMNS]
    best = max(
        range(1, limit + 1),
        key=lambda count: align_score(texts[:count], columns) if count <= len(columns) else float("-inf"),
    )
    return (values[:best], values[best:]) if wanted else (values[:limit], values[limit:])
