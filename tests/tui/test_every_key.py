"""Every key of the help does something where the help says that it works."""

from __future__ import annotations

import asyncio

import pytest

from gongkai_tui.tui.actions import ALL, Where, by_id, meant_by
from gongkai_tui.tui.commands.looking import show_side
from gongkai_tui.tui.screens.panes import Tab

OPENED = {
    Where.TABLE: (),
    Where.OVERVIEW: ("o",),
    Where.GRID: ("m",),
    Where.STATISTICS: ("F",),
    Where.COMMITS: ("H",),
    Where.SHEETS: ("f9",),
}
BESIDE = {Where.DETAIL: Tab.DETAIL, Where.HISTORY: Tab.HISTORY}
LEAVING = {"quit", "leave", "back"}


def keys_of(where):
    """The first key of each action that works in a place, where it means that action there."""
    actions = [by_id(action.id) for action in ALL if where in action.where and action.id not in LEAVING]
    for action in actions:
        for key in action.keys[:1]:
            sharing = [other.id for other in map(by_id, (a.id for a in ALL)) if key in other.keys]
            if meant_by(sharing, where) == action.id:
                yield key, action


@pytest.mark.parametrize("where", list(Where))
async def test_every_key_works_where_the_help_says(drive, where, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    async with drive(size=(100, 34)) as d:
        for key, action in keys_of(where):
            await go_to(d, where)
            before = d.main.front.message_line.left
            await d.press(key)
            words = "".join(span.text for span in d.main.front.message_line.left)
            said = words if d.main.front.message_line.left != before else ""
            assert f"“{action.label}”用于" not in said, (key, action.id)
            assert not d.app._exception, (key, action.id)
            await leave(d)


async def go_to(d, where):
    await d.until(lambda: d.app.screen is d.main)
    main = d.main
    if where in BESIDE:
        show_side(main, BESIDE[where], focus=True)
    elif where is Where.PLANS:
        main.panes.plans_wanted = True
        main.fold_panes()
        main.set_focus(main.plan_list)
    else:
        main.set_focus(main.table)
        await d.press(*OPENED[where])
    await d.until(lambda: main.front.where is where, f"for {where}")


async def leave(d):
    """Back to the table of the main screen, whatever is open."""
    for _ in range(40):
        if d.app.screen is d.main and d.main.focused is d.main.table and not d.main.port.moment:
            return
        if d.app.screen is d.main and d.main.port.moment:
            await d.press("@")
        await d.press("escape")
        await asyncio.sleep(0.05)
    pytest.fail(f"cannot leave {d.app.screen}\\n{d.screen()}")


async def test_undo_and_the_palette_have_room_in_the_key_bar_of_a_small_screen(drive):
    async with drive(size=(60, 20)) as d:
        bar = d.screen().splitlines()[-1]
        assert "F1帮助" in bar
        assert "F2状态" in bar
        assert "u撤销" in bar
        assert ":命令" in bar
