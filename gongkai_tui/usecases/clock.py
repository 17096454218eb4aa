"""The one place that tells today's date and the moment a commit is made."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from gongkai_tui.domain.errors import UsageError

VARIABLE = "GONGKAI_TODAY"
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def parse_today(text: str) -> date:
    """A date typed by a person as YYYY-MM-DD.

    Raises:
        UsageError: the text is no such date, or so far away that days before or after it cannot be counted.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"日期“{text}”无法识别，请写成 2022-09-30 的样子") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"日期“{text}”的年份不像真的，请核对")
    return day


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
