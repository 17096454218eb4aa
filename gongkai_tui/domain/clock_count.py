"""A clock counted day by day: which day is the last, and why each day counts or does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.clock_events import Event
from gongkai_tui.domain.clock_rules import Measure, Span
from gongkai_tui.domain.deadline_periods import later_by
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.working_days import (
    UnknownYear,
    days_to_working_day,
    weekday_of,
    working_days_between,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.clock_rules import ClockRule
    from gongkai_tui.domain.working_days import CalendarDay, WorkCalendar

_WEEKEND = frozenset({"周六", "周日"})
_ONE = timedelta(days=1)
_MAY_CHANGE = (12, 29)
"""Month and day from which New Year may move working days."""


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One day of a clock, in the order of the counting."""

    date: date
    number: int
    """Which day it is counted as, from 1; 0 where it does not count, or where hours are counted."""
    note: str = ""
    """Why it does not count, 调休上班, or from when to when hours run."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock from its event to its end."""

    name: str
    """What is counted: the span, or that it is the extension."""
    span: Span
    end: Event
    """Last day, inclusive; with the time where hours are counted."""
    days: tuple[ClockDay, ...]
    statement: str
    """The counting in one sentence."""
    left_days: int
    """Days from today to the end; negative when it has passed."""
    left_working_days: int | None
    """Working days among them; None where working days are not counted or not known."""
    left: str
    """How much is left today, or how late it is."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What a rule makes of an event."""

    rule: ClockRule
    start: Event
    today: date
    clocks: tuple[Clock, ...]
    """One for each span of the rule, then the extension."""
    notes: tuple[str, ...]
    """What else a person should know, in Chinese."""


def count_rule(rule: ClockRule, start: Event, today: date, calendar: WorkCalendar) -> ClockReading:
    """Count every clock of a rule. The day of the event does not count.

    Raises UnknownYear where the holidays of a year that is counted are not known; UsageError where hours are asked
    for and the event has no time, or the calendar ends.
    """
    clocks = [_clock(span.words, span, start, today, calendar) for span in rule.spans]
    notes = [rule.note] if rule.note else []
    if rule.extension:
        try:
            clocks.append(_extended(clocks[0], rule.extension, start, today, calendar))
        except UnknownYear as unknown:
            notes.append(f"延长后的最后一日算不出：{unknown}")
    found = (say(clock, calendar) for say in (_ends_off, _may_change) for clock in clocks)
    notes += dict.fromkeys(filter(None, found))
    return ClockReading(rule, start, today, tuple(clocks), tuple(notes))


def _clock(name: str, span: Span, start: Event, today: date, calendar: WorkCalendar, *, offset: int = 0) -> Clock:
    if span.measure is Measure.HOUR:
        return _hours(name, span, start, today)
    if span.measure is Measure.WORKING_DAY:
        counted = days_to_working_day(start.day, span.amount, calendar)
        days = _numbered(counted, offset)
        return _told(name, span, Event(days[-1].date), days, _working_words(span, start, counted), today, calendar)
    last = _last_day(span, start.day)
    step = _ONE if span.amount > 0 else -_ONE
    dates = [start.day + n * step for n in range(1, abs((last - start.day).days) + 1)]
    days = tuple(ClockDay(day, n, _known_holiday(day, calendar)) for n, day in enumerate(dates, start=1))
    return _told(name, span, Event(last), days, f"{_from(span, start)}是{_in_full(last)}，节假日照计", today, None)


def _extended(first: Clock, extension: Span, start: Event, today: date, calendar: WorkCalendar) -> Clock:
    """The extension counts on from the last day."""
    more = _clock(f"经批准延长{extension.words}", extension, first.end, today, calendar, offset=first.span.amount)
    whole = f"从{start.words}起第{first.span.amount + extension.amount}个工作日是{_in_full(more.end.day)}（最长）"
    return Clock(more.name, more.span, more.end, more.days, whole, more.left_days, more.left_working_days, more.left)


def _numbered(counted: Sequence[CalendarDay], offset: int) -> tuple[ClockDay, ...]:
    found: list[ClockDay] = []
    number = offset
    for day in counted:
        number += day.works
        note = day.why_off or (f"调休上班（{day.holiday}）" if day.is_make_up and day.holiday else "")
        found.append(ClockDay(day.date, number if day.works else 0, note))
    return tuple(found)


def _last_day(span: Span, start: date) -> date:
    months, days = (span.amount, 0) if span.measure is Measure.MONTH else (0, span.amount)
    last = later_by(start, months, days)
    if last is None:
        raise UsageError(f"{start.isoformat()} 的{span.words}算出来的日子不在日历上，请核对。")
    return last


