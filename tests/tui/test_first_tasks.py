"""Where very many tasks take long to read, the first ones stand on the screen, and nothing but moving is done yet."""

from __future__ import annotations

import threading
import time

import pytest
from textual.screen import ModalScreen

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.tui import rows_loader
from gongkai_tui.tui.app import GongkaiApp
from gongkai_tui.tui.rows_loader import read_all
from gongkai_tui.tui.screens.overview import OverviewScreen
from gongkai_tui.tui.workspace_port import WorkspacePort
from gongkai_tui.usecases import first_tasks as module
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, Driver, run_git
from .invented import InventedPort, invent

NEWEST = ["huaiyin-2022/001", "huaiyin-2022/002", "huaiyin-2022/003"]
ALL = [*NEWEST, "huaiyin-2021/001"]


class SlowPort(WorkspacePort):
    """Reads all tasks only when the test says so."""

    gate: threading.Event
    failure: Exception | None = None

    def read_all(self, *asked):
        self.gate.wait(20)
        if self.failure:
            raise self.failure
        return read_all(*asked)


@pytest.fixture
def slow(repo, monkeypatch):
    """The program on a repository whose size counts as huge, with its cache ready."""
    monkeypatch.setattr(module, "MANY", 4)
    monkeypatch.setattr(module, "_ENOUGH", 2)
    ws = open_workspace(repo, today=TODAY)
    list_tasks(ws)
    ws.close()
    port = SlowPort(repo, TODAY)
    port.gate = threading.Event()
    monkeypatch.setattr(rows_loader, "read_all", port.read_all)
    port.load_early()
    yield port
    port.gate.set()


class IndexingPort(InventedPort):
    """One whose rows come once the cache is built."""

    def __init__(self, *rows):
        super().__init__(*rows)
        self.built = threading.Event()

    def load(self, progress=None, before=None, meanwhile=None):
        progress(3, 7)
        self.built.wait(30)
        return super().load()


async def test_while_the_cache_is_built_what_needs_rows_is_refused_and_not_done_later():
    port = IndexingPort(*invent(12))
    async with GongkaiApp(port).run_test(size=(100, 24)) as pilot:
        d = Driver(pilot.app, pilot, None)
        await d.sees("正在建立索引 3/7")
        await d.press("asterisk")
        await d.sees("正在建立索引（3/7），还不能“全部标记”")
        await d.press("f2")
        await d.sees("还不能“状态”")
        await d.press("question_mark")
        await d.until(lambda: isinstance(d.app.screen, ModalScreen))
        await d.press("escape")
        await d.press("colon")
        await d.until(lambda: isinstance(d.app.screen, ModalScreen))
        await d.press("escape")
        await d.press("o")
        await d.until(lambda: isinstance(d.app.screen, OverviewScreen))
        await d.press("escape")
        port.built.set()
        await d.until(lambda: d.main.loaded is not None)
        assert d.main.board.marks == set()
        assert d.app.screen is d.main


async def test_the_newest_plan_shows_at_once_and_only_moving_is_done(slow, repo):
    async with GongkaiApp(slow).run_test(size=(100, 24)) as pilot:
        d = Driver(pilot.app, pilot, repo)
        await d.until(lambda: d.ids() == NEWEST, "for the first tasks")
        assert "4/4" in d.screen()
        assert "正在读取其余 1 项" in d.screen()
        assert d.main.table.status_words() == "1/4"
        await d.press("down", "space", "end")
        await d.until(lambda: d.main.table.cursor == 1, "for the move")
        assert not d.main.board.marks
        slow.gate.set()
        await d.until(lambda: d.ids() == ALL, "for all tasks")
        await d.until(lambda: d.main.table.cursor == 3, "for what was typed meanwhile")
        assert d.main.board.marks == {NEWEST[1]}
        assert "正在读取其余" not in d.screen()


def test_what_was_read_before_the_screen_stands_is_handed_out_once(slow):
    end = time.monotonic() + 20
    while (found := slow.first_at_hand()) is None:
        assert time.monotonic() < end
    assert [row.id for row in found[0].rows] == NEWEST
    assert slow.first_at_hand() is None


async def test_where_the_others_cannot_be_read_the_keys_work_again(slow, repo):
    slow.failure = GongkaiError("磁盘坏了")
    async with GongkaiApp(slow).run_test(size=(100, 24)) as pilot:
        d = Driver(pilot.app, pilot, repo)
        await d.until(lambda: d.ids() == NEWEST, "for the first tasks")
        slow.gate.set()
        await d.sees("磁盘坏了")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.main, "for the dialog to go")
        await d.press("end")
        await d.until(lambda: d.main.table.cursor == 2, "for the move")


async def test_keys_typed_before_there_are_tasks_wait_for_them(repo, monkeypatch):
    port = SlowPort(repo, TODAY)
    port.gate = threading.Event()
    monkeypatch.setattr(rows_loader, "read_all", port.read_all)
    async with GongkaiApp(port).run_test(size=(100, 24)) as pilot:
        d = Driver(pilot.app, pilot, repo)
        await d.press("down", "down", "n")
        assert d.ids() == []
        port.gate.set()
        await d.sees(f"添加记录：{NEWEST[2]}")


def test_a_cache_that_is_behind_is_brought_up_first(slow, repo):
    ws = open_workspace(repo, today=TODAY)
    assert [row.id for row in module.first_tasks(ws).rows] == NEWEST
    run_git(repo, "rm", "-q", f"plans/{NEWEST[1]}.yaml")
    run_git(repo, "commit", "-q", "-m", "后来")
    # As many as are left.
    module.MANY = 3
    assert [row.id for row in module.first_tasks(ws).rows] == [NEWEST[0], NEWEST[2]]
    ws.close()


def test_few_tasks_are_all_read_together(repo):
    ws = open_workspace(repo, today=TODAY)
    list_tasks(ws)
    assert module.first_tasks(ws) is None
    ws.close()
