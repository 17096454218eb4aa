"""名录 on the screen: who is there, what each is called, who the members of a set are, and what is changed of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai_tui.domain.task import Lookback, LookbackVerdict
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.unit_roster import unit_roster
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git, task
from .test_sheets import fill, move_to, open_sheet, save
from .test_what_units_see import unit

__all__ = ["unit"]

SET = "各街道办事处"


def lines(d):
    return {line.cells[0].text: [cell.text for cell in line.cells[1:]] for line in d.main.front.table.lines}


async def go_to(d, name):
    """Open the sheet with the cursor on a unit or set."""
    await open_sheet(d, "名录")
    await d.sees(name)
    move_to(d, lambda line: line.cells[0].text == name)


async def choose(d, what):
    await d.press("f2")
    await d.sees(f"槐荫区 {SET}" if "成员" in what else "登记别名")
    await d.type(what)
    await d.press("enter")


def units_file(repo):
    return run_git(repo, "show", "HEAD:units/huaiyin.yaml")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_units_and_sets_stand_with_their_part_and_lead_to_their_tasks(drive, size):
    async with drive(size=size) as d:
        await go_to(d, SET)
        await d.sees("成员待确认 1 个")
        found = lines(d)
        assert list(found)[-1] == SET
        assert found[SET] == ["集合", "2", "1", "待确认", "", "", ""]
        assert found["区财政局"][:2] == ["部门", "2"]
        assert found["西市场街道办事处"][1] == "2"
        assert found["区政府办公室"][4] == "李四"
        if not d.main.front.detail.display:
            await d.press("p")
        await d.sees("西市场街道办事处")
        await d.sees("2 项任务")
        await d.press("enter")
        await d.until(lambda: d.ids() == ["huaiyin-2022/001", "huaiyin-2022/003"])


def test_the_part_of_a_unit_is_what_it_owes(repo):
    path = repo / task_path("huaiyin-2022/003")
    path.write_text(path.read_text("utf-8") + "unit_status:\n  西市场街道办事处: 已完成\n", "utf-8")
    extra = task("huaiyin-2022", 4, "两个集合", f"{SET}、西市场街道办事处")
    (repo / task_path(extra.id)).write_text(emit.emit_task(extra), encoding="utf-8")
    last = task("huaiyin-2021", 2, "转入今年", "区财政局")
    carried = Lookback(TODAY, LookbackVerdict.CARRIED, "李四", to=extra.id)
    (repo / task_path(last.id)).write_text(emit.emit_task(replace(last, lookback=carried)), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-qm", "各不相同")
    ws = open_workspace(repo, today=TODAY)
    try:
        for plan in ("", "huaiyin-2022", "huaiyin-2021"):
            owed = {
                each.debts.name: sum(item.is_open for item in each.debts.items) for each in owing(ws, plan=plan).units
            }
            told = {each.named.each.name: each.tasks for each in unit_roster(ws, plan).lines}
            del told[SET]
            assert {name: count for name, count in told.items() if count} == {n: c for n, c in owed.items() if c}
    finally:
        ws.close()


async def test_the_members_of_a_set_are_told_and_confirmed(drive, repo):
    async with drive(size=(110, 34)) as d:
        await go_to(d, SET)
        await choose(d, "确认成员")
        await d.sees("成员：西市场街道办事处")
        await save(d)
        await d.sees("已确认")
        assert "resolved: true" in units_file(repo)
        await choose(d, "加成员")
        await fill(d, "区财政局、区教育和体育局")
        await d.sees("西市场街道办事处、区财政局、区教育和体育局")
        await save(d)
        assert "- 区教育和体育局" in units_file(repo)
        await choose(d, "去掉成员")
        await fill(d, "区财政局")
        await save(d)
        await d.until(lambda: lines(d)[SET][2] == "2")
        await choose(d, "去掉成员")
        await fill(d, "区财政局")
        await d.sees(f"区财政局不是{SET}的成员")


async def test_another_name_is_entered_and_taken_away(drive, repo):
    async with drive(size=(110, 34)) as d:
        await go_to(d, "区财政局")
        await choose(d, "登记别名")
        await fill(d, "区财局")
        await save(d)
        await d.until(lambda: lines(d)["区财政局"][5] == "区财局")
        path = repo / task_path("huaiyin-2022/002")
        path.write_text(path.read_text("utf-8").replace("区教育和体育局", "区财局"), "utf-8")
        run_git(repo, "commit", "-qam", "写的是别名")
        await choose(d, "去掉别名")
        await d.sees("去掉哪个别名")
        await d.press("enter")
        await d.sees("1 项任务里写的是“区财局”")
        await save(d)
        await d.until(lambda: lines(d)["区财政局"][5] == "")
        assert "区财局" not in units_file(repo)


async def test_names_are_the_offices_to_change(drive, unit):
    async with drive(size=(110, 34)) as d:
        await go_to(d, SET)
        await d.until(lambda: "F2办理" not in d.screen().splitlines()[-1])
        await d.press("f2")
        await d.sees("单位的别名和集合的成员由政务公开办登记")
        assert d.app.screen is d.main.front
