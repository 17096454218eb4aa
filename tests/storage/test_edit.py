import difflib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Deadline, DeadlineKind, LogEntry, LogKind, Role, UnitRole
from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.storage.edit import EditError, edit_plan, edit_task, edit_units
from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units

from .record_strategies import jurisdictions, plans, tasks

PATH = "plans/tianqiao-2021/017.yaml"

STYLED = """\
# 本文件由办公室维护
---
id:   tianqiao-2021/017   # 编号
seq: 17
heading: '全面推进“五公开”'     # 标题

requirement: |
  第一段。
  第二段。

units_raw: "区财政局、各街道办事处"
units:
# 牵头单位
- unit:   区财政局
  role: 牵头     # 主
# 其他
-
  unit: 各街道办事处
  role: 责任
- {unit: 区民政局, role: 配合}
deadline: {raw: 2022年9月底前, kind: 截止, due: 2022-09-30}
status:   推进中   # 现状
"unit_status":
    区民政局:  整改中
log:
    - id: 3f9a2c1e
      date: 2021-09-30
      kind: 进展
      text: >-
        words folded
        here
      evidence: [https://a.invalid/1, "文〔2021〕1号"]
source_lines: [ 106,106 ]
note_of_ours: {a: 1, b: [x, y]}
hints: []
# 完
"""


def _changed_lines(old, new):
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return [line for line in lines if line[0] in "+-"]


def _edit(text, **changes):
    task = decode_task(text.encode(), PATH).value
    assert task is not None
    wanted = replace(task, **changes)
    edited = edit_task(text.encode(), wanted, PATH)
    assert decode_task(edited, PATH).value == wanted
    return edited.decode()


def _task(text=STYLED):
    return decode_task(text.encode(), PATH).value


def test_a_status_change_is_one_line_and_keeps_its_comment():
    assert _changed_lines(STYLED, _edit(STYLED, status=Status.REPORTED)) == [
        "- status:   推进中   # 现状",
        "+ status:   待核查   # 现状",
    ]


def test_quotes_stay_as_they_were():
    assert _changed_lines(STYLED, _edit(STYLED, heading="it's new"))[1] == "+ heading: 'it''s new'     # 标题"
    assert _changed_lines(STYLED, _edit(STYLED, units_raw="区财政局"))[1] == '+ units_raw: "区财政局"'


def test_long_text_changes_only_its_own_lines():
    changed = _changed_lines(STYLED, _edit(STYLED, requirement="第一段。\n第三段。"))
    assert {line[2:] for line in changed} <= {"requirement: |", "requirement: |-", "  第二段。", "  第三段。"}


def test_a_log_entry_is_appended_in_the_style_of_the_list():
    entry = LogEntry("00000001", date(2021, 10, 1), LogKind.CHECK, text="好", evidence=("https://b.invalid",))
    changed = _changed_lines(STYLED, _edit(STYLED, log=(*_task().log, entry)))
    assert changed == [
        '+     - id: "00000001"',
        "+       date: 2021-10-01",
        "+       kind: 核查",
        "+       text: 好",
        "+       evidence:",
        "+         - https://b.invalid",
    ]


def test_items_and_fields_inside_lists_change_alone():
    units = _task().units
    first = replace(units[0], role=Role.RESPONSIBLE, scope="财政")
    assert _changed_lines(STYLED, _edit(STYLED, units=(first, *units[1:]))) == [
        "-   role: 牵头     # 主",
        "+   role: 责任     # 主",
        "+   scope: 财政",
    ]
    in_braces = replace(units[2], role=Role.LEAD)
    assert _changed_lines(STYLED, _edit(STYLED, units=(*units[:2], in_braces)))[0] == "- - {unit: 区民政局, role: 配合}"
    assert _changed_lines(STYLED, _edit(STYLED, units=(units[0], units[2]))) == [
        "- -",
        "-   unit: 各街道办事处",
        "-   role: 责任",
    ]
    new = UnitRole("区卫健局", Role.SUPPORT)
    assert _changed_lines(STYLED, _edit(STYLED, units=(new, *units))) == ["+ - unit: 区卫健局", "+   role: 配合"]


def test_fields_appear_and_vanish():
    assert _changed_lines(STYLED, _edit(STYLED, section="基层"))[0] == "+ section: 基层"
    assert _changed_lines(STYLED, _edit(STYLED, seq=None)) == ["- seq: 17"]
    assert _changed_lines(STYLED, _edit(STYLED, unit_status={})) == ['- "unit_status":', "-     区民政局:  整改中"]
    changed = _changed_lines(STYLED, _edit(STYLED, unit_status={"区民政局": Status.DONE, "区 局: 甲": Status.DONE}))
    assert changed == ["-     区民政局:  整改中", "+     区民政局:  已完成", '+     "区 局: 甲": 已完成']
    later = Deadline("2022年10月底前", DeadlineKind.DATE, date(2022, 10, 31))
    assert len(_changed_lines(STYLED, _edit(STYLED, deadline=later))) == 5
    assert "+ hints:" in _changed_lines(STYLED, _edit(STYLED, hints=("看一看",)))


