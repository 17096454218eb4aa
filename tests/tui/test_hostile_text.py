"""Data can neither crash the interface nor reach the terminal as anything but text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import pytest

from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.saved_view import SavedView
from gongkai_tui.domain.transitions import Actor as ActsAs
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.app import GongkaiApp
from gongkai_tui.tui.lines import Span, cut, line, paragraph
from gongkai_tui.tui.sheets import SHEETS
from gongkai_tui.tui.sheets.sheet import Page, Sheet, SheetLine
from gongkai_tui.usecases.actor import Actor
from gongkai_tui.usecases.saved_views import SavedViews

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
ALL = "[/x]\x1b[2;1H[@click=app.quit]退[/]\x9b\u202e一\n二\r三\t\x00\u200b“①”👨‍👩‍👧e\u0301[red]\x1b]2;标\x07"
"""All of them in one text, short enough to stand in a title."""
UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"


class HostilePort(InventedPort):
    """Puts hostile text everywhere that data can stand."""

    def __init__(self) -> None:
        rows, plans = invent(len(HOSTILE) + 1)
        rows = tuple(
            r._replace(
                heading=text,
                requirement=f"{text}\n{ALL}",
                section=text,
                packed_units=pack_pairs(((text, "牵头"),)),
                deadline_raw=text,
            )
            for r, text in zip(rows, (ALL, *HOSTILE), strict=True)
        )
        super().__init__(rows, {p: replace(plan, title=ALL) for p, plan in plans.items()})

    def show_task(self, task_id):
        view = super().show_task(task_id)
        view.task = replace(view.task, hints=(ALL,), units_raw=ALL)
        view.path = ALL
        view.problems = (PROBLEM,)
        return view

    def history(self, task_id, limit):
        entries = super().history(task_id, limit)
        for entry in entries:
            entry.subject = entry.author = ALL
        return entries

    def commit_changes(self, commit):
        return (CHANGE,)

    def views(self):
        return SavedViews(tuple(SavedView(text, "czj") for text in (ALL, *HOSTILE)), (PROBLEM,))

    def ask(self, question):
        detail = partial(paragraph, ALL)
        lines = tuple(SheetLine(str(n), (Span(text),) * self.cells, detail) for n, text in enumerate((ALL, *HOSTILE)))
        return Page(lines, (Span(ALL),), (PROBLEM,), (ALL,))

    cells = 0
    """Columns of the sheet that is asked for."""

    def actor(self):
        return Actor(ALL, ALL, ALL)


PROBLEM = Problem(Severity.ERROR, ALL, ALL)
CHANGE = SimpleNamespace(task_id=ALL, title=ALL, field=ALL, old=ALL, new=ALL)


def is_only_text(text: str) -> bool:
    return not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in UNSEEN for c in text)


@pytest.mark.parametrize("text", [*HOSTILE, ALL])
def test_spans_and_paragraphs_are_clean(text):
    for spans in (line(text, Span(text)), *paragraph(text, 20, first=text[:3])):
        assert all(is_only_text(span.text) for span in spans)
        assert sum(width(span.text) for span in cut(spans, 20)) == 20


def dialogs():
    from gongkai_tui.domain.form_values import Clash
    from gongkai_tui.domain.known_names import KnownNames
    from gongkai_tui.domain.status import Status
    from gongkai_tui.reporting.clean import clean
    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.tui.dialogs.choose import ChooseDialog
    from gongkai_tui.tui.dialogs.clashes import ClashesDialog
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog
    from gongkai_tui.tui.dialogs.edit_form import EditFormDialog
    from gongkai_tui.tui.dialogs.note import EvidenceDialog, NoteDialog
    from gongkai_tui.tui.dialogs.page import PageDialog
    from gongkai_tui.tui.dialogs.pick_status import PickStatusDialog
    from gongkai_tui.tui.dialogs.problems import ProblemsDialog
    from gongkai_tui.tui.widgets.choice_list import Choice
    from gongkai_tui.usecases.status_choices import Stand, StatusChoices

    port = HostilePort()
    yield ChooseDialog(ALL, [Choice(text, text, text, text) for text in (ALL, *HOSTILE)], tall=True)
    yield ConfirmDialog(ALL, notes=(ALL,), changes=(CHANGE,) * 3, refusals=(PROBLEM,), others=1, verb=ALL)
    yield ConfirmDialog(ALL, notes=(ALL,), verb=ALL)
    task = port.show_task(port.rows[0].id).task
    form = EditFormDialog(task, Calendar(port.day))
    form.standing = (Span(clean(ALL)),)
    form.learn(KnownNames((ALL, *HOSTILE), (ALL,)))
    yield form
    yield ClashesDialog(ALL, [Clash(str(n), ALL, ALL, text) for n, text in enumerate(HOSTILE)], who=ALL)
    yield NoteDialog(ALL, Calendar(port.day))
    yield EvidenceDialog(ALL, Calendar(port.day))
    yield PickStatusDialog(ALL, StatusChoices(ActsAs.BOTH, "", (Stand(Status.NOT_STARTED, ""),)), Calendar(port.day))
    yield ProblemsDialog(ALL, ALL, (PROBLEM,))
    yield PageDialog(ALL, lambda cells: f"{ALL * cells}\n{ALL}", notes=(ALL,))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_every_screen_and_dialog_shows_hostile_text_as_text(size):
    app = GongkaiApp(HostilePort())
    async with app.run_test(size=size) as pilot:
        main = app.screen
        while main.loaded is None or not main.back.actor_words:
            await pilot.pause()
        check(app, size)
        main.say(ALL)
        check(app, size)
        main.warn(ALL)
        main.filter_bar.show_hint(ALL)
        await pilot.pause()
        check(app, size)
        main.filter_bar.show_hint("")
        for keys in (("enter",), ("escape", "h"), ("enter",), ("escape", "escape", "y"), ("escape", "colon")):
            await pilot.press(*keys)
            await pilot.pause()
            check(app, size)
        await pilot.press("escape", "escape")
        for dialog in dialogs():
            app.push_screen(dialog)
            await pilot.pause()
            check(app, size)
            await pilot.click(offset=(size[0] // 2, size[1] // 2))
            await pilot.pause()
            while app.screen is not main:
                app.pop_screen()
                await pilot.pause()
        for place in ((5, 4), (30, 4), (50, 6)):
            await pilot.click(offset=place)
        assert app.is_running


@pytest.mark.parametrize("size", [(60, 20), (160, 45)])
async def test_the_grid_shows_hostile_text_as_text(size):
    app = GongkaiApp(HostilePort())
    async with app.run_test(size=size) as pilot:
        while app.screen.loaded is None:
            await pilot.pause()
        await pilot.press("m")
        while not getattr(app.screen, "found", None):
            await pilot.pause()
        for keys in ((), ("left",), ("up",), ("z",), ("down",), ("right",), ("s",)):
            await pilot.press(*keys)
            await pilot.pause()
            check(app, size)


def check(app, size) -> None:
    assert not app._exception
    for strip in app.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip)
        assert is_only_text(text), ascii(text)
        assert sum(segment.cell_length for segment in strip) == size[0]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_the_statistics_show_hostile_text_as_text(size):
    app = GongkaiApp(HostilePort())
    async with app.run_test(size=size) as pilot:
        main = app.screen
        while main.loaded is None or not main.back.actor_words:
            await pilot.pause()
        for keys in (("F",), ("2",), ("8",), ("y",), ("escape", "slash", "a"), ("escape", "9"), ("escape",)):
            await pilot.press(*keys)
            await pilot.pause(0.1)
            check(app, size)
        assert app.screen is main


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
async def test_every_sheet_shows_hostile_text_as_text(size, monkeypatch):
    for sheet in SHEETS:
        # The port has no use cases that could say whose the lines are.
        monkeypatch.setattr(type(sheet), "closed", Sheet.closed)
    port = HostilePort()
    port.plans = {plan: replace(each, implements="x", follows="y") for plan, each in port.plans.items()}
    app = GongkaiApp(port)
    async with app.run_test(size=size) as pilot:
        main = app.screen
        while main.loaded is None or not main.back.actor_words:
            await pilot.pause()
        port.cells = len(SHEETS[0].columns)
        await pilot.press("f9")
        for place, sheet in enumerate(SHEETS):
            port.cells = len(sheet.columns)
            app.screen.choose_sheet(place)
            while app.screen.lines.page is None:
                await pilot.pause()
            await pilot.press("p", "down", "s", "escape", "p")
            check(app, size)
