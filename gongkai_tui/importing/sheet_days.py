"""Days in the cells of a table: 2022-05-18, 2022年5月18日, 2022.5.18, 5月18日 in a known year.

What lies ahead may also be written as people type it: 7月底前, 7.25, 本月底.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from gongkai_tui.domain.typed_dates import read_typed_date

_FULL: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?:[T ]?\d{1,2}[:时]\d{2}(?:[:分]\d{2})?秒?)?"
)
_SHORT: Final = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_ENDINGS: Final = re.compile(r"(?:[之以]?前|止|完成|下班前)$")
_COMPACT: Final = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_EARLIEST, _LATEST = 2000, 2100


def read_sheet_day(text: str, year: int | None) -> date | str | None:
    """Give the day of a cell, None for an empty one, or as text why it cannot be read.

    `year` is that of a day without one.
    """
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    if not flat:
        return None
    words = _ENDINGS.sub("", flat)
    full = _FULL.fullmatch(words)
    short = _SHORT.fullmatch(words)
    if full:
        parts = tuple(map(int, full.groups()))
    elif short and year:
        parts = (year, int(short[1]), int(short[2]))
    elif short:
        return f"“{text}”没有写哪一年"
    else:
        return f"“{text}”不是日期，应如 2022-05-18"
    try:
        day = date(*parts)
    except ValueError:
        return f"日历上没有“{text}”这一天"
    return day if _EARLIEST <= day.year <= _LATEST else f"“{text}”的年份不像真的，请核对"


def read_sheet_due(text: str, year: int | None, today: date) -> date | str | None:
    """Give the last day of a cell as `read_sheet_day` does, or as everywhere a last day is typed.

    Words such as 本月底 count from `today`.
    """
    day = read_sheet_day(text, year)
    if not isinstance(day, str):
        return day
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    compact = _COMPACT.fullmatch(flat)
    found = read_typed_date("-".join(compact.groups()) if compact else flat, today, year)
    return found.problem or found.due
