"""Data can neither crash the interface nor reach the terminal as anything but text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai_tui.tui.app import GongkaiApp

from .invented import InventedPort, invent

HOSTILE = (
    "[/x]",
    "[red]红[/red]",
    "[@click=app.quit]退出[/]",
    "[link=http://a]b",
    "\x1b]2;标题\x07\x1b[2;1H",
    "\x9b31m",
    "左\u202e右\u2066中",
    "一\t二",
    "一\n二\r三",
    "\u200b\ufeff空",
    "“引号”…—①",
    "e\u0301\u0301\u0301",
    "👨‍👩‍👧",
    "\x00",
)


class HostilePort(InventedPort):
    """Puts one text everywhere that data can stand."""

    def __init__(self, text: str) -> None:
        rows, plans = invent(8)
        self.text = text
        rows = tuple(
            r._replace(heading=text, requirement=text * 3, section=text, units=((text, "牵头"),), deadline_raw=text)
            for r in rows
        )
        super().__init__(rows, {p: replace(plan, title=text) for p, plan in plans.items()})

    def show_task(self, task_id):
        view = super().show_task(task_id)
        view.task = replace(view.task, hints=(self.text,), units_raw=self.text)
        view.path = self.text
        return view

    def history(self, task_id, limit):
        entries = super().history(task_id, limit)
        for entry in entries:
            entry.subject = entry.author = self.text
        return entries

    def commit_changes(self, commit):
        from types import SimpleNamespace

        return (SimpleNamespace(task_id=self.text, title=self.text, field=self.text, old=self.text, new=self.text),)

    def actor(self):
        found = super().actor()
        found.name = self.text
        return found


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_hostile_text_is_only_text(text, size):
    app = GongkaiApp(HostilePort(text))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        main = app.screen
        main.say(text)
        main.warn(text)
        main.back.show_failure(_refused(text))
        await pilot.pause(0.05)
        _check(app, size)
        await pilot.press("escape")
        for keys in (
            ("enter",),
            ("escape", "h", "enter"),
            ("escape", "escape", "escape", "y"),
            ("escape", "f1"),
            ("escape", "f4"),
        ):
            await pilot.press(*keys)
            await pilot.pause(0.3)
            _check(app, size)
        for place in ((5, 4), (30, 4), (60, 6)):
            await pilot.click(offset=place)
        assert app.is_running


def _refused(text):
    from gongkai_tui.domain.errors import Refused
    from gongkai_tui.domain.problem import Problem, Severity

    return Refused(text, (Problem(Severity.ERROR, text, text),))


def _check(app, size) -> None:
    assert not app._exception
    for strip in app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line), ascii(line)
        assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff" for c in line), ascii(
            line
        )
        assert sum(segment.cell_length for segment in strip) == size[0]
