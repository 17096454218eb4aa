"""Other rows are shown for a while: who did not move the cursor meanwhile is where they were, as they left it."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from gongkai_tui.tui.app import GongkaiApp

from .conftest import Driver
from .invented import InventedPort, invent

DOWN = 40
"""Lines from the first task to the one that is left."""


@asynccontextmanager
async def left_at_a_task():
    """Two hundred tasks, the cursor in the middle of the screen on one, another marked."""
    app = GongkaiApp(InventedPort(*invent(200)))
    async with app.run_test(size=(80, 24)) as pilot:
        d = Driver(app, pilot, None)
        await d.until(lambda: d.main.loaded is not None)
        await d.press("space", *["down"] * (DOWN - 1), *["up"] * 5)
        yield d


def place(d):
    table = d.main.table
    return table.current.id, table.top, frozenset(d.main.board.marks)


def elsewhere(d):
    """A word that another task alone holds."""
    return d.main.board.rows[-1].id


@pytest.mark.parametrize("leaving", [("escape",), ("backspace",) * 4, ("enter", "backslash")])
async def test_a_filter_that_matches_nothing_leads_back(leaving):
    async with left_at_a_task() as d:
        before = place(d)
        await d.press("slash", *"qqqq")
        assert d.ids() == []
        await d.press(*leaving)
        await d.until(lambda: len(d.ids()) == 200)
        assert place(d) == before


@pytest.mark.parametrize("leaving", [("escape",), ("enter", "backslash"), ("enter", "slash", "ctrl+u", "enter")])
async def test_a_filter_of_other_tasks_or_of_this_one_alone_leads_back(leaving):
    async with left_at_a_task() as d:
        before = place(d)
        for word in (elsewhere(d), before[0]):
            await d.press("slash")
            await d.type(word)
            await d.until(lambda word=word: d.ids() == [word])
            await d.press(*leaving)
            await d.until(lambda: len(d.ids()) == 200)
            assert place(d) == before


async def test_who_moved_or_acted_in_the_filter_stays_there():
    async with left_at_a_task() as d:
        for key in ("down", "f2"):
            await d.press("slash")
            await d.type(elsewhere(d))
            await d.press("enter", key)
            await d.until(lambda: d.ids() == [elsewhere(d)])
            if key == "f2":
                await d.press("escape")
            await d.press("backslash")
            await d.until(lambda: len(d.ids()) == 200)
            assert d.main.table.current.id == elsewhere(d)
            await d.press("home", *["down"] * DOWN)


async def test_a_view_and_back_leads_back(drive):
    async with drive(size=(160, 45)) as d:
        await d.until(lambda: d.main.view_counts)
        await d.press("down", "down")
        left = d.main.table.current.id
        await d.press("1")
        assert left not in d.ids()
        await d.press("minus")
        assert d.main.table.current.id == left


async def test_back_from_a_view_whose_tasks_are_others_one_is_where_one_was_in_each(drive):
    async with drive(size=(160, 45)) as d:
        await d.until(lambda: d.main.view_counts)
        await d.press("slash", *"jyh|zcjd", "enter", "end")
        left = d.main.table.current.id
        await d.press("1", "home")
        there = d.main.table.current.id
        await d.press("minus")
        assert there not in d.ids()
        assert d.main.table.current.id == left != d.ids()[0]
        await d.press("home", "minus", "minus")
        assert d.main.table.current.id == d.ids()[0]


@pytest.mark.parametrize(
    ("size", "tasks", "words"),
    [
        ((80, 24), 200, "1/200  已选 200（隐藏 199）"),
        ((60, 20), 200, "1/200 选200 隐199"),
        ((42, 20), 200, " 选200 隐199"),
        ((60, 20), 20_000, "1/20000 选20000 隐19999"),
    ],
)
async def test_no_count_of_what_is_marked_and_hidden_is_cut(size, tasks, words):
    app = GongkaiApp(InventedPort(*invent(tasks)))
    async with app.run_test(size=size) as pilot:
        d = Driver(app, pilot, None)
        await d.until(lambda: d.main.loaded is not None)
        await d.press("asterisk", "slash")
        await d.type(elsewhere(d))
        await d.until(lambda: d.ids() == [elsewhere(d)])
        assert d.screen().splitlines()[1].rstrip().endswith(words)
