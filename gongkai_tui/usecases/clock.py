"""The one place that tells today's date and the moment a commit is made."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from gongkai_tui.domain.errors import UsageError

VARIABLE = "GONGKAI_TODAY"
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def parse_today(text: str) -> date:
    """A date typed by a person as YYYY-MM-DD, or in other words that mean one day whatever the day is.

    Raises:
        UsageError: the text is no such date, or so far away that days before or after it cannot be counted.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        found = _whatever_the_day(text)
        if found is None:
            raise UsageError(
                f"日期“{text}”无法识别，请写全年月日，如 2022-09-30、2022年9月30日；它定的就是今天，不能从今天算起"
            ) from None
        day = found
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"日期“{text}”的年份不像真的，请核对")
    return day


def _whatever_the_day(text: str) -> date | None:
    """The day of words that mean the same on any two days: 2022年9月30日, but neither 昨天 nor 9月30日."""
    # The readers of days compile many patterns, which a plain date does not pay for.
    from gongkai_tui.domain.typed_dates import read_typed_date

    one, other = (read_typed_date(text, day).due for day in (date(2001, 1, 1), date(2002, 3, 4)))
    return one if one == other else None


def read_today(given: date | None = None) -> date:
    """The date to work with: the given one, else GONGKAI_TODAY, else the machine's."""
    if given is not None:
        return given
    text = os.environ.get(VARIABLE, "")
    return parse_today(text) if text else date.today()  # noqa: DTZ011  (offices work on local days)


def commit_moment(today: date) -> datetime | None:
    """When a commit is dated: None (now) on the machine's own day, noon of a day that was set."""
    if today == date.today():  # noqa: DTZ011
        return None
    return datetime.combine(today, time(12)).astimezone()


def moment_now(today: date) -> datetime:
    """The moment at which something is noted: like that of a commit."""
    return commit_moment(today) or datetime.now().astimezone()
