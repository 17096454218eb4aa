"""The period that is scored, as people type it: 2022-Q2, 2022年第二季度, 上季度, 2022年上半年, 2022-06, 2022."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from gongkai_tui.domain.filter_dates import read_period
from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.scoring import period_name, period_of

EXAMPLES = "2022-Q2、2022年第二季度、本季、上季度、2022年上半年、2022-06、2022"
"""What a period may look like, for error messages."""

_EARLIEST, _LATEST = 1950, 2150
_QUARTER = re.compile(r"(?:(?P<year>[0-9]{4})年?[-/]?)?(?:q(?P<digit>[1-4])|第?(?P<number>[一二三四1-4])季度?)")
_HALF = re.compile(r"(?:(?P<year>[0-9]{4})年?[-/]?)?(?:h(?P<digit>[12])|(?P<which>[上下])半年)")
_STEPS = {"本期": 0, "上期": -1, "上季": -1}


class ScoringPeriod(NamedTuple):
    """One period, both days inclusive."""

    every: str
    """年 | 半年 | 季 | 月"""
    first: date
    last: date

    @property
    def name(self) -> str:
        """Such as 2022年第二季度."""
        return period_name(self.every, self.first)


def period_with(every: str, day: date) -> ScoringPeriod:
    """Return the period of a length that holds a day."""
    return ScoringPeriod(every, *period_of(every, day))


def period_before(period: ScoringPeriod) -> ScoringPeriod:
    """Return the period of the same length that ends where this one begins."""
    return period_with(period.every, period.first - timedelta(days=1))


def read_scoring_period(text: str, every: str, today: date) -> ScoringPeriod | None:
    """Return the period that a text means, of any length; the current one for an empty text, None for no period."""
    words = fold_unspaced(text)
    if not words or words in _STEPS:
        return _near("季" if words == "上季" else every, _STEPS.get(words, 0), today)
    found = _part_of_year(words, today) or _days(words, today)
    return found if found is not None and _EARLIEST <= found.first.year <= _LATEST else None


def _near(every: str, steps: int, today: date) -> ScoringPeriod:
    current = period_with(every, today)
    return period_before(current) if steps else current


def _part_of_year(words: str, today: date) -> ScoringPeriod | None:
    quarter, half = _QUARTER.fullmatch(words), _HALF.fullmatch(words)
    if quarter:
        number = int(quarter["digit"] or _digit(quarter["number"]))
        return _in_year("季", quarter["year"], 3 * number, today)
    if half:
        is_first = half["digit"] == "1" or half["which"] == "上"
        return _in_year("半年", half["year"], 6 if is_first else 12, today)
    return None


def _digit(number: str) -> str:
    return str("一二三四".find(number) + 1) if number in "一二三四" else number


def _in_year(every: str, year: str | None, month: int, today: date) -> ScoringPeriod | None:
    number = int(year) if year else today.year
    return period_with(every, date(number, month, 1)) if number else None


def _days(words: str, today: date) -> ScoringPeriod | None:
    """Read a month, quarter or year as filters do; other stretches of days are no periods."""
    days = read_period(words, today)
    if days is None:
        return None
    first, last = date.fromisoformat(days.first), date.fromisoformat(days.last)
    fitting = (period_with(every, first) for every in ("月", "季", "半年", "年"))
    return next((period for period in fitting if (period.first, period.last) == (first, last)), None)
