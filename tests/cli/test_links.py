"""`gongkai link` and `gongkai coverage`, run as installed on a real repository."""

import csv
import io
import json

import pytest

from .conftest import UNITS, Gongkai

UPPER_PLAN = """id: jinan-2021
title: 2021年济南市政务公开工作要点
issued: 2021-05-28
year: 2021
state: 执行中
"""
UPPER = """id: jinan-2021/{n:03d}
seq: {n}
heading: {heading}
requirement: |-
  {text}
status: 未启动
"""
TEXTS = {
    1: ("财政信息公开", "公开预算和决算，说明“三公”经费。"),
    2: ("规划信息公开", "公开国土空间规划。"),
    3: ("安全生产信息公开", "加大事故查处信息公开力度。"),
}


@pytest.fixture
def two(gongkai: Gongkai) -> Gongkai:
    """A district plan and the city plan that it carries out."""
    gongkai.write("plans/jinan-2021/plan.yaml", UPPER_PLAN)
    for n, (heading, text) in TEXTS.items():
        gongkai.write(f"plans/jinan-2021/{n:03d}.yaml", UPPER.format(n=n, heading=heading, text=text))
    path = gongkai.root / "plans/tianqiao-2021/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("state:", "implements: jinan-2021\nstate:"), "utf-8")
    gongkai.commit("市要点")
    return gongkai


def test_from_a_proposal_to_a_review(two: Gongkai) -> None:
    rows = json.loads(two("link", "tianqiao-2021", "--propose", "--json").out)
    assert [(row["task"], row["to"], row["kind"]) for row in rows] == [
        ("tianqiao-2021/001", "jinan-2021/001", "落实"),
        ("tianqiao-2021/002", "jinan-2021/002", "落实"),
    ]
    assert rows[0]["to_requirement"] == TEXTS[1][1]

    ran = two("link", "tianqiao-2021/1", "--to", "jinan-2021/1")
    assert "已保存：天桥2021 第1项 财政信息公开：关联 落实 jinan-2021/001" in ran.err
    assert "落实 jinan-2021/001（2022-05-01确认）" in two("show", "tianqiao-2021/1").out

    two("set", "jinan-2021/1", "requirement=公开预算、决算和债务。")
    assert "[link-stale]" in two("check", code=None).out
    ran = two("coverage", "jinan-2021")
    assert ran.out.splitlines()[1].startswith("待复核    jinan-2021/001")
    assert "待复核 1 条" in ran.err

    assert "--reason" in two("link", "tianqiao-2021/1", "--clear", "jinan-2021/1", code=2).err
    two("link", "tianqiao-2021/1", "--clear", "jinan-2021/1", "--reason", "仍然成立")
    assert "[link-stale]" not in two("check", code=None).out
    assert "仍然成立" in two("log", "tianqiao-2021/1").out
    two("undo")
    assert "[link-stale]" in two("check", code=None).out


def test_a_whole_plan_is_confirmed_after_a_question(two: Gongkai) -> None:
    before = two.head()
    ran = two("link", "tianqiao-2021", "--confirm", "--floor", "10", code=1)
    assert "--yes" in ran.err
    assert two("link", "tianqiao-2021", "--confirm", "--floor", "10", "--dry-run").out.count("落实 jinan-2021") == 2
    assert two.head() == before
    two("link", "tianqiao-2021", "--confirm", "--floor", "10", "--yes")
    assert two.git("rev-list", "--count", f"{before}..HEAD").strip() == "1"
    assert "Gongkai-Action: link" in two.git("log", "-1", "--format=%B")
    assert "没有需要修改的内容" in two("link", "tianqiao-2021", "--confirm", "--floor", "10", "--yes").err


