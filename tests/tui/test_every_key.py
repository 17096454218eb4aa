"""Every key of the help does something where the help says that it works."""

from __future__ import annotations

import asyncio
import time
import unicodedata

import pytest
from textual._xterm_parser import XTermParser

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


SENT = {
    "enter": "\r", "escape": "\x1b", "backspace": "\x7f", "space": " ", "tab": "\t", "shift+tab": "\x1b[Z",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    **{f"f{n}": f"\x1b[{code}~" for n, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20), 1)},
    **{f"ctrl+{letter}": chr(ord(letter) - ord("a") + 1) for letter in "dlpqru"},
}  # fmt: skip
OF_ASCII = {
    "slash": "/", "backslash": "\\", "asterisk": "*", "minus": "-", "at": "@", "less_than_sign": "<",
    "greater_than_sign": ">",
}  # fmt: skip
"""Keys that Textual does not name as Unicode does."""


def sent_for(key):
    """What a terminal sends for a key of the registry."""
    if key in SENT or key in OF_ASCII or len(key) == 1:
        return SENT.get(key) or OF_ASCII.get(key) or key
    for name in (key, f"{key}_mark", f"{key}_sign", f"{key}_bracket"):
        try:
            return unicodedata.lookup(
                name.replace("_", " ").replace("fullwidth hyphen minus", "fullwidth hyphen-minus")
            )
        except KeyError:
            pass
    raise AssertionError(f"no character is named {key}")


@pytest.mark.parametrize("key", sorted({key for action in ALL for key in action.keys}))
def test_a_key_of_the_registry_is_what_the_terminal_sends_for_it(key):
    parser = XTermParser()
    events = [*parser.feed(sent_for(key)), *parser.tick()]
    time.sleep(0.11 if key == "escape" else 0)
    assert [event.key for event in (*events, *parser.tick())] == [key]


@pytest.mark.parametrize(("typed", "where"), [("ｏ", Where.OVERVIEW), ("Ｈ", Where.COMMITS), ("Ｆ", Where.STATISTICS)])
async def test_a_letter_in_full_width_is_the_key(drive, typed, where):
    async with drive(size=(100, 34)) as d:
        for event in XTermParser().feed(typed):
            await d.app.on_event(event)
        await d.until(lambda: d.main.front.where is where)


async def test_text_in_full_width_stays_text(drive):
    async with drive(size=(100, 34)) as d:
        await d.press("f6")
        await d.sees("添加记录")
        for event in XTermParser().feed("ｏ１"):
            await d.app.on_event(event)
        await d.until(lambda: d.app.screen.value("text") == "ｏ１")


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


SILENT = [
    (Where.TABLE, ("tab", "shift+tab", "right", "left", "backslash")),
    (Where.DETAIL, ("tab", "backslash")),
    (Where.COMMITS, ("backslash", "H")),
    (Where.SHEETS, ("backslash", "U", "f9", "1")),
    (Where.STATISTICS, ("backslash", "F", "1")),
    (Where.GRID, ("backslash", "m")),
    (Where.OVERVIEW, ("left", "o")),
]


@pytest.mark.parametrize(("where", "keys"), SILENT)
async def test_a_key_that_has_nothing_to_do_says_so(drive, where, keys):
    async with drive(size=(80, 24)) as d:
        for key in keys:
            await go_to(d, where)
            if where is Where.SHEETS:
                await d.until(lambda: d.main.front.lines.page is not None)
            d.main.front.say("")
            await d.press(key)
            words = "".join(span.text for span in d.main.front.message_line.left)
            assert words.startswith(("没有", "只有", "已在", "已按", "已是")), (key, words)
            await leave(d)


async def test_a_key_that_belongs_elsewhere_names_all_its_places(drive):
    async with drive(size=(100, 24)) as d:
        await d.press("plus")
        await d.sees("“成员”用于单位任务表，“新增”用于清单")


async def test_undo_and_the_palette_have_room_in_the_key_bar_of_a_small_screen(drive):
    async with drive(size=(60, 20)) as d:
        bar = d.screen().splitlines()[-1]
        assert "F1帮助" in bar
        assert "F2状态" in bar
        assert "u撤销" in bar
        assert ":命令" in bar
