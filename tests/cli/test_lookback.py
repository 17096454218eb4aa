"""`gongkai lookback` from outside: the list, verdicts, going on another day, undo, the report."""

import csv
import io
import json
import re

import pytest

from .conftest import Gongkai

LAST, THIS = "tianqiao-2021", "tianqiao-2022"

THIS_PLAN = """id: tianqiao-2022
title: 2022年济南市天桥区政务公开工作要点
year: 2022
jurisdiction: tianqiao
follows: tianqiao-2021
state: 执行中
"""

THIS_TASK = """id: tianqiao-2022/001
seq: 1
heading: 财政预决算公开
requirement: 公开预决算，说明“三公”经费，按月更新。
units_raw: 区财政局
units:
  - unit: 区财政局
    role: 责任
status: 未启动
"""

DONE_TASK = """id: tianqiao-2021/{seq:03d}
seq: {seq}
heading: 第{seq}件事
requirement: 做好第{seq}件事
units_raw: 区民政局
units:
  - unit: 区民政局
    role: 责任
status: {status}
log:
  - id: 0000000{seq}
    date: 2021-12-01
    kind: 核查
    text: 核查通过
    evidence:
      - https://example.gov.cn/{seq}.html
    by: 王五
"""


@pytest.fixture
def years(gongkai: Gongkai) -> Gongkai:
    """Tasks 1 推进中 with evidence, 2 and 3 未启动, 4 and 5 已完成, 6 已终止; and the plan of the year after."""
    gongkai.write(f"plans/{THIS}/plan.yaml", THIS_PLAN)
    gongkai.write(f"plans/{THIS}/001.yaml", THIS_TASK)
    for seq, status in ((4, "已完成"), (5, "已完成"), (6, "已终止")):
        gongkai.write(f"plans/{LAST}/{seq:03d}.yaml", DONE_TASK.format(seq=seq, status=status))
    gongkai.commit("又一年")
    return gongkai


def rows(years: Gongkai, *words: str) -> dict[str, dict]:
    return {row["task"]: row for row in json.loads(years("lookback", LAST, *words, "--json").out)}


def test_the_list(years: Gongkai) -> None:
    ran = years("lookback", LAST)
    assert "tianqiao-2021/006" not in ran.out
    assert "共5项，核销0项，转整改0项，转入今年0项，尚未核查5项（另有已终止1项），进度 0/5" in ran.err
    found = rows(years)
    assert list(found) == [f"{LAST}/{seq:03d}" for seq in (1, 2, 3, 4, 5)]
    assert found[f"{LAST}/001"]["evidence"] == 1
    (candidate,) = found[f"{LAST}/001"]["candidates"]
    assert (candidate["id"], candidate["linked"]) == (f"{THIS}/001", False)
    assert 0 < candidate["score"] < 100
    table = list(csv.DictReader(io.StringIO(years("lookback", LAST, "status:已完成", "--csv").out)))
    assert [row["task"] for row in table] == [f"{LAST}/004", f"{LAST}/005"]
    assert years("lookback", LAST, "--md").out.startswith("| 编号 | 任务 |")


def test_each_step_is_a_commit_and_the_next_day_goes_on(years: Gongkai) -> None:
    before = years.head()
    assert years("lookback", LAST, "--next").out.startswith(f"编号      {LAST}/001")
    said = years("lookback", LAST, f"{LAST}/1", "--verdict", "转入今年", "--to", f"{THIS}/1").err
    assert "回头看转入今年" in said
    assert "转入今年1项，尚未核查4项" in said
    assert years("lookback", LAST, "--next", GONGKAI_TODAY="2022-05-02").out.startswith(f"编号      {LAST}/002")
    years("lookback", LAST, f"{LAST}/2", "--verdict", "转整改", "--reason", "没有公开", "--due", "5月底")
    years("lookback", LAST, "status:已完成", "--verdict", "核销", "--note", "已核对", "--yes")
    assert years.git("rev-list", "--count", f"{before}..HEAD").strip() == "3"
    assert list(rows(years, "--todo")) == [f"{LAST}/003"]
    years("lookback", LAST, f"{LAST}/3", "--verdict", "转入今年", "--new", "--section", "民生")
    ran = years("lookback", LAST, "--next")
    assert (ran.out, ran.err.splitlines()[0]) == ("", "全部任务都已有结论。")
    assert years.git("status", "--porcelain") == ""
    assert "lookback" not in years("check").out
    new = rows(years)[f"{LAST}/003"]["to"]
    shown = json.loads(years("show", new, "--json").out)
    assert (shown["section"], shown["links"][0]["to"]) == ("民生", f"{LAST}/003")
    assert json.loads(years("show", f"{LAST}/2", "--json").out)["lookback"]["verdict"] == "转整改"


