"""Clocks counted with the real holidays: each day below was worked out by hand from the State Council's notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai_tui.domain.working_days import UnknownYear
from gongkai_tui.usecases.count_clock import count_clock
from gongkai_tui.usecases.work_calendar import work_calendar

TODAY = date(2022, 10, 12)


def last(rule: str, start: str) -> list[str]:
    return [clock.end.words for clock in count_clock(rule, start, today=TODAY).clocks]


@pytest.mark.parametrize(
    ("rule", "start", "ends"),
    [
        # 10-01 to 10-07 off, Saturday 10-08 and Sunday 10-09 worked.
        ("主动公开", "2022-09-30", ["2022-11-02"]),
        ("答复", "2022-09-30", ["2022-11-02", "2022-11-30"]),
        ("-3工作日", "2022-10-10", ["2022-09-30"]),
        # Sunday 2020-01-19 worked; the holiday first to 01-30 was lengthened to 02-02, and Saturday 02-01 not worked.
        ("3工作日", "2020-01-17", ["2020-01-21"]),
        ("补正", "2020-01-22", ["2020-02-10"]),
        # 02-09 worked by the notice; 02-10 to 02-17 off, Sunday 02-18 worked.
        ("5工作日", "2024-02-08", ["2024-02-21"]),
        # 10-01 to 10-08 off (国庆节 with 中秋节), Sunday 09-28 and Saturday 10-11 worked.
        ("20工作日", "2025-09-26", ["2025-10-30"]),
        # 02-15 to 02-23 off, Saturdays 02-14 and 02-28 worked.
        ("10工作日", "2026-02-12", ["2026-03-04"]),
        ("解读", "2022-04-29", ["2022-05-07"]),
        # 01-31 to 02-06 off, Saturday 01-29 and Sunday 01-30 worked.
        ("征求第三方意见", "2022-01-28", ["2022-02-23"]),
        ("复核", "2022-08-31", ["2022-09-30"]),
        ("舆情", "2022-05-01 22:30", ["2022-05-02 03:30", "2022-05-02 22:30"]),
        ("会前7日", "2022-06-20", ["2022-06-13"]),
    ],
)
def test_last_days(rule, start, ends):
    assert last(rule, start) == ends


def test_the_statement_names_the_holidays():
    clock = count_clock("20工作日", "2022-09-30", today=TODAY).clocks[0]
    assert clock.statement == "从2022-09-30起第20个工作日是2022-11-02（周三），跳过国庆节7天、周六周日6天，含调休2天"
    assert [(day.date.day, day.number, day.note) for day in clock.days[6:10]] == [
        (7, 0, "国庆节"),
        (8, 1, "调休上班（国庆节）"),
        (9, 2, "调休上班（国庆节）"),
        (10, 3, ""),
    ]
    assert clock.left == "今天（2022-10-12）还剩21天（15个工作日）"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2022-01-01", "元旦"),
        ("2022-02-01", "春节"),
        ("2022-04-05", "清明节"),
        ("2022-05-02", "劳动节"),
        ("2022-06-03", "端午节"),
        ("2022-09-12", "中秋节"),
        ("2022-10-03", "国庆节"),
    ],
)
def test_holidays_have_their_chinese_names(day, name):
    assert work_calendar(date.fromisoformat(day)).why_off == name


def test_the_known_years_have_the_working_days_that_the_notices_leave():
    """365 days less 52 or 53 weekends and the holidays: between 247 and 252 in every year."""
    for year in range(2010, 2027):
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
        assert 246 <= sum(work_calendar(day).works for day in days) <= 253, year


@pytest.mark.parametrize(("start", "year"), [("2003-05-01", 2003), ("2060-01-04", 2060)])
def test_a_year_without_data_is_refused(start, year):
    known = "要先更新本程序的放假数据" if year > TODAY.year else "放假数据从 2004 年开始，更早的请对照"
    with pytest.raises(UnknownYear, match=f"没有 {year} 年的放假安排.*{known}"):
        count_clock("补正", start, today=TODAY)