def test_several_new_fields_in_one_place_keep_their_order():
    path = "units/tianqiao.yaml"
    styled = "name: 天桥区 # 区\nunits:\n- name: 区财政局\n  contacts: # 人\n  - name: 张三 # 科长\n    email: z@a.cn\n"
    old = decode_units(styled.encode(), path).value
    unit = old.units[0]
    left = replace(unit.contacts[0], until=date(2022, 5, 1), handed_over_to="李四")
    contacts = (left, replace(unit.contacts[0], name="李四"))
    new = replace(old, units=(replace(unit, contacts=contacts),))
    text = edit_units(styled.encode(), new, path).decode()
    assert text.startswith(styled)
    added = " ".join(text.removeprefix(styled).split())
    assert added == "until: 2022-05-01 handed_over_to: 李四 - name: 李四 email: z@a.cn duty: 联络员"


def test_unknown_keys_change_alone():
    changed = _changed_lines(STYLED, _edit(STYLED, extra=(("note_of_ours", {"a": "1", "b": ["x"]}),)))
    assert changed[0] == "- note_of_ours: {a: 1, b: [x, y]}"


@pytest.mark.parametrize("names", ["ba", "ca", "abc", "acb", "cab", "xay", "xyz", "c", ""])
@pytest.mark.parametrize("in_braces", [False, True])
def test_unknown_keys_come_in_the_order_that_was_meant(names, in_braces):
    first = "id: tianqiao-2021/017, heading: 标题, 甲a: 1, 甲b: [x], status: 推进中, 甲c: 3"
    text = "{" + first + "}\n" if in_braces else "# 手写\n" + first.replace(", ", "\n") + "\n"
    old = dict(decode_task(text.encode(), PATH).value.extra)
    extra = tuple((f"甲{name}", old.get(f"甲{name}", name)) for name in names)
    edited = _edit(text, extra=extra)
    assert decode_task(edited.encode(), PATH).value.extra == extra
    assert in_braces or edited.startswith("# 手写\nid: tianqiao-2021/017\nheading: 标题\n")


def test_line_ends_and_mark_of_a_file_stay():
    crlf = b"\xef\xbb\xbf" + STYLED.replace("\n", "\r\n").encode()
    task = decode_task(crlf, PATH).value
    edited = edit_task(crlf, replace(task, status=Status.DONE), PATH)
    assert edited == crlf.replace("推进中".encode(), "已完成".encode())


def test_a_file_in_braces_is_edited_through_the_round_trip():
    text = "{id: tianqiao-2021/017, heading: 标题, status: 推进中}\n"
    assert _edit(text, status=Status.DONE) == "{id: tianqiao-2021/017, heading: 标题, status: 已完成}\n"


def test_no_change_is_no_edit():
    assert edit_task(STYLED.encode(), _task(), PATH) == STYLED.encode()


def test_a_file_with_errors_is_left_alone():
    with pytest.raises(EditError, match="没有修改"):
        edit_task(b"id: x\n", _task(), PATH)


def test_text_that_no_file_can_hold_is_refused():
    with pytest.raises(EditError, match="读回"):
        edit_task(emit_task(_task()).encode(), replace(_task(), heading="\u200b"), PATH)


_MANY = settings(max_examples=60, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck))


def _restyle(text, data):
    """A hand's own style: comments, blank lines, another order of top-level keys."""
    blocks = []
    for line in text.splitlines():
        if line[:1] in (" ", "-") or (blocks and not line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    order = data.draw(st.permutations(range(len(blocks))))
    styled = ["# 手写"]
    for number in order:
        first, *rest = blocks[number]
        styled += ["", "# 说明", first, *rest]
    return "\n".join(styled) + "\n"


@_MANY
@given(tasks, tasks, st.data())
def test_any_field_of_a_styled_task_can_be_edited(task, other, data):
    text = _restyle(emit_task(task), data)
    path = f"plans/{task.id}.yaml"
    old = decode_task(text.encode(), path).value
    assert replace(old, extra=task.extra) == task
    attr = data.draw(st.sampled_from([name for name in task.__dataclass_fields__ if name != "id"]))
    wanted = replace(old, **{attr: getattr(other, attr)})
    edited = edit_task(text.encode(), wanted, path).decode()
    assert decode_task(edited.encode(), path).value == wanted
    if attr != "extra":
        assert _lines_outside(edited, attr) == _lines_outside(text, attr)


def _lines_outside(text, key):
    kept, inside = [], False
    for line in text.splitlines():
        if line and line[0] not in " -#":
            inside = line.startswith(f"{key}:")
        elif line.startswith("#"):
            inside = False
        if line and not inside:
            kept.append(line)
    return kept


@_MANY
@given(plans, plans, st.data())
def test_any_plan_can_be_edited(plan, other, data):
    text = _restyle(emit_plan(plan), data)
    path = f"plans/{plan.id}/plan.yaml"
    wanted = replace(other, id=plan.id, extra=decode_plan(text.encode(), path).value.extra)
    edited = edit_plan(text.encode(), wanted, path)
    assert decode_plan(edited, path).value == wanted


@_MANY
@given(jurisdictions, jurisdictions, st.data())
def test_any_units_file_can_be_edited(jurisdiction, other, data):
    text = _restyle(emit_units(jurisdiction), data)
    path = "units/tianqiao.yaml"
    wanted = replace(other, extra=decode_units(text.encode(), path).value.extra)
    edited = edit_units(text.encode(), wanted, path)
    assert decode_units(edited, path).value == wanted
