"""Delimited text (csv, tsv): strictly for bulk changes, leniently for documents."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from typing import Final

from gongkai_tui.importing.columns import read_columns
from gongkai_tui.importing.decoding import decode_document
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.headless import infer_columns
from gongkai_tui.importing.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from gongkai_tui.importing.lines import Line, count_chars, paragraphs_of, without_tags
from gongkai_tui.importing.sanitising import clean_text
from gongkai_tui.importing.table import Cell, Grid, Layout, Row
from gongkai_tui.importing.text_tables import Parts

_DELIMITERS: Final = ",;\t"
_NAMED: Final = 20
"""Odd rows that a message names one by one."""
MAX_FIELD_CHARS: Final = 100_000
"""Characters of one field; csv.field_size_limit stands a little above."""


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """One record."""

    line: int
    """Line on which the record begins, 1-based."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A table with a head and rows of the same length."""

    header: tuple[str, ...]
    rows: tuple[DelimitedRow, ...]
    hints: tuple[str, ...] = ()
    """How it was read, and control characters that were made visible."""


def read_delimited(data: bytes, *, delimiter: str | None = None, max_rows: int = MAX_ROWS) -> DelimitedTable:
    """Read a strict table from csv or tsv bytes; control characters come back as visible marks.

    `delimiter` None: the one of comma, semicolon and tab that parts the first line.
    DocumentError: not text, NUL, no row, no head (an empty or numeric name), a head twice, rows of another
    length than the head, an unclosed quote, a field, row or column count beyond the limits.
    """
    decoded = decode_document(data)
    cleaned = clean_text(decoded.text)
    records = read_records(cleaned.text, delimiter or delimiter_of(_first_line(cleaned.text)), max_rows)
    filled = [(line, cells) for line, cells in records if any(cell.strip() for cell in cells)]
    if not filled:
        raise DocumentError("表里没有任何一行。")
    header = _header(filled[0][1])
    rows = _same_length(filled[1:], len(header))
    hints = list(decoded.hints)
    if cleaned.marked_lines or cleaned.removed_lines:
        hints.append("有控制字符或看不见的字符，已去掉或显示为标记")
    return DelimitedTable(header, tuple(rows), tuple(hints))


def _first_line(text: str) -> str:
    """The head of a strict table: what its cells hold must not decide what parts them."""
    return next((line for line in text.split("\n") if line.strip()), "")


def delimiter_of(text: str) -> str:
    """The delimiter of the line with the most of one; title lines above a table have few."""
    best, most = ",", 0
    for line in text.split("\n", 20)[:20]:
        for candidate in _DELIMITERS:
            if line.count(candidate) > most:
                best, most = candidate, line.count(candidate)
    return best


def read_records(text: str, delimiter: str, max_rows: int) -> list[tuple[int, list[str]]]:
    """(first line, cells) of every record."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    start = 1
    cells = 0
    try:
        for record in reader:
            found.append((start, record))
            start = reader.line_num + 1
            cells += len(record)
            _within_limits(found[-1][0], record, len(found), cells, max_rows)
    except csv.Error as error:
        raise DocumentError(f"第 {start} 行起不是正确的 CSV：{_reason(str(error))}。") from error
    return found


def _within_limits(line: int, record: list[str], rows: int, cells: int, max_rows: int) -> None:
    if len(record) > MAX_COLUMNS:
        raise DocumentError(f"第 {line} 行有 {len(record)} 列，超过 {MAX_COLUMNS} 列的上限。")
    if rows > max_rows + 1:
        raise DocumentError(f"表超过 {max_rows} 行的上限。")
    if cells > MAX_CELLS:
        raise DocumentError(f"表超过 {MAX_CELLS} 格的上限。")
    if any(len(cell) > MAX_FIELD_CHARS for cell in record):
        raise DocumentError(f"第 {line} 行有一格超过 {MAX_FIELD_CHARS} 字的上限。")


def _reason(error: str) -> str:
    if "unexpected end of data" in error:
        return "有一个引号没有闭合"
    if "field larger" in error:
        return f"有一格超过 {MAX_FIELD_CHARS} 字的上限，或有一个引号没有闭合"
    return "引号后面还有文字，或引号没有成对"


def _header(cells: list[str]) -> tuple[str, ...]:
    names = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if any(not name or name.isdigit() for name in names):
        raise DocumentError("第一行不是表头：列名不能为空，也不能是数字。")
    for name in names:
        if names.count(name) > 1:
            raise DocumentError(f"表头里“{name}”出现了两次。")
    return tuple(names)


def _same_length(records: list[tuple[int, list[str]]], width: int) -> list[DelimitedRow]:
    """The rows without the empty cells at their ends that go beyond the head."""
    rows, odd = [], []
    for line, cells in records:
        kept = cells[: max(width, _filled(cells))]
        rows.append(DelimitedRow(line, tuple(kept)))
        if len(kept) != width:
            odd.append(f"第 {line} 行有 {len(kept)} 格")
    if odd:
        more = f"等 {len(odd)} 行" if len(odd) > _NAMED else ""
        raise DocumentError(f"{'，'.join(odd[:_NAMED])}{more}，表头有 {width} 格，对不上。")
    return rows


def csv_parts(text: str) -> Parts:
    """A csv document: title lines, then a table; shorter lines are allowed.

    DocumentError: a row has more cells than the head, so that none of its cells can be trusted.
    """
    records = read_records(text, delimiter_of(text), MAX_ROWS)
    width = max((len(cells) for _, cells in records), default=0)
    rows = [
        Row(tuple(Cell(paragraphs_of(cell)) for cell in cells) + (Cell(),) * (width - len(cells)), line, last)
        for (line, cells), last in zip(records, _ends(records, text), strict=True)
    ]
    whole = Grid(tuple(rows), Layout.CSV)
    columns = read_columns(whole) or infer_columns(whole)
    first = columns.head_first if columns else len(rows)
    before = tuple(line for row in rows[:first] for line in _as_lines(row))
    if columns is None:
        return Parts((), (before,))
    _refuse_longer(records[first:], columns.head_rows)
    raw = sum(count_chars(without_tags(cell)) for _, cells in records[first:] for cell in cells)
    return Parts((Grid(tuple(rows[first:]), Layout.CSV, raw),), (before, ()))


def _refuse_longer(records: list[tuple[int, list[str]]], head_rows: int) -> None:
    if not head_rows:
        return
    width = max(_filled(cells) for _, cells in records[:head_rows])
    for line, cells in records[head_rows:]:
        if _filled(cells) > width:
            raise DocumentError(
                f"第 {line} 行有 {_filled(cells)} 格，表头有 {width} 格，对不上；格子里的逗号要连同整格放在引号里。"
            )


def _filled(cells: list[str]) -> int:
    """How many cells there are without the empty ones at the end."""
    return max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _ends(records: list[tuple[int, list[str]]], text: str) -> list[int]:
    starts = [line for line, _ in records[1:]]
    return [line - 1 for line in starts] + [text.rstrip("\n").count("\n") + 1] * bool(records)


def _as_lines(row: Row) -> list[Line]:
    """A row above the head as running text, a line a cell."""
    return [Line(row.first, cell.text) for cell in row.cells if not cell.blank]
