"""`gongkai score`, run as installed; its totals are recounted from what `show` and `problem` say."""

import csv
import io
import json
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from .conftest import UNITS, Gongkai

FIRST, LAST = date(2022, 4, 1), date(2022, 6, 30)
PLAN_ID = "tianqiao-2022"
PLAN = f"""id: {PLAN_ID}
title: 2022年济南市天桥区政务公开工作要点
issued: 2022-04-01
year: 2022
jurisdiction: tianqiao
state: 执行中
"""
POINTS = {
    "完成": "0.35",
    "逾期": "-2",
    "沉默": "-0.5",
    "报送": "0.25",
    "退回": "-0.75",
    "问题": "-1.1",
    "反复": "-3",
    "整改逾期": "-0.05",
    "次数不足": "-0.4",
}
MOST = {"逾期": "3", "次数不足": "0.9"}
SCORING = "base: 90.5\nrules:\n" + "".join(
    f'  - item: {name}的分\n    counts: {name}\n    points: "{points}"\n'
    + (f'    most: "{MOST[name]}"\n' if name in MOST else "")
    for name, points in POINTS.items()
)
NAMES = ("区财政局", "区自然资源局", "区民政局", "各街道办事处", "无影山街道办事处")
STATUSES = ("未启动", "未启动", "推进中", "推进中", "待核查", "已完成", "已核销", "整改中", "长期坚持", "已终止")
TODAY = "2022-07-15"


def some_day(chance: random.Random, first: date = date(2022, 3, 1)) -> str:
    return (first + timedelta(days=chance.randrange((LAST - first).days + 1))).isoformat()


def task_text(number: int, chance: random.Random) -> str:
    named = chance.sample(NAMES, chance.randint(1, 3))
    lines = [f"id: {PLAN_ID}/{number:03d}", f"seq: {number}", f"heading: 第{number}件", "units:"]
    for unit in named:
        lines += [f"  - unit: {unit}", f"    role: {chance.choice(('责任', '责任', '牵头', '配合'))}"]
    if chance.random() < 0.7:
        lines += ["deadline:", "  raw: 六月底前", "  kind: 截止", f"  due: {some_day(chance)}"]
    lines.append(f"status: {chance.choice(STATUSES)}")
    if chance.random() < 0.5:
        lines += ["unit_status:", f"  {named[0]}: {chance.choice(STATUSES)}"]
    entries = [
        (
            some_day(chance, date(2022, 1, 1)),
            chance.choice(("进展", "报送", "退回", "完成次数")),
            chance.choice((*named, "")),
        )
        for _ in range(chance.randint(0, 3))
    ]
    if entries:
        lines.append("log:")
    for place, (day, kind, unit) in enumerate(sorted(entries)):
        lines += [f"  - id: {number:04x}{place:04x}", f"    date: {day}", f"    kind: {kind}"]
        lines += [f"    unit: {unit}"] if unit else []
        lines.append("    text: 记一笔")
    if chance.random() < 0.5:
        lines += ["recurring:", f"  every: {chance.choice(('月', '季'))}", "  at_least: 1", "  per: 每单位"]
    return "\n".join(lines) + "\n"


def problem_text(name: str, chance: random.Random) -> str:
    state = chance.choice(("整改中", "待再核查", "已核销", "已撤销", "复核中"))
    lines = [
        f"id: {name}",
        f"unit: {chance.choice(NAMES[:3])}",
        "found:",
        f"  date: {some_day(chance)}",
        f"  what: {name} 链接失效",
    ]
    lines += [f"state: {state}", "rounds:"]
    for number in range(1, chance.randint(1, 3) + 1):
        lines += [f"  - n: {number}", f"    notified: {some_day(chance)}", f"    due: {some_day(chance)}"]
        if chance.random() < 0.5:
            lines += ["    fixed:", f"      date: {some_day(chance)}", "      text: 已修复"]
    return "\n".join(lines) + ("\nrepeats: 20210101-0a0b0c\n" if chance.random() < 0.3 else "\n")


