"""Commit subjects and short names."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_task

from gongkai_tui.domain.field_diff import FieldChange
from gongkai_tui.domain.short_name import one_line, plan_short_name
from gongkai_tui.domain.subjects import bulk_line, bulk_subject, subject_for

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
    assert bulk_subject({"a/001": [STEP], "a/002": [due]}) == "批量：2项 deadline.due、status"
    assert bulk_subject({"a/001": [NOTE], "a/002": [NOTE]}) == "批量：2项 note"
    assert bulk_line(make_task(), [STEP]) == "tianqiao-2021/017 财政信息：推进中 → 待核查"


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
