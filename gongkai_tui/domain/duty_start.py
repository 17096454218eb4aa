"""The day from which a duty that comes back is asked for, and whether any period of the plan begins after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai_tui.domain.deadline import fold_deadline
from gongkai_tui.domain.recurrence import named_period, periods
from gongkai_tui.domain.task import PERIODS_A_YEAR
from gongkai_tui.domain.typed_dates import near_period, read_typed_date

if TYPE_CHECKING:
    from datetime import date

_YEAR = re.compile(r"((?:19|20)[0-9]{2})[年-]")
_NEAR = re.compile(r"(?P<which>[本这当上下])个?(?P<what>季度?|月|周)")


def read_start(typed: str, today: date, plan_year: int | None) -> tuple[date | None, str]:
    """Return the day that `自…起` names, a period's first, with why it is none."""
    words = fold_deadline(typed)
    first = _first_of_near(words, today) or _first_of_named(words, plan_year or today.year)
    if first is not None:
        return first, ""
    found = read_typed_date(typed, today, plan_year)
    return found.due, found.problem or ("" if found.due else f"“{typed}”不是一天")


def _first_of_near(words: str, today: date) -> date | None:
    match = _NEAR.fullmatch(words)
    days = near_period(match["which"], match["what"][0], today) if match else None
    return days[0] if days else None


def _first_of_named(words: str, year: int) -> date | None:
    written = _YEAR.match(words)
    year = int(written[1]) if written else year
    found = (named_period(periods(year, every), words) for every in PERIODS_A_YEAR)
    return next((period.first for period in found if period), None)


def never_asked(every: str, begins: date | None, year: int | None) -> str:
    """Say why a duty asked for since `begins` counts in no period of a plan's year, and what to write; else empty."""
    if begins is None or year is None or _has_period(every, begins, year):
        return ""
    if begins.year > year:
        return f"周期自 {begins.isoformat()} 起，已在计划年度（{year}年）之后，哪一期都不会要求，请核对。"
    last = periods(year, every)[-1].first
    shorter = next((each for each in PERIODS_A_YEAR if _has_period(each, begins, year)), "")
    instead = f"，或改用短一些的周期，如每{shorter}1次" if shorter else ""
    return (
        f"周期自 {begins.isoformat()} 起，而{year}年（每{every}一期）最后一期 {last.isoformat()} 就开始了，"
        f"哪一期都不会要求；请不写“自…起”，或写不晚于 {last.isoformat()} 的一天{instead}。"
    )


def _has_period(every: str, begins: date, year: int) -> bool:
    return periods(year, every)[-1].first >= begins