@pytest.fixture
def made(empty: Gongkai, request: pytest.FixtureRequest) -> Gongkai:
    """A plan with random tasks and problems, as it stood in June; then everything is changed."""
    chance = random.Random(request.param)  # noqa: S311  (the same plans each time)
    empty.env["GONGKAI_TODAY"] = TODAY
    empty.git("init", "-q", "-b", "main")
    empty.write("units/tianqiao.yaml", UNITS)
    empty.write(f"plans/{PLAN_ID}/plan.yaml", PLAN)
    empty.write(f"plans/{PLAN_ID}/scoring.yaml", SCORING)
    for number in range(1, 9):
        empty.write(f"plans/{PLAN_ID}/{number:03d}.yaml", task_text(number, chance))
    for number in range(4):
        name = f"20220401-00000{number}"
        empty.write(f"plans/{PLAN_ID}/problems/{name}.yaml", problem_text(name, chance))
    empty.commit("四月导入\n\nGongkai-Action: import", "2022-06-30T09:00:00+08:00")
    for number in range(1, 9):
        empty.write(f"plans/{PLAN_ID}/{number:03d}.yaml", task_text(number, chance))
    empty.write(f"plans/{PLAN_ID}/scoring.yaml", SCORING.replace("90.5", "10"))
    empty.commit("七月都变了", "2022-07-01T09:00:00+08:00")
    return empty


def asked(gongkai: Gongkai, *words: str):
    return json.loads(gongkai(*words, "--as-of", LAST.isoformat(), "--json").out)


def within(day: str | None) -> bool:
    return day is not None and FIRST.isoformat() <= day <= LAST.isoformat()


class Recount:
    """How often each thing counts for each unit, from what other commands say."""

    def __init__(self, gongkai: Gongkai) -> None:
        self.found: dict[str, dict[str, int]] = {}
        for row in asked(gongkai, "list", f"plan:{PLAN_ID}"):
            task = asked(gongkai, "show", row["id"])
            acting = [unit for unit in task["acting"] if unit["kind"] == "单位"]
            for unit in acting:
                self.found.setdefault(unit["unit"], dict.fromkeys(POINTS, 0))
                recount_standing(task, unit, self.count)
            self.recount_entries(task, acting)
            self.recount_periods(task, acting)
        for row in asked(gongkai, "problem", "list", "--plan", PLAN_ID):
            if row["state"] != "已撤销" and row["unit"] in self.found:
                recount_problem(asked(gongkai, "problem", "show", row["id"]), self.count)

    def count(self, unit: str, what: str) -> None:
        self.found[unit][what] += 1

    def recount_entries(self, task, acting) -> None:
        for entry in task["log"]:
            for unit in acting if entry["kind"] in ("报送", "退回") and within(entry["date"]) else ():
                if named(entry["unit"], unit["unit"]) if entry["unit"] else unit["role"] != "配合":
                    self.count(unit["unit"], entry["kind"])

    def recount_periods(self, task, acting) -> None:
        certified = {unit["unit"] for unit in acting if unit["status"] in ("已完成", "已核销", "已终止")}
        for period in task["periods"]:
            for unit in period["units"] if within(period["last"]) else ():
                if unit["done"] < unit["needed"] and unit["unit"] not in certified:
                    self.count(unit["unit"], "次数不足")


def named(written: str, unit: str) -> bool:
    return written == unit or (written == "各街道办事处" and unit == "无影山街道办事处")


def recount_standing(task, unit, count) -> None:
    if unit["status"] in ("已完成", "已核销", "长期坚持"):
        count(unit["unit"], "完成")
    if unit["role"] == "配合" or unit["status"] not in ("未启动", "推进中", "整改中"):
        return
    due = (task["deadline"] or {}).get("due")
    if due and FIRST.isoformat() <= due < LAST.isoformat():
        count(unit["unit"], "逾期")
    days = [entry["date"] for entry in task["log"] if not entry["unit"] or named(entry["unit"], unit["unit"])]
    last = max(days, default="2022-04-01")
    if last < (LAST - timedelta(days=90)).isoformat():
        count(unit["unit"], "沉默")


