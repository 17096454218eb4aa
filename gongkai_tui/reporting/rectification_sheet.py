"""The 整改链接表 of one unit: what the office says of each problem, and empty cells for what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.delimited import csv_text
from gongkai_tui.reporting.xlsx import Column, Worksheet, xlsx_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import ProblemRecord

_COLUMNS = (
    Column("问题编号", 17),
    Column("责任单位", 16),
    Column("问题位置", 26),
    Column("问题描述", 40),
    Column("整改期限", 12),
    Column("整改情况", 34, open=True),
    Column("整改链接", 34, open=True),
    Column("整改完成时间", 14, open=True),
    Column("备注", 14, open=True),
)
_NOTE = (
    "请填写“整改情况”“整改链接”（网址、文号或文件名，多个用换行分开）“整改完成时间”（如 2022-05-18）；"
    "灰底的各列不要改动，不要增删行。"
)


def sheet_bytes(title: str, records: Sequence[ProblemRecord], form: str) -> bytes:
    """Give the table as `xlsx`, or as `csv` in UTF-8 with a mark, so that spreadsheet programs read the Chinese.

    Raises:
        NoXlsx: openpyxl is not installed.
    """
    if form == "csv":
        rows = [[*fixed_cells(record), "", "", "", ""] for record in records]
        return csv_text([column.title for column in _COLUMNS], rows).encode("utf-8-sig")
    table = tuple((*fixed_cells(record), "", "", "", "") for record in records)
    return xlsx_bytes([Worksheet("整改链接表", title, _NOTE, _COLUMNS, table)])


def fixed_cells(record: ProblemRecord) -> tuple[str, str, str, str, str]:
    """Give what the office fills in: id, unit, place, description, 整改期限."""
    found, last = record.found, record.last_round
    return (
        record.id,
        record.unit,
        found.where if found else "",
        found.what if found else "",
        _iso(last.due if last else None),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
