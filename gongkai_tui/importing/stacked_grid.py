"""Tables that were copied one cell a line, with or without lines for the blank cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import Column, column_of, header_score
from gongkai_tui.importing.lines import count_chars, is_rule, paragraphs_of, without_tags
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.stacked_chunks import chunks_of, row_groups
from gongkai_tui.importing.stacked_rows import rows_of
from gongkai_tui.importing.stacked_stream import streamed_rows
from gongkai_tui.importing.strided_rows import strided_rows
from gongkai_tui.importing.table import BLANK, Cell, Grid, Layout, Loose, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line

_LEAST_HEADERS: Final = 3
_MAX_HEADERS: Final = 12


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
    loose += [Loose(line.number, line.text.strip()) for line in over if line.number <= last_row]
    loose = [Loose(item.line, without_tags(item.text).strip()) for item in loose]
    last_row = max([last_row, *(item.line for item in loose)])
    after = next((index for index in range(start, len(lines)) if lines[index].number > last_row), len(lines))
    raw = sum(count_chars(without_tags(line.text)) for line in lines[start:after])
    structure = sum(count_chars(line.text) for line in structural if line.number <= last_row)
    return Grid(tuple(rows), Layout.STACKED, raw, structure, tuple(loose)), after


def _read_rows(body: list[Line], columns: list[Column], top: Row) -> tuple[list[Row], list[Line], list[Loose]]:
    """Rows under their head, lines left over at their ends, and lines between them that belong nowhere."""
    rows = [] if columns[0] is Column.NUMBER else strided_rows(body, columns)
    if rows:
        return [top, *rows], [], []
    if columns[0] is not Column.NUMBER and row_groups(body, len(columns)) is None:
        rows = streamed_rows(body, columns, top)
        if rows:
            return rows, [], []
    chunks, loose = chunks_of(body, columns)
    rows, over = rows_of(chunks, columns, top)
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
