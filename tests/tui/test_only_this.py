"""With marks, what works on one task only says so, and what is copied out of sight is counted."""

from __future__ import annotations

from .conftest import run_git


async def test_the_form_says_that_it_is_of_the_task_under_the_cursor_alone(drive):
    async with drive() as d:
        await d.press("space", "space", "f4")
        await d.sees("编辑 huaiyin-2022/003（只这一项，不是已选的各项）")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.main)
        await d.press("U", "f4")
        await d.sees("编辑 huaiyin-2022/003")
        assert "只这一项" not in d.screen()


async def test_the_form_of_the_one_marked_task_has_nothing_to_say(drive):
    async with drive() as d:
        await d.press("space", "up", "f4")
        await d.sees("编辑 huaiyin-2022/001")
        assert "只这一项" not in d.screen()
        assert "这里只办" not in d.screen()


async def test_a_problem_is_recorded_of_the_task_under_the_cursor_and_it_is_said(drive):
    async with drive() as d:
        await d.press("space", "space", "P")
        await d.sees("已选 2 项，这里只办光标所在的 huaiyin-2022/003")
        await d.sees("记一个问题（只这一项，不是已选的各项）")


async def test_the_editor_says_that_it_has_one_task_only(drive, repo):
    async with drive() as d:
        await d.press("space", "space", "e")
        await d.sees("没有完成")
        await d.press("enter")
        await d.sees("已选 2 项，这里只办光标所在的 huaiyin-2022/003")
    assert run_git(repo, "status", "--porcelain") == ""


async def test_copying_says_how_many_of_the_marked_tasks_are_out_of_sight(drive):
    async with drive() as d:
        await d.press("space", "space", "slash")
        await d.type("czj")
        await d.press("enter", "y")
        await d.sees("复制 2 项任务，其中 1 项不在当前筛选内")
