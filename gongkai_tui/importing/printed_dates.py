"""Dates and years as title blocks print them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from gongkai_tui.importing.numerals import chinese_number

_ISO: Final = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?")
_CHINESE_DATE: Final = re.compile(
    r"([〇零○Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_YEAR: Final = re.compile(r"(20\d{2})\s?(?:年|—|-|至|~)")
_CHINESE_YEAR: Final = re.compile(r"([二][〇零○][〇零○一二三四五六七八九]{2})年")


def plan_year(title: str) -> int | None:
    """Year that a title names: 2022年, 2021—2025年 (the first), 二〇二二年."""
    match = _YEAR.search(unicodedata.normalize("NFKC", title))
    if match:
        return int(match.group(1))
    chinese = _CHINESE_YEAR.search(title)
    return _digits(chinese.group(1)) if chinese else None


def _digits(text: str) -> int:
    return int(
        "".join(str("〇一二三四五六七八九".index(char)) if char in "〇一二三四五六七八九" else "0" for char in text)
    )


def date_of(text: str) -> date | None:
    """The first date in `text`: 2021年8月10日, 2021-08-10, 二〇二一年八月十日; None for none or an impossible one."""
    match = _ISO.search(unicodedata.normalize("NFKC", text))
    if match:
        return _safe_date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    chinese = _CHINESE_DATE.search(text)
    if chinese is None:
        return None
    month, day = chinese_number(chinese.group(2)), chinese_number(chinese.group(3))
    return _safe_date(_digits(chinese.group(1)), month or 0, day or 0)


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
