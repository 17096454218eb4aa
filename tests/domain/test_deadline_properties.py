"""What holds for every text that may stand in a deadline cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.chinese_number import parse_chinese_number, with_arabic_digits
from gongkai_tui.domain.deadline import LONGEST_DEADLINE, read_deadline
from gongkai_tui.domain.task import DeadlineKind

YEARS = st.one_of(st.none(), st.integers(min_value=1, max_value=9999))
DAYS = st.one_of(st.none(), st.dates())
PARTS = (
    "每 年 月 日 号 前 底 末 内 后 起 上 下 半 1 2 12 31 2022 二 三十 季度 周 个 工作日 至少 次 、 ， ； 。 . / - 印发"
    " 本文件 长期坚持 完成 全年 第 之日 春节 力争 按 \x00 {} ％ ９ 十四五 中旬 至 当天 小时"
)
WORDS = st.lists(st.sampled_from(PARTS.split(" ")), max_size=12).map("".join)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HAN = "〇一二三四五六七八九"


def in_han(number: int) -> str:
    if number < 10:
        return HAN[number]
    tens, ones = divmod(number, 10)
    return (HAN[tens] if tens > 1 else "") + "十" + (HAN[ones] if ones else "")


@given(st.one_of(st.text(max_size=60), WORDS), YEARS, DAYS)
def test_no_text_makes_the_reader_fail(words, year, issued):
    reading = read_deadline(words, year=year, issued=issued)
    if reading.deadline is None:
        assert reading.hints == ()
        return
    assert reading.deadline.raw == words.strip()
    assert isinstance(reading.deadline.kind, DeadlineKind)
    assert reading.deadline.due is None or isinstance(reading.deadline.due, date)
    assert all(hint and "\n" not in hint for hint in reading.hints)
    assert len(set(reading.hints)) == len(reading.hints)


@given(WORDS, st.integers(min_value=1990, max_value=2090))
def test_reading_again_gives_the_same(words, year):
    first = read_deadline(words, year=year, issued=None)
    assert read_deadline(words, year=year, issued=None) == first


@given(st.integers(min_value=1990, max_value=2090), st.integers(1, 12))
def test_the_end_of_a_month_is_its_last_day_however_it_is_written(year, month):
    written = (
        f"{year}年{month}月底前",
        f"{year}年{month}月底前".translate(FULL_WIDTH),
        f"{''.join(HAN[int(digit)] for digit in str(year))}年{in_han(month)}月底前",
    )
    dues = {read_deadline(words, year=None, issued=None).deadline.due for words in written}
    assert len(dues) == 1
    due = dues.pop()
    assert (due.year, due.month) == (year, month)
    assert date.fromordinal(due.toordinal() + 1).day == 1


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31)))
def test_a_full_date_is_that_day(day):
    for words in (
        f"{day.year}年{day.month}月{day.day}日前",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}前",
        day.strftime("%Y%m%d"),
    ):
        assert read_deadline(words, year=None, issued=None).deadline.due == day


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)), st.integers(1, 999))
def test_a_window_counts_calendar_days_from_the_issue(issued, days):
    due = read_deadline(f"本文件印发后{days}日内", year=None, issued=issued).deadline.due
    assert (due - issued).days == days


@given(st.integers(1, 999))
def test_chinese_numerals_read_back(number):
    hundreds, rest = divmod(number, 100)
    written = f"{HAN[hundreds]}百" if hundreds else ""
    if rest:
        zero = "零" if hundreds and rest < 10 else ""
        one = "一" if hundreds and 10 <= rest < 20 else ""
        written += zero + one + in_han(rest)
    assert parse_chinese_number(written) == number
    assert with_arabic_digits(f"{written}日") == f"{number}日"


@pytest.mark.parametrize("words", ["十四五", "二三", "十一十", "", "甲", "百十百", "一" * 20, "零十"])
def test_words_made_of_numerals_are_no_numbers(words):
    assert parse_chinese_number(words) is None


@pytest.mark.parametrize(
    "part", ["每", "1", "一", "十", "9月", "2022年", "印发后3日内", "按", "第", "2022-", "\u0301", "至少"]
)
def test_a_text_of_any_length_is_read_at_once(part):
    words = part * (1_000_000 // len(part))
    reading = read_deadline(words, year=2022, issued=date(2022, 1, 1))
    assert f"期限文字过长，只看了前{LONGEST_DEADLINE}字" in reading.hints