def test_many_are_shown_and_asked_for(years: Gongkai) -> None:
    before = years.head()
    words = ("lookback", LAST, "status:已完成", "--verdict", "核销", "--note", "已核对")
    ran = years(*words, "--dry-run")
    assert ran.out.count("已核销") == 2
    assert "会修改 2 项任务" in ran.err
    assert "--yes" in years(*words, code=1).err
    assert years.head() == before


def test_what_is_decided_and_what_has_ended_is_left_out_of_many(years: Gongkai) -> None:
    years("lookback", LAST, f"{LAST}/4", "--verdict", "转入今年", "--to", f"{THIS}/1")
    words = ("lookback", LAST, "unit:区民政局 status:已完成,已终止", "--verdict", "核销", "--note", "已核对", "--yes")
    assert f"已有结论“转入今年”（{THIS}/001）；要改为“核销”请写明理由" in years(*words, code=1).err
    elsewhere = years("lookback", LAST, f"{LAST}/4", "--verdict", "转入今年", "--new", code=1).err
    assert f"{LAST}/004：2022-05-01 已有结论“转入今年”（{THIS}/001）；要改变它请写明理由" in elsewhere
    years(*words, "--todo")
    assert [row["verdict"] for row in rows(years, "status:已完成,已核销").values()] == ["转入今年", "核销"]
    assert "还没有结论的" in years(*words, "--todo", code=1).err


def test_refusals_name_every_task_and_change_nothing(years: Gongkai) -> None:
    before = years.head()
    ran = years("lookback", LAST, f"{LAST}/2,{LAST}/3,{LAST}/4", "--verdict", "核销", "--note", "好", "--yes", code=1)
    assert f"{LAST}/002：还是未启动" in ran.err
    assert f"{LAST}/003：还是未启动" in ran.err
    assert years.head() == before


@pytest.mark.parametrize(
    "words",
    [
        ("--verdict", "完成"),
        ("--note", "好"),
        ("--verdict", "核销", "--next"),
        ("--verdict", "核销", "--todo", "--note", "好"),
        ("--verdict", "核销", "--note", "好"),
        ("--report", "--todo"),
        ("--report", "--csv"),
        ("--verdict", "核销", "--note", "好", "--due", "5月底", f"{LAST}/4"),
    ],
)
def test_options_that_do_not_fit_are_usage_errors(years: Gongkai, words: tuple[str, ...]) -> None:
    years("lookback", LAST, *words, code=2)


def test_unknown_plan(years: Gongkai) -> None:
    assert "现有：" in years("lookback", "tianqiao-1999", code=1).err


def test_undo_takes_the_problem_and_the_new_task_along(years: Gongkai) -> None:
    tree = years.git("rev-parse", "HEAD^{tree}")
    years("lookback", LAST, f"{LAST}/2", "--verdict", "转整改", "--reason", "没有公开", "--due", "5月底")
    years("undo", "--yes")
    assert years.git("rev-parse", "HEAD^{tree}") == tree
    years("lookback", LAST, f"{LAST}/2", "--verdict", "转入今年", "--new")
    years("undo", "--yes")
    assert years.git("rev-parse", "HEAD^{tree}") == tree


def test_a_correction_is_a_new_commit_with_its_reason(years: Gongkai) -> None:
    years("lookback", LAST, f"{LAST}/4", "--verdict", "核销", "--note", "已核对")
    again = ("lookback", LAST, f"{LAST}/4", "--verdict", "转整改", "--due", "5月底")
    assert "--reason" in years(*again, code=1).err
    years(*again, "--reason", "抽查发现打不开")
    assert "更正，原为核销" in years.git("log", "-1", "--format=%s")
    assert rows(years)[f"{LAST}/004"]["status"] == "整改中"


def test_as_of(years: Gongkai) -> None:
    before = years.head()
    years("lookback", LAST, f"{LAST}/4", "--verdict", "核销", "--note", "已核对")
    assert "核销1项" in years("lookback", LAST).err
    assert "核销0项" in years("lookback", LAST, "--as-of", before).err


