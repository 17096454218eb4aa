"""考核: points by plain rules, ranks, limits and periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.scoring import (
    Counted,
    Fact,
    ManualScore,
    Scoring,
    ScoringRule,
    hundredths,
    is_points,
    period_name,
    period_of,
    points_text,
    score_units,
)

FIRST, LAST = date(2022, 4, 1), date(2022, 6, 30)
RULES = Scoring(
    rules=(
        ScoringRule("逾期未完成", Counted.OVERDUE, "-2", most="5", basis="细则第三条"),
        ScoringRule("按时完成", Counted.DONE, "0.5"),
    ),
    manual=(
        ManualScore("3f9a2c1e", date(2022, 5, 1), "区财政局", "3", "经验被省简报采用", "https://example.gov.cn/1"),
        ManualScore("3f9a2c1f", date(2022, 7, 1), "区财政局", "9", "下一季度的事"),
    ),
)


def facts(unit, counts, times):
    return [Fact(unit, counts, date(2022, 5, 1), "", task=f"huaiyin-2022/{n:03d}") for n in range(times)]


def test_points_add_up_and_every_item_names_its_facts():
    found = score_units(
        RULES,
        ["区财政局", "区民政局"],
        [*facts("区民政局", Counted.OVERDUE, 2), *facts("区民政局", Counted.DONE, 3)],
        FIRST,
        LAST,
    )
    first, second = found
    assert (first.unit, first.rank, points_text(first.hundredths)) == ("区财政局", 1, "103")
    assert first.items[0].link == "https://example.gov.cn/1"
    assert (second.unit, second.rank, points_text(second.hundredths)) == ("区民政局", 2, "97.5")
    assert [fact.task for fact in second.items[0].facts] == ["huaiyin-2022/000", "huaiyin-2022/001"]


def test_a_rule_takes_no_more_than_its_limit_and_says_so():
    (found,) = score_units(RULES, ["区民政局"], facts("区民政局", Counted.OVERDUE, 9), FIRST, LAST)
    assert points_text(found.hundredths) == "95"
    assert found.items[0].cut


def test_equal_points_share_a_rank_and_the_next_is_skipped():
    found = score_units(RULES, ["甲", "乙", "丙"], facts("丙", Counted.OVERDUE, 1), FIRST, LAST)
    assert [(each.unit, each.rank) for each in found] == [("甲", 1), ("乙", 1), ("丙", 3)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["甲", "乙", "丙"]), st.sampled_from([Counted.OVERDUE, Counted.DONE, Counted.PROBLEM])
        ),
        max_size=60,
    )
)
def test_totals_equal_an_independent_count(drawn):
    found = score_units(
        RULES, ["甲", "乙", "丙"], [f for unit, counts in drawn for f in facts(unit, counts, 1)], FIRST, LAST
    )
    for each in found:
        late, done = (sum(pair == (each.unit, kind) for pair in drawn) for kind in (Counted.OVERDUE, Counted.DONE))
        assert each.hundredths / 100 == 100 - min(2 * late, 5) + done / 2
        assert each.rank == 1 + sum(other.hundredths > each.hundredths for other in found)


@pytest.mark.parametrize(
    ("text", "value", "shown"), [("-2", -200, "-2"), ("0.5", 50, "0.5"), ("+3.25", 325, "3.25"), ("-0.05", -5, "-0.05")]
)
def test_points_are_exact(text, value, shown):
    assert is_points(text)
    assert hundredths(text) == value
    assert points_text(value) == shown


@pytest.mark.parametrize("text", ["", "-", "1.", "1.234", "五", "１", "1e3", "12345", "--1"])
def test_what_is_no_number_of_points(text):
    assert not is_points(text)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from(["年", "半年", "季", "月"]))
def test_periods_follow_each_other_without_a_gap(day, every):
    first, last = period_of(every, day)
    assert first <= day <= last
    after, _ = period_of(every, date.fromordinal(last.toordinal() + 1))
    assert (after - last).days == 1


def test_periods_have_names():
    assert period_name("季", date(2022, 4, 1)) == "2022年第二季度"
    assert period_name("半年", date(2022, 7, 1)) == "2022年下半年"