def test_a_table_without_its_wrong_rows_is_confirmed(two: Gongkai) -> None:
    table = two("link", "tianqiao-2021", "--propose", "--csv").out
    assert next(csv.DictReader(io.StringIO(table)))["requirement"].startswith("公开预决算")
    kept = "".join(line for line in table.splitlines(keepends=True) if "tianqiao-2021/002" not in line)
    two("link", "tianqiao-2021", "--confirm", "--from", "-", stdin=kept)
    assert [row["state"] for row in json.loads(two("coverage", "jinan-2021", "--json").out)[0]["answers"]] == [
        "已对应", "下级没有", "下级没有", "上级没有", "上级没有",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("link", "tianqiao-2021/1"),
        ("link", "tianqiao-2021/1", "--to", "jinan-2021/1", "--clear", "jinan-2021/1"),
        ("link", "tianqiao-2021/1", "--to", "jinan-2021/1", "--kind", "抄"),
        ("link", "tianqiao-2021", "--propose", "--from", "x.csv"),
        ("link", "tianqiao-2021", "--propose", "--message", "说明"),
        ("link", "tianqiao-2021", "--confirm", "--from", "x.csv", "--floor", "90"),
        ("link", "tianqiao-2021/1", "--to", "jinan-2021/1", "--reason", "不会记下的理由"),
        ("link", "tianqiao-2021/1", "--to", "jinan-2021/1", "--json"),
        ("link", "tianqiao-2021/1", "--remove", "jinan-2021/1", "--kind", "落实"),
        ("coverage", "jinan-2021", "--against", "tianqiao-2021", "--with", "tianqiao-2021"),
        ("coverage", "jinan-2021", "--kind", "相关"),
        ("coverage", "jinan-2021", "--floor", "3"),
        ("coverage", "jinan-2021", "--diff", "第一项"),
        ("coverage", "jinan-2021", "--with", "jinan-2021"),
        ("coverage", "jinan-2021", "--units", "tianqiao-2021/1"),
    ],
)
def test_what_cannot_be_understood_is_a_usage_error(two: Gongkai, words: tuple[str, ...]) -> None:
    before = two.head()
    assert two(*words, code=2).out == ""
    assert two.head() == before


@pytest.mark.parametrize("words", [("coverage", "x-2021"), ("link", "x-2021", "--propose")])
def test_unknown_plans_are_named(two: Gongkai, words: tuple[str, ...]) -> None:
    assert "没有计划 x-2021；现有：jinan-2021、tianqiao-2021" in two(*words, code=1).err


def test_the_difference_of_wording(two: Gongkai) -> None:
    two("link", "tianqiao-2021/1", "--to", "jinan-2021/1")
    ran = two("coverage", "tianqiao-2021", "--diff", "tianqiao-2021/1")
    assert "公开预〔－算和〕决算，说明“三公”经费。〔＋\n按季度更新。〕" in ran.out
    (pair,) = json.loads(two("coverage", "tianqiao-2021", "--diff", "jinan-2021/1", "--json").out)
    assert "".join(run["text"] for run in pair["diff"] if run["edit"] != "增") == TEXTS[1][1]
    rows = list(csv.DictReader(io.StringIO(two("coverage", "tianqiao-2021", "--diff", "jinan-2021/1", "--csv").out)))
    assert {row["edit"] for row in rows} == {"相同", "删", "增"}
    assert two("coverage", "tianqiao-2021", "--diff", "tianqiao-2021/3").out == ""


def test_formats_hold_the_same_rows(two: Gongkai) -> None:
    two("link", "tianqiao-2021/1", "--to", "jinan-2021/1")
    answers = json.loads(two("coverage", "jinan-2021", "--json").out)[0]["answers"]
    rows = list(csv.DictReader(io.StringIO(two("coverage", "jinan-2021", "--csv").out)))
    assert [(row["upper"] or None, row["lower"] or None) for row in rows] == [(a["upper"], a["lower"]) for a in answers]
    assert two("coverage", "jinan-2021", "--md").out.startswith("| 对应 | 上级编号 |")
    assert "上级 3 项中 1 项有对应，2 项没有；下级 3 项中 1 项有对应" in two("coverage", "jinan-2021").err


@pytest.mark.parametrize(("task", "whose"), [("tianqiao-2021/1", "下级"), ("jinan-2021/1", "上级")])
def test_an_ended_task_is_no_answer_and_has_none(two: Gongkai, task: str, whose: str) -> None:
    two("link", "tianqiao-2021/1", "--to", "jinan-2021/1")
    two("set", task, "status=已终止", "--reason", "不再执行")
    ran = two("coverage", "jinan-2021")
    assert ran.out.splitlines()[1].startswith(f"不算对应（{whose}已终止）  jinan-2021/001")
    assert "已对应" not in ran.out
    assert "上级 3 项中 0 项有对应，3 项没有；下级 3 项中 0 项有对应" in ran.err
    assert "1 对有一项已终止，不算对应" in ran.err
    (found,) = json.loads(two("coverage", "jinan-2021", "--json").out)
    assert (found["upper_answered"], found["lower_sourced"], found["ended"]) == (0, 0, 1)
    assert [row["ended"] for row in found["answers"]].count(True) == 1


