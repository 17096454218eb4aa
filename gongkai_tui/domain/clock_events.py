"""The event that starts a clock: a day, with the time where hours are counted."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from gongkai_tui.domain.chinese_number import with_arabic_digits
from gongkai_tui.domain.errors import UsageError

_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})"
    r"|年(?P<month2>[0-9]{1,2})月(?P<day2>[0-9]{1,2})[日号])"
)
_NAMED = {"今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "前天": -2}
_TIME = re.compile(r"[T\s]*(?P<hour>[0-9]{1,2})(?:[:时点](?P<minute>[0-9]{1,2})?分?)(?::[0-9]{2})?$")


class Event(NamedTuple):
    """When something happened, in local time."""

    day: date
    at: time | None = None

    @property
    def words(self) -> str:
        """`2022-05-01`, or with the time `2022-05-01 22:30`."""
        return f"{self.day.isoformat()} {self.at:%H:%M}" if self.at else self.day.isoformat()

    @property
    def moment(self) -> datetime:
        """The very moment; the beginning of the day where no time is given."""
        return datetime.combine(self.day, self.at or time.min)


def read_day(text: str, today: date) -> date | None:
    """Return the one day that is written (2022-09-30, 2022年9月30日) or named from today, in whose year 9月30日 is."""
    flat = with_arabic_digits("".join(unicodedata.normalize("NFKC", text).split())).lower()
    if flat in _NAMED:
        return today + timedelta(days=_NAMED[flat])
    match = _DAY.fullmatch(flat)
    if match is None:
        # Its patterns are many, which a day that is written in full does not pay for.
        from gongkai_tui.domain.typed_dates import read_typed_date

        return read_typed_date(text, today).due
    month, day = match.group("month") or match.group("month2"), match.group("day") or match.group("day2")
    try:
        return date(int(match.group("year")), int(month), int(day))
    except ValueError:
        return None


def read_event(text: str, today: date) -> Event:
    """Return a day, or a day and a time (`2022-05-01 22:30`). Raises UsageError."""
    words = unicodedata.normalize("NFKC", text).strip()
    found = _TIME.search(words)
    day = read_day(words[: found.start()] if found else words, today)
    if day is None:
        raise UsageError(f"“{text.strip()}”不是一个日期，请写成 2022-09-30 或“2022-05-01 22:30”的样子。")
    if found is None:
        return Event(day)
    try:
        return Event(day, time(int(found.group("hour")), int(found.group("minute") or 0)))
    except ValueError:
        raise UsageError(f"“{text.strip()}”里的时间不对，请写成“2022-05-01 22:30”的样子。") from None
