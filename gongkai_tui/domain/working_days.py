"""Working days counted with a calendar of holidays and make-up days (调休) that the caller brings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import GongkaiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    WorkCalendar = Callable[[date], "CalendarDay"]
    """Tells what a day is; raises UnknownYear where the year's holidays are not known."""

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_SATURDAY = 5


class UnknownYear(GongkaiError):
    """The holidays of a year are not known: its working days are not guessed."""

    def __init__(self, year: int, begins: int = 0) -> None:
        """`begins` is the first year that is known: nothing will bring those before it."""
        what_to_do = (
            f"放假数据从 {begins} 年开始，更早的请对照当年的放假通知推算。"
            if year < begins
            else "国务院办公厅公布后，要先更新本程序的放假数据再算（办法见 README）。"
        )
        super().__init__(f"没有 {year} 年的放假安排，不能推算工作日：{what_to_do}")
        self.year = year


class CalendarDay(NamedTuple):
    """One day of the calendar."""

    date: date
    works: bool
    holiday: str = ""
    """The named holiday for which the day is off or, where it works, is worked instead; empty for other days."""

    @property
    def is_make_up(self) -> bool:
        """Whether a Saturday or Sunday is worked in place of a holiday (调休上班)."""
        return self.works and self.date.weekday() >= _SATURDAY

    @property
    def why_off(self) -> str:
        """Why nobody works: the name of the holiday, else 周六 or 周日; empty on a working day."""
        return "" if self.works else self.holiday or weekday_of(self.date)


def weekday_of(day: date) -> str:
    """Return 周一 to 周日."""
    return WEEKDAYS[day.weekday()]


def days_from(start: date, step: int = 1) -> Iterator[date]:
    """Give the days after `start`, or with a step of -1 those before it, to the end of the calendar."""
    day = start
    while day not in (date.max, date.min):
        day += timedelta(days=step)
        yield day


def days_to_working_day(start: date, count: int, calendar: WorkCalendar) -> list[CalendarDay]:
    """Return every day from the one next to `start` to the `count`-th working day; backwards for a negative count.

    `start` itself never counts. Raises UnknownYear; ValueError for a count of 0.
    """
    if not count:
        raise ValueError(count)
    found: list[CalendarDay] = []
    left = abs(count)
    for day in days_from(start, 1 if count > 0 else -1):
        found.append(calendar(day))
        left -= found[-1].works
        if not left:
            return found
    raise UnknownYear(start.year)


def nth_working_day(start: date, count: int, calendar: WorkCalendar) -> date:
    """Return the `count`-th working day after `start`, before it for a negative count.

    Raises UnknownYear; ValueError for a count of 0.
    """
    return days_to_working_day(start, count, calendar)[-1].date


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Return how many working days lie after `start` up to and including `end`; 0 where `end` is not later.

    Raises UnknownYear.
    """
    return sum(calendar(start + timedelta(days=n)).works for n in range(1, (end - start).days + 1))