def test_the_report_counts_what_the_files_say(years: Gongkai) -> None:
    years("lookback", LAST, f"{LAST}/2", "--verdict", "转整改", "--reason", "没有公开|规划", "--due", "5月底")
    years("lookback", LAST, "status:已完成", "--verdict", "核销", "--note", "已核对", "--yes")
    years("problem", "open", "--plan", LAST, "--unit", "区民政局", "--what", "首页打不开", "--due", "5月底")
    report = years("lookback", LAST, "--report").out
    assert "**区民政局（1个）**" in report
    assert "1. 首页打不开（整改中，整改期限2022年5月31日）" in report
    given = [
        found
        for path in sorted((years.root / f"plans/{LAST}").glob("0*.yaml"))
        if "status: 已终止" not in (text := path.read_text("utf-8"))
        for found in re.findall(r"^  verdict: (.*)$", text, re.MULTILINE) or ["尚未核查"]
    ]
    for words in ("核销", "转整改", "转入今年", "尚未核查"):
        assert f"{words}{given.count(words)}项" in report
    assert f"共{len(given)}项" in report
    table = [line.split(" | ") for line in report.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [re.match("核销|转整改|尚未核查", cells[6]).group() for cells in table] == given
    assert "（阶段情况）" in report.splitlines()[0]
    assert "“回头看”尚未完成" in report
    assert "**区自然资源局（1个）**" in report
    assert "没有公开\\|规划" in report
    assert "整改期限2022年5月31日" in report
    assert "对尚未核查的2项继续逐项核查" in report
    years("lookback", LAST, f"{LAST}/1", "--verdict", "转入今年", "--to", f"{THIS}/1")
    years("lookback", LAST, f"{LAST}/3", "--verdict", "转入今年", "--new")
    report = years("lookback", LAST, "--report").out
    assert "转入今年：《2022年济南市天桥区政务公开工作要点》第1项" in report
    assert "转入今年：《2022年济南市天桥区政务公开工作要点》上年结转“" in report
    assert not re.search(r"x-[0-9a-f]{8}|[0-9]{8}-[0-9a-f]{6}", report)


def test_the_report_of_a_finished_round_does_not_say_unfinished(years: Gongkai) -> None:
    years("lookback", LAST, f"{LAST}/1,{LAST}/2,{LAST}/3", "--verdict", "转入今年", "--to", f"{THIS}/1", "--yes")
    years("lookback", LAST, f"{LAST}/4,{LAST}/5", "--verdict", "核销", "--note", "已核对", "--yes")
    report = years("lookback", LAST, "--report").out
    assert "阶段情况" not in report
    assert "尚未核查0项" in report
    assert "没有未销号的问题" in report
    assert "对转入今年的3项，纳入《2022年济南市天桥区政务公开工作要点》" in report


def test_the_report_of_an_empty_plan_and_of_what_is_put_right_without_a_problem(years: Gongkai) -> None:
    years("new", "kong-2021", "--title", "2021年空要点", "--jurisdiction", "tianqiao")
    empty = years("lookback", "kong-2021", "--report").out
    assert "没有需要核查的任务" in empty
    assert "已经核销" not in empty
    years("set", f"{LAST}/1", "status=整改中", "--reason", "链接失效")
    assert "另有1项正在整改而没有立问题：第1项" in years("lookback", LAST, "--report").out


RECTIFY = ("lookback", LAST, f"{LAST}/1", "--verdict", "转整改", "--due", "5月底")


def loop(years: Gongkai) -> dict[str, tuple[str, str, str]]:
    """By id: unit, state and what was found, of every 问题."""
    listed = json.loads(years("problem", "list", "--json").out)
    return {each["id"]: (each["unit"], each["state"], each["what"]) for each in listed}


def put_right(years: Gongkai, problem: str) -> None:
    years("problem", "fix", problem, "--note", "已改", "-e", "https://a.gov.cn/1")
    years("problem", "recheck", problem, "--pass", "--note", "已核对")


def test_a_verdict_that_names_another_unit_takes_the_first_ones_problem_back(years: Gongkai) -> None:
    years(*RECTIFY, "--reason", "未清理", "-u", "区财政局")
    (first,) = loop(years)
    before = years.head()
    said = years(*RECTIFY, "--reason", "单位写错", "-u", "无影山街道办事处").err
    assert f"区财政局的问题 {first} 还没有人办理，随之撤销" in said
    assert "回头看转整改（更正）" in said
    assert years.git("rev-list", "--count", f"{before}..HEAD").strip() == "1"
    problems = loop(years)
    assert problems.pop(first) == ("区财政局", "已撤销", "未清理")
    ((second, found),) = problems.items()
    assert found == ("无影山街道办事处", "整改中", "未清理")
    shown = json.loads(years("show", f"{LAST}/1", "--json").out)
    assert (shown["lookback"]["to"], shown["unit_status"]) == (second, {"无影山街道办事处": "整改中"})
    assert "由转整改（区财政局）更正为转整改（无影山街道办事处）：单位写错" in json.dumps(shown, ensure_ascii=False)
    years(*RECTIFY, "--reason", "还有一处", "--what", "链接失效", "--to", second, "-u", "区财政局")
    assert [found for each, found in loop(years).items() if each not in (first, second)] == [
        ("区财政局", "整改中", "链接失效")
    ]
    assert loop(years)[second] == found
    assert "lookback" not in years("check").out


def test_what_a_verdict_goes_on_with_is_not_taken_from_under_it(years: Gongkai) -> None:
    opening = ("problem", "open", f"{LAST}/1", "--what", "链接失效", "--due", "5月底")
    for unit in ("区财政局", "无影山街道办事处"):
        years(*opening, "-u", unit)
    going_on = [word for problem in loop(years) for word in ("--to", problem)]
    years("lookback", LAST, f"{LAST}/1", "--verdict", "转整改", "--reason", "没有改好", *going_on)
    assert len(loop(years)) == 2
    for commit in ("HEAD~1", "HEAD~2"):
        assert "撤销会让它落空" in years("undo", commit, "--yes", code=1).err


def test_a_unit_that_has_begun_to_put_it_right_keeps_its_problem(years: Gongkai) -> None:
    years(*RECTIFY, "--reason", "未清理", "-u", "区财政局")
    (first,) = loop(years)
    years("problem", "fix", first, "--note", "已改", "-e", "https://a.gov.cn/1")
    said = years(*RECTIFY, "--reason", "单位写错", "-u", "无影山街道办事处").err
    assert f"区财政局的问题 {first} 已有人办理，没有撤销" in said
    assert loop(years)[first][1] == "待再核查"


def test_one_verdict_tells_several_units_and_is_settled_when_all_have_put_it_right(years: Gongkai) -> None:
    saved = years(*RECTIFY, "--reason", "未清理", "-u", "区财政局", "-u", "无影山街道办事处", "-u", "区财政局").err
    assert "等2个问题，推进中 → 整改中（区财政局、无影山街道办事处：未清理）" in saved
    first, second = loop(years)
    assert rows(years)[f"{LAST}/001"]["to"] in (f"{first}、{second}", f"{second}、{first}")
    put_right(years, first)
    report = years("lookback", LAST, "--report").out
    assert "转整改（区财政局、无影山街道办事处）" in report
    assert "转整改的1项中，已整改销号0项。" in report
    assert "对转整改且尚未销号的1项督促" in report
    put_right(years, second)
    report = years("lookback", LAST, "--report").out
    assert "转整改的1项中，已整改销号1项。" in report
    assert "没有未销号的问题" in report
    assert "尚未销号" not in report
    assert "lookback" not in years("check").out


def test_a_problem_that_was_withdrawn_is_not_counted_as_put_right(years: Gongkai) -> None:
    years(*RECTIFY, "--reason", "未清理", "-u", "区财政局")
    years("problem", "withdraw", *loop(years), "--reason", "不属实")
    report = years("lookback", LAST, "--report").out
    assert "已整改销号0项，问题已撤销1项。" in report
    assert "对转整改而问题已撤销的1项重新作出结论" in report


def test_a_task_of_this_year_is_named_once_and_by_its_number_alone(years: Gongkai) -> None:
    words = ("lookback", LAST, f"{LAST}/1", "--verdict", "转入今年", "--to", f"{THIS}/1", "--to", f"{THIS}/2")
    assert "只能写一次" in years(*words, code=2).err
    years(*words[:-3], "1")
    assert rows(years)[f"{LAST}/001"]["to"] == f"{THIS}/001"


@pytest.mark.parametrize("again", [False, True])
def test_a_chain_of_corrections_brings_no_finding_back_that_was_withdrawn(years: Gongkai, again: bool) -> None:
    told = (*RECTIFY, "-u", "区财政局", "--reason")
    years(*told, "没有落实")
    years(*RECTIFY[:3], "--verdict", "核销", "--reason", "看错了", "--note", "已落实", "-e", "https://a.gov.cn/1")
    if again:
        years(*told, "还是没有落实")
    years(*RECTIFY[:3], "--verdict", "转入今年", "--new", "--reason", "看错了")
    shown = json.loads(years("show", f"{LAST}/1", "--json").out)
    assert (shown["status"], shown["unit_status"]) == ("推进中", {})
    assert {state for _, state, _ in loop(years).values()} == {"已撤销"}
    assert "没有立问题" not in years("lookback", LAST, "--report").out
    assert "lookback" not in years("check").out


def test_what_is_carried_on_makes_no_unit_heard_of(years: Gongkai) -> None:
    def last_records() -> dict[str, str | None]:
        found = json.loads(years("owe", LAST, "--json").out)
        return {row["unit"]: row["last"] for row in found}

    before = last_records()
    years("lookback", LAST, f"{LAST}/3", "--verdict", "转入今年", "--new")
    assert last_records() == before
    added = json.loads(years("list", f"plan:{THIS}", "--json").out)[-1]
    assert added["updated"] is None