def recount_problem(problem, count) -> None:
    if within(problem["found"]):
        count(problem["unit"], "问题")
    third = [each["notified"] for each in problem["rounds"] if each["n"] == 3]
    if any(map(within, third)) or (problem["repeats"] and within(problem["found"])):
        count(problem["unit"], "反复")
    for place, each in enumerate(problem["rounds"], 1):
        waits = problem["state"] == "复核中" and place == len(problem["rounds"])
        fixed = each["fixed"]["date"] if each["fixed"] else None
        if within(each["due"]) and not waits and (fixed is None or fixed > each["due"]):
            count(problem["unit"], "整改逾期")


@pytest.mark.parametrize("made", range(4), indirect=True)
def test_the_totals_are_those_of_an_independent_recount(made: Gongkai) -> None:
    report = json.loads(made("score", PLAN_ID, "--period", "2022-Q2", "--json").out)
    expected = Recount(made).found
    assert {unit["unit"] for unit in report["units"]} == set(expected)
    totals = {}
    for unit in report["units"]:
        counts = expected[unit["unit"]]
        assert {item["item"].removesuffix("的分"): item["count"] for item in unit["items"]} == {
            name: number for name, number in counts.items() if number
        }
        lost_or_won = [
            max(min(Decimal(POINTS[name]) * number, limit), -limit)
            for name, number in counts.items()
            for limit in (Decimal(MOST.get(name, "999999")),)
        ]
        totals[unit["unit"]] = Decimal(unit["points"])
        assert totals[unit["unit"]] == Decimal("90.5") + sum(lost_or_won)
    assert [unit["rank"] for unit in report["units"]] == [
        1 + sum(other > totals[unit["unit"]] for other in totals.values()) for unit in report["units"]
    ]
    for unit in report["units"][:1]:
        detail = json.loads(made("score", PLAN_ID, unit["unit"], "--period", "2022-Q2", "--json").out)
        assert [len(item["facts"]) for item in detail["items"]] == [item["count"] for item in unit["items"]]
        june = made.git("rev-parse", "HEAD~1").strip()
        assert {fact["commit"] for item in detail["items"] for fact in item["facts"]} <= {june}


def test_from_the_first_example_to_a_draft(gongkai: Gongkai) -> None:
    gongkai.env["GONGKAI_TODAY"] = "2022-02-10"
    refused = gongkai("score", "tianqiao-2021", code=1)
    assert "--init" in refused.err
    assert not refused.out
    dry = gongkai("score", "tianqiao-2021", "--init", "--dry-run")
    assert "规则“逾期未完成”" in dry.out
    assert gongkai.git("status", "--porcelain") == ""
    # 退回补充 is no fault: whoever wants it counted writes a rule.
    assert "counts: 退回" not in dry.out
    assert "不出自任何法律法规" in gongkai("score", "tianqiao-2021", "--init").err
    assert "已有考核规则" in gongkai("score", "tianqiao-2021", "--init", code=1).err
    added = gongkai(
        "score", "tianqiao-2021", "--add", "区财政", "-１.５0", "--reason", "未参会", "--link", "tianqiao-2021/1"
    )
    assert "区财政局 -1.5分（未参会）" in added.err
    ranking = gongkai("score", "tianqiao-2021")
    assert ranking.out.splitlines()[0].split()[:4] == ["名次", "单位", "得分", "完成任务"]
    # 002 is overdue and silent, 003 silent since the plan was issued; the street only supports 001.
    assert [line.split()[:3] for line in ranking.out.splitlines()[1:]] == [
        ["1", "无影山街道办事处", "100"],
        ["2", "区民政局", "99.5"],
        ["3", "区财政局", "98.5"],
        ["4", "区自然资源局", "97.5"],
    ]
    rows = list(csv.DictReader(io.StringIO(gongkai("score", "tianqiao-2021", "--csv").out)))
    finance = next(row for row in rows if row["unit"] == "区财政局")
    assert finance["manual"] == "-1.5"
    assert "| 名次 | 单位 | 得分 |" in gongkai("score", "tianqiao-2021", "--md").out
    detail = gongkai("score", "tianqiao-2021", "区财政")
    manual = next(line.split() for line in detail.out.splitlines() if line.startswith("手工加减分"))
    assert manual == ["手工加减分", "-1.5", "2022-02-10", "tianqiao-2021/001", "未参会", gongkai.head()[:8]]
    assert detail.out.splitlines()[-1].split() == ["合计", finance["points"]]
    draft = gongkai("score", "tianqiao-2021", "--criticise", "1")
    assert "待批准" in draft.out
    assert "第二十一条" in draft.out
    assert "手工加减分  " in gongkai("diff", "HEAD~1", "HEAD").out
    gongkai("undo")
    assert all(
        row["manual"] == "" for row in csv.DictReader(io.StringIO(gongkai("score", "tianqiao-2021", "--csv").out))
    )
    assert json.loads(gongkai("schema", "scoring").out)["title"] == "考核"


