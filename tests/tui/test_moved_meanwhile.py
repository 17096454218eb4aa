"""A status that somebody else changes while one is being chosen here: it is said, and never overwritten unseen."""

from __future__ import annotations

import pytest

from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git

FIRST, SECOND = "huaiyin-2022/001", "huaiyin-2022/002"


@pytest.fixture
def elsewhere(repo, monkeypatch):
    """Another person commits a status."""

    def change(task_id, status, **more):
        with monkeypatch.context() as patch:
            patch.setenv("GIT_AUTHOR_NAME", "王五")
            ws = open_workspace(repo, today=TODAY)
            carry_out(ws, propose(ws, ChangeRequest((task_id,), assignments={"status": status}, **more)))
            ws.close()

    return change


def committed(repo, task_id):
    return run_git(repo, "show", f"HEAD:plans/{task_id}.yaml")


async def test_a_chosen_status_does_not_overwrite_one_that_was_not_seen(drive, repo, elsewhere):
    elsewhere(FIRST, "推进中")
    async with drive() as d:
        await d.until(lambda: d.main.current.status == "推进中")
        await d.press("f2", "3", "tab")
        await d.paste("https://b.example/7")
        elsewhere(FIRST, "整改中", reason="核查发现栏目为空")
        await d.press("enter")
        await d.sees("不能这样修改的 1 项")
        await d.sees("选的时候显示“推进中”，此后别处已改为“整改")
        await d.press("enter")
        await d.until(lambda: d.main.current.status == "整改中")
        assert "status: 整改中" in committed(repo, FIRST)
        await d.press("f2")
        await d.sees("现为 整改中")
        await d.sees("https://b.example/7")
        await d.press("3", "enter")
        await d.sees("已保存")
    assert "status: 待核查" in committed(repo, FIRST)


async def test_an_open_choice_hears_that_the_task_has_moved(drive, elsewhere):
    async with drive() as d:
        await d.press("f2", "tab", "tab")
        await d.type("已发函")
        await d.sees("现为 未启动")
        elsewhere(FIRST, "推进中")
        await d.sees("王五刚改为推进中")
        await d.sees("现已是 推进中（打开时 未启动）；按 Esc 再按 F2 选，输入留着")
        elsewhere(FIRST, "未启动", reason="填错")
        await d.sees("现为 未启动")
        assert "刚改" not in d.screen()
        elsewhere(FIRST, "推进中")
        await d.sees("王五刚改为推进中")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.main)
        await d.press("f2")
        await d.sees("现为 推进中")
        await d.sees("已发函")


@pytest.mark.parametrize(("key", "title"), [("f3", "添加佐证"), ("f6", "添加记录")])
async def test_an_entry_hears_of_it_and_is_saved_all_the_same(drive, repo, elsewhere, key, title):
    async with drive() as d:
        await d.press(key)
        await d.sees(title)
        elsewhere(FIRST, "推进中")
        await d.sees("王五刚改为推进中")
        await d.paste("https://b.example/7")
        await d.press("f9")
        await d.sees("已保存")
    assert "https://b.example/7" in committed(repo, FIRST)


async def test_of_several_only_those_that_stand_as_shown_are_changed(drive, repo, elsewhere):
    async with drive() as d:
        await d.press("space", "space", "f2", "2")
        await d.sees("改变状态：2 项任务")
        elsewhere(SECOND, "推进中")
        elsewhere(SECOND, "整改中", reason="栏目为空")
        await d.sees("王五刚改了 1 项的状态")
        await d.sees("1 项现已是 整改中（打开时 未启动）；保存时可只改其余")
        await d.press("enter")
        await d.sees("r 只改其余 1 项")
        await d.sees(f"{SECOND}：选的时候显示“未启动”")
        await d.press("r")
        await d.sees("已保存")
    assert "status: 推进中" in committed(repo, FIRST)
    assert "status: 整改中" in committed(repo, SECOND)


async def test_in_the_grid_it_is_the_status_of_the_unit_that_counts(drive, repo, elsewhere):
    async with drive() as d:
        await d.press("m")
        await d.sees("单位任务表")
        await d.press("f2")
        await d.sees("现为 未启动")
        unit = d.app.screen.value("unit")
        elsewhere(FIRST, "推进中", unit=unit)
        await d.sees("王五刚改为推进中")
        await d.press("2", "enter")
        await d.sees("选的时候显示“未启动”，此后别处已改为“推进")
