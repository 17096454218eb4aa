"""Days as people type them in options: 2022-03-01, 今天, 下周五, 3月底."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.typed_dates import read_typed_date

if TYPE_CHECKING:
    from datetime import date


def read_day(text: str, option: str, today: date, plan_year: int | None = None) -> date | None:
    """Give the day of an option; None where it was not written. UsageError says what cannot be understood.

    `plan_year` is the year of a date without one, today's where it is None.
    """
    if not text.strip():
        return None
    found = read_typed_date(text, today, plan_year)
    if found.due is None:
        raise UsageError(f"{option}：{found.problem or f'“{text}”不是日期'}。")
    return found.due


def need_day(text: str, option: str, today: date) -> date:
    """Give the day of an option that must be there."""
    day = read_day(text, option, today)
    if day is None:
        raise UsageError(f"缺少选项 {option}：请写日期，如 {option} {today}，或 {option} 今天。")
    return day
