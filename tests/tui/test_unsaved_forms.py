"""A form that cannot be saved is refused before it opens, or comes back with what was typed; nothing is lost."""

from __future__ import annotations

import pytest

from .conftest import run_git

TEXT = "会议纪要已公开"
FORMS = [("f6", "添加记录"), ("f4", "编辑 huaiyin-2022/001")]


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f6", "P"])
async def test_no_form_opens_where_nothing_can_be_saved(drive, repo, key):
    run_git(repo, "switch", "-q", "--detach")
    async with drive() as d:
        await d.press(key)
        await d.sees("没有完成")
        assert "当前不在任何分支上" in d.screen()
        await d.press("enter")
        await d.until(lambda: d.app.screen is d.main)


@pytest.mark.parametrize(("key", "title"), FORMS)
async def test_a_form_that_fails_comes_back_and_can_be_saved_later(drive, repo, key, title):
    async with drive() as d:
        await d.press(key)
        await d.sees(title)
        await d.type(TEXT)
        run_git(repo, "switch", "-q", "--detach")
        await d.press("f9")
        await d.sees("当前不在任何分支上")
        await d.press("enter")
        await d.sees(title)
        assert TEXT in d.screen()
        run_git(repo, "switch", "-q", "main")
        await d.press("f9")
        await d.sees("已保存")
    assert TEXT in run_git(repo, "show", "HEAD")


async def test_a_status_that_fails_comes_back_with_its_words(drive, repo):
    async with drive() as d:
        await d.press("f2", "2", "tab", "tab")
        await d.type(TEXT)
        run_git(repo, "switch", "-q", "--detach")
        await d.press("enter")
        await d.sees("当前不在任何分支上")
        run_git(repo, "switch", "-q", "main")
        await d.press("enter")
        await d.sees("改变状态")
        await d.sees(TEXT)
        await d.press("enter")
        await d.sees("已保存")
    assert "status: 推进中" in run_git(repo, "show", "HEAD")


async def test_what_no_draft_can_be_kept_of_is_told_and_is_there_while_the_program_runs(drive, repo):
    async with drive() as d:
        # As on a full or read-only disk.
        (repo / ".git/gongkai/drafts").write_text("")
        await d.press("f6")
        await d.sees("添加记录")
        await d.type(TEXT)
        await d.sees("草稿写不进磁盘")
        run_git(repo, "switch", "-q", "--detach")
        await d.press("f9")
        await d.sees("当前不在任何分支上")
        await d.press("enter")
        await d.sees("添加记录")
        assert TEXT in d.screen()
        run_git(repo, "switch", "-q", "main")
        await d.press("f9")
        await d.sees("已保存")
    assert TEXT in run_git(repo, "show", "HEAD")
