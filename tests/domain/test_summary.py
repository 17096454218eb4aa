"""Figures over tasks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, make_row

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.summary import summarise, summarise_by

some_rows = st.lists(
    st.builds(
        make_row,
        st.integers(1, 60),
        status=st.sampled_from([status.value for status in Status]),
        due=st.sampled_from(["", "2021-06-30", "2022-09-30", "2022-10-10"]),
        plan=st.sampled_from(["a-2021", "b-2022"]),
        hints=st.integers(0, 2),
    ),
    max_size=12,
)


def of(*statuses):
    return summarise([make_row(status=status) for status in statuses], TODAY)


def test_done_means_checked():
    assert of("待核查").rate == 0.0
    assert of("已完成", "已核销", "长期坚持", "待核查").rate == 0.75
    assert of("已完成", "已终止").rate == 1.0
    assert of("已终止").rate == 0.0
    assert of().rate == 0.0


def test_past_on_the_day_of_issue_is_counted_apart():
    rows = [make_row(1, due="2021-06-30"), make_row(2, due="2022-09-30")]
    found = summarise(rows, TODAY)
    assert (found.flags[Flag.OVERDUE], found.flags[Flag.BORN_LATE]) == (1, 1)


@given(some_rows)
def test_counts_add_up(rows):
    found = summarise(rows, TODAY)
    assert sum(found.by_status.values()) == found.total == len(rows)
    assert list(found.by_status) == list(Status)
    assert set(found.flags) == set(Flag)
    assert 0.0 <= found.rate <= 1.0
    assert min(found.flags.values()) >= 0


@given(some_rows, st.sampled_from(["plan", "年", "section", "zt", "month"]))
def test_groups_add_up_to_the_whole(rows, by):
    groups = summarise_by(rows, TODAY, by)
    assert sum(group.summary.total for group in groups) == len(rows)
    assert len({group.key for group in groups}) == len(groups)


def test_each_unit_counts_with_its_own_status():
    row = make_row(
        status="整改中",
        stored_status="推进中",
        packed_unit_status=pack_pairs((("区财政局", "已完成"), ("区民政局", "整改中"))),
    )
    found = {group.key: group.summary for group in summarise_by([row], TODAY, "unit")}
    assert found["区财政局"].by_status[Status.DONE] == 1
    assert found["区民政局"].by_status[Status.RECTIFYING] == 1
    assert found["各街道办事处"].by_status[Status.IN_PROGRESS] == 1


def test_one_name_under_two_governments_is_two_units():
    rows = [make_row(1, plan="tianqiao-2021"), make_row(2, plan="huaiyin-2022")]
    groups = summarise_by(rows, TODAY, "单位", unit_label=lambda row, unit: f"{row.plan[:3]} {unit}")
    assert {"tia 区财政局", "hua 区财政局"} <= {group.key for group in groups}


def test_rows_without_what_is_asked_stand_apart():
    row = make_row(packed_units="", due="", section="", year=0)
    row = row._replace(status="已完成")
    for by, key in (
        ("unit", "无责任单位"),
        ("lead", "无牵头单位"),
        ("month", "无期限"),
        ("section", "无章节"),
        ("year", "年度不明"),
        ("flag", "无标记"),
    ):
        assert [key in group.key for group in summarise_by([row], TODAY, by)] == [True]


def test_by_lead_only_who_leads_counts_and_with_its_own_status():
    own = pack_pairs((("区财政局", "已完成"),))
    rows = [make_row(1, packed_unit_status=own), make_row(2), make_row(3, packed_units="")]
    found = {group.key: group for group in summarise_by(rows, TODAY, "牵头单位")}
    assert {key: group.summary.total for key, group in found.items()} == {"区财政局": 2, "（无牵头单位）": 1}
    assert found["区财政局"].summary.done == 1


def test_by_flag_each_flag_counts_and_what_was_past_at_issue_is_not_overdue():
    rows = [make_row(1, due="2021-06-30"), make_row(2, due="2022-09-30"), make_row(3, due="", updated="2022-09-30")]
    found = {group.key: group.summary for group in summarise_by(rows, TODAY, "bj")}
    assert {key: summary.total for key, summary in found.items()} == {
        "逾期": 1,
        "久未更新": 2,
        "印发时已过期": 1,
        "（无标记）": 1,
    }
    whole = summarise(rows, TODAY)
    assert found["逾期"].total == whole.flags[Flag.OVERDUE]


def test_an_unknown_axis_is_named():
    with pytest.raises(UsageError, match="颜色"):
        summarise_by([], TODAY, "颜色")
