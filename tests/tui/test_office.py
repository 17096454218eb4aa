"""What the office finds in the palette: whom 有关部门 means, heads of plans, clocks, notices, tables, comparisons."""

from __future__ import annotations

import pytest

from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path

from .conftest import run_git, task
from .test_sheets import agree
from .test_what_units_see import unit

__all__ = ["unit"]

LINK = "https://www.huaiyin.example.gov.cn/zwgk/yd/2022.html"


async def do(d, words, title):
    """Find an action in the palette by the field's words, and wait for what it asks or shows."""
    await d.press("colon")
    await d.sees("命令")
    await d.type(words)
    await d.press("enter")
    await d.sees(title)


@pytest.fixture
def open_sets(repo):
    """Two tasks of 区政府有关部门 beside the others."""
    for seq in (4, 5):
        found = task("huaiyin-2022", seq, f"基层信息{seq}", "区政府有关部门")
        (repo / task_path(found.id)).write_text(emit.emit_task(found), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    return repo


async def test_units_of_an_open_set_are_chosen_for_the_marked_tasks_and_taken_back(drive, open_sets):
    async with drive(size=(110, 34)) as d:
        await d.press("down", "down", "space", "space", "space")
        await do(d, "选定单位", "选定区政府有关部门：2 项任务")
        await d.type("czj")
        await d.sees("Tab> 区财政局")
        await d.press("tab", "enter")
        await d.sees("已选 3 项，其中 1 项没有“区政府有关部门”，不改")
        await agree(d, seeing="区政府有关部门：区财政局")
        await d.until(lambda: len(d.commits()) == 3, "for the commit")
        assert "区财政局" in run_git(open_sets, "show", "HEAD:plans/huaiyin-2022/005.yaml").split("chosen:")[1]
        await do(d, "选定单位", "选定区政府有关部门：2 项任务")
        assert d.app.screen.value("members") == "区财政局"
        await d.press("home", "ctrl+k")
        await d.type("无")
        await d.press("enter")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 4, "for the commit")
        assert "chosen:" not in run_git(open_sets, "show", "HEAD:plans/huaiyin-2022/005.yaml")


async def test_a_task_without_an_open_set_says_how_to_find_one(drive):
    async with drive(size=(110, 34)) as d:
        await do(d, "选定单位", "unit:有关 可筛出")
        assert d.app.screen is d.main


async def test_a_duty_that_comes_back_is_entered_in_the_form_and_taken_away(drive, repo):
    async with drive(size=(80, 24)) as d:
        for value, wrong, number in (("每年1次 每单位（听取汇报）", "每年几次", 2), ("", "", 3)):
            await d.press("f4")
            await d.sees("编辑 huaiyin-2022/001")
            d.app.screen.query_one("#recurring").focus()
            await d.press("home", "ctrl+k")
            if wrong:
                await d.paste(wrong)
                await d.press("f9")
                await d.sees("没有看懂")
                await d.press("home", "ctrl+k")
            await d.paste(value)
            await d.press("f9")
            await d.until(lambda count=number: len(d.commits()) == count, "for the commit")
            held = run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")
            assert ("what: 听取汇报" in held) is bool(value)
            await d.until(lambda: d.app.screen is d.main)