def test_every_line_names_the_lower_plan_that_it_speaks_of(two: Gongkai) -> None:
    other = UPPER_PLAN.replace("济南市", "济南市历城区").replace("state:", "implements: jinan-2021\nstate:")
    two.write("plans/licheng-2021/plan.yaml", other.replace("jinan-2021", "licheng-2021", 1))
    two.write(
        "plans/licheng-2021/001.yaml", UPPER.format(n=1, heading="预算", text="公开预算。").replace("jinan", "licheng")
    )
    two.commit("另一个区的要点")
    two("link", "tianqiao-2021/1", "--to", "jinan-2021/1")
    seen = [("已对应", "tianqiao-2021"), ("下级没有", "licheng-2021")]
    rows = list(csv.DictReader(io.StringIO(two("coverage", "jinan-2021", "--csv").out)))
    assert sorted((row["state"], row["lower_plan"]) for row in rows if row["upper"] == "jinan-2021/001") == sorted(seen)
    answers = [row for found in json.loads(two("coverage", "jinan-2021", "--json").out) for row in found["answers"]]
    assert [row["lower_plan"] for row in answers] == [row["lower_plan"] for row in rows]
    for form in ("table", "md"):
        lines = two("coverage", "jinan-2021", "--format", form).out.splitlines()
        assert "下级计划" in lines[0]
        for state, plan in seen:
            assert [plan in line for line in lines if state in line and "jinan-2021/001" in line] == [True]
    assert "下级计划" not in two("coverage", "licheng-2021").out


def test_an_earlier_day(two: Gongkai) -> None:
    two("link", "tianqiao-2021/1", "--to", "jinan-2021/1")
    (now,) = json.loads(two("coverage", "jinan-2021", "--json").out)
    (then,) = json.loads(two("coverage", "jinan-2021", "--as-of", "HEAD~1", "--json").out)
    assert (now["upper_answered"], then["upper_answered"]) == (1, 0)


def test_the_units_own_plans(two: Gongkai) -> None:
    task = two.root / "plans/tianqiao-2021/003.yaml"
    text = task.read_text("utf-8").replace("raw: 长期坚持\n  kind: 长期", "raw: 本文件印发后30日内\n  kind: 限期")
    units = "units:\n  - unit: 各街道办事处\n    role: 责任\n  - unit: 有关部门\n    role: 责任\n  - unit: 区民政局"
    two.write("plans/tianqiao-2021/003.yaml", text.replace("units:\n  - unit: 区民政局", units))
    two.write("units/tianqiao.yaml", UNITS)
    two.commit("各单位要点")
    for status in ("推进中", "待核查"):
        two("--today", "2021-09-01", "set", "tianqiao-2021/3", f"status={status}", "-u", "区民政局",
            "-e", "https://example.gov.cn/mz", "-e", "济天民〔2021〕5号")  # fmt: skip
    ran = two("coverage", "tianqiao-2021", "--units", "tianqiao-2021/3", "--json")
    rows = {row["unit"]: row for row in json.loads(ran.out)}
    assert rows["区民政局"] | {"plan": None} == {
        "unit": "区民政局", "group": None, "state": "已发布", "date": "2021-09-01", "days": 22, "late": "按期",
        "number": "济天民〔2021〕5号", "url": "https://example.gov.cn/mz", "plan": None, "extended_to": None,
    }  # fmt: skip
    two("undo", "--yes")
    two("--today", "2021-09-01", "set", "tianqiao-2021/3", "status=待核查", "-u", "区民政局",
        "--on", "2021-08-01", "-e", "https://example.gov.cn/mz")  # fmt: skip
    early = two("coverage", "tianqiao-2021", "--units", "tianqiao-2021/3")
    assert "早于上级印发" in early.out
    assert "1 个已发布（1 个的日期早于上级印发，请核对）" in early.err
    two("undo", "--yes")
    assert (rows["无影山街道办事处"]["state"], rows["无影山街道办事处"]["late"]) == ("未发布", "超期")
    assert rows["有关部门"]["state"] == "未定"
    assert "2 个单位中 1 个已发布，1 个超期，有关部门的成员未定" in ran.err
