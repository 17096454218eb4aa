"""xlsx files through openpyxl, streamed: values, formulas without a result, merged cells, hyperlinks, limits."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.limits import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Clock
from gongkai_tui.importing.sanitising import clean_text
from gongkai_tui.importing.sheets import Sheet, SheetRow, tidy
from gongkai_tui.importing.workbook_marks import Marks, sheet_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai_tui.importing.workbook_marks import Span

_MAX_UNPACKED: Final = 60_000_000
"""Bytes of all parts of the file together once unpacked."""
_MAX_SHEETS: Final = 50
_NOT_INSTALLED = (
    "读写 xlsx 要装 openpyxl：请运行 pip install 'gongkai[xlsx]'，或在表格软件里把表另存为 csv（UTF-8）再用。"
)


def openpyxl() -> Any:
    """Give the library; DocumentError with how to install it where it is missing."""
    try:
        import openpyxl as library  # noqa: PLC0415  (optional, and 100 ms to import)
    except ImportError:
        raise DocumentError(_NOT_INSTALLED) from None
    return library


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Read every worksheet of an xlsx file, hidden ones too.

    Raises:
        DocumentError: openpyxl is missing, or the file is damaged, encrypted, too big or no xlsx.
    """
    library = openpyxl()
    marks = _checked(data)
    try:
        values = library.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = library.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        clock = Clock(60)
        return tuple(
            _sheet(one, other, marks.get(one.title, Marks()), clock)
            for one, other in zip(values.worksheets, formulas.worksheets, strict=True)
        )
    except DocumentError:
        raise
    except Exception as error:
        # A damaged file makes it raise KeyError, ValueError, TypeError, BadZipFile, ParseError and more.
        raise DocumentError("这个 xlsx 文件读不了（已损坏，或不是表格）；请在表格软件里打开、另存后再用。") from error


def _checked(data: bytes) -> dict[str, Marks]:
    """Refuse bombs before anything is unpacked; give merged cells and hyperlinks of each sheet by its title."""
    if len(data) > MAX_BYTES:
        raise DocumentError(f"文件有 {len(data) // 1000} KB，超过 {MAX_BYTES // 1_000_000} MB 的上限，没有读取。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_odd_archive(archive)
            return sheet_marks(archive, _MAX_SHEETS)
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError("这个 xlsx 文件已损坏；请在表格软件里打开、另存后再用。") from error


def _refuse_odd_archive(archive: zipfile.ZipFile) -> None:
    if "xl/workbook.xml" not in archive.namelist():
        raise DocumentError("这是压缩包或别的办公文件，不是 xlsx 表格。")
    if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
        raise DocumentError(f"文件解开后超过 {_MAX_UNPACKED // 1_000_000} MB 的上限，没有读取。")


def _sheet(values: Any, formulas: Any, marks: Marks, clock: Clock) -> Sheet:
    # The size that the file declares may be wrong; rows beyond it would be left out without a word.
    values.reset_dimensions()
    formulas.reset_dimensions()
    found: dict[int, list[str]] = {}
    faults: dict[tuple[int, int], str] = {}
    links: dict[int, dict[int, str]] = {}
    cells = 0
    pairs = zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True)
    for number, (row, written) in enumerate(pairs, 1):
        clock.check()
        texts, broken = _texts(row, written)
        if not any(texts) and not broken:
            continue
        cells += len(texts)
        _within_limits(values.title, number, len(texts), len(found), cells)
        found[number] = texts
        faults.update({(number, column): reason for column, reason in broken.items()})
        links[number] = _written_links(written)
    _add_links(links, marks, clock)
    spread = _spread(found, marks.merges)
    rows = tuple(
        SheetRow(number, tuple(texts), frozenset(spread.get(number, ())), links[number])
        for number, texts in sorted(found.items())
    )
    return Sheet(values.title, rows, faults, has_merges=True)


def _texts(row: Sequence[Any], written: Sequence[Any]) -> tuple[list[str], dict[int, str]]:
    """The texts of a row without empty ends, and the cells that cannot be used."""
    texts = [cell_text(value) for value in row]
    broken = {
        column: "是公式，文件里没有它的结果：请在表格软件里打开并保存一次"
        for column, (value, formula) in enumerate(zip(row, written, strict=False))
        if value is None and isinstance(formula, str) and formula.startswith("=")
    }
    broken |= {
        column: f"是错误值 {text}"
        for column, text in enumerate(texts)
        if text.startswith("#") and text in _ERROR_VALUES
    }
    while texts and not texts[-1] and len(texts) - 1 not in broken:
        texts.pop()
    return texts, broken


_LINK_FORMULA: Final = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_ERROR_VALUES: Final = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def cell_text(value: object) -> str:
    """Give what a cell shows: whole numbers without a point, days as 2022-05-18."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return tidy(clean_text(str(value)).text)


def _written_links(written: Sequence[Any]) -> dict[int, str]:
    """Addresses of the cells that are HYPERLINK formulas, by column."""
    matches = ((column, _LINK_FORMULA.match(text)) for column, text in enumerate(written) if isinstance(text, str))
    return {column: match[1] for column, match in matches if match}


def _add_links(links: dict[int, dict[int, str]], marks: Marks, clock: Clock) -> None:
    """Add the addresses of hyperlinks; a merged cell has that of its first place everywhere."""
    for span, address in marks.links:
        _link_cells(links, span, address, clock)
    for span in marks.merges:
        address = links.get(span[0], {}).get(span[1], "")
        if address:
            _link_cells(links, span, address, clock)


def _link_cells(links: dict[int, dict[int, str]], span: Span, address: str, clock: Clock) -> None:
    top, first, bottom, last = span
    clock.check()
    for number in _rows_between(links, top, bottom):
        links[number].update(dict.fromkeys(range(first, min(last, MAX_COLUMNS) + 1), address))


def _within_limits(title: str, number: int, columns: int, rows: int, cells: int) -> None:
    if columns > MAX_COLUMNS:
        raise DocumentError(f"工作表“{title}”第 {number} 行有 {columns} 列，超过 {MAX_COLUMNS} 列的上限。")
    if rows >= MAX_ROWS:
        raise DocumentError(f"工作表“{title}”超过 {MAX_ROWS} 行的上限。")
    if cells > MAX_CELLS:
        raise DocumentError(f"工作表“{title}”超过 {MAX_CELLS} 格的上限。")


def _spread(found: dict[int, list[str]], merges: Sequence[Span]) -> dict[int, set[int]]:
    """Write the text of each merged cell into every place that it covers; say which places these are."""
    spread: dict[int, set[int]] = {}
    for first_row, first_column, last_row, last_column in merges:
        begin = found.get(first_row, [])
        text = begin[first_column] if first_column < len(begin) else ""
        if not text or last_column >= MAX_COLUMNS:
            continue
        for number in _rows_between(found, first_row, last_row):
            texts = found[number]
            texts.extend([""] * (last_column + 1 - len(texts)))
            for column in range(first_column, last_column + 1):
                if (number, column) != (first_row, first_column):
                    texts[column] = text
                    spread.setdefault(number, set()).add(column)
    return spread


def _rows_between(found: Mapping[int, object], first: int, last: int) -> Iterator[int]:
    """Rows with content of their own: a merged cell that reaches over empty rows makes no rows."""
    if first == last:
        return iter((first,) if first in found else ())
    return (number for number in list(found) if first <= number <= last)
