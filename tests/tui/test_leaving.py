"""What is typed after the wish to leave finds an application that is being taken apart."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from gongkai_tui.tui.dialogs.problems import ProblemsDialog


async def test_a_key_after_the_wish_to_leave_does_nothing(drive):
    async with drive(size=(100, 30)) as d:
        tab = d.main.panes.tab
        d.app.exit(0)
        await d.app.early_keys.take(events.Key("left_square_bracket", "["))
        assert d.main.panes.tab is tab
        assert d.app.screen is d.main


async def test_a_dialog_that_is_taken_away_before_it_stands_does_no_harm(drive):
    async with drive(size=(100, 30)) as d:
        d.app.push_screen(ProblemsDialog("没有完成", "正要离开。"))
        d.app.pop_screen()
        await d.until(lambda: d.app.screen is d.main, "for the table")
        await d.press("down")
        assert d.main.table.cursor == 1


@pytest.mark.parametrize("delay", [0.004, 0.006, 0.007, 0.008, 0.009, 0.010, 0.012, 0.016])
async def test_a_dialog_that_is_on_its_way_does_not_keep_anybody_from_leaving(drive, delay):
    async with drive(size=(80, 24)) as d:
        d.app.post_message(events.Key("f2", None))
        await asyncio.sleep(delay)
    assert not d.app.screen_stack
