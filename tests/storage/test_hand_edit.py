from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_tui.domain.status import Status
from gongkai_tui.storage.codec import decode_task
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.emit import emit_task
from gongkai_tui.storage.hand_edit import carry_over

from .record_strategies import tasks

PATH = "plans/tianqiao-2021/017.yaml"
BASE = """\
id: tianqiao-2021/017
heading: 标题
requirement: |-
  要求。
units:
  - unit: 区财政局
    role: 牵头
  - unit: 区民政局
    role: 配合
status: 推进中
log:
  - id: 3f9a2c1e
    date: 2021-09-30
    kind: 进展
    text: 已公开
"""
ENTRY = "  - id: {}\n    date: 2021-10-0{}\n    kind: 进展\n"


def _carry(hand, new, base=BASE):
    merged = carry_over(PATH, base.encode(), hand.encode(), new.encode())
    return None if merged is None else merged.decode()


def test_different_fields_meet_and_the_hands_style_stays():
    hand = BASE.replace("heading: 标题", "heading: '新标题'  # 改过")
    new = BASE.replace("推进中", "待核查")
    assert _carry(hand, new) == hand.replace("推进中", "待核查")


def test_items_of_one_list_meet():
    hand = BASE.replace("role: 配合", "role: 责任") + ENTRY.format("aaaaaaaa", 1)
    new = BASE.replace("role: 牵头", "role: 责任") + ENTRY.format("bbbbbbbb", 2)
    expected = BASE.replace("role: 牵头", "role: 责任").replace("role: 配合", "role: 责任")
    assert _carry(hand, new) == expected + ENTRY.format("aaaaaaaa", 1) + ENTRY.format("bbbbbbbb", 2)


@pytest.mark.parametrize(
    ("hand", "new"),
    [
        (BASE.replace("推进中", "已完成"), BASE.replace("推进中", "待核查")),
        (BASE.replace("text: 已公开", "text: 甲"), BASE.replace("text: 已公开", "text: 乙")),
        (BASE.replace("role: 配合", "role: 责任"), BASE.replace("  - unit: 区民政局\n    role: 配合\n", "")),
        (BASE + ENTRY.format("aaaaaaaa", 1), BASE + ENTRY.format("aaaaaaaa", 2)),
        (BASE.replace("status: 推进中", "status: [推进中"), BASE.replace("推进中", "待核查")),
        ("", BASE.replace("推进中", "待核查")),
    ],
)
def test_one_field_changed_by_both_is_for_a_person(hand, new):
    assert _carry(hand, new) is None


def test_the_same_change_twice_is_no_conflict():
    both = BASE.replace("推进中", "待核查")
    assert _carry(both + "# 手写\n", both) == both + "# 手写\n"


def test_created_and_removed_files():
    assert carry_over(PATH, None, b"x", b"y") is None
    assert carry_over(PATH, BASE.encode(), b"x", None) is None
    assert carry_over(PATH, None, b"same", b"same") == b"same"
    assert carry_over("plans/tianqiao-2021/source.txt", b"a", b"b", b"c") is None
    assert carry_over("plans/tianqiao-2021/source.txt", b"a", b"a", b"c") == b"c"


@settings(max_examples=60, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))
@given(tasks, tasks, tasks, st.data())
def test_different_fields_always_meet(base, hand, new, data):
    names = [name for name in base.__dataclass_fields__ if name not in ("id", "extra")]
    by_hand, by_us = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    path = f"plans/{base.id}.yaml"
    base_text = emit_task(base).encode()
    hand_task = replace(base, **{by_hand: getattr(hand, by_hand)})
    new_task = replace(base, **{by_us: getattr(new, by_us)})
    hand_text = edit_task(base_text, hand_task, path) + b"# by hand\n"
    merged = carry_over(path, base_text, hand_text, edit_task(base_text, new_task, path))
    expected = replace(hand_task, **{by_us: getattr(new, by_us)})
    assert merged is not None
    assert decode_task(merged, path).value == expected


def test_statuses_of_units_meet_by_name():
    base = replace(decode_task(BASE.encode(), PATH).value, unit_status={"甲": Status.DONE, "乙": Status.DONE})
    hand = replace(base, unit_status={"甲": Status.RECTIFYING, "乙": Status.DONE})
    new = replace(base, unit_status={"甲": Status.DONE, "丙": Status.DONE})
    merged = carry_over(PATH, *(emit_task(task).encode() for task in (base, hand, new)))
    assert decode_task(merged, PATH).value.unit_status == {"甲": Status.RECTIFYING, "丙": Status.DONE}
