"""What stands beside the table: the tabs of one task, and tasks that share a value with it."""

from __future__ import annotations

import threading

import pytest

from .conftest import run_git


async def with_work(d):
    """One status change with evidence, so that every tab has something to show."""
    await d.press("f2")
    await d.sees("改变状态")
    await d.press("3", "tab")
    await d.type("http://x.example/a")
    await d.press("enter")
    await d.sees("已保存")


async def test_the_tabs_go_round(drive):
    async with drive(size=(160, 45)) as d:
        await with_work(d)
        seen = []
        for _ in range(5):
            await d.press("]")
            seen.append(d.main.panes.tab.value)
        assert seen == ["单位", "佐证", "历史", "差异", "详情"]
        await d.press("[")
        await d.sees("[差异]")
        await d.sees("未启动 -> 待核查")


async def test_units_and_evidence_of_a_task(drive):
    async with drive(size=(160, 45)) as d:
        await with_work(d)
        await d.press("]")
        await d.sees("[单位]")
        await d.sees("各街道办事处")
        await d.sees("（随任务）")
        await d.press("]")
        await d.sees("http://x.example/a")
        await d.press("down")
        await d.sees("还没有佐证，按 F3 添加")


async def test_a_tab_takes_the_place_of_the_table_on_a_small_screen(drive):
    async with drive(size=(80, 24)) as d:
        await d.press("]")
        await d.sees("[详情]")
        await d.press("【")
        await d.sees("[差异]")
        await d.press("escape")
        await d.until(lambda: d.main.focused is d.main.table)


@pytest.mark.parametrize(("verb", "shown", "marked"), [("只看", 2, 0), ("标记", 4, 2)])
async def test_tasks_that_share_a_unit(drive, verb, shown, marked):
    async with drive(size=(100, 30)) as d:
        await d.press(",")
        await d.sees("相同的任务")
        await d.type(f"{verb} 单位=区财政局")
        await d.press("enter")
        await d.until(lambda: len(d.main.board.visible) == shown and len(d.main.board.marks) == marked)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_history_says_what_was_done_however_long_the_heading(repo, drive, size):
    heading = "紧扣高质量发展聚焦优化营商环境加强信息主动公开"
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("heading: 财政信息", f"heading: {heading}"), "utf-8")
    run_git(repo, "commit", "-qam", "改标题")
    async with drive(size=size) as d:
        await d.press("f2", "2", "enter")
        await d.sees("已保存")
        await d.press("h")
        await d.sees("未启动 → 推进中")
        assert "槐荫2022 第1项" not in next(line for line in d.screen().splitlines() if "未启动 → 推进中" in line)
        await d.press("h", "H")
        await d.sees("全部历史")
        await d.sees("槐荫2022 第1项")
        assert "未启动 → 推进中" in next(line for line in d.screen().splitlines() if "槐荫2022 第1项" in line)


async def test_the_history_of_a_task_never_stands_beside_another(drive, monkeypatch):
    async with drive(size=(140, 40)) as d:
        await d.press("h")
        await d.until(lambda: d.main.history.entries)
        asked, answered = threading.Event(), threading.Event()

        def slow(*_args):
            asked.set()
            answered.wait(20)
            return ()

        monkeypatch.setattr(d.main.port, "history", slow)
        d.main.set_focus(d.main.table)
        await d.press("down")
        await d.until(asked.is_set)
        shown = d.main.history.entries
        answered.set()
        assert shown == ()


async def test_a_window_that_was_narrow_for_a_while_shows_the_task_under_the_cursor(drive):
    async with drive(size=(160, 45)) as d:
        await d.sees("编号  huaiyin-2022/001")
        await d.pilot.resize_terminal(80, 24)
        await d.until(lambda: not d.main.panes.side)
        await d.press("down")
        await d.pilot.resize_terminal(160, 45)
        await d.sees("编号  huaiyin-2022/002")
