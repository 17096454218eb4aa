"""The rows of a table that came back: csv, tsv, xlsx or lines of JSON, each with its place in the file."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.evidence_form import with_address
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.importing.delimited import read_delimited
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.sheets import read_sheets
from gongkai_tui.usecases.table_cells import is_evidence_column, is_id_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai_tui.importing.sheets import Sheet, SheetRow

_LOOKED_AT = 30
"""So many rows may stand above the head of a worksheet."""


class TableRow(NamedTuple):
    """One row."""

    place: str
    """The file, with the worksheet where it has several."""
    line: int
    cells: Mapping[str, object]
    """By column name; those of JSON may be more than text."""

    def problem(self, message: str, field: str = "") -> Problem:
        """Give a finding about this row, or about its cell in a column."""
        return Problem(Severity.ERROR, message, self.place, self.line, field, "apply")


class ReadTable(NamedTuple):
    """What a file holds."""

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...] = ()
    """Rows and cells that cannot be read; they are not among `rows`."""
    hints: tuple[str, ...] = ()
    """What was left aside, in words."""


def read_table(data: bytes, suffix: str, name: str) -> ReadTable:
    """Read `csv`, `tsv`, `xlsx` or `jsonl`; messages call the file `name`.

    Raises:
        DocumentError: the table cannot be read at all.
        Refused: the lines are no text.
    """
    if suffix == "jsonl":
        return _lines_of_json(data, name)
    try:
        if suffix == "xlsx":
            return _workbook(data, name)
        table = read_delimited(data, delimiter="\t" if suffix == "tsv" else None)
    except DocumentError as error:
        raise DocumentError(f"{name}：{error}") from error
    return ReadTable(
        tuple(TableRow(name, row.line, dict(zip(table.header, row.cells, strict=True))) for row in table.rows)
    )


def _lines_of_json(data: bytes, name: str) -> ReadTable:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{name} 不是 UTF-8 编码") from None
    rows: list[TableRow] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        row = TableRow(name, number, {})
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            problems.append(row.problem("不是一行完整的 JSON"))
            continue
        if isinstance(found, dict):
            rows.append(row._replace(cells={str(key): value for key, value in found.items()}))
        else:
            problems.append(row.problem("每行应是一个 JSON 对象"))
    return ReadTable(tuple(rows), tuple(problems))


def _workbook(data: bytes, name: str) -> ReadTable:
    sheets, hints = read_sheets(data)
    said = list(hints)
    rows: list[TableRow] = []
    problems: list[Problem] = []
    has_head = False
    for sheet in sheets:
        place = f"{name}[{sheet.name}]" if sheet.name and len(sheets) > 1 else name
        names, below = _head(sheet)
        if not names:
            said.extend([f"{place} 没有“编号”一列，没有读取"] * any(not row.is_blank for row in sheet.rows))
            continue
        has_head = True
        for row in below:
            rows.append(TableRow(place, row.number, dict(_cells(sheet, row, names))))
            problems.extend(_faults(sheet, rows[-1], names))
    if not has_head:
        raise DocumentError("没有找到表头：要有一列“编号”（id），写任务编号，如 tianqiao-2021/17。")
    return ReadTable(tuple(rows), tuple(problems), tuple(said))


def _head(sheet: Sheet) -> tuple[tuple[str, ...], Iterable[SheetRow]]:
    """The column names, empty where nothing names the tasks, and the rows below them."""
    filled = [row for row in sheet.rows if not row.is_blank or any(number == row.number for number, _ in sheet.faults)]
    for place, row in enumerate(filled[:_LOOKED_AT]):
        names = tuple(unicodedata.normalize("NFKC", "".join(cell.split())) for cell in row.cells)
        if len(set(names)) > 1 and any(map(is_id_column, names)):
            twice = next((name for name in names if name and names.count(name) > 1), "")
            if twice:
                raise DocumentError(f"表头里“{twice}”出现了两次。")
            return names, (below for below in filled[place + 1 :] if below.cells != row.cells)
    return (), ()


def _cells(sheet: Sheet, row: SheetRow, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for column, name in enumerate(names):
        if name and (row.number, column) not in sheet.faults:
            text, address = row.cell(column), row.links.get(column, "")
            yield name, with_address(text, address) if address and is_evidence_column(name) else text


def _faults(sheet: Sheet, row: TableRow, names: Sequence[str]) -> Iterator[Problem]:
    for column, name in enumerate(names):
        reason = sheet.faults.get((row.line, column))
        if name and reason:
            yield row.problem(f"这一格{reason}。", name)