def _hours(name: str, span: Span, start: Event, today: date) -> Clock:
    if start.at is None:
        raise UsageError(f"{span.words}要从几点几分算起：请写成“{start.day.isoformat()} 22:30”的样子。")
    try:
        end = start.moment + timedelta(hours=span.amount)
    except OverflowError:
        raise UsageError(f"{start.words} 的{span.words}算出来的日子不在日历上，请核对。") from None
    first, last = min(start.moment, end), max(start.moment, end)
    days = tuple(
        ClockDay(day, 0, _hours_of(day, first, last))
        for day in (first.date() + n * _ONE for n in range((last.date() - first.date()).days + 1))
    )
    words = f"{_from(span, start)}到{end:%Y-%m-%d %H:%M}（{weekday_of(end.date())}），夜间和节假日照计"
    return _told(name, span, Event(end.date(), end.time()), days, words, today, None)


def _hours_of(day: date, first: datetime, last: datetime) -> str:
    begin = max(first, datetime.combine(day, time.min))
    end = min(last, datetime.combine(day, time.min) + _ONE)
    minutes = int((end - begin).total_seconds()) // 60
    until = "24:00" if end.date() > day else f"{end:%H:%M}"
    return f"{begin:%H:%M}—{until}，计{minutes // 60}小时{f'{minutes % 60}分' if minutes % 60 else ''}"


def _told(
    name: str,
    span: Span,
    end: Event,
    days: tuple[ClockDay, ...],
    statement: str,
    today: date,
    calendar: WorkCalendar | None,
) -> Clock:
    left = (end.day - today).days
    working = _working_left(today, end.day, calendar) if calendar else None
    return Clock(name, span, end, days, statement, left, working, _left_words(today, end, left, working))


def _working_left(today: date, last: date, calendar: WorkCalendar) -> int | None:
    try:
        if today <= last:
            return working_days_between(today, last, calendar)
        return -working_days_between(last, today, calendar)
    except UnknownYear:
        return None


def _left_words(today: date, end: Event, left: int, working: int | None) -> str:
    if not left:
        return f"今天（{today.isoformat()}）{f'{end.at:%H:%M} 到期' if end.at else '是最后一日'}"
    among = "" if working is None else f"（{abs(working)}个工作日）"
    return f"今天（{today.isoformat()}）{'还剩' if left > 0 else '已逾期'}{abs(left)}天{among}"


def _working_words(span: Span, start: Event, counted: Sequence[CalendarDay]) -> str:
    off = Counter(day.why_off for day in counted if day.why_off)
    weekend = sum(times for name, times in off.items() if name in _WEEKEND)
    skipped = [f"{name}{times}天" for name, times in off.items() if name not in _WEEKEND]
    skipped += [f"周六周日{weekend}天"] if weekend else []
    made_up = sum(day.is_make_up for day in counted)
    words = f"{_from(span, start)}是{_in_full(counted[-1].date)}"
    return "，".join(
        filter(None, (words, f"跳过{'、'.join(skipped)}" if skipped else "", f"含调休{made_up}天" if made_up else ""))
    )


def _from(span: Span, start: Event) -> str:
    """`从2022-09-30起第20个工作日`, `2022-06-20前第7日`; months and hours have no such number."""
    length = f"{abs(span.amount)}{span.measure}"
    if span.measure in (Measure.MONTH, Measure.HOUR):
        return f"从{start.words}往前{length}" if span.amount < 0 else f"从{start.words}起{length}"
    return f"{start.day.isoformat()}前第{length}" if span.amount < 0 else f"从{start.day.isoformat()}起第{length}"


def _in_full(day: date) -> str:
    return f"{day.isoformat()}（{weekday_of(day)}）"


def _known_holiday(day: date, calendar: WorkCalendar) -> str:
    """What the calendar says of a day that counts anyway; nothing where it does not know the year."""
    try:
        return calendar(day).why_off
    except UnknownYear:
        return ""


def _ends_off(clock: Clock, calendar: WorkCalendar) -> str:
    """Calendar days may end on a day on which nobody works; whether that moves the end is not for a program to say."""
    if clock.span.measure not in (Measure.DAY, Measure.MONTH):
        return ""
    off = _known_holiday(clock.end.day, calendar)
    if not off:
        return ""
    return f"最后一日 {clock.end.day.isoformat()} 是{off}，不上班；是否顺延看该项规定，这里不顺延。"


def _may_change(clock: Clock, calendar: WorkCalendar) -> str:
    """The notice of the year after may still change the last days of December, as that of 2019 did."""
    late = next((day.date for day in clock.days if (day.date.month, day.date.day) >= _MAY_CHANGE), None)
    if late is None or clock.span.measure is not Measure.WORKING_DAY:
        return ""
    try:
        calendar(date(late.year + 1, 1, 1))
    except UnknownYear:
        return f"{late.year + 1} 年的放假安排还没有，{late.year} 年最后几天可能因元旦调休而变。"
    return ""
