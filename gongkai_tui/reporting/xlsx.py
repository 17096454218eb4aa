"""Tables as xlsx through openpyxl (optional): title, note, a head that stays in sight, text that is no formula."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.wording import at_end
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.delimited import unformula
from gongkai_tui.reporting.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Cell = str | int | date | None

LONGEST_CELL = 32_767
"""Characters that the format allows in one cell."""
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LINE = 15
"""Points of one line of text."""


class NoXlsx(GongkaiError):
    """openpyxl is not installed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    title: str
    cells: int
    """Its width in cells of the terminal, which are those of a digit."""
    open: bool = False
    """Somebody else fills it in: shown without the grey of the columns that stay as they are."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One table."""

    name: str
    title: str
    """Above the table."""
    note: str
    """Below the title; how to fill the table in. Empty for none."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def xlsx_bytes(sheets: Sequence[Worksheet]) -> bytes:
    """Give the file with its tables.

    Raises:
        NoXlsx: openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        csv = at_end(inputs.FILE_FORM, "csv")
        raise NoXlsx(f"写 xlsx 要装 openpyxl：请运行 pip install 'gongkai[xlsx]'，或改用{csv}。") from None
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for sheet in sheets:
        name = _sheet_name(sheet.name, taken)
        taken.add(name.casefold())
        _write(book.create_sheet(name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(wanted: str, taken: set[str]) -> str:
    base = _SHEET_NAME.sub("_", clean(wanted)).strip("' ")[:_LONGEST_NAME] or "表"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: _LONGEST_NAME - len(str(number)) - 1]}-{number}"
    return name


def _write(sheet: Any, table: Worksheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin", color="808080")
    grid = Border(left=line, right=line, top=line, bottom=line)
    grey = PatternFill("solid", fgColor="F2F2F2")
    last = get_column_letter(len(table.columns))
    above = [text for text in (table.title, table.note) if text]
    for number, text in enumerate(above, 1):
        _put(sheet.cell(number, 1), text)
        sheet.merge_cells(f"A{number}:{last}{number}")
        is_title = number == 1 and table.title != ""
        sheet.cell(number, 1).font = Font(bold=is_title, size=16 if is_title else 10)
        sheet.cell(number, 1).alignment = Alignment(
            horizontal="center" if is_title else "left", vertical="center", wrap_text=True
        )
        sheet.row_dimensions[number].height = 30 if is_title else _LINE * 2
    head = len(above) + 1
    for number, column in enumerate(table.columns, 1):
        cell = sheet.cell(head, number)
        _put(cell, column.title)
        cell.font, cell.border = Font(bold=True), grid
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.cells + 2
    for offset, row in enumerate(table.rows, head + 1):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
            cell = sheet.cell(offset, number)
            _put(cell, value)
            cell.border = grid
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if not column.open:
                cell.fill = grey
        sheet.row_dimensions[offset].height = _LINE * _lines(table.columns, row)
    _set_up_page(sheet, head, last, head + len(table.rows))


def _put(cell: Any, value: Cell) -> None:
    """Texts stay texts: what begins with = + - @ is neither run here nor after somebody has edited the cell."""
    if not isinstance(value, str):
        cell.value = value
        if hasattr(value, "isoformat"):
            cell.number_format = "yyyy-mm-dd"
        return
    text = clean(value, keep_newlines=True)[:LONGEST_CELL]
    cell.value = text
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = unformula(text) != text


def _lines(columns: Sequence[Column], row: Sequence[Cell]) -> int:
    """Lines that the fullest cell of a row takes, as programs do not find that out by themselves."""
    taken = [
        sum(max(1, -(-width(line) // column.cells)) for line in str(value or "").split("\n"))
        for column, value in zip(columns, row, strict=True)
    ]
    return min(max(taken, default=1), 20)


def _set_up_page(sheet: Any, head: int, last_column: str, last_row: int) -> None:
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last_column}{last_row}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
