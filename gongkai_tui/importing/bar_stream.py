"""Tables of web pages copied one cell a line, with a bar behind every cell or on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import column_of, header_score
from gongkai_tui.importing.likeness import footer_like
from gongkai_tui.importing.lines import Line, count_chars, is_rule, paragraphs_of, without_tags
from gongkai_tui.importing.table import BLANK, Cell, Grid, Layout, Row
from gongkai_tui.importing.value_stream import Value, part_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.importing.header_words import Column

_LEAST_HEADERS: Final = 3
_MAX_HEADERS: Final = 12
_MAX_HEAD_LINES: Final = 40
_MAX_CELL_LINES: Final = 8
"""Lines of one cell; more without a bar stand after the table."""


class _CellText:
    """A cell with the lines it stands on."""

    def __init__(self, lines: Sequence[Line], *, after_blank: bool) -> None:
        self.text = "\n".join(line.text for line in lines)
        self.first = lines[0].number
        self.last = lines[-1].number
        self.after_blank = after_blank


def bar_stream_header(lines: Sequence[Line], start: int) -> int:
    """Number of header words of such a table that begins at `lines[start]`; 0 when there is none."""
    text = lines[start].text.strip()
    if column_of(text.rstrip("|").strip()) is None or not (text.endswith("|") or _bar_below(lines, start)):
        return 0
    words: list[str] = []
    for cell, _ in _cells(lines[start : start + _MAX_HEAD_LINES], 0):
        if column_of(cell.text) is None or len(words) >= _MAX_HEADERS:
            break
        words.append(cell.text)
    columns = [column_of(word) for word in words]
    enough = len(words) >= _LEAST_HEADERS and header_score(words) == len(words)
    return len(words) if enough and len(set(columns)) == len(columns) else 0


def _bar_below(lines: Sequence[Line], start: int) -> bool:
    below = next((line.text.strip() for line in lines[start + 1 : start + 4] if not line.blank), "")
    return bool(below) and set(below) == {"|"}


def read_bar_stream(lines: Sequence[Line], start: int, head_words: int) -> tuple[Grid, int]:
    """The table whose head begins at `lines[start]`, and the index of the first line after it."""
    found = list(_cells(lines, start))
    after = found[-1][1]
    cells = [cell for cell, _ in found]
    head, body = cells[:head_words], cells[head_words:]
    columns = [column for cell in head if (column := column_of(cell.text)) is not None]
    names = [cell.text.strip() for cell in head]
    repeated, values = _without_heads(body, names)
    rows = [*_rows(head, columns, values), *repeated]
    raw = sum(count_chars(without_tags(cell.text)) for cell in cells)
    return Grid(tuple(rows), Layout.PIPES, raw), after


def _cells(lines: Sequence[Line], start: int) -> Iterator[tuple[_CellText, int]]:
    """Cells that hold something, and the index of the line after each."""
    pending: list[Line] = []
    blank = False
    for index in range(start, len(lines)):
        line = lines[index]
        if line.blank or is_rule(line.text):
            continue
        if footer_like(line.text) or len(pending) >= _MAX_CELL_LINES:
            return
        *closed, rest = line.text.split("|")
        for text in closed:
            if text.strip():
                pending.append(Line(line.number, text.strip()))
            if pending:
                yield _CellText(pending, after_blank=blank), index + 1
            blank = not pending
            pending = []
        if rest.strip():
            pending.append(Line(line.number, rest.strip()))


def _without_heads(cells: list[_CellText], names: list[str]) -> tuple[list[Row], list[_CellText]]:
    """Heads that are repeated on a new page, as rows, and the cells between them."""
    rows: list[Row] = []
    values: list[_CellText] = []
    index = 0
    while index < len(cells):
        group = cells[index : index + len(names)]
        if [cell.text.strip() for cell in group] == names:
            rows.append(_row(group, range(len(group))))
            index += len(group)
        else:
            values.append(cells[index])
            index += 1
    return rows, values


def _rows(head: list[_CellText], columns: list[Column], cells: list[_CellText]) -> Iterator[Row]:
    values = [Value(cell.text, cell.after_blank) for cell in cells]
    parted = part_stream(values, columns)
    yield _row(head, parted.heads)
    for row in parted.rows:
        yield _row(cells, row)


def _row(cells: Sequence[_CellText], places: Sequence[int | None]) -> Row:
    own = [cells[place] for place in places if place is not None]
    return Row(
        tuple(BLANK if place is None else Cell(paragraphs_of(cells[place].text)) for place in places),
        min(cell.first for cell in own),
        max(cell.last for cell in own),
    )
