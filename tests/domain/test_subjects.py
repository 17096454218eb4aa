"""Commit subjects and short names."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_task

from gongkai_tui.domain.field_diff import FieldChange, field_changes
from gongkai_tui.domain.short_name import one_line, plan_short_name
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.subject_parts import without_task
from gongkai_tui.domain.subjects import bulk_line, bulk_subject, doers_named, said_lines, subject_for, with_said
from gongkai_tui.domain.task import Deadline, DeadlineKind, Link, LinkKind, LogEntry, LogKind

STEP = FieldChange("状态", "推进中", "待核查", "status")
NOTE = FieldChange("记录", "", "2022-10-01 报送 区财政局：已公开（张三）", "log")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("2021年济南市天桥区政务公开工作要点", "天桥2021"),
        ("2020年济南市天桥区政务公开工作要点", "天桥2020"),
        ("2022年槐荫区政务公开工作要点", "槐荫2022"),
        ("2021 年济南市政务公开工作要点", "济南2021"),
        ("2019年红岛经济区政务公开工作要点", "红岛2019"),
        ("青岛市市南区2023年度政务公开工作要点", "市南2023"),
        ("天桥区人民政府办公室2021年政务公开工作要点", "天桥2021"),
        ("政务公开工作要点", "some-plan"),
        ("2021年政务公开工作要点", "some-plan"),
        ("", "some-plan"),
    ],
)
def test_short_names(title, short):
    assert plan_short_name(title, "some-plan") == short


def test_the_subject_of_one_task():
    subject = subject_for("天桥2021", make_task(), [STEP, NOTE], "区财政局")
    assert subject == "天桥2021 第17项 财政信息：推进中 → 待核查（区财政局）"


def test_the_status_of_one_unit_says_whose_it_is_also_where_nobody_named_it():
    own = FieldChange("状态（区民政局）", "推进中", "待核查", "unit_status")
    assert subject_for("天桥2021", make_task(), [own, NOTE]).endswith("：推进中 → 待核查（区民政局）")


def test_a_task_without_number_is_named_by_its_id():
    task = replace(make_task(), id="tianqiao-2021/x-7c2e", seq=None)
    assert subject_for("天桥2021", task, [STEP]) == "天桥2021 x-7c2e 财政信息：推进中 → 待核查"


def test_a_task_without_a_heading_is_named_by_what_it_asks_for():
    task = replace(make_task(), heading="", requirement="9月底前完成栏目自查\n并报送结果")
    assert subject_for("天桥2021", task, [STEP]).startswith("天桥2021 第17项 9月底前完成栏目自查 并报送结果：推进中")
    assert bulk_line(task, [STEP]).startswith(f"{task.id} 9月底前完成栏目自查")


def test_other_changes():
    due = FieldChange("期限", "", "2022-12-31", "deadline.due")
    raw = FieldChange("完成时限", "", "年底前", "deadline.raw")
    assert subject_for("天桥2021", make_task(), [due]).endswith("：期限 无 → 2022-12-31")
    assert subject_for("天桥2021", make_task(), [raw, due, NOTE]).endswith("：期限 无 → 2022-12-31 等2个字段")
    assert subject_for("天桥2021", make_task(), [NOTE], "区财政局").endswith("：报送 区财政局：已公开（张三）")


def test_bulk_subjects():
    assert bulk_subject({"a/001": [STEP, NOTE], "a/002": [STEP]}) == "批量：2项 status 推进中 → 待核查"
    other = STEP._replace(old="整改中")
    assert bulk_subject({"a/001": [STEP], "a/002": [other]}) == "批量：2项 status → 待核查"
    due = FieldChange("期限", "", "2022-12-31", "deadline.due")
    assert bulk_subject({"a/001": [due], "a/002": [STEP]}) == "批量：2项 状态、期限"
    assert bulk_subject({"a/001": [due], "a/002": [due, NOTE]}) == "批量：2项 期限 无 → 2022-12-31"
    heading = FieldChange("任务", "财政", "财政信息", "heading")
    assert bulk_subject({"a/001": [heading], "a/002": [heading]}) == "批量：2项 任务 财政 → 财政信息"
    asked = [FieldChange("提示", words, "", "hints") for words in ("单位沿用", "期限待核")]
    assert bulk_subject({"a/001": asked[:1], "a/002": asked[1:]}) == "批量：2项 提示 → 无"
    assert bulk_line(make_task(), [STEP]) == "tianqiao-2021/017 财政信息：推进中 → 待核查"


def test_a_bulk_subject_counts_statuses_that_differ():
    started = STEP._replace(new="整改中")
    three = {"a/001": [STEP, NOTE], "a/002": [started], "a/003": [STEP]}
    assert bulk_subject(three) == "批量：3项 status 推进中 → 待核查 2项、整改中 1项"
    assert (
        bulk_subject({**three, "a/002": [started._replace(old="待核查")]})
        == "批量：3项 status → 待核查 2项、整改中 1项"
    )
    finance, civil, health = (
        FieldChange(f"状态（{unit}）", "未启动", status, "unit_status")
        for unit, status in (("区财政局", "待核查"), ("区民政局", "推进中"), ("区卫健局", "待核查"))
    )
    two = {"a/007": [finance, civil, NOTE], "a/009": [health]}
    assert bulk_subject(two) == "批量：2项 3个单位状态 未启动 → 待核查 2个、推进中 1个"
    assert bulk_subject({"a/007": [finance, health], "a/009": [health]}) == "批量：2项 3个单位状态 未启动 → 待核查"
    assert bulk_subject({"a/007": [finance], "a/009": [civil]}) == "批量：2项 单位状态 未启动 → 待核查 1项、推进中 1项"
    heading = FieldChange("任务", "财政", "财政信息", "heading")
    assert bulk_subject({"a/001": [heading], "a/002": [heading._replace(new="民政")]}) == "批量：2项 任务"


def test_a_line_of_a_list_says_whose_status_changed():
    own = FieldChange("状态（区民政局）", "推进中", "整改中", "unit_status")
    assert bulk_line(make_task(), [own, NOTE]) == "tianqiao-2021/017 财政信息：推进中 → 整改中（区民政局）"
    assert bulk_line(make_task(), [STEP], "区财政局") == "tianqiao-2021/017 财政信息：推进中 → 待核查（区财政局）"


def test_the_body_says_why_in_full():
    long = NOTE._replace(new=f"2022-10-01 核查：{'链接失效' * 40}（张三）")
    assert said_lines([STEP, long]) == (long.new.removeprefix("2022-10-01 "),)
    assert said_lines([long]) == said_lines([STEP, long])
    assert said_lines([NOTE]) == (), "it stands in the subject"
    assert said_lines([STEP]) == ()
    own = FieldChange("状态（区民政局）", "推进中", "整改中", "unit_status")
    assert said_lines([STEP, own, NOTE]) == ("状态（区民政局）：推进中 → 整改中", "报送 区财政局：已公开（张三）")


def test_what_many_have_in_common_is_said_once():
    assert with_said(["甲", "乙"], [("同",), ("同",)]) == ("甲", "乙", "各项都记：同")
    assert with_said(["甲", "乙"], [("一",), ()]) == ("甲", "记：一", "乙")
    assert with_said(["甲"], [("一",)]) == ("甲", "记：一")
    assert with_said([], []) == ()


def test_a_bulk_subject_says_what_was_recorded_and_whose_status_it_is():
    progress = FieldChange("记录", "", "2022-10-01 进展：已部署", "log")
    times = FieldChange("记录", "", "2022-10-01 完成次数 区财政局 培训：1次", "log")
    assert bulk_subject({"a/001": [NOTE], "a/002": [NOTE]}) == "批量：2项 记录报送"
    assert bulk_subject({"a/001": [progress], "a/002": [progress]}) == "批量：2项 记录进展"
    assert bulk_subject({"a/001": [times], "a/002": [times]}) == "批量：2项 记录完成次数"
    assert bulk_subject({"a/001": [progress], "a/002": [times]}) == "批量：2项 记录"
    own = FieldChange("状态（区民政局）", "推进中", "待核查", "unit_status")
    assert bulk_subject({"a/001": [own], "a/002": [own]}) == "批量：2项 状态（区民政局） 推进中 → 待核查"
    other = own._replace(field="状态（区财政局）")
    assert bulk_subject({"a/001": [own], "a/002": [other]}) == "批量：2项 单位状态 推进中 → 待核查"
    begun = other._replace(old="未启动", new="推进中")
    assert bulk_subject({"a/001": [own, begun], "a/002": [own]}) == "批量：2项 3个单位状态 → 待核查 2个、推进中 1个"


def test_who_did_something_together_stands_once():
    done = FieldChange("记录", "", "2022-12-01 完成次数 区财政局 培训：集中（张三）", "log")
    who = doers_named(["区财政局", "各街道办事处"])
    assert subject_for("天桥2021", make_task(), [done], who).endswith(
        "：完成次数 培训：集中（张三）（区财政局、各街道办事处）"
    )
    assert subject_for("天桥2021", make_task(), [done], doers_named(["区财政局"])).endswith(
        "区财政局 培训：集中（张三）"
    )
    assert doers_named([f"{n}局" for n in "甲乙丙丁"]) == "甲局等4个单位"


def test_no_word_of_a_bulk_subject_is_english_but_that_of_the_status():
    before, day = make_task(), date(2022, 9, 30)
    after = replace(
        before,
        id="tianqiao-2021/018",
        seq=18,
        section="章",
        heading="题",
        requirement="求",
        units_raw="区民政局",
        units=(),
        deadline=Deadline("九月底前", DeadlineKind.DATE, day),
        internal_due=day,
        unit_status={"区财政局": Status.REPORTED},
        source_lines=(1, 2),
        hints=("核对",),
        links=(Link("jinan-2021/001", LinkKind.IMPLEMENTS),),
        log=(LogEntry("00000001", day, LogKind.CORRECTION),),
        extra=(("甲", "乙"),),
    )
    changes = [change for change in field_changes(before, after) if change.key != "status"]
    assert len({change.key for change in changes}) > 14
    for change in changes:
        head = bulk_subject({"a/001": [change], "a/002": [change]}).removeprefix("批量：2项 ")
        assert head[0] > "一", change
        assert change.key not in head


@given(st.text(), st.text(), st.text(), st.text())
def test_text_from_data_stays_on_one_line_of_limited_length(short, heading, value, unit):
    task = make_task(heading=heading)
    for change in (FieldChange("任务", value, value, "heading"), FieldChange("记录", "", value, "log")):
        for line in (
            subject_for(short, task, [change], unit),
            bulk_line(task, [change]),
            bulk_subject({"a": [change]}),
        ):
            assert line.isprintable()
            assert len(line) <= 110


@given(st.text(), st.integers(1, 30))
def test_one_line(text, limit):
    line = one_line(text, limit)
    assert line.isprintable()
    assert len(line) <= limit
    assert line == line.strip()


def test_beside_its_task_a_subject_says_what_was_done():
    assert (
        without_task("（虚构）济南2021 第5项 政务公开：待核查 → 已完成（历下区政府）")
        == "（虚构）待核查 → 已完成（历下区政府）"
    )
    assert without_task("撤销：天桥2021 x-7c2e 政务公开：责任单位 甲局 → 乙局") == "撤销：责任单位 甲局 → 乙局"
    assert (
        without_task("天桥2021 问题 20220518-3f9a2c 区财政局：待反馈 → 整改中")
        == "问题 20220518-3f9a2c 区财政局：待反馈 → 整改中"
    )
    for other in ("导入 2021年济南市政务公开工作要点：35项", "批量：23项 status 推进中 → 待核查", "改财政标题"):
        assert without_task(other) == other


@given(st.text(max_size=30), st.sampled_from(Status), st.sampled_from(Status))
def test_what_a_subject_says_was_done_is_never_lost(heading, old, new):
    step = FieldChange("状态", old, new, "status")
    task = replace(make_task(), heading=heading or "财政信息")
    assert without_task(subject_for("天桥2021", task, [step])).endswith(f"{old} → {new}")
