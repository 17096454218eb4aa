"""Older days in the whole interface: read only, said in words, and back again."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import run_git


@pytest.fixture
def years(repo, monkeypatch):
    """The repository with a change made on 2022-07-20."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-07-20T10:00:00+08:00")
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text().replace("status: 未启动", "status: 推进中"))
    run_git(repo, "commit", "-q", "--amend", "--no-edit", "--date", "2022-07-01T10:00:00+08:00")
    run_git(repo, "commit", "-q", "-am", "推进")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-07-30T10:00:00+08:00")
    path.write_text(path.read_text().replace("status: 推进中", "status: 整改中"))
    run_git(repo, "commit", "-q", "-am", "整改")
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    return repo


def status(d):
    return d.main.board.row("huaiyin-2022/001").status


async def test_a_day_is_looked_at_and_left_again(years, drive):
    async with drive() as d:
        assert status(d) == "整改中"
        await d.ask_back("7月25日")
        await d.sees("回看 2022-07-25")
        await d.press("enter")
        await d.sees("回看 2022-07-25（只读）")
        assert status(d) == "推进中"
        assert d.main.table.day == date(2022, 7, 25)
        assert d.main.has_class("-past")
        assert "F2状态" not in d.screen()
        await d.press("slash")
        await d.type("期限:-30d")
        assert d.ids() == ["huaiyin-2022/001"]
        await d.press("enter")
        for screen, name in (("H", "全部历史"), ("m", "单位任务表"), ("o", "总览")):
            await d.press(screen)
            await d.until(lambda: d.app.screen is not d.main)
            await d.sees(name)
            assert not {"status", "undo"} & {action.id for action in d.app.screen.key_bar.actions}
            await d.press("q")
        await d.press("@")
        await d.sees("已回到现在")
        assert d.main.board.filter_text == "期限:-30d"
        assert not d.main.board.visible
        await d.press("backslash")
        assert "F2状态" in d.screen()
        assert status(d) == "整改中"
        assert not d.main.has_class("-past")


@pytest.mark.parametrize("key", ["f2", "f6", "f3", "f4", "e", "u", "ctrl+r"])
async def test_nothing_can_be_changed_meanwhile(years, drive, key):
    async with drive() as d:
        before = d.commits()
        await d.ask_back("HEAD~1")
        await d.sees("回看提交 HEAD~1")
        await d.press("enter")
        await d.sees("回看 HEAD~1（只读）")
        await d.press(key)
        await d.sees("只能看不能改")
        assert d.app.screen is d.main
        assert d.commits() == before


async def test_the_history_ends_at_the_moment(years, drive):
    async with drive(size=(160, 45)) as d:
        await d.press("h")
        await d.until(lambda: len(d.main.history.entries) == 3)
        await d.press("escape")
        await d.ask_back("2022-07-25")
        await d.press("enter")
        await d.sees("回看 2022-07-25（只读）")
        await d.until(lambda: len(d.main.history.entries) == 2)


async def test_a_day_before_everything_is_refused_and_now_stays(years, drive):
    async with drive() as d:
        await d.ask_back("2019-01-01")
        await d.press("enter")
        await d.sees("没有完成")
        await d.sees("还没有任何提交")
        await d.press("escape")
        await d.until(lambda: not d.main.port.moment)
        assert status(d) == "整改中"


async def test_words_for_a_past_day_are_understood_and_a_refused_one_leaves_no_message(drive):
    async with drive() as d:
        await d.ask_back("上周五")
        await d.sees("回看 2022-07-29")
        await d.press("escape")
        await d.ask_back("nothere")
        await d.press("enter")
        await d.sees("没有完成")
        await d.press("escape")
        await d.until(lambda: "没有完成" not in d.screen())
        assert "正在读取" not in d.screen()


async def test_a_view_is_kept_only_for_oneself_meanwhile_and_a_shared_one_is_not_removed(years, drive):
    async with drive(size=(160, 45)) as d:
        await d.until(lambda: d.main.view_counts)
        await d.press("slash", *"czj", "enter", "V")
        await d.sees("共享给所有人")
        await d.type("财政")
        await d.press("tab", "space", "f9")
        await d.until(lambda: "财政" in d.main.view_counts)
        before = d.commits()
        await d.ask_back("HEAD~2")
        await d.sees("回看提交 HEAD~2")
        await d.press("enter")
        await d.sees("（只读）")
        assert d.main.view.name == "财政"
        await d.press("D")
        await d.sees("“财政”是共享视图：正在回看 HEAD~2，只能看不能改")
        await d.press("V")
        await d.sees("正在回看，只能存为私有，只留在本机，不能撤销")
        assert "共享给所有人" not in d.screen()
        await d.press("ctrl+u")
        await d.type("回看时")
        await d.press("f9")
        await d.until(lambda: "回看时" in d.main.view_counts)
        await d.press("D")
        await d.sees("删除视图“回看时”")
        await d.press("y")
        await d.until(lambda: "回看时" not in d.main.view_counts)
        assert d.commits() == before
        assert not run_git(d.repo, "status", "--porcelain")
