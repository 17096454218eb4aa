"""Dates as people type them in a filter: `2022-09-30`, `9月`, `本周`, `30d`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """Days from `first` to `last`, both included, as ISO text, which compares like dates."""

    first: str
    last: str


EXAMPLES = "2022-09-30、2022-09、2022、09-30、9月、今天、本周、本月、本季、本年、30d、2022-01-01..2022-06-30"
"""What a date may look like, for error messages."""

_MAX_STEPS = 9999
_UNITS = {"d": "d", "天": "d", "w": "w", "周": "w", "m": "m", "个月": "m", "y": "y"}
_NAMED = {
    "今天": ("d", 0), "今日": ("d", 0), "today": ("d", 0), "昨天": ("d", -1), "明天": ("d", 1),
    "本周": ("w", 0), "week": ("w", 0), "上周": ("w", -1), "下周": ("w", 1),
    "本月": ("m", 0), "month": ("m", 0), "上月": ("m", -1), "下月": ("m", 1),
    "本季": ("q", 0), "本季度": ("q", 0), "quarter": ("q", 0), "上季度": ("q", -1), "下季度": ("q", 1),
    "本年": ("y", 0), "今年": ("y", 0), "year": ("y", 0), "去年": ("y", -1), "上年": ("y", -1),
    "明年": ("y", 1),
}  # fmt: skip


def read_period(text: str, today: date) -> Period | None:
    """Return the days that a date, month, year, name or range means, or None where it is none of these."""
    begin, dots, end = text.partition("..")
    if dots:
        first, last = read_period(begin, today), read_period(end, today)
        return Period(first.first, last.last) if first and last else None
    try:
        return _named(text, today) or _written(text, today)
    except (ValueError, OverflowError):
        return None


def shifted(text: str, today: date) -> str | None:
    """Return the day that is `30d`, `2w`, `3m` or `1y` after today, or before with a minus sign."""
    sign = -1 if text.startswith("-") else 1
    body = text.removeprefix("-")
    digits = len(body) - len(body.lstrip("0123456789"))
    unit = _UNITS.get(body[digits:], "")
    if not digits or not unit or int(body[:digits][:6]) > _MAX_STEPS:
        return None
    try:
        return _moved(today, unit, sign * int(body[:digits][:6])).isoformat()
    except (ValueError, OverflowError):
        return None


def _moved(day: date, unit: str, steps: int) -> date:
    if unit in "dw":
        return day + timedelta(days=steps * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + steps * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, _last_of(year, month + 1).day))


def _named(text: str, today: date) -> Period | None:
    if text not in _NAMED:
        return None
    unit, steps = _NAMED[text]
    if unit == "d":
        day = today + timedelta(days=steps)
        return _days(day, day)
    if unit == "w":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
        return _days(monday, monday + timedelta(days=6))
    if unit == "m":
        moved = _moved(today.replace(day=1), "m", steps)
        return _month(moved.year, moved.month)
    if unit == "q":
        moved = _moved(date(today.year, today.month - (today.month - 1) % 3, 1), "m", 3 * steps)
        return Period(moved.isoformat(), _month(moved.year, moved.month + 2).last)
    return _year(today.year + steps)


def _written(text: str, today: date) -> Period | None:
    """Read 2022-09-30 with any usual separator, and its shorter forms."""
    month_first = "月" in text and "年" not in text
    plain = text
    for mark in "年月/.":
        plain = plain.replace(mark, "-")
    parts = plain.removesuffix("日").removesuffix("号").strip("-").split("-")
    if not all(part.isascii() and part.isdecimal() and len(part) in (1, 2, 4, 8) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 8 and len(parts) == 1:  # noqa: PLR2004  (20220930)
        day = date.fromisoformat(text)
        return _days(day, day)
    if month_first or len(parts[0]) <= 2:  # noqa: PLR2004  (a month, so the year is this one)
        if len(parts) == 1 and not month_first:
            return None
        numbers.insert(0, today.year)
    return _from_numbers(numbers)


def _from_numbers(numbers: list[int]) -> Period | None:
    match numbers:
        case [year]:
            return _year(year)
        case [year, month]:
            return _month(year, month)
        case [year, month, number]:
            day = date(year, month, number)
            return _days(day, day)
    return None


def _days(first: date, last: date) -> Period:
    return Period(first.isoformat(), last.isoformat())


def _month(year: int, month: int) -> Period:
    return _days(date(year, month, 1), _last_of(year, month))


def _last_of(year: int, month: int) -> date:
    """The day before the next month; December needs no next year, which may be beyond the calendar."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)  # noqa: PLR2004


def _year(year: int) -> Period:
    return _days(date(year, 1, 1), date(year, 12, 31))
