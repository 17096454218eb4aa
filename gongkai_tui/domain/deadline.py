"""Read the words of a deadline into kind and last day, and say what a person should look at."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.chinese_number import with_arabic_digits
from gongkai_tui.domain.deadline_dates import DatePhrase, day, read_dates
from gongkai_tui.domain.deadline_periods import (
    Period,
    Window,
    names_day_of_month,
    read_count,
    read_periods,
    read_windows,
)
from gongkai_tui.domain.deadline_quotes import quoting_print
from gongkai_tui.domain.deadline_words import (
    is_no_deadline,
    is_ongoing,
    is_only_ahead_of_time,
    names_loose_time,
    names_relative_day,
    soft_word,
    vague_hint,
)
from gongkai_tui.domain.task import PERIODS_A_YEAR, Deadline, DeadlineKind, Recurring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.working_days import WorkCalendar

LONGEST_DEADLINE = 500
"""Characters that are read; no deadline is longer."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_TRAPS = ("上1年度", "上年度", "上1年", "去年", "往年")
_MASK = "\0"
_NAMED_AT_MOST = 4
_QUOTED_AT_MOST = 20
_BARE_YEAR = re.compile(r"([0-9]{4})年度?")
_UNIT_WORD = re.compile(r"[局委办厅]|街道|部门|单位")
_Decision = tuple[DeadlineKind, "date | None", tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """What the words of a deadline say."""

    deadline: Deadline | None
    """None where the cell is blank."""
    hints: tuple[str, ...] = ()
    """What a person should look at, in Chinese."""
    recurring: Recurring | None = None
    """The rhythm of a duty that comes back."""


@dataclass(frozen=True, slots=True)
class _Found:
    """All that the scanners saw in one text."""

    words: str
    """As printed, to quote from."""
    text: str
    """Folded."""
    dates: tuple[DatePhrase, ...]
    periods: tuple[Period, ...]
    windows: tuple[Window, ...]
    count: int | None
    year: int | None

    @property
    def ends(self) -> tuple[DatePhrase | Window, ...]:
        """Dates and spans by which something must be done, in the order of the text."""
        dates = [phrase for phrase in self.dates if not phrase.begins]
        return tuple(sorted((*dates, *self.windows), key=lambda phrase: phrase.start))

    @property
    def is_periodic(self) -> bool:
        """The rhythm is the deadline, and no date stands besides it."""
        dates = [phrase for phrase in self.dates if not phrase.begins]
        if not self.periods:
            return self.count is not None and all(_is_year_end(phrase) for phrase in dates) and not self.windows
        yearly = self.periods[0].every == "年"
        return not self.windows and all(yearly and not phrase.own_year for phrase in dates)


def _is_year_end(phrase: DatePhrase) -> bool:
    return phrase.whole_year or phrase.text.endswith("内")


def read_deadline(
    raw: str, *, year: int | None, issued: date | None, calendar: WorkCalendar | None = None
) -> DeadlineReading:
    """Read the deadline `raw` of a plan for `year`, issued on `issued` (None where unknown); never raises.

    `due` is inclusive and stays None where the words leave it open; a hint then says why. Working days after the
    issue are counted only with a `calendar`.
    """
    words = raw.strip()
    text = fold_deadline(words)
    if not text:
        return DeadlineReading(None)
    if is_no_deadline(text):
        return DeadlineReading(Deadline(words, DeadlineKind.UNDECIDED))
    found = _scan(words, text, year, issued, calendar)
    kind, due, hints = _decide(found)
    if len(words) > LONGEST_DEADLINE:
        hints = (*hints, f"期限文字过长，只看了前{LONGEST_DEADLINE}字")
    recurring = _recurring(found)
    shown = quoting_print(tuple(dict.fromkeys(hints)), words[:LONGEST_DEADLINE])
    return DeadlineReading(Deadline(words, kind, due), shown, recurring)


def fold_deadline(text: str) -> str:
    """Write half-width, without white space, with Arabic digits; at most `LONGEST_DEADLINE` characters are kept."""
    flat = unicodedata.normalize("NFKC", text[:LONGEST_DEADLINE]).translate(_INVISIBLE)
    return with_arabic_digits("".join(flat.split()))


def _scan(words: str, text: str, year: int | None, issued: date | None, calendar: WorkCalendar | None) -> _Found:
    seen = text
    for trap in _TRAPS:
        seen = seen.replace(trap, _MASK * len(trap))
    windows = read_windows(seen, issued, calendar)
    seen = _masked(seen, windows)
    periods = read_periods(seen)
    dates = read_dates(_masked(seen, periods), year)
    return _Found(words, text, dates, periods, windows, read_count(seen), year)


def _masked(text: str, phrases: Sequence[Period | Window]) -> str:
    for phrase in phrases:
        text = text[: phrase.start] + _MASK * (phrase.end - phrase.start) + text[phrase.end :]
    return text


def _decide(found: _Found) -> _Decision:
    if found.is_periodic:
        return _periodic(found)
    ends = found.ends
    if ends:
        return _dated(found, ends)
    return _undated(found)


def _periodic(found: _Found) -> _Decision:
    rhythm = found.periods[0].every if found.periods else "年"
    if rhythm not in PERIODS_A_YEAR.keys() - {"周"}:
        return DeadlineKind.PERIODIC, None, ()
    if names_day_of_month(found.text):
        return DeadlineKind.PERIODIC, None, (f"“{_short(found.words)}”每期的日子要看报送的是本期还是上期，请核对",)
    dates = [phrase for phrase in found.ends if isinstance(phrase, DatePhrase)]
    if dates:
        return DeadlineKind.PERIODIC, _last(dates), tuple(phrase.hint for phrase in dates if phrase.hint)
    if names_loose_time(found.text):
        return DeadlineKind.PERIODIC, None, (vague_hint(found.text),)
    if found.year is None:
        return DeadlineKind.PERIODIC, None, (f"“{_short(found.words)}”没有写年份，请先填写计划年度",)
    return DeadlineKind.PERIODIC, day(found.year, 12), ()


def _dated(found: _Found, ends: Sequence[DatePhrase | Window]) -> _Decision:
    dates = [phrase for phrase in ends if isinstance(phrase, DatePhrase)]
    hints = [phrase.hint for phrase in ends if phrase.hint]
    if len({phrase.due or phrase.text for phrase in ends}) > 1:
        hints.append(_several(found, ends))
    if soft := soft_word(found.text):
        hints.append(f"期限前写有“{soft}”，是努力目标")
    due = None if any(phrase.due is None for phrase in dates) else _last(ends)
    return _kind(found, dates), due, tuple(hints)


def _kind(found: _Found, dates: Sequence[DatePhrase]) -> DeadlineKind:
    if any(phrase.whole_year for phrase in dates):
        return DeadlineKind.WHOLE_YEAR
    if is_ongoing(found.text) or found.periods:
        return DeadlineKind.DATE_THEN_ONGOING
    return DeadlineKind.DATE if dates else DeadlineKind.WINDOW


def _undated(found: _Found) -> _Decision:
    text = found.text
    if year := _BARE_YEAR.fullmatch(text):
        hint = f"“{_short(found.words)}”只写了年份，按全年读，请核对"
        return DeadlineKind.WHOLE_YEAR, day(int(year.group(1)), 12), (hint,)
    if not is_ongoing(text):
        return _vague(found)
    if "完成" not in text:
        return DeadlineKind.ONGOING, None, ()
    return DeadlineKind.DATE_THEN_ONGOING, None, (f"“{_short(found.words)}”没有写何时完成，请填写日期",)


def _vague(found: _Found) -> _Decision:
    text = found.text
    if found.dates:
        return DeadlineKind.UNDECIDED, None, (f"“{_short(found.words)}”只写了何时开始，没有写何时完成",)
    if names_relative_day(text):
        return DeadlineKind.DATE, None, (vague_hint(text),)
    if is_only_ahead_of_time(text):
        return DeadlineKind.UNDECIDED, None, (f"“{_short(found.words)}”没有自己的日期，以本行原定期限为准",)
    return DeadlineKind.UNDECIDED, None, (vague_hint(text) or f"看不出“{_short(found.words)}”是什么期限，请核对",)


def _several(found: _Found, ends: Sequence[DatePhrase | Window]) -> str:
    named = "、".join(f"“{phrase.text}”" for phrase in ends[:_NAMED_AT_MOST])
    more = f"等{len(ends)}处" if len(ends) > _NAMED_AT_MOST else ""
    units = "；各单位期限不同的，请分别记录" if _UNIT_WORD.search(found.text) else ""
    return f"写有{named}{more}多个时间，期限取最后一个{units}"


def _last(phrases: Sequence[DatePhrase | Window]) -> date | None:
    return max((phrase.due for phrase in phrases if phrase.due), default=None)


def _recurring(found: _Found) -> Recurring | None:
    every = found.periods[0].every if found.periods else "年"
    if every not in PERIODS_A_YEAR or not (found.periods or found.is_periodic):
        return None
    return Recurring(every, at_least=max(1, found.count or 1))


def _short(words: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in words[:_QUOTED_AT_MOST] if char not in "“”")
    return shown + "……" if len(words) > _QUOTED_AT_MOST else shown
