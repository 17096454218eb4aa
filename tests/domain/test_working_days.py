"""Working days counted with any calendar, and the clocks built on them."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.clock_count import count_rule
from gongkai_tui.domain.clock_events import Event, read_day, read_event
from gongkai_tui.domain.clock_rules import RULES, Measure, Span, read_rule
from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.issue_date import count_working_days
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.task import Task
from gongkai_tui.domain.working_days import (
    CalendarDay,
    UnknownYear,
    days_to_working_day,
    nth_working_day,
    working_days_between,
)

START = date(2022, 3, 1)
TODAY = date(2022, 3, 10)


class InventedCalendar:
    """Weekends off, but for days that were moved; one known year and the one after."""

    def __init__(self, moved=frozenset()):
        self.moved = moved

    def __call__(self, day):
        if day.year not in (2022, 2023):
            raise UnknownYear(day.year)
        works = (day.weekday() < 5) is (day not in self.moved)
        return CalendarDay(day, works, "创立节" if day in self.moved else "")


WEEKENDS_ONLY = InventedCalendar()
MOVED_DAYS = st.frozensets(st.integers(0, 200).map(lambda n: START + timedelta(days=n)), max_size=60)
COUNTS = st.integers(1, 60)


@given(MOVED_DAYS, COUNTS, st.integers(0, 60))
def test_counting_back_from_the_end_comes_to_the_start(moved, count, shift):
    calendar = InventedCalendar(moved)
    start = START + timedelta(days=shift)
    end = nth_working_day(start, count, calendar)
    assert calendar(end).works
    assert working_days_between(start, end, calendar) == count
    back = nth_working_day(end, -count, calendar)
    # The day of the event need not be a working day; the one counted back to is the last before or on it.
    assert back <= start
    assert back == start if calendar(start).works else working_days_between(back, start, calendar) == 0


@given(MOVED_DAYS, COUNTS, COUNTS)
def test_two_spans_in_a_row_are_one(moved, first, second):
    calendar = InventedCalendar(moved)
    assert nth_working_day(nth_working_day(START, first, calendar), second, calendar) == nth_working_day(
        START, first + second, calendar
    )


@given(MOVED_DAYS, COUNTS)
def test_every_day_is_told_and_only_working_days_are_counted(moved, count):
    calendar = InventedCalendar(moved)
    reading = count_rule(read_rule(f"{count}工作日"), Event(START), TODAY, calendar)
    days = reading.clocks[0].days
    assert [day.date for day in days] == [START + timedelta(days=n) for n in range(1, len(days) + 1)]
    assert [day.number for day in days if day.number] == list(range(1, count + 1))
    assert all(bool(day.number) is calendar(day.date).works for day in days)
    assert all(day.note for day in days if not day.number)


def test_the_day_of_the_event_never_counts():
    assert nth_working_day(date(2022, 3, 1), 1, WEEKENDS_ONLY) == date(2022, 3, 2)
    assert nth_working_day(date(2022, 3, 1), -1, WEEKENDS_ONLY) == date(2022, 2, 28)
    assert [day.why_off for day in days_to_working_day(date(2022, 3, 4), 1, WEEKENDS_ONLY)] == ["周六", "周日", ""]


def test_an_unknown_year_is_refused_not_guessed():
    with pytest.raises(UnknownYear, match=r"2024 年.*要先更新本程序的放假数据"):
        nth_working_day(date(2023, 12, 20), 20, WEEKENDS_ONLY)
    # The day before is counted without it, and a span of calendar days needs no holidays at all.
    assert nth_working_day(date(2023, 12, 20), 7, WEEKENDS_ONLY) == date(2023, 12, 29)
    assert count_rule(read_rule("30日"), Event(date(2050, 1, 1)), TODAY, WEEKENDS_ONLY).clocks[0].end.day == date(
        2050, 1, 31
    )


def test_an_extension_that_cannot_be_counted_leaves_the_clock_itself():
    reading = count_rule(read_rule("答复"), Event(date(2023, 11, 20)), TODAY, WEEKENDS_ONLY)
    assert [clock.end.day for clock in reading.clocks] == [date(2023, 12, 18)]
    assert any("2024 年" in note for note in reading.notes)


def test_the_last_days_of_the_last_known_year_may_still_move():
    (note,) = count_rule(read_rule("5工作日"), Event(date(2023, 12, 22)), TODAY, WEEKENDS_ONLY).notes
    assert "2024 年的放假安排还没有" in note
    assert count_rule(read_rule("5工作日"), Event(date(2022, 12, 23)), TODAY, WEEKENDS_ONLY).notes == ()


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("20工作日", Span(20, Measure.WORKING_DAY)),
        ("3个工作日", Span(3, Measure.WORKING_DAY)),
        ("３个工作日内", Span(3, Measure.WORKING_DAY)),
        ("十五个工作日", Span(15, Measure.WORKING_DAY)),
        ("15日", Span(15, Measure.DAY)),
        ("15天", Span(15, Measure.DAY)),
        ("30个自然日", Span(30, Measure.DAY)),
        ("2周", Span(14, Measure.DAY)),
        ("1个月", Span(1, Measure.MONTH)),
        ("3年", Span(36, Measure.MONTH)),
        ("5小时", Span(5, Measure.HOUR)),
        ("-7日", Span(-7, Measure.DAY)),
        ("－7日", Span(-7, Measure.DAY)),
        ("会前7日", Span(-7, Measure.DAY)),
        ("提前5个工作日", Span(-5, Measure.WORKING_DAY)),
    ],
)
def test_free_rules(words, span):
    assert read_rule(words).spans == (span,)


@pytest.mark.parametrize("words", ["", "0日", "工作日", "20", "1月", "3个工作", "20工作日左右", "主动"])
def test_what_is_no_rule_is_refused(words):
    with pytest.raises(UsageError):
        read_rule(words)


def test_every_named_clock_is_found_by_each_of_its_names():
    names = [name for rule in RULES for name in (rule.name, *rule.aliases)]
    assert len(names) == len(set(names))
    assert all(read_rule(name) is rule for rule in RULES for name in (rule.name, *rule.aliases))
    assert all(rule.source for rule in RULES)


def test_the_periods_of_the_law():
    periods = {rule.name: "、".join(span.words for span in rule.spans) for rule in RULES}
    assert periods == {
        "主动公开": "20个工作日",
        "补正": "7个工作日",
        "答复": "20个工作日",
        "征求第三方意见": "15个工作日",
        "征求机关意见": "15个工作日",
        "解读": "3个工作日",
        "舆情": "5小时、24小时",
        "收费通知": "20个工作日",
        "缴费": "20个工作日",
        "复核": "30日",
        "复核决定": "30日",
        "听证材料": "事前7日",
    }


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(1, 200))
def test_hours_run_over_nights_and_days_off(moment, hours):
    moment = moment.replace(second=0, microsecond=0)
    start = Event(moment.date(), moment.time())
    clock = count_rule(read_rule(f"{hours}小时"), start, TODAY, WEEKENDS_ONLY).clocks[0]
    assert clock.end.moment - moment == timedelta(hours=hours)
    assert clock.days[0].date == moment.date()
    assert clock.days[-1].date == clock.end.day
    counted = [day.note.partition("计")[2].partition("小时") for day in clock.days]
    minutes = sum(int(whole) * 60 + int(rest.removesuffix("分") or 0) for whole, _, rest in counted)
    assert minutes == hours * 60


def test_hours_need_a_time():
    with pytest.raises(UsageError, match="几点几分"):
        count_rule(read_rule("舆情"), Event(date(2022, 5, 1)), TODAY, WEEKENDS_ONLY)


def test_a_month_ends_on_the_same_day_or_on_the_last():
    ends = [
        count_rule(read_rule("1个月"), Event(day), TODAY, WEEKENDS_ONLY).clocks[0].end.day
        for day in (date(2022, 1, 15), date(2022, 1, 31), date(2023, 12, 31))
    ]
    assert ends == [date(2022, 2, 15), date(2022, 2, 28), date(2024, 1, 31)]


def test_a_span_that_ends_on_a_day_off_says_so_and_is_not_moved():
    reading = count_rule(read_rule("复核"), Event(date(2022, 3, 4)), TODAY, WEEKENDS_ONLY)
    assert reading.clocks[0].end.day == date(2022, 4, 3)
    assert any("是周日" in note and "不顺延" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("today", "words", "days", "working"),
    [
        (date(2022, 3, 4), "今天（2022-03-04）还剩4天（2个工作日）", 4, 2),
        (date(2022, 3, 8), "今天（2022-03-08）是最后一日", 0, 0),
        (date(2022, 3, 14), "今天（2022-03-14）已逾期6天（4个工作日）", -6, -4),
    ],
)
def test_what_is_left_today(today, words, days, working):
    clock = count_rule(read_rule("5工作日"), Event(START), today, WEEKENDS_ONLY).clocks[0]
    assert (clock.end.day, clock.left, clock.left_days, clock.left_working_days) == (
        date(2022, 3, 8),
        words,
        days,
        working,
    )


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ("2022-09-30", Event(date(2022, 9, 30))),
        ("2022/9/30", Event(date(2022, 9, 30))),
        ("2022.9.30", Event(date(2022, 9, 30))),
        ("2022年9月30日", Event(date(2022, 9, 30))),
        ("二〇二二年九月三十日", Event(date(2022, 9, 30))),
        ("今天", Event(TODAY)),
        ("9月30日", Event(date(TODAY.year, 9, 30))),
        ("9月底", Event(date(TODAY.year, 9, 30))),
        ("2022-05-01 22:30", Event(date(2022, 5, 1), datetime(2022, 5, 1, 22, 30).time())),
        ("2022-05-01T22:30", Event(date(2022, 5, 1), datetime(2022, 5, 1, 22, 30).time())),
        ("2022年5月1日22时30分", Event(date(2022, 5, 1), datetime(2022, 5, 1, 22, 30).time())),
    ],
)
def test_events(typed, event):
    assert read_event(typed, TODAY) == event


@pytest.mark.parametrize("typed", ["", "2022-09", "2022-02-30", "2022-05-01 25:00", "下周", "22:30"])
def test_what_is_no_event_is_refused(typed):
    with pytest.raises(UsageError):
        read_event(typed, TODAY)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[ T]?[0-9:时]{0,5}"))
def test_any_text_is_read_or_refused(text):
    for read in (read_rule, lambda words: read_event(words, TODAY)):
        with suppress(UsageError):
            read(text)
    assert read_day(text, TODAY) in (None, read_event(text, TODAY).day if read_day(text, TODAY) else None)


def test_working_days_after_the_issue_are_counted_with_a_calendar():
    def read(words, issued, calendar=WEEKENDS_ONLY):
        found = read_deadline(words, year=2022, issued=issued, calendar=calendar)
        return found.deadline.due, "".join(found.hints)

    assert read("印发之日起15个工作日内", START) == (date(2022, 3, 22), "")
    assert read("印发之日起15个工作日内", None) == (None, "“印发之日起15个工作日内”需先填写印发日期")
    due, hint = read("印发之日起15个工作日内", date(2023, 12, 20))
    assert due is None
    assert "2024 年" in hint
    assert read("文件公开后3个工作日内", START)[0] is None
    assert read("印发之日起15个工作日内", START, None)[0] is None


def test_a_task_as_imported_gets_the_day_that_only_a_calendar_can_give():
    plan = Plan("a-2022", "要点", year=2022, issued=START)
    words = "印发之日起15个工作日内"
    plain = read_deadline(words, year=2022, issued=START)
    task = Task("a-2022/001", requirement="做", deadline=plain.deadline, hints=("别的", *plain.hints))
    counted = count_working_days(task, plan, WEEKENDS_ONLY)
    assert (counted.deadline.due, counted.hints) == (date(2022, 3, 22), ("别的",))
    assert count_working_days(counted, plan, WEEKENDS_ONLY) == counted
    per_event = replace(task, deadline=replace(plain.deadline, raw="文件公开后3个工作日内"))
    assert count_working_days(per_event, plan, WEEKENDS_ONLY).deadline == per_event.deadline
