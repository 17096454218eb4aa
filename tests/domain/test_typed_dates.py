"""Last days as people type them: understood, or refused with what to write instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.typed_dates import EXAMPLES, day_words, past_refusal, read_last_such_day, read_typed_date

SUNDAY = date(2022, 9, 18)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2022-09-18"),
        ("今日", "2022-09-18"),
        ("明天", "2022-09-19"),
        ("明日前", "2022-09-19"),
        ("后天", "2022-09-20"),
        ("大后天", "2022-09-21"),
        ("昨天", "2022-09-17"),
        ("下周五", "2022-09-23"),
        ("下周五前", "2022-09-23"),
        ("下星期五", "2022-09-23"),
        ("下个礼拜天", "2022-09-25"),
        ("本周五", "2022-09-16"),
        ("本周日", "2022-09-18"),
        ("下下周一", "2022-09-26"),
        ("上周三", "2022-09-07"),
        ("本月底", "2022-09-30"),
        ("这个月底前", "2022-09-30"),
        ("本月内", "2022-09-30"),
        ("本月25日", "2022-09-25"),
        ("下月底", "2022-10-31"),
        ("下月5号前", "2022-10-05"),
        ("本季度末", "2022-09-30"),
        ("下季度底", "2022-12-31"),
        ("9月底前", "2022-09-30"),
        ("9月30日", "2022-09-30"),
        ("9月30日前完成", "2022-09-30"),
        ("九月三十日", "2022-09-30"),
        ("9月30", "2022-09-30"),
        ("9.30", "2022-09-30"),
        ("09-30", "2022-09-30"),
        ("9/30", "2022-09-30"),
        ("年底", "2022-12-31"),
        ("年底前", "2022-12-31"),
        ("年内", "2022-12-31"),
        ("今年年底", "2022-12-31"),
        ("明年3月底", "2023-03-31"),
        ("6月底", "2022-06-30"),
        ("上半年", "2022-06-30"),
        ("第三季度末", "2022-09-30"),
        ("三季度", "2022-09-30"),
        ("30天后", "2022-10-18"),
        ("三十天后", "2022-10-18"),
        ("30日后", "2022-10-18"),
        ("2周后", "2022-10-02"),
        ("两个月后", "2022-11-18"),
        ("半年后", "2023-03-18"),
        ("2022-09-30", "2022-09-30"),
        ("2022.9.30", "2022-09-30"),
        ("2022/9/30", "2022-09-30"),
        ("20220930", "2022-09-30"),
        ("２０２２年９月３０日", "2022-09-30"),
        ("二〇二二年九月底", "2022-09-30"),
        (" 2022-09-30 ", "2022-09-30"),
        ("today", "2022-09-18"),
    ],
)
def test_a_day_is_understood(text, day):
    found = read_typed_date(text, SUNDAY, 2022)
    assert (found.due, found.problem) == (date.fromisoformat(day), "")


@pytest.mark.parametrize("text", ["", "  ", "无", "none", "-", "待定"])
def test_no_deadline(text):
    assert read_typed_date(text, SUNDAY, 2022) == (None, "")


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("周五", "本周五（2022-09-16）"),
        ("周五", "下周五（2022-09-23）"),
        ("本周", "本周五（2022-09-16）还是本周日（2022-09-18）"),
        ("下周内", "下周五（2022-09-23）"),
        ("本周末", "本周六（2022-09-17）还是本周日"),
        ("月底", "本月底"),
        ("下月", "“下月底”（2022-10-31）"),
        ("下月前", "2022-09-30，也可能指 2022-10-31"),
        ("本季度", "“本季度底”（2022-09-30）"),
        ("9月", "“2022年9月底”（2022-09-30）"),
        ("2023年9月", "“2023年9月底”（2023-09-30）"),
        ("2022-09", "2022-09-30"),
        ("9月前", "“8月底”或“9月底”"),
        ("1月前", "“12月底”或“1月底”"),
        ("第三季度前", "开始之前"),
        ("9月初", "不是确切的日期"),
        ("2022", "“2022年底”"),
        ("今年", "“今年底”"),
        ("2月30日", "不是日历上有的日期"),
        ("本月31日", "不在日历上"),
        ("30天内", "“30天后”"),
        ("5个工作日后", "放假安排"),
        ("30日", "没有写月份"),
        ("春节前", "要看当年的日子"),
        ("9月30日起", EXAMPLES),
        ("9月底、10月底", EXAMPLES),
        ("长期", EXAMPLES),
        ("尽快", EXAMPLES),
        ("随便", "看不懂“随便”"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_write(text, choice):
    found = read_typed_date(text, SUNDAY, 2022)
    assert found.due is None
    assert choice in found.problem


def test_a_date_without_a_year_is_of_the_plan_and_a_word_that_counts_from_today_is_not():
    assert read_typed_date("9月30日", SUNDAY, 2021).due == date(2021, 9, 30)
    assert read_typed_date("09-30", SUNDAY, 2021).due == date(2021, 9, 30)
    assert read_typed_date("年底", SUNDAY, 2021).due == date(2021, 12, 31)
    assert read_typed_date("本月底", SUNDAY, 2021).due == date(2022, 9, 30)
    assert read_typed_date("9月30日", SUNDAY).due == date(2022, 9, 30)


def test_this_year_in_a_plan_of_another_year_is_not_guessed():
    assert "2022年，也可能指计划年度的2021年" in read_typed_date("今年9月底", SUNDAY, 2021).problem
    assert "2023年，也可能指计划年度的2022年" in read_typed_date("明年底", SUNDAY, 2021).problem


def test_what_a_refusal_proposes_is_understood():
    for text in EXAMPLES.split("、"):
        assert read_typed_date(text, SUNDAY, 2022).due


def test_a_day_in_full():
    assert day_words(date(2022, 9, 30), SUNDAY) == "2022-09-30 周五，还有 12 天"
    assert day_words(date(2022, 9, 16), SUNDAY) == "2022-09-16 周五，已过 2 天"
    assert day_words(SUNDAY, SUNDAY) == "2022-09-18 周日，就是今天"


@given(
    st.text("今明后天下本上周个月季度底末前内年0123456789一二三五日号.-/ 之以起", max_size=12), st.integers(1990, 2060)
)
def test_anything_typed_is_a_day_or_refused_in_words(text, year):
    found = read_typed_date(text, SUNDAY, year)
    assert found.due is None or not found.problem


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)))
def test_every_written_date_is_that_day(day):
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"):
        assert read_typed_date(text, SUNDAY, 2022).due == day


@pytest.mark.parametrize(
    "text", ["9" * 50, "99999天后", "9999年后", "9999个月后", "9999周后", "\x00\u202e", "本月00日", "2101-01-01"]
)
def test_numbers_beyond_the_calendar_are_refused(text):
    found = read_typed_date(text, SUNDAY, 2022)
    assert found.due is None
    assert found.problem


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        ("9月底", None, "“9月底”是 2026-09-30，已经过去；如指明年，请写 2027年9月底"),
        ("9月底前", None, "“9月底前”是 2026-09-30，已经过去；如指明年，请写 2027年9月底前"),
        ("9-30", None, "“9-30”是 2026-09-30，已经过去；如指明年，请写 2027-09-30"),
        ("9月底", 2024, "“9月底”是 2024-09-30，已经过去；如指明年，请写 2027年9月底"),
        ("12月底", 2024, "“12月底”是 2024-12-31，已经过去；如指今年，请写 2026年12月底"),
        ("2026年9月底", None, "“2026年9月底”是 2026-09-30，已经过去，请写今天或以后的一天"),
        ("上月底", None, "“上月底”是 2026-10-31，已经过去，请写今天或以后的一天"),
        ("2026-09-30", None, "2026-09-30 已经过去，请写今天或以后的一天"),
        ("12月底", None, ""),
        ("今天", None, ""),
    ],
)
def test_a_month_that_has_gone_by_is_offered_in_a_later_year(text, year, words):
    today = date(2026, 11, 20)
    assert past_refusal(text, read_typed_date(text, today, year).due, today) == words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("上周五", date(2026, 11, 13)),
        ("6月底", date(2026, 6, 30)),
        ("12月底", date(2025, 12, 31)),
        ("12月25日", date(2025, 12, 25)),
        ("11月20日", date(2026, 11, 20)),
        ("2026年12月底", None),
        ("下周五", None),
        ("无", None),
        ("HEAD~3", None),
    ],
)
def test_a_past_day_is_the_last_such_day(text, day):
    assert read_last_such_day(text, date(2026, 11, 20)) == day


@given(st.dates(date(2022, 1, 1), date(2022, 9, 17)))
def test_what_is_offered_for_a_day_gone_by_lies_ahead(day):
    words = past_refusal(f"{day.month}月{day.day}日", day, SUNDAY)
    assert read_typed_date(words.rpartition("请写 ")[2], SUNDAY).due >= SUNDAY
