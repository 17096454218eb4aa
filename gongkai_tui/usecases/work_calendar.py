"""The calendar of holidays and make-up working days, as the State Council announces them year by year."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.working_days import CalendarDay, UnknownYear

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
"""Where the library leaves the last character out."""


def work_calendar(day: date) -> CalendarDay:
    """What a day is.

    Raises:
        UnknownYear: the library has no data of that year.
    """
    # Its table of holidays costs the start of a command 10 ms.
    import chinese_calendar

    try:
        off, holiday = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        raise UnknownYear(day.year, min(chinese_calendar.holidays).year) from None
    return CalendarDay(day, not off, _names().get(holiday or "", ""))


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    from chinese_calendar import Holiday

    return {each.value: _FULL_NAMES.get(each.chinese, each.chinese) for each in Holiday}
