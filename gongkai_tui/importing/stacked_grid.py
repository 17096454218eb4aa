"""Tables that were copied one cell a line, with or without lines for the blank cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.alignment import align, align_score
from gongkai_tui.importing.broken_rows import broken_row, row_score
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column, column_of, header_score
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import footer_like, unit_like
from gongkai_tui.importing.lines import Line, count_chars, is_closed_line, is_rule, paragraphs_of, without_tags
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.stacked_stream import streamed_rows
from gongkai_tui.importing.table import BLANK, Cell, Grid, Layout, Loose, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_HEADERS: Final = 3
_MAX_HEADERS: Final = 12
_STEADY: Final = 0.8
"""Share of rows that must have the same number of lines for the lines to be read by position."""
_ITEM_RANK: Final = 2
_LONG: Final = 15
_NUMBER_JUMP: Final = 20
_MAX_ROW_LINES: Final = 400
_CLEARLY: Final = 1.0
"""By so much a row, on the average, must suit its columns better with cells of several lines than of one line."""
_SELDOM: Final = 3
"""Where more than every third row has lines over, the others were not read by the right columns either."""
_SECTION: Final = 1.25
"""By so much a row must suit better when its head names no section but it has one."""
_LEFT_OVER: Final = 2.0
"""What a line that belongs to no cell takes from how well the rows suit."""


def stacked_header(lines: Sequence[Line], start: int) -> int:
    """Number of lines, from `start`, that are a table head with one word a line; 0 when there is none."""
    if column_of(lines[start].text) is None:
        return 0
    words: list[str] = []
    end = index = start
    while index < len(lines) and index - end <= 2 and len(words) < _MAX_HEADERS:  # noqa: PLR2004
        text = lines[index].text.strip()
        if text and column_of(text) is None:
            break
        if text:
            words.append(text)
            end = index
        index += 1
    columns = [column_of(word) for word in words]
    enough = len(words) >= _LEAST_HEADERS and header_score(words) == len(words)
    return end + 1 - start if enough and len(set(columns)) == len(columns) else 0


@dataclass
class _Chunk:
    """Lines of one row, or a heading that stands between rows."""

    lines: list[Line]
    label: bool = False
    last: int = 0
    """Last line of the document that it was made from; 0 for that of its last line."""

    def values(self) -> list[Line]:
        """Lines that hold something."""
        return [line for line in self.lines if not line.blank]


def read_stacked_grid(lines: Sequence[Line], start: int, head_lines: int) -> tuple[Grid, int]:
    """The table whose head begins at `lines[start]`, and the index of the first line after it."""
    head = [line for line in lines[start : start + head_lines] if not line.blank]
    columns = [column_of(line.text) or Column.OTHER for line in head]
    body, structural = _without_repeats(lines, start + head_lines)
    top = Row(tuple(Cell(paragraphs_of(line.text)) for line in head), head[0].number, head[-1].number)
    first = next((line for line in body if not line.blank), None)
    if columns[0] is not Column.NUMBER and first is not None and row_number(first.text.strip()) == 1:
        columns = [Column.NUMBER, *columns]
        top = Row((BLANK, *top.cells), top.first, top.last)
    rows, over, loose = _read_rows(body, columns, top)
    last_row = max(row.last for row in rows)
    loose += [Loose(line.number, line.text.strip()) for line in over if line.number < last_row]
    loose = [Loose(item.line, without_tags(item.text).strip()) for item in loose]
    last_row = max([last_row, *(item.line for item in loose)])
    after = next((index for index in range(start, len(lines)) if lines[index].number > last_row), len(lines))
    raw = sum(count_chars(without_tags(line.text)) for line in lines[start:after])
    structure = sum(count_chars(line.text) for line in structural if line.number <= last_row)
    return Grid(tuple(rows), Layout.STACKED, raw, structure, tuple(loose)), after


def _read_rows(body: list[Line], columns: list[Column], top: Row) -> tuple[list[Row], list[Line], list[Loose]]:
    """Rows under their head, lines left over at their ends, and lines between them that belong nowhere."""
    if columns[0] is not Column.NUMBER and _row_groups(body, len(columns)) is None:
        rows = streamed_rows(body, columns, top)
        if rows:
            return rows, [], []
    chunks, loose = _chunks(body, columns)
    rows, over = _rows(chunks, columns, top)
    return rows, over, loose


def _without_repeats(lines: Sequence[Line], start: int) -> tuple[list[Line], list[Line]]:
    """Lines of the body, and the rules and repeated heads that page breaks left in it."""
    body: list[Line] = []
    structural: list[Line] = []
    index = start
    while index < len(lines):
        repeated = stacked_header(lines, index)
        if repeated or is_rule(lines[index].text):
            structural += lines[index : index + max(repeated, 1)]
        else:
            body.append(lines[index])
        index += max(repeated, 1)
    return body, structural


def _rows(chunks: list[_Chunk], columns: list[Column], top: Row) -> tuple[list[Row], list[Line]]:
    """Rows with their cells in place, and the lines that were left over."""
    rows, over = _plain_rows(chunks, columns, top)
    if all(chunk.label or len(chunk.values()) <= len(columns) for chunk in chunks):
        return rows, over
    kinds = _widened(columns, max(len(row.cells) for row in rows))
    rows, over = _mended(rows, chunks, kinds, over)
    plain = [row for row, chunk in zip(rows[1:], chunks, strict=True) if not chunk.label]
    best = sum(row_score(row, kinds) for row in plain) + _CLEARLY * len(plain) - _LEFT_OVER * len(over)
    widened, wide_head = _with_section(columns, top)
    for layout, head in ((columns, top), (widened, wide_head)):
        found = _broken_rows(chunks, layout)
        price = _SECTION * len(plain) if layout is not columns else 0.0
        if found is not None and found[0] - price > best:
            best, rows, over = found[0] - price, [head, *found[1]], found[2]
    return rows, over


def _mended(
    rows: list[Row], chunks: list[_Chunk], columns: list[Column], over: list[Line]
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


def _broken_rows(chunks: list[_Chunk], columns: list[Column]) -> tuple[float, list[Row], list[Line]] | None:
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


def _plain_rows(chunks: list[_Chunk], columns: list[Column], top: Row) -> tuple[list[Row], list[Line]]:
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


def _chunks(body: list[Line], columns: list[Column]) -> tuple[list[_Chunk], list[Loose]]:
    if columns and columns[0] is Column.NUMBER:
        return _numbered_chunks(body)
    return _blank_line_chunks(body, len(columns)), []


def _numbered_chunks(body: list[Line]) -> tuple[list[_Chunk], list[Loose]]:
    """A row begins at every line that is the next number."""
    chunks: list[_Chunk] = []
    loose: list[Loose] = []
    expected = None
    last_at = {number: at for at, line in enumerate(body) if (number := _bare_number(line)) is not None}
    for at, line in enumerate(body):
        number = _bare_number(line)
        fits = number is not None and (expected is None or expected <= number <= expected + _NUMBER_JUMP or number == 1)
        if fits and number != expected and expected is not None and last_at.get(expected, -1) > at and number != 1:
            loose.append(Loose(line.number, line.text.strip()))
        elif fits and number is not None and (not chunks or len(chunks[-1].lines) > 1 or chunks[-1].label):
            chunks.append(_Chunk([line]))
            expected = number + 1
        elif _is_label(line, chunks):
            chunks.append(_Chunk([line], label=True))
        elif chunks and not chunks[-1].label and len(chunks[-1].lines) < _MAX_ROW_LINES:
            chunks[-1].lines.append(line)
        elif not line.blank:
            loose.append(Loose(line.number, line.text.strip()))
    return chunks, loose


def _bare_number(line: Line) -> int | None:
    return None if line.blank else row_number(line.text.strip())


def _is_label(line: Line, chunks: list[_Chunk]) -> bool:
    """A numbered heading after the values of a row, or before the first one."""
    mark = heading_mark(line.text.strip())
    return (
        mark is not None
        and mark.rank <= _ITEM_RANK
        and (not chunks or chunks[-1].label or len(chunks[-1].values()) > _LEAST_HEADERS)
    )


def _row_groups(body: list[Line], width: int) -> list[_Chunk] | None:
    """Rows parted by empty lines, or that print blank cells as lines; None when neither is so."""
    groups: list[_Chunk] = []
    fresh = True
    for line in body:
        if line.text == "" or (line.blank and fresh):
            fresh = True
            continue
        if fresh:
            groups.append(_Chunk([]))
            fresh = False
        groups[-1].lines.append(line)
    longest = max((len(group.lines) for group in groups), default=0)
    return groups if len(groups) > 1 and 1 < longest <= 1 + width else None


def _blank_line_chunks(body: list[Line], width: int) -> list[_Chunk]:
    """Rows are parted by empty lines, or else have the same number of lines each."""
    values = [line for line in body if not line.blank]
    even = [_Chunk(values[start : start + width]) for start in range(0, len(values), width)]
    return _row_groups(body, width) or even


def _steady_width(chunks: list[_Chunk], columns: int) -> tuple[int, list[_Chunk], list[Line]]:
    """Lines per row when nearly all rows have the same number; 0 when blank cells are not printed."""
    if not any(not chunk.label for chunk in chunks):
        return 0, chunks, []
    marked = [_Chunk([line for line in chunk.lines if line.text != ""], chunk.label) for chunk in chunks]
    for candidate in (marked, chunks):
        width = _common_length(candidate, columns)
        if width:
            kept, cut = _cut(candidate, width)
            return width, kept, cut
    return 0, chunks, []


def _common_length(chunks: list[_Chunk], columns: int) -> int:
    chunks = [chunk for chunk in chunks if not chunk.label]
    length, _ = Counter(len(chunk.lines) for chunk in chunks).most_common(1)[0]
    count = sum(len(_unwrapped(chunk.lines, length)) == length for chunk in chunks)
    if count < _STEADY * len(chunks) or length < columns:
        return 0
    while length > columns and not any(len(c.lines) >= length and not c.lines[length - 1].blank for c in chunks[:-1]):
        length -= 1
    return length if length <= columns + 2 else 0


def _cut(chunks: list[_Chunk], width: int) -> tuple[list[_Chunk], list[Line]]:
    """Rows of `width` lines; what a row has over is handed back unless it is blank."""
    kept: list[_Chunk] = []
    over: list[Line] = []
    for chunk in chunks:
        lines = _unwrapped(chunk.lines, width)
        merged = len(chunk.lines) - len(lines)
        last = chunk.lines[min(width, len(lines)) + merged - 1].number
        kept.append(_Chunk(lines[:width], chunk.label, last))
        over += [line for line in lines[width:] if not line.blank]
    return kept, over


def _unwrapped(lines: list[Line], width: int) -> list[Line]:
    """Lines of a row that is too long, joined where a cell was wrapped in the middle of a sentence."""
    found: list[Line] = []
    extra = len(lines) - width
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


def _by_position(chunk: _Chunk, width: int) -> Row:
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


def _by_fit(chunk: _Chunk, columns: list[Column], *, last: bool) -> tuple[Row, list[Line]]:
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
