"""Details, histories, changes and findings in words."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.acting_units import ActingUnit
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.reporting.acting_text import acting_lines
from gongkai_tui.reporting.changes_text import change_words, changed_tasks
from gongkai_tui.reporting.fields_text import fields_text
from gongkai_tui.reporting.history_text import history_lines, history_record
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.problems_text import problem_counts, problem_line, problem_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.task_detail import task_fields, task_json
from gongkai_tui.reporting.width import width
from gongkai_tui.reporting.wrap import wrap

from .samples import FIRST, TASK


class Change(NamedTuple):
    task_id: str
    title: str
    field: str
    old: str
    new: str


class Entry(NamedTuple):
    commit: str
    when: datetime
    author: str
    email: str
    subject: str
    action: str
    tasks: tuple[str, ...]


CHANGE = Change("tianqiao-2021/001", "财政信息公开", "状态", "推进中", "待核查")
ENTRY = Entry(
    "0123456789abcdef",
    datetime(2022, 5, 1, 9, 30, tzinfo=UTC),
    "李四\x1b[0m",
    "lisi@example.gov.cn",
    "第1项：推进中 → 待核查",
    "set",
    ("tianqiao-2021/001",),
)


def test_one_task(golden) -> None:
    fields = task_fields(TASK, FIRST, None, "plans/tianqiao-2021/001.yaml", ("逾期",))
    golden("show.table", fields_text(fields, "table", room=60))
    golden("show.json", json_text(task_json(TASK, FIRST, "plans/tianqiao-2021/001.yaml", ("逾期",))))


STREETS = [f"{name}街道办事处" for name in ("东", "西", "南", "北")]


def test_members_of_a_set_that_stand_alike_are_told_as_the_set() -> None:
    def lines(*statuses: str) -> list[str]:
        streets = [
            ActingUnit(name, "责任", status, is_own=status == "已完成", group="各街道办事处")
            for name, status in zip(STREETS, statuses, strict=True)
        ]
        offices = [ActingUnit(f"{name}局", "责任", "未启动", is_own=False, group="各部门") for name in "甲乙丙丁"]
        return [*acting_lines([*offices, *streets])]

    assert lines(*["待核查"] * 4) == ["各街道办事处：待核查", "其余4个单位：未启动"]
    assert lines("待核查", "待核查", "已完成", "待核查") == [
        "各街道办事处（南街道办事处除外）：待核查",
        "南街道办事处：已完成",
        "其余4个单位：未启动",
    ]
    assert lines("待核查", "已完成", "未启动", "未启动")[:2] == ["东街道办事处：待核查", "西街道办事处：已完成"]


def test_history(golden) -> None:
    two = Change("tianqiao-2021/002", "规划", "期限", "", "2022-05-10")
    lines = history_lines([ENTRY, ENTRY._replace(commit="b" * 40)], {ENTRY.commit: [CHANGE, two]})
    golden("log.table", "\n".join(lines) + "\n")
    narrow = history_lines([ENTRY], {ENTRY.commit: [CHANGE]}, room=40)
    assert all(width(line) <= 40 for line in narrow)


def test_history_records() -> None:
    record = history_record(ENTRY, None)
    assert "changes" not in record
    assert record["when"] == "2022-05-01T09:30:00+00:00"
    assert history_record(ENTRY, [CHANGE])["changes"] == [
        {"task": CHANGE.task_id, "title": CHANGE.title, "field": "状态", "old": "推进中", "new": "待核查"}
    ]


def test_changes_in_words() -> None:
    assert change_words(CHANGE) == "状态：推进中 → 待核查"
    assert change_words(CHANGE._replace(old="")) == "状态：待核查"
    assert change_words(CHANGE._replace(new="")) == "状态：推进中 → （空）"
    assert changed_tasks([CHANGE, CHANGE, CHANGE._replace(task_id="tianqiao-2021/002")]) == 2
    problems = [CHANGE._replace(task_id=problem) for problem in ("20220518-3f9a2c", "20220518-aaaaaa")]
    assert changed_tasks([CHANGE, problems[0]]) == 1
    assert changed_tasks([CHANGE, *problems]) == 2


def test_problems() -> None:
    problem = Problem(Severity.ERROR, "没有这个单位", "plans/a/001.yaml", 12, "units", "unit-unknown")
    assert problem_line(problem) == "plans/a/001.yaml:12: 错误：没有这个单位（字段 units） [unit-unknown]"
    assert problem_line(Problem(Severity.HINT, "看看\x1b")) == "提示：看看␛"
    assert problem_record(problem)["line"] == 12
    assert problem_counts([problem, problem]) == "错误 2"
    assert problem_counts([]) == "没有发现问题"


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "md"])
def test_records(form: str, golden) -> None:
    rows = [{"a": "甲\n乙", "n": 3, "list": ["一", "二"], "extra": 1}, {"a": None, "n": 10, "list": []}]
    golden(f"records.{form}", records_text({"a": "文字", "n": "数", "list": "列表"}, rows, form))


@given(st.text(max_size=80), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= max(cells, 2) for line in lines)


def test_wrap_keeps_marks_and_words_together() -> None:
    assert wrap("推进行政许可、行政处罚等信息公开。", 12) == ["推进行政许", "可、行政处罚", "等信息公开。"]
    assert wrap("网址https://a.cn/1完", 16) == ["网址", "https://a.cn/1完"]
    assert wrap("一\n\n二", 10) == ["一", "", "二"]
    assert wrap("", 10) == [""]
