"""Rhythms as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.recurring_words import read_recurring, recurring_words
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import Recurring

DAY = date(2022, 8, 1)


@pytest.mark.parametrize(
    ("words", "duties"),
    [
        ("每年1次 每单位", (Recurring("年"),)),
        ("每年至少2次", (Recurring("年", 2),)),
        ("按季度不少于1次，全区", (Recurring("季", 1, "全区"),)),
        ("每半年1次", (Recurring("半年"),)),
        ("每季度一次", (Recurring("季"),)),
        ("按月", (Recurring("月"),)),
        ("按季度，全区（会议）", (Recurring("季", 1, "全区", "会议"),)),
        ("每年两次 每个单位", (Recurring("年", 2),)),
        (
            "每月1次 全区（空气质量）；每季1次 全区（饮水）",
            (Recurring("月", 1, "全区", "空气质量"), Recurring("季", 1, "全区", "饮水")),
        ),
        ("每季1次 全区（会议）自7月1日起", (Recurring("季", 1, "全区", "会议", date(2022, 7, 1)),)),
        ("按月，自2022-07-15起", (Recurring("月", begins=date(2022, 7, 15)),)),
        (
            "每季1次 由区政府办公室（会议）",
            (Recurring("季", 1, "全区", "会议", unit="区政府办公室"),),
        ),
        ("每季1次 由区司法局自7月1日起", (Recurring("季", 1, "全区", begins=date(2022, 7, 1), unit="区司法局"),)),
        *(
            (f"每月1次，自{typed}起", (Recurring("月", begins=begins),))
            for typed, begins in (
                ("第三季度", date(2022, 7, 1)),
                ("3季度", date(2022, 7, 1)),
                ("下半年", date(2022, 7, 1)),
                ("第四季度", date(2022, 10, 1)),
                ("9月", date(2022, 9, 1)),
                ("2021年九月份", date(2021, 9, 1)),
                ("本季度", date(2022, 7, 1)),
                ("下个月", date(2022, 9, 1)),
                ("第三季度末", date(2022, 9, 30)),
            )
        ),
        ("无", ()),
        ("", ()),
    ],
)
def test_what_is_typed(words, duties):
    assert read_recurring(words, DAY, 2022) == duties


@pytest.mark.parametrize(
    "words",
    [
        "每天1次",
        "每年",
        "每年0次",
        "一年一次",
        "每月1次；每季1次",
        "每月1次（空气）；每季1次（空气）",
        "每月1次（空气质量）；每季1次（空气 质量）",
        "每年1次 全市",
        "每年1次、每季1次",
    ],
)
def test_what_is_not_understood_is_refused(words):
    with pytest.raises(BadValue, match=r"周期.*；每季1次"):
        read_recurring(words, DAY, 2022)


names = st.text("空气质量公开ab1、，", min_size=1, max_size=8)
duties = st.builds(
    Recurring,
    st.sampled_from(["年", "半年", "季", "月", "周"]),
    st.integers(1, 9999),
    st.sampled_from(["每单位", "全区"]),
    names,
    st.none() | st.dates(date(2021, 1, 1), date(2022, 1, 1)) | st.just(date(2022, 12, 1)),
).filter(lambda duty: duty.begins != date(2022, 12, 1) or duty.every in ("月", "周"))


@given(st.lists(duties, max_size=4, unique_by=lambda duty: duty.what).map(tuple))
def test_words_read_back_are_the_same(made):
    assert read_recurring(recurring_words(made), DAY, 2022) == made


@pytest.mark.parametrize("day", ["某天", "2023-01-01", "2023年1月"])
def test_a_start_that_is_no_day_or_after_the_year_is_refused(day):
    with pytest.raises(BadValue, match="周期"):
        read_recurring(f"每季1次，自{day}起", DAY, 2022)


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("每年1次 每单位，自7月1日起", "不晚于 2022-01-01 的一天，或改用短一些的周期，如每半年1次"),
        ("每半年1次，自8月1日起", "不晚于 2022-07-01 的一天，或改用短一些的周期，如每季1次"),
        ("每周1次，自12月31日起", "不晚于 2022-12-26 的一天。"),
    ],
)
def test_a_start_after_which_no_period_begins_is_refused_with_what_to_write(words, advice):
    with pytest.raises(BadValue, match="哪一期都不会要求；请不写“自…起”") as caught:
        read_recurring(words, DAY, 2022)
    assert advice in str(caught.value)


def test_a_start_stands_apart_from_what_is_before_it():
    assert recurring_words((Recurring("季", 1, "全区", begins=date(2022, 7, 1)),)) == "每季1次 全区 自2022-07-01起"
