"""回头看 on the screen: every verdict that the command line can give, asked for in words of the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, task_path
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.lookback import lookback
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import PLANS, run_git, task
from .test_sheets import agree, fill, open_sheet, save

LAST, THIS = "huaiyin-2021", "huaiyin-2022"


def follow(repo, plan):
    path = repo / plan_path(plan.id)
    path.parent.mkdir(exist_ok=True)
    path.write_text(emit.emit_plan(replace(plan, follows=LAST)), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "承接去年的计划")


@pytest.fixture
def followed(repo):
    follow(repo, PLANS[0])
    return repo


@pytest.fixture
def problem(followed):
    """An open 问题 of the task of last year."""
    ws = open_workspace(followed, today=date(2022, 7, 1))
    found = propose_open(ws, NewProblem(what="链接失效", task=f"{LAST}/1", unit="区财政局", due="2022-09-01"))
    steps.carry_out(ws, found)
    ws.close()
    return found.problems[0]


def item(repo, plan=LAST):
    ws = open_workspace(repo, today=date(2022, 8, 1))
    try:
        return lookback(ws, plan).items[0]
    finally:
        ws.close()


async def give(d, verdict):
    await d.press("f2")
    await d.sees("回头看 huaiyin")
    await d.type(verdict)
    await d.press("enter")


async def test_a_task_goes_into_any_task_of_this_year(drive, followed):
    other = replace(task(THIS, 4, "网站集约化", "区财政局"), requirement="4月30日前迁移旧栏目。")
    (followed / task_path(other.id)).write_text(emit.emit_task(other), encoding="utf-8")
    run_git(followed, "add", "-A")
    run_git(followed, "commit", "-q", "-m", "不相近的一项")
    async with drive() as d:
        await open_sheet(d, "回头看")
        await give(d, "转入今年")
        await d.sees(f"转入今年的哪一项：{THIS}")
        choices = d.app.screen.list
        offered = [choice.id for choice in choices.choices]
        assert (offered[0], offered[-2:]) == (f"{THIS}/001", ["新增", f"{THIS}/004"])
        for typed in ("4", "004", f"{THIS}/4", "网站", "wzjyh", "旧栏目"):
            await d.type(typed)
            await d.until(lambda: choices.current and choices.current.id == f"{THIS}/004", f"for {typed}")
            await d.press("ctrl+u")
            await d.until(lambda: len(choices.choices) == len(offered))
        await d.type("4")
        await d.press("enter")
        await d.sees("说明（可空）")
        assert "完成时限" not in d.screen()
        await d.press("f9")
        await save(d)
        assert item(followed).task.lookback.to == f"{THIS}/004"


async def test_a_new_task_is_asked_by_when_it_is_due_and_where_it_stands(drive, followed):
    async with drive() as d:
        await open_sheet(d, "回头看")
        await give(d, "转入今年")
        await d.sees("新增一项")
        await d.type("新增一项")
        await d.press("enter")
        await d.sees("今年的完成时限")
        await fill(d, "", "9月底前", "聚焦重点领域")
        await agree(d, seeing="章节 聚焦重点领域")
        await d.until(lambda: item(followed).found is not None)
        written = (followed / f"plans/{item(followed).found.to}.yaml").read_text("utf-8")
        assert "section: 聚焦重点领域\n" in written
        assert "due: 2022-09-30\n" in written


async def test_without_a_plan_of_this_year_it_is_said_before_anything_is_filled_in(drive):
    async with drive() as d:
        await open_sheet(d, "回头看")
        await give(d, "转入今年")
        await d.sees("在“上年计划”里写")
        said = "".join(d.screen().split())
        assert all(words in said for words in ("新建计划", "导入计划", "计划题头"))
        assert not any(words in said for words in ("--", "follows"))
        assert d.app.screen is d.main.front


async def test_of_two_plans_that_follow_one_is_chosen(drive, followed):
    follow(followed, replace(PLANS[0], id="huaiyin-2022b", title="2022年槐荫区重点工作"))
    async with drive() as d:
        await open_sheet(d, "回头看")
        await give(d, "转入今年")
        await d.sees("今年的计划是哪一份")
        await d.type("2022b")
        await d.press("enter")
        await d.sees("转入今年的哪一项：huaiyin-2022b")
        await d.press("enter")
        await d.press("f9")
        await save(d)
        assert item_to(followed).startswith("huaiyin-2022b/x-")


def item_to(repo):
    text = (repo / f"plans/{LAST}/001.yaml").read_text("utf-8")
    return next(line.partition("to: ")[2] for line in text.splitlines() if line.startswith("  to: "))


async def test_an_open_problem_goes_on(drive, followed, problem):
    async with drive() as d:
        await open_sheet(d, "回头看")
        await give(d, "转整改")
        await d.sees(f"区财政局 整改中 {problem}")
        await fill(d, "还是打不开")
        await save(d)
        found = item(followed)
        assert (found.task.lookback.to, [each.id for each in found.problems]) == (problem, [problem])
        await d.sees("已核查 1/1")
        await give(d, "转整改")
        await d.sees("更正的理由")
        await d.paste("换了网址也打不开")
        await d.press("tab", "space")
        await d.sees("另立问题")
        for text in ("区财政局", "15日后", "又有一处"):
            await d.press("tab")
            await d.paste(text)
        await d.press("f9")
        await d.sees("请接续它，不另立一个")


@pytest.fixture
def several(followed):
    """Two more tasks of last year: one with an open 问题 of its own, one without."""
    for seq, heading in ((2, "教育信息"), (3, "政策解读")):
        (followed / task_path(f"{LAST}/{seq:03d}")).write_text(
            emit.emit_task(task(LAST, seq, heading, "区教育和体育局")), encoding="utf-8"
        )
    run_git(followed, "add", "-A")
    run_git(followed, "commit", "-q", "-m", "去年还有两项")
    ws = open_workspace(followed, today=date(2022, 7, 1))
    found = []
    for number, unit in ((1, "区财政局"), (2, "区教育和体育局")):
        opened = propose_open(ws, NewProblem(what="失效", task=f"{LAST}/{number}", unit=unit, due="2022-09-01"))
        steps.carry_out(ws, opened)
        found.append(opened.problems[0])
    ws.close()
    return found


def verdicts(repo):
    ws = open_workspace(repo, today=date(2022, 8, 1))
    try:
        return {each.task.seq: each for each in lookback(ws, LAST).items}
    finally:
        ws.close()


async def test_the_open_problems_of_several_tasks_go_on_each_in_its_own(drive, followed, several):
    async with drive(size=(100, 40)) as d:
        await open_sheet(d, "回头看")
        await d.sees(f"{LAST}/002")
        for line in d.main.front.table.lines:
            if line.key != f"{LAST}/003":
                d.main.front.table.marks.add(line.key)
        await d.press("f2")
        await d.sees("回头看 2 项")
        await d.type("转整改")
        await d.press("enter")
        await d.sees("接续未销号的问题（2 项有）")
        await d.sees("整改期限（只接续的可空）")
        await d.paste("还是打不开")
        await d.press("f9")
        for problem in several:
            await d.sees(problem)
        await save(d)
        found = verdicts(followed)
        assert [found[seq].task.lookback.to for seq in (1, 2)] == several
        assert [len(found[seq].problems) for seq in (1, 2)] == [1, 1]


async def test_of_several_tasks_those_without_an_open_problem_get_one_by_their_day(drive, followed, several):
    async with drive(size=(100, 40)) as d:
        await open_sheet(d, "回头看")
        await d.sees(f"{LAST}/002")
        await d.press("*", "f2")
        await d.sees("回头看 3 项")
        await d.type("转整改")
        await d.press("enter")
        await d.sees("接续未销号的问题（2 项有）")
        await fill(d, "还是打不开", "全部接续", "", "15日后")
        await save(d)
        found = verdicts(followed)
        assert [found[seq].task.lookback.to for seq in (1, 2)] == several
        opened = found[3].problems[0]
        assert (opened.unit, found[3].task.lookback.to) == ("区教育和体育局", opened.id)
        assert len(found[2].problems) == 1


async def test_several_units_are_told_and_a_wrong_one_is_put_right(drive, followed):
    async with drive() as d:
        await open_sheet(d, "回头看")
        await d.press(">")
        await d.until(lambda: d.main.front.scope == THIS)
        await give(d, "转整改")
        await d.sees("几个用顿号分开")
        await fill(d, "没有更新", "区财政局、西市场街道办事处", "15日后")
        await save(d)
        first, second = item(followed, THIS).problems
        assert {first.unit, second.unit} == {"区财政局", "西市场街道办事处"}
        await d.sees("已核查 1/3")
        await give(d, "转整改")
        await d.sees("更正的理由")
        kept = next(each for each in (first, second) if each.unit == "西市场街道办事处")
        await d.paste("没有更新")
        await d.press("tab")
        await d.type("西")
        await d.sees(f"西市场街道办事处 整改中 {kept.id}")
        await d.press("tab", "tab", "tab")
        await d.paste("不是区财政局的事")
        await d.press("f9")
        await d.until(lambda: "随之撤销" in d.screen())
        await save(d)
        states = {each.unit: each.state for each in item(followed, THIS).problems}
        assert states == {"区财政局": ProblemState.WITHDRAWN, "西市场街道办事处": ProblemState.RECTIFYING}
