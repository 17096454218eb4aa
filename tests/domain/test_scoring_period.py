"""The period that is scored, as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.scoring_period import period_before, period_with, read_scoring_period

TODAY = date(2022, 8, 1)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", "2022年第三季度"),
        ("本季", "2022年第三季度"),
        ("上季度", "2022年第二季度"),
        ("上季", "2022年第二季度"),
        ("上期", "2022年第二季度"),
        ("2022-Q2", "2022年第二季度"),
        ("２０２２q2", "2022年第二季度"),
        ("2022年第二季度", "2022年第二季度"),
        ("2022年2季度", "2022年第二季度"),
        ("第一季度", "2022年第一季度"),
        ("2021年下半年", "2021年下半年"),
        ("2021-H1", "2021年上半年"),
        ("2022-06", "2022年6月"),
        ("2022年6月", "2022年6月"),
        ("上月", "2022年7月"),
        ("2022", "2022年"),
        ("去年", "2021年"),
    ],
)
def test_periods_as_typed(typed, name):
    assert read_scoring_period(typed, "季", TODAY).name == name


@pytest.mark.parametrize(
    "typed", ["2022-Q5", "0000-Q1", "9999", "本周", "2022-06-01", "2022-01..2022-02", "第五季度", "x"]
)
def test_what_is_no_period(typed):
    assert read_scoring_period(typed, "季", TODAY) is None


@given(st.dates(date(1951, 1, 1), date(2149, 1, 1)), st.sampled_from(["年", "半年", "季", "月"]))
def test_a_period_is_read_back_from_its_name(day, every):
    period = period_with(every, day)
    assert read_scoring_period(period.name, "月", TODAY) == period
    assert period_before(period).last.toordinal() + 1 == period.first.toordinal()
