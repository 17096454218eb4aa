"""整改链接表 that units filled in and sent back: rows by 问题编号."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.evidence_form import evidence_pieces, with_address
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.sheet_days import read_sheet_day
from gongkai_tui.importing.sheet_heads import broken_cells, find_head, is_head_row, vocabulary
from gongkai_tui.importing.sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai_tui.importing.sheet_heads import Head
    from gongkai_tui.importing.sheets import Sheet, SheetRow

ID, UNIT, WHERE, WHAT, DUE, TEXT, LINK, DONE, NOTE = (
    "问题编号", "责任单位", "问题位置", "问题描述", "整改期限", "整改情况", "整改链接", "整改完成时间", "备注",
)  # fmt: skip
FIXED: Final = (UNIT, WHERE, WHAT, DUE)
"""Columns that the office fills in and the unit leaves as they are."""

_WORDS: Final = vocabulary({
    ID: "问题编号 编号",
    UNIT: "责任单位",
    WHERE: "问题位置",
    WHAT: "问题描述",
    DUE: "整改期限",
    TEXT: "整改情况 整改措施 整改内容",
    LINK: "整改链接 整改后链接 佐证链接 整改佐证",
    DONE: "整改完成时间 整改时间 完成时间",
    NOTE: "备注",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row as it came back."""

    place: str
    """File, with the worksheet where it has several."""
    row: int
    id: str
    text: str = ""
    """整改情况"""
    links: tuple[str, ...] = ()
    done: date | None = None
    note: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    """What the columns of the office say now: (column, text)."""
    unreadable: frozenset[str] = frozenset()
    """Columns that cannot be read, as `problems` of the table says."""


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """What a file holds."""

    rows: tuple[ReturnedRow, ...]
    problems: tuple[Problem, ...] = ()
    faulty: tuple[ReturnedRow, ...] = ()
    """Rows with columns that cannot be read: the others tell what else is wrong with them."""
    hints: tuple[str, ...] = ()


def read_returned_table(data: bytes, name: str, *, year: int | None = None) -> ReturnedTable:
    """Read a table that `problem sheet` wrote and a unit filled in; csv, tsv or xlsx.

    Raises:
        DocumentError: no table with 问题编号 and 整改情况, damaged, too big, or openpyxl is missing for an xlsx.
    """
    try:
        sheets, hints = read_sheets(data)
        found = [(sheet, find_head(sheet, _WORDS, ((ID,), (TEXT,), (LINK,)), frozenset({LINK}))) for sheet in sheets]
    except DocumentError as error:
        raise DocumentError(f"{name}：{error}") from error
    if not any(head for _, head in found):
        raise DocumentError(
            f"{name}：不是整改链接表：要有“问题编号”“整改情况”“整改链接”三列；"
            f"{by_doing(Remedy.SEND_SHEETS, to='出表')}。"
        )
    rows: list[ReturnedRow] = []
    faulty: list[ReturnedRow] = []
    problems: list[Problem] = []
    said = list(hints)
    for sheet, head in found:
        place = f"{name}[{sheet.name}]" if sheet.name and len(sheets) > 1 else name
        if head is None:
            said.extend([f"{place} 没有整改链接表的表头，没有读取"] * any(not row.is_blank for row in sheet.rows))
            continue
        for row in sheet.rows[head.first :]:
            if row.is_blank or is_head_row(row, _WORDS):
                continue
            faults = list(_faults(sheet, row, head, year))
            problems.extend(
                Problem(Severity.ERROR, why, place, row.number, title, "problem-return") for _, title, why in faults
            )
            unreadable = frozenset(column for column, _, _ in faults)
            (faulty if faults else rows).append(_row(row, head, place, year, unreadable))
    return ReturnedTable(tuple(rows), tuple(problems), tuple(faulty), tuple(said))


def _faults(sheet: Sheet, row: SheetRow, head: Head, year: int | None) -> Iterator[tuple[str, str, str]]:
    """Columns that cannot be read, as the table calls them, and why."""
    broken = list(broken_cells(sheet, row, head))
    yield from broken
    if not head.text(row, ID) and all(column != ID for column, _, _ in broken):
        yield ID, head.title(ID), "没有问题编号，认不出是哪个问题；请用办公室发的表填写，不要删改编号。"
    day = read_sheet_day(head.text(row, DONE), year)
    if isinstance(day, str):
        yield DONE, head.title(DONE), f"{day}。"


def _row(row: SheetRow, head: Head, place: str, year: int | None, unreadable: frozenset[str]) -> ReturnedRow:
    day = read_sheet_day(head.text(row, DONE), year)
    cells = [with_address(row.cell(place), row.links.get(place, "")) for place in head.columns[LINK]]
    links = evidence_pieces("\n".join(cells))
    fixed = tuple((column, head.text(row, column)) for column in FIXED if column in head.columns)
    return ReturnedRow(
        place, row.number, head.text(row, ID), head.text(row, TEXT), links,
        None if isinstance(day, str) else day, head.text(row, NOTE), fixed, unreadable,
    )  # fmt: skip