def test_where_all_units_are_equal_nobody_is_named_and_that_is_no_failure(gongkai: Gongkai) -> None:
    rules = 'base: "100"\nrules:\n  - item: 报送\n    counts: 报送\n    points: "1"\n'
    gongkai.write("plans/tianqiao-2021/scoring.yaml", rules)
    gongkai.commit("考核规则")
    for option, wanted in (("--praise", "表扬"), ("--criticise", "通报批评")):
        ran = gongkai("score", "tianqiao-2021", option, "2")
        assert not ran.out
        assert f"4 个单位得分相同（100 分），没有可以{wanted}的单位" in ran.err
        assert "错误" not in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("tianqiao-2099",), 1, "没有计划"),
        (("tianqiao-2021", "--period", "明年"), 2, "还没有开始"),
        (("tianqiao-2021", "--period", "甲"), 2, "看不懂"),
        (("tianqiao-2021", "某局"), 1, "排名里没有它"),
        (("tianqiao-2021", "--praise", "x"), 2, "数字"),
        (("tianqiao-2021", "--criticise", "0"), 2, "1 以上"),
        (("tianqiao-2021", "--praise", "1", "--criticise", "1"), 2, "不能同时用"),
        (("tianqiao-2021", "--reason", "好"), 2, "--reason"),
        (("tianqiao-2021", "--praise", "1", "--json"), 2, "输出格式"),
        (("tianqiao-2021", "--add", "区财政局", "好", "--reason", "x"), 2, "不是分数"),
        (("tianqiao-2021", "--init", "--period", "2022"), 2, "--period"),
    ],
)
def test_what_is_refused(gongkai: Gongkai, words: tuple[str, ...], code: int, said: str) -> None:
    gongkai("score", "tianqiao-2021", "--init")
    ran = gongkai("score", *words, code=code)
    assert said in ran.err
    assert not ran.out


@pytest.mark.parametrize(
    "line", ['base: "-5"', 'rules:\n  - item: 甲\n    counts: 逾期\n    points: "-1"\n    most: "-10"']
)
def test_a_base_or_limit_below_nothing_is_an_error(gongkai: Gongkai, line: str) -> None:
    gongkai.write("plans/tianqiao-2021/scoring.yaml", f"{line}\n")
    gongkai.commit("写错")
    assert "不带正负号" in gongkai("score", "tianqiao-2021", code=1).err
    assert "不带正负号" in gongkai("check", code=1).out


def test_a_file_that_cannot_be_read_is_named(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/scoring.yaml", "rules:\n  - item: 逾期\n    counts: 迟到\n    points: 1\n")
    gongkai.commit("写错")
    assert "scoring.yaml" in gongkai("score", "tianqiao-2021", code=1).err
    assert "scoring.yaml" in gongkai("check", code=1).out
