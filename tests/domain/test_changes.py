"""Changes to a task, the log entries they leave, and differences in words."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import SINGLE_STEPS, TODAY, Ids, make_task

from gongkai_tui.domain.change_refusal import change_refusal
from gongkai_tui.domain.changes import BadValue, Terms, apply_change, field_changes, read_change
from gongkai_tui.domain.file_parts import Conflict
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.settable import FIELDS, settable_field
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Deadline, DeadlineKind, LogEntry, LogKind, Role
from gongkai_tui.domain.transitions import Actor
from gongkai_tui.domain.unit_cell import read_unit_cell
from gongkai_tui.domain.whole_status import StepTaken

PLAN = Plan("tianqiao-2021", "2021年济南市天桥区政务公开工作要点", year=2021, issued=date(2021, 8, 10))
URL = "https://www.tianqiao.gov.cn/1"


def changed(task, assignments, **said):
    undone = said.pop("undone", None)
    change = read_change(assignments, **said)
    return apply_change(
        task, change, NOBODY_REGISTERED, Terms(TODAY, PLAN), actor_name="张三", new_id=Ids(), undone=undone
    )


def refused(task, assignments, actor=Actor.BOTH, **said):
    return change_refusal(task, read_change(assignments, **said), NOBODY_REGISTERED, actor=actor)


def diff(old, new):
    return [(change.field, change.old, change.new) for change in field_changes(old, new)]


def test_starting_work_changes_one_field_only():
    task = make_task()
    new = changed(task, {"状态": "推进中"})
    assert diff(task, new) == [("状态", "未启动", "推进中")]
    assert replace(new, status=Status.NOT_STARTED) == task


def test_a_report_is_written_with_its_evidence():
    task = make_task(status=Status.IN_PROGRESS)
    new = changed(task, {"status": "待核查"}, evidence=(URL,), note="已公开", unit=None)
    entry = LogEntry("00000001", TODAY, LogKind.REPORT, None, "已公开", (URL,), "张三")
    assert new.log == (entry,)
    assert diff(task, new) == [
        ("状态", "推进中", "待核查"),
        ("记录", "", f"2022-10-01 报送：已公开 [{URL}]（张三）"),
    ]


def test_passing_the_check_writes_the_check():
    new = changed(make_task(status=Status.REPORTED), {"status": "已完成"})
    assert [(entry.kind, entry.text) for entry in new.log] == [(LogKind.CHECK, "核查通过")]


def test_report_and_check_in_one_step_are_both_written():
    new = changed(make_task(status=Status.IN_PROGRESS), {"status": "已完成"}, evidence=(URL,), note="网上巡查")
    assert [(entry.kind, entry.text, entry.evidence) for entry in new.log] == [
        (LogKind.REPORT, "网上巡查", (URL,)),
        (LogKind.CHECK, "核查通过：网上巡查", ()),
    ]


def test_beginning_and_report_in_one_step_are_both_written():
    said = {"evidence": (URL,), "note": "已公开", "on": "9月30日"}
    new = changed(make_task(), {"status": "待核查"}, unit="区财政局", **said)
    assert [(entry.kind, entry.unit, entry.text, entry.evidence, entry.on) for entry in new.log] == [
        (LogKind.PROGRESS, "区财政局", "由未启动转为推进中，与报送一步办理", (), None),
        (LogKind.REPORT, "区财政局", "已公开", (URL,), date(2022, 9, 30)),
    ]


SAYS = {
    "由未启动转为推进中": Status.IN_PROGRESS,
    "退回补充": Status.IN_PROGRESS,
    "核查通过": Status.DONE,
    "核查不通过": Status.RECTIFYING,
    "发现问题": Status.RECTIFYING,
    "核销": Status.CLOSED,
    "终止": Status.ENDED,
}


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(Actor)), max_size=12))
def test_every_accepted_step_is_a_chain_of_single_steps_in_the_log(wishes):
    task, ids = make_task(), Ids()
    for target, actor in wishes:
        change = read_change({"status": target.value}, note="甲", reason="乙", evidence=(URL,))
        if change_refusal(task, change, NOBODY_REGISTERED, actor=actor):
            continue
        after = apply_change(task, change, NOBODY_REGISTERED, Terms(TODAY), actor_name="张三", new_id=ids)
        told = [
            Status.REPORTED
            if entry.kind is LogKind.REPORT
            else next((status for head, status in SAYS.items() if entry.text.startswith(head)), target)
            for entry in after.log[len(task.log) :]
        ]
        path = [task.status, *told] if target is not task.status else []
        assert path[-1:] in ([], [target])
        for step in pairwise(path):
            assert step[1] in SINGLE_STEPS[step[0]]
        task = after


@pytest.mark.parametrize(
    ("source", "target", "said", "kind", "text"),
    [
        (Status.REPORTED, "推进中", {"reason": "缺链接"}, LogKind.RETURN, "退回补充：缺链接"),
        (Status.REPORTED, "整改中", {"reason": "打不开"}, LogKind.CHECK, "核查不通过：打不开"),
        (Status.DONE, "整改中", {"reason": "失实"}, LogKind.CHECK, "发现问题：失实"),
        (Status.DONE, "已核销", {"note": "年终核查"}, LogKind.CHECK, "核销：年终核查"),
        (Status.IN_PROGRESS, "已终止", {"reason": "机构撤并"}, LogKind.PROGRESS, "终止：机构撤并"),
        (Status.IN_PROGRESS, "推进中", {"note": "开了会"}, LogKind.PROGRESS, "开了会"),
        (Status.NOT_STARTED, "推进中", {"note": "开了会"}, LogKind.PROGRESS, "开了会"),
    ],
)
def test_what_a_step_writes(source, target, said, kind, text):
    new = changed(make_task(status=source), {"status": target}, **said)
    assert [(entry.kind, entry.text) for entry in new.log] == [(kind, text)]


@pytest.mark.parametrize(
    ("source", "target"), [("待核查", "已完成"), ("推进中", "已完成"), ("推进中", "整改中"), ("已完成", "已核销")]
)
def test_a_check_tells_how_it_was_made(source, target):
    said = {"note": "甲", "reason": "乙", "evidence": (URL,)}
    new = changed(make_task(status=Status(source)), {"status": target, "核查方式": " 网上巡查 "}, **said)
    assert [(entry.kind, entry.method) for entry in new.log if entry.kind is not LogKind.REPORT] == [
        (LogKind.CHECK, "网上巡查")
    ]
    assert diff(make_task(), new)[-1][2].startswith("2022-10-01 核查（网上巡查）：")
    assert changed(new, {"status": target}, method="抽检") == new


@pytest.mark.parametrize(
    ("assignments", "method", "said"),
    [
        ({"status": "待核查"}, "抽检", "只记在核查上"),
        ({"note": "已公开"}, "抽检", "只记在核查上"),
        ({"status": "已完成"}, "抽\n检", "一行文字"),
        ({"status": "已完成"}, "检" * 201, "最多 200 个字"),
    ],
)
def test_a_method_belongs_to_a_check(assignments, method, said):
    with pytest.raises(BadValue, match=said):
        changed(make_task(status=Status.IN_PROGRESS), assignments, evidence=(URL,), method=method)


def test_going_back_is_a_correction():
    step = StepTaken(make_task(status=Status.REPORTED), make_task(status=Status.DONE))
    new = changed(step.after, {"status": "待核查"}, reason="误记", undone=step)
    assert new.log[-1].kind is LogKind.CORRECTION
    assert new.log[-1].text == "更正：误记"


def test_evidence_before_a_finding_does_not_count_after_it():
    task = make_task(status=Status.IN_PROGRESS)
    reported = changed(task, {"status": "待核查"}, evidence=(URL,))
    found = changed(reported, {"status": "整改中"}, reason="打不开")
    assert refused(task, {"status": "待核查"}) is not None
    assert refused(reported, {"status": "已完成"}) is None
    assert "佐证" in (refused(found, {"status": "待核查"}) or "")
    assert refused(found, {"status": "待核查"}, evidence=(URL + "2",)) is None


def test_evidence_of_another_unit_is_none_of_one_s_own():
    task = changed(make_task(), {"status": "推进中"}, unit="区财政局", note="已公开", evidence=(URL,))
    begun = changed(task, {"status": "推进中"}, unit="各街道办事处")
    assert refused(begun, {"status": "待核查"}, unit="区财政局") is None
    assert "佐证" in (refused(begun, {"status": "待核查"}, unit="各街道办事处") or "")
    found = changed(begun, {"status": "整改中"}, unit="各街道办事处", reason="打不开")
    assert refused(found, {"status": "待核查"}, unit="区财政局") is None
    shared = changed(begun, {}, note="全区都已公开", evidence=(URL + "2",))
    assert refused(shared, {"status": "待核查"}, unit="各街道办事处") is None


def test_one_unit_by_exception():
    task = make_task(status=Status.IN_PROGRESS)
    new = changed(task, {"status": "整改中"}, unit="区民政局", reason="未公开")
    assert new.status is Status.IN_PROGRESS
    assert new.unit_status == {"区民政局": Status.RECTIFYING}
    assert new.log[-1].unit == "区民政局"
    assert diff(task, new)[0] == ("状态（区民政局）", "推进中", "整改中")
    back = changed(new, {"status": "推进中"}, unit="区民政局", reason="已改", undone=StepTaken(task, new))
    assert back.unit_status == {}


def test_the_whole_task_begins_where_it_has_not_and_leaves_who_is_further():
    task = make_task(unit_status={"甲": Status.IN_PROGRESS, "乙": Status.REPORTED, "丙": Status.DONE})
    new = changed(task, {"status": "推进中"})
    assert new.unit_status == {"乙": Status.REPORTED, "丙": Status.DONE}
    assert refused(task, {"status": "推进中"}) is None


def test_the_whole_task_takes_the_parts_of_its_units_along():
    task = make_task(unit_status={"区财政局": Status.DONE, "各街道办事处": Status.DONE})
    assert refused(task, {"status": "已核销"}, note="年终") is None
    closed = changed(task, {"status": "已核销"}, note="年终")
    assert (closed.status, closed.unit_status) == (Status.CLOSED, {})
    assert diff(task, closed)[0] == ("状态", "已完成", "已核销")


def test_a_part_that_cannot_go_along_is_named():
    task = make_task(unit_status={"区财政局": Status.IN_PROGRESS})
    said = refused(task, {"status": "整改中"}, reason="抽查")
    assert said == "推进中 → 整改中 带不上各街道办事处（未启动）：请用 --unit 逐个办理。"
    said = refused(task, {"status": "已核销"}, note="年终")
    assert "不能从推进中改为已核销" in said
    assert "区财政局 推进中，其余 未启动" in said
    everybody = make_task(unit_status={"区财政局": Status.DONE, "各街道办事处": Status.REPORTED})
    said = refused(everybody, {"status": "已核销"}, note="年终")
    assert "（区财政局 已完成、各街道办事处 待核查。）" in said


DEADLINE = Deadline("2022年9月底前", DeadlineKind.DATE, date(2022, 9, 30))


def test_an_extension_keeps_the_words_and_the_day_that_stood():
    task = make_task(deadline=DEADLINE)
    new = changed(task, {"期限": "2022-12-31"}, reason="系统升级")
    assert new.deadline == replace(DEADLINE, due=date(2022, 12, 31))
    assert new.log[-1].kind is LogKind.EXTENSION
    assert new.log[-1].text == "期限由 2022-09-30 改为 2022-12-31（逾期后申请）：系统升级"
    assert diff(task, new)[0] == ("期限", "2022-09-30", "2022-12-31")


def test_an_earlier_day_is_a_correction_and_none_leaves_the_words():
    assert changed(make_task(deadline=DEADLINE), {"due": "2022-06-30"}).log[-1].kind is LogKind.CORRECTION
    assert changed(make_task(deadline=DEADLINE), {"due": "无"}).deadline == Deadline(
        "2022年9月底前", DeadlineKind.UNDECIDED
    )


def test_a_day_alone_makes_up_no_words_of_the_document():
    dated = changed(make_task(), {"due": "2022-06-30"})
    assert dated.deadline == Deadline("", DeadlineKind.DATE, date(2022, 6, 30))
    assert changed(dated, {"due": "无"}, reason="误填").deadline is None


def test_deadline_words_are_read_anew():
    new = changed(make_task(), {"完成时限": "2022年9月底前完成，长期坚持"})
    assert new.deadline == Deadline("2022年9月底前完成，长期坚持", DeadlineKind.DATE_THEN_ONGOING, date(2022, 9, 30))


def test_what_was_asked_about_words_goes_with_them():
    vague = changed(make_task(hints=("别的",)), {"deadline": "第三季度前"})
    assert [hint.partition("”")[0] for hint in vague.hints] == ["别的", "“第三季度前"]
    other = changed(vague, {"deadline": "第二季度前"})
    assert [hint.partition("”")[0] for hint in other.hints] == ["别的", "“第二季度前"]
    assert changed(vague, {"deadline": "9月底前"}).hints == ("别的",)
    assert changed(vague, {"deadline": "第三季度前"}).hints == vague.hints
    printed = read_unit_cell("区财政局、区财政局")
    task = make_task(units_raw="区财政局、区财政局", hints=("别的", *printed.hints))
    assert changed(task, {"责任单位": "区财政局"}).hints == ("别的",)


def test_units_are_read_like_a_cell():
    new = changed(make_task(units_raw="区财政局"), {"责任单位": "区司法局牵头，各街道办事处配合"})
    assert [(entry.unit, entry.role) for entry in new.units] == [
        ("区司法局", Role.LEAD),
        ("各街道办事处", Role.SUPPORT),
    ]
    assert new.units_raw == "区财政局"


def test_plain_fields_and_the_reason_for_changing_them():
    new = changed(
        make_task(hints=("请核对",)),
        {"任务": "财政资金", "zj": "一", "要求": "甲\r\n乙", "序号": "18", "提示": "已确认"},
        reason="原文有误",
    )
    assert (new.heading, new.section, new.requirement, new.seq, new.hints) == (
        "财政资金",
        "一",
        "甲\n乙",
        18,
        (),
    )
    assert new.log[-1].text == "原文有误"


def test_confirming_hints():
    assert changed(make_task(hints=("a", "b")), {}, confirm_hints=True).hints == ()


def test_notes_and_evidence_may_come_as_columns_of_a_table():
    new = changed(make_task(), {"进展情况": "已公开", "佐证链接": f"{URL} {URL}2 {URL}"}, unit="区财政局")
    assert new.log == (LogEntry("00000001", TODAY, LogKind.PROGRESS, "区财政局", "已公开", (URL, URL + "2"), "张三"),)


def test_deciding_a_field_settles_its_conflict():
    conflicts = (Conflict("heading", "a", "财政信息", "b"), Conflict("status", "未启动", "未启动", "推进中"))
    task = make_task(conflicts=conflicts)
    assert changed(task, {"heading": "财政信息"}).conflicts == conflicts[1:]
    assert changed(task, {"status": "推进中"}).conflicts == conflicts[:1]
    assert changed(task, {"seq": "3"}).conflicts == conflicts


@pytest.mark.parametrize(
    ("assignments", "said"),
    [
        ({"颜色": "红"}, "没有“颜色”"),
        ({"status": "好了"}, "没有“好了”这个状态"),
        ({"status": "已"}, "没有“已”这个状态"),
        ({"status": "逾期"}, "标记"),
        ({"due": "下个月"}, "下个月底"),
        ({"due": "2022-09"}, "一个日期"),
        ({"seq": "零"}, "数字"),
        ({"seq": "0"}, "数字"),
        ({"heading": " "}, "不能为空"),
        ({"heading": "a\nb"}, "一行"),
        ({"requirement": "a\x1bb"}, "控制字符"),
        ({"units": ""}, "不能为空"),
        ({"hints": "也许"}, "确认"),
        ({"evidence": "已完成"}, "佐证"),
        ({"status": "推进中", "状态": "推进中"}, "两次"),
    ],
)
def test_bad_values_are_refused_in_words(assignments, said):
    with pytest.raises(BadValue, match=said):
        changed(make_task(), assignments)


def test_only_what_is_reported_has_a_day_of_its_own():
    begun = make_task(status=Status.IN_PROGRESS)
    log = changed(begun, {"status": "待核查"}, evidence=(URL,), on="2022-07-01").log
    assert [(entry.kind, entry.on) for entry in log] == [(LogKind.REPORT, date(2022, 7, 1))]
    with pytest.raises(BadValue, match="核查、退回、更正"):
        changed(begun, {"status": "整改中"}, reason="缺链接", note="首页", on="2022-07-01")


def test_every_field_is_known_by_all_its_names():
    for field in FIELDS:
        for name in (field.name, field.label, *field.aliases):
            assert settable_field(name) is field


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([status.value for status in Status]),
        "due": st.sampled_from(["2022-09-30", "2023-01-01", "无"]),
        "heading": st.sampled_from(["财政信息", "教育信息"]),
        "section": st.sampled_from(["", "深化重点领域政府信息公开", "一"]),
        "requirement": st.sampled_from(["", "按月公开。", "甲\n乙"]),
        "seq": st.sampled_from(["17", "18", "无"]),
        "hints": st.just("confirmed"),
    },
)
SAID = st.fixed_dictionaries(
    {
        "unit": st.sampled_from([None, "区财政局", "区民政局"]),
        "note": st.sampled_from(["", "已公开"]),
        "reason": st.sampled_from(["", "误记"]),
        "evidence": st.sampled_from([(), (URL,)]),
        "confirm_hints": st.booleans(),
    }
)
TASKS = st.builds(
    make_task,
    status=st.sampled_from(Status),
    unit_status=st.dictionaries(st.sampled_from(["区财政局", "区民政局"]), st.sampled_from(Status)),
    deadline=st.sampled_from([None, DEADLINE]),
    hints=st.sampled_from([(), ("请核对",)]),
)


@given(TASKS, VALUES, SAID)
def test_differences_are_named_exactly_where_there_are_any(task, values, said):
    new = changed(task, values, **said)
    differences = field_changes(task, new)
    assert bool(differences) == (new != task)
    assert new.log[: len(task.log)] == task.log
    assert len({entry.id for entry in new.log}) == len(new.log)
    mirrored = [(change.field, change.new, change.old) for change in differences if change.key != "log"]
    assert sorted(mirrored) == sorted(
        (change.field, change.old, change.new) for change in field_changes(new, task) if change.key != "log"
    )


@given(TASKS, VALUES)
def test_setting_the_same_again_changes_nothing(task, values):
    once = changed(task, values)
    assert changed(once, values) == once
