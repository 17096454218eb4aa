"""Keys that come before a screen has its lines are done when it has them, one after the other."""

from __future__ import annotations

import asyncio
import threading

import pytest

from gongkai_tui.tui.dialogs.choose import ChooseDialog
from gongkai_tui.tui.screens import desk
from gongkai_tui.tui.screens.commits import CommitsScreen
from gongkai_tui.tui.workspace_port import WorkspacePort

from .test_sheets import gongkai

LONGER = 60.0
"""Seconds: more than a test waits for anything to come true."""


@pytest.fixture
def held(monkeypatch):
    """Nothing is read of the named kind before it is let go, and no key that waits for it is done."""
    go_on = threading.Event()
    monkeypatch.setattr(desk, "_PATIENCE", LONGER)

    def hold(name):
        read = getattr(WorkspacePort, name)

        def late(self, *arguments, **named):
            assert go_on.wait(LONGER)
            return read(self, *arguments, **named)

        monkeypatch.setattr(WorkspacePort, name, late)
        return go_on

    yield hold
    go_on.set()


async def test_a_line_of_a_sheet_is_moved_to_and_handled(drive, repo, held):
    for name in ("区财政局", "西市场街道办事处"):
        about = ("--what", f"{name}失效", "--due", "2022-09-01")
        gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", name, *about)
    async with drive() as d:
        go_on = held("ask")
        await d.press("f9", "down", "f2")
        assert not isinstance(d.app.screen, ChooseDialog)
        go_on.set()
        await d.until(lambda: isinstance(d.app.screen, ChooseDialog))
        front = d.app.screen_stack[1]
        assert front.table.current is front.table.lines[1]


async def test_another_sheet_is_gone_to_at_once(drive, held):
    async with drive() as d:
        go_on = held("ask")
        await d.press("f9", "3")
        await d.until(lambda: d.main.front.sheet.name == "延期")
        go_on.set()
        await d.until(lambda: d.main.front.lines.page is not None)


async def test_what_another_sheet_is_waited_for_is_its_own(drive, repo, held, monkeypatch):
    for name in ("区财政局", "西市场街道办事处"):
        about = ("--what", f"{name}失效", "--due", "2022-09-01")
        gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", name, *about)
    async with drive() as d:
        go_on = held("ask")
        monkeypatch.setattr(desk, "_PATIENCE", 0.3)
        await d.press("f9", "3")
        monkeypatch.setattr(desk, "_PATIENCE", 60)
        await d.press("1", "down")
        await asyncio.sleep(0.4)
        go_on.set()
        await d.until(lambda: d.main.front.table.cursor == 1)


async def test_who_leaves_before_the_lines_come_takes_no_key_along(drive, held):
    async with drive() as d:
        go_on = held("ask")
        await d.press("f9", "escape", "down")
        await d.until(lambda: d.app.screen is d.main)
        await d.until(lambda: d.main.table.cursor == 1)
        go_on.set()


@pytest.mark.parametrize(
    ("read", "keys", "place"),
    [
        ("history_page", ("H", "down"), lambda front: front.list.cursor),
        ("figures", ("F", "down"), lambda front: front.table.cursor),
    ],
)
async def test_the_cursor_moves_once_there_is_something_to_move_in(drive, repo, held, read, keys, place):
    gongkai(repo, "note", "huaiyin-2022/1", "已开始")
    async with drive(size=(120, 30)) as d:
        go_on = held(read)
        await d.press(*keys)
        assert place(d.main.front) < 1
        go_on.set()
        await d.until(lambda: place(d.main.front) == 1)


async def test_the_cursor_moves_at_once_in_what_was_counted_already(drive, held):
    async with drive(size=(120, 30)) as d:
        await d.press("F")
        await d.until(lambda: d.main.front.table.count > 1)
        held("figures")
        await d.press("2", "1", "down")
        await d.until(lambda: d.main.front.table.cursor == 1)


async def test_a_cell_of_the_grid_is_gone_into_once_it_is_there(drive, held):
    async with drive(size=(120, 30)) as d:
        go_on = held("unit_grid")
        await d.press("m", "right", "down", "enter")
        assert d.app.screen is not d.main
        go_on.set()
        await d.until(lambda: d.app.screen is d.main and d.main.current.id == "huaiyin-2022/002")


async def test_who_goes_on_to_another_screen_waits_for_no_lines(drive, held):
    async with drive(size=(120, 30)) as d:
        go_on = held("figures")
        await d.press("F", "9", "H")
        await d.until(lambda: isinstance(d.main.front, CommitsScreen))
        go_on.set()


async def test_the_cursor_moves_in_what_a_filter_has_found(drive, repo, held):
    for text in ("甲", "乙"):
        gongkai(repo, "note", "huaiyin-2022/1", text)
    async with drive(size=(120, 30)) as d:
        await d.press("H")
        await d.until(lambda: d.main.front.list.count == 3)
        go_on = held("history_page")
        await d.press("f7")
        await d.paste("财政信息")
        await d.press("enter", "down")
        go_on.set()
        await d.until(lambda: d.main.front.list.count == 2 and d.main.front.list.cursor == 1)
