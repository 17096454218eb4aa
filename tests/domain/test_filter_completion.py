"""Completion of a filter while it is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import CONTEXT, make_row

from gongkai_tui.domain.completion_counts import with_counts
from gongkai_tui.domain.filter_completion import complete_filter
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.pairs import pack_pairs

VALUES = {"unit": ["区财政局", "各部门,单位", "区教育和体育局"], "plan": ["tianqiao-2021", "jinan-2021"]}


def offered(text, cursor=None):
    return [found.text for found in complete_filter(text, len(text) if cursor is None else cursor, VALUES)]


def accepted(text):
    first = complete_filter(text, len(text), VALUES)[0]
    return text[: first.start] + first.text + text[first.end :]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("sta", "status:"),
        ("状", "状态:"),
        ("zt", "status:"),
        ("财政 期", "财政 期限:"),
        ("!fl", "!flag:"),
        ("status:推", "status:推进中"),
        ("状态：推", "状态：推进中"),
        ("status:推进中,整", "status:推进中,整改中"),
        ("unit:czj", "unit:区财政局"),
        ("lead:教育", "lead:区教育和体育局"),
        ("欠账:czj", "欠账:区财政局"),
        ("单位:部门", '单位:"各部门,单位"'),
        ("plan:ji", "plan:jinan-2021"),
        ("due:逾", "due:逾期"),
        ("a|flag:临", "a|flag:临期"),
        ("flag:待复", "flag:待复核"),
        ("flag:df", "flag:待复核"),
        ("排", "排序:"),
        ("px:qx", "px:期限"),
        ("排序：编号，-更", "排序：编号，-更新"),
    ],
)
def test_the_first_offer(text, result):
    assert accepted(text) == result


def test_all_values_after_the_colon_and_none_for_what_is_no_field():
    assert offered("status:")[:2] == ["未启动", "推进中"]
    assert offered("颜色:红") == []
    assert offered("财政") == []
    assert offered("") == []


def test_only_what_stands_before_the_cursor_counts():
    assert offered("sta 财政", 3) == ["status:"]


@given(st.text('状态statu单位unit:区财,"|!( \u3000：', max_size=20), st.integers(0, 20))
def test_any_text_at_any_cursor(text, cursor):
    cursor = min(cursor, len(text))
    for found in complete_filter(text, cursor, VALUES):
        assert 0 <= found.start <= found.end == cursor


@given(st.sampled_from(["status", "flag", "due", "updated", "evidence", "hint", "unit", "plan", "lead"]))
def test_every_offered_value_is_understood(field):
    for value in offered(f"{field}:"):
        assert parse_filter(f"{field}:{value}", CONTEXT).matches(make_row()) in {True, False}


UNITS = st.lists(st.tuples(st.sampled_from(VALUES["unit"]), st.sampled_from(["牵头", "配合", "责任"])), max_size=2)
ROWS = st.lists(
    st.builds(
        lambda units, chosen, own, **changes: make_row(
            packed_units=pack_pairs(units),
            packed_chosen=pack_pairs(chosen),
            packed_unit_status=pack_pairs(own),
            **changes,
        ),
        UNITS,
        st.lists(st.tuples(st.just("各部门,单位"), st.sampled_from(VALUES["unit"])), max_size=1),
        st.lists(st.tuples(st.sampled_from(VALUES["unit"]), st.sampled_from(["已完成", "整改中"])), max_size=1),
        plan=st.sampled_from(VALUES["plan"]),
        heading=st.sampled_from(["财政信息", "教育信息"]),
        status=st.sampled_from(["未启动", "推进中", "待核查", "已完成"]),
        due=st.sampled_from(["", "2021-08-01", "2022-09-30", "2022-10-05"]),
        open_due=st.sampled_from(["", "2022-11-30"]),
        internal_due=st.sampled_from(["", "2022-09-01"]),
        updated=st.sampled_from(["", "2022-03-01", "2022-09-20"]),
        issued=st.sampled_from(["", "2021-08-10"]),
        carried_to=st.sampled_from(["", "tianqiao-2022/001"]),
        evidence=st.integers(0, 1),
        hints=st.integers(0, 1),
    ),
    max_size=6,
)
FIELDS = ("状态", "flag", "due", "updated", "evidence", "hint", "unit", "plan", "lead", "催办")


@settings(max_examples=40)
@given(
    ROWS,
    st.sampled_from(
        ["", "财政 ", "!教育 unit:czj ", "教育|", "颜色:红 ", "欠账:czj ", "!状态:整改中 欠账:单位,无 催办:无 "]
    ),
)
def test_the_count_of_a_value_is_what_it_selects_beside_the_rest(rows, before):
    # What ends in a bar is no filter by itself, nor is what asks for an unknown field.
    beside = "" if before in {"教育|", "颜色:红 "} else before
    for field in FIELDS:
        text = f"{before}{field}:"
        for found in with_counts(text, complete_filter(text, len(text), VALUES), rows, CONTEXT):
            whole = parse_filter(f"{beside}{field}:{found.text}", CONTEXT)
            assert found.tasks == len(whole.select(rows))


def test_fields_orders_and_what_takes_long_to_count_have_no_count():
    for text in ("sta", "排序:", "欠账:", "欠账:czj 欠账:部门 状态:"):
        found = with_counts(text, complete_filter(text, len(text), VALUES), [make_row()], CONTEXT)
        assert found
        assert all(each.tasks is None for each in found)
    text, rows = "欠账:czj 状态:", [make_row()]
    for times, counted in ((1_000, True), (1_001, False)):
        found = with_counts(text, complete_filter(text, len(text), VALUES), rows * times, CONTEXT)
        assert {each.tasks is not None for each in found} == {counted}


def test_behind_a_comma_only_the_last_value_is_counted():
    text = "status:推进中,未"
    (found,) = with_counts(text, complete_filter(text, len(text), VALUES), [make_row()], CONTEXT)
    assert (found.text, found.tasks) == ("未启动", 0)
