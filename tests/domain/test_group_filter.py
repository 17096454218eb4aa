"""Every line of a statistic leads to exactly the tasks that it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import CONTEXT, TODAY, make_row

from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.group_filter import group_filter
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.summary import AXIS_LABELS, summarise_by

NAMES = (
    "区财政局",
    "区财政",
    "无",
    "有",
    "w",
    "",
    "聚焦“六稳”“六保”工作",
    "“”",
    'a "b" c',
    "a|b (c) !d, e",
    "a -b",
    "…等",
    "2021",
    "Ａ局",
    "A局",
    "due:30d",
)
names = st.sampled_from(NAMES)
units = st.lists(st.tuples(names.filter(bool), st.sampled_from(["牵头", "配合", "责任"])), max_size=3)
rows = st.lists(
    st.builds(
        lambda given, own, **changes: make_row(
            packed_units=pack_pairs(given), packed_unit_status=pack_pairs(own), **changes
        ),
        units,
        st.lists(st.tuples(names.filter(bool), st.sampled_from(["已完成", "整改中"])), max_size=1),
        status=st.sampled_from([status.value for status in Status]),
        due=st.sampled_from(["", "2021-06-30", "2022-09-30", "2022-10-10"]),
        plan=st.sampled_from(["a-2021", "a", "2019"]),
        section=names,
        year=st.sampled_from([0, 2021, 2022]),
        evidence=st.integers(0, 1),
    ),
    max_size=8,
).map(lambda found: [row._replace(id=f"{row.plan}/{seq:03d}", seq=seq) for seq, row in enumerate(found, 1)])


def governed(row, unit):
    return f"{unit}（{row.plan}）"


@given(rows, st.sampled_from(list(AXIS_LABELS)), st.booleans())
def test_it_selects_exactly_what_was_counted(rows, axis, several):
    label = {"unit_label": governed} if several else {}
    for group in summarise_by(rows, TODAY, axis, **label):
        text = group_filter(axis, group, rows, CONTEXT)
        found = [row.id for row in parse_filter(text, CONTEXT).select(rows)]
        assert sorted(found) == sorted({row.id for row in group.rows})
        assert len(found) <= group.summary.total


@pytest.mark.parametrize(
    ("axis", "changes", "expected"),
    [
        ("unit", {}, "单位=区财政局"),
        ("section", {"section": "聚焦“六稳”“六保”工作"}, "章节:聚焦"),
        ("section", {"section": "一、总 则"}, '章节="一、总 则"'),
        ("month", {}, '期限="2022-09"'),
        ("month", {"due": ""}, "期限:无"),
        ("status", {}, "状态=推进中"),
        ("flag", {}, "标记=逾期"),
        ("plan", {}, "计划=tianqiao-2021"),
        ("lead", {}, "牵头=区财政局"),
    ],
)
def test_it_reads_as_a_person_would_write_it(axis, changes, expected):
    row = make_row(1, **changes)
    others = [make_row(2, section="其他", due="2022-10-30", status="待核查", plan="b", packed_units="", id="b/002")]
    group = summarise_by([row], TODAY, axis)[0]
    assert group_filter(axis, group, [row, *others], CONTEXT) == expected.replace('"2022-09"', "2022-09")
