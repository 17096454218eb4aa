"""The task under the cursor is deleted elsewhere: it is said, and nothing is done to its neighbour instead."""

from __future__ import annotations

import pytest

from .conftest import run_git

FIRST, SECOND = "huaiyin-2022/001", "huaiyin-2022/002"


@pytest.fixture
def opened_and_deleted(drive, repo):
    async def begin(d):
        await d.press("enter")
        await d.sees("做好财政信息")
        run_git(repo, "rm", "-q", f"plans/{FIRST}.yaml")
        run_git(repo, "commit", "-q", "-m", "删除")
        await d.sees(f"{FIRST} 已被删除；光标移到别的任务再办理")

    return begin


async def test_the_detail_stays_and_says_so_and_no_key_acts_on_another(drive, opened_and_deleted):
    async with drive() as d:
        await opened_and_deleted(d)
        assert "做好财政信息" in d.screen()
        for key in ("f4", "f2", "f6", "f3", "e", "P", "enter"):
            await d.press(key)
            await d.until(lambda: f"{FIRST} 已被删除 " in d.screen().splitlines()[-2])
            assert d.app.screen is d.main
        await d.press("escape", "escape", "comma")
        await d.sees(f"{FIRST} 已被删除 ")
        await d.press("down", "f4")
        await d.sees(f"编辑 {SECOND}")


async def test_a_marked_task_does_not_lose_its_mark_without_a_word(drive, repo):
    async with drive() as d:
        await d.press("space", "down", "space")
        run_git(repo, "rm", "-q", f"plans/{FIRST}.yaml")
        run_git(repo, "commit", "-q", "-m", "删除")
        await d.sees(f"标记的 {FIRST} 已被删除，还有 1 项标记")


async def test_what_comes_back_has_the_cursor_again(drive, repo, opened_and_deleted):
    async with drive() as d:
        await opened_and_deleted(d)
        run_git(repo, "revert", "--no-edit", "HEAD")
        await d.until(lambda: d.main.current is not None and d.main.current.id == FIRST)
        await d.press("f4")
        await d.sees(f"编辑 {FIRST}")
