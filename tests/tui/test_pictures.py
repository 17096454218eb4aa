"""Pictures of the real plans; `pytest tests/tui/test_pictures.py --snapshot-update` takes them anew."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from kept import copy_of, read_once

from gongkai_tui.tui.actions import SHEET_NAMES
from gongkai_tui.tui.app import GongkaiApp
from gongkai_tui.tui.workspace_port import WorkspacePort

from .conftest import run_git

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2022, 8, 1)
COMMITTED = "2022-07-01T09:00:00+08:00"


@pytest.fixture
def plans(tmp_path, tmp_path_factory, monkeypatch) -> Path:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", COMMITTED)
        monkeypatch.setenv(f"GIT_{role}_NAME", "张三")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "zhangsan@example.invalid")
    return copy_of("kept-pictures", make_plans, tmp_path / "repo", tmp_path_factory)


def make_plans(root):
    for name in ("plans", "units"):
        shutil.copytree(ROOT / name, root / name)
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    read_once(root)


def pressing(*steps):
    """Wait for the rows, then press; a callable among the keys is waited for."""

    async def run(pilot):
        main = pilot.app.screen_stack[0]

        async def until(true):
            while not true(pilot.app):
                await pilot.pause()

        await until(lambda _: main.loaded is not None and main.back.actor_words)
        for step in steps:
            await (until(step) if callable(step) else pilot.press(step))
        await until(lambda _: not main.panes.side or main.current.id in main.reader.known)
        await pilot.pause()

    return run


def the_grid(app):
    return getattr(app.screen, "found", None)


def a_dialog(app):
    return len(app.screen_stack) > 1


def the_preview(app):
    return type(app.screen).__name__ == "ConfirmDialog"


def the_overview(app):
    screen = app.screen
    lines = (getattr(screen, name, None) for name in ("news_line", "sync_line"))
    return all(line is not None and "正在读取" not in str(line.left) for line in lines)


def the_commit(app):
    screen = app.screen
    return bool(getattr(screen, "current", None)) and screen.reader.known(screen.current.commit)


def the_figures(app):
    return app.screen.table.whole is not None


def the_chart(app):
    return app.screen.chart.points


def the_sheet(name):
    def is_read(app):
        screen = app.screen
        return getattr(screen, "sheet", None) and screen.sheet.name == name and screen.lines.page is not None

    return is_read


@pytest.mark.parametrize(
    ("size", "steps"),
    [
        pytest.param((80, 24), (), id="small"),
        pytest.param((160, 45), ("down", "down"), id="wide"),
        pytest.param((80, 24), ("m", the_grid, "down", "right"), id="grid"),
        pytest.param((160, 45), ("m", the_grid, "G", "up", "up", "plus", "right"), id="grid-members"),
        pytest.param((80, 24), ("f1", a_dialog), id="help"),
        pytest.param((80, 24), ("space", "space", "space", "f2", a_dialog, "2", "enter", the_preview), id="bulk"),
        pytest.param((80, 24), ("o", the_overview), id="overview-small"),
        pytest.param((160, 45), ("o", the_overview, "down", "right", "right"), id="overview-wide"),
        pytest.param((80, 24), ("H", the_commit), id="commits-small"),
        pytest.param((160, 45), ("H", the_commit), id="commits-wide"),
        pytest.param((80, 24), ("F", a_dialog, the_figures), id="statistics"),
        pytest.param((160, 45), ("F", a_dialog, "2", the_figures), id="statistics-wide"),
        pytest.param((80, 24), ("F", a_dialog, "9", the_chart), id="burndown"),
        pytest.param((160, 45), ("F", a_dialog, "9", the_chart), id="burndown-wide"),
        pytest.param((80, 24), ("enter",), id="detail-small"),
        pytest.param((160, 45), ("right_square_bracket",), id="units-wide"),
        pytest.param((160, 45), ("f1", a_dialog), id="help-wide"),
        *(
            pytest.param(
                size,
                ("f9", a_dialog, *str(number)[number == 1 :], the_sheet(name), *keys),
                id=f"sheet-{sheet}-{size[0]}",
            )
            for number, (sheet, name, _) in enumerate(SHEET_NAMES, 1)
            for size, keys in (((80, 24), ()), ((160, 45), ("down",)))
        ),
    ],
)
def test_the_screen_looks_as_it_did(plans, snap_compare, size, steps):
    app = GongkaiApp(WorkspacePort(plans, DAY))
    assert snap_compare(app, terminal_size=size, run_before=pressing(*steps))
