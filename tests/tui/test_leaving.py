"""What is typed after the wish to leave finds an application that is being taken apart."""

from __future__ import annotations

import asyncio
import gc
import warnings

from textual import events

from gongkai_tui.tui.dialogs.problems import ProblemsDialog

from .conftest import driving


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


async def test_whoever_repeats_the_wish_to_leave_waits_no_more(drive):
    never = asyncio.Event()

    async def hang():
        await never.wait()

    async with drive(size=(100, 30)) as d:
        d.main.back.run(hang())
        await d.app.on_event(events.Key("ctrl+q", None))
        assert d.app.return_code is None
        await d.sees("再按 Ctrl+Q 不再等")
        await d.app.on_event(events.Key("ctrl+q", None))
        await d.until(lambda: d.app.return_code == 0)


async def test_a_dialog_that_is_on_its_way_does_not_keep_anybody_from_leaving(drive):
    leaving = asyncio.Event()

    async def ask_on_leaving(back):
        await leaving.wait()
        # A few turns later the application waits for the main screen to end, which takes some twenty of them.
        for _ in range(8):
            await asyncio.sleep(0)
        await back.ask(ProblemsDialog("没有完成", "正要离开。"))

    async with drive(size=(80, 24)) as d:
        d.main.back.run(ask_on_leaving(d.main.back))
        await d.pilot.pause()
        leaving.set()
    assert not d.app.screen_stack


async def test_of_work_that_the_end_overtakes_nothing_is_written_to_the_terminal(repo):
    async def never() -> None:
        raise AssertionError

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with driving(repo) as d:
            d.main.back.run(never())
            d.app.workers.cancel_all()
        gc.collect()
    assert not [str(each.message) for each in said if "never awaited" in str(each.message)]
