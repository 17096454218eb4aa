"""Which statuses stand in a task file, whatever style a hand has written it in."""

import pytest

from gongkai_tui.storage.states import moved, states_in

PATH = "plans/huaiyin-2022/001.yaml"
OWN = {"": "推进中", "区财政局": "待核查"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status: 推进中\n", {"": "推进中"}),
        ("status: 推进中\nunit_status:\n  区财政局: 待核查\nlog: []\n", OWN),
        ("unit_status: {区财政局: 待核查}\nstatus: 推进中\n", OWN),
        ('status: "推进中"  # 手工\nunit_status:\n    区财政局:   待核查\n', OWN),
        ("unit_status:\n  区财政局: 待核查 # 手工\nstatus: 推进中\n", OWN),
        ("status: 推进中\nunit_status:\n  区　财政局: 待核查\n", {"": "推进中", "区　财政局": "待核查"}),
        ("requirement: |-\n  status: 已完成\nstatus: 推进中\n", {"": "推进中"}),
        ("heading: [\n", {}),
    ],
)
def test_statuses_of_a_file(text, expected):
    assert states_in(PATH, f"id: huaiyin-2022/001\nheading: 财政\n{text}".encode()) == expected


def test_a_merge_moves_what_differs_from_all_that_it_brought_together():
    assert moved([OWN, {"": "推进中"}], OWN) == ()
    assert moved([OWN, {"": "推进中"}], {"": "推进中", "区财政局": "已完成"}) == ("区财政局",)
    assert moved([OWN], {"": "推进中"}) == ("区财政局",)
    assert moved([], OWN) == ("",)
