"""The year on the screen: every screen and sheet shows what the command says, at the end and looking back."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date

import pytest
from tui.conftest import driving
from tui.test_office import do
from tui.test_sheets import turn_to

from gongkai_tui.reporting.grid_text import figures_of, with_members
from gongkai_tui.reporting.overview import figures_record
from gongkai_tui.tui.screens.grid import GridScreen
from gongkai_tui.tui.sheets import SHEETS

from .program import LI, PLAN, t

END = "2023-05-08"
MOMENTS = ("", "2022-09-30")
"""Now, and looking back."""
SHEET_MOMENTS = (*MOMENTS, "2022-06-30")
"""Also when the first units had published their own 要点 and the first 延期 was granted."""


@pytest.fixture
def ask(made):
    """What the command says as JSON of a moment."""

    def said(moment, *words):
        return made.json(*words, *(("--as-of", moment) if moment else ()), day=END)

    return said


@asynccontextmanager
async def looking(repo, moment, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", LI.name)
        monkeypatch.setenv(f"GIT_{role}_EMAIL", LI.email)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    async with driving(repo, size=(160, 45), today=date.fromisoformat(END)) as d:
        if moment:
            await d.press("@")
            await d.sees("回看哪一天")
            await d.type(moment)
            await d.press("enter")
            await d.sees(f"回看 {moment}（只读）")
        yield d


@pytest.mark.parametrize("moment", MOMENTS)
async def test_the_board_the_overview_the_statistics_and_the_grid(copied, ask, monkeypatch, moment):
    listed = ask(moment, "list")
    sections = ask(moment, "stats", "--by", "section")
    plans = ask(moment, "stats")
    grid = ask(moment, "grid", PLAN, "--members")
    async with looking(copied, moment, monkeypatch) as d:
        await d.until(lambda: len(d.ids()) == len(listed))
        shown = {row.id: (row.status, row.due or None, row.updated or None) for row in d.main.table.rows}
        assert shown == {
            row["id"]: (row["status"], (row["deadline"] or {}).get("due"), row["updated"]) for row in listed
        }
        await _overview(d, plans)
        await _statistics(d, sections)
        d.main.choose_plan(PLAN)
        await _grid(d, grid)


async def _overview(d, plans):
    await d.press("o")
    await d.until(lambda: d.app.screen is not d.main and d.app.screen.figures.rows, "for the overview")
    rows = {row.plan or "合计": row.counts for row in d.app.screen.figures.rows}
    assert {
        plan: (each.total, each.done, each.overdue, each.due_soon, each.stale, each.rectifying, each.reported)
        for plan, each in rows.items()
    } == {
        row["group"]: (
            row["total"], row["done"], row["overdue"], row["due_soon"], row["flags"]["久未更新"], row["rectifying"],
            row["reported"],
        )
        for row in plans
    }  # fmt: skip
    text = d.screen()
    assert all(str(counts.total) in text and str(counts.overdue) in text for counts in rows.values())
    await d.press("q")
    await d.until(lambda: d.app.screen is d.main)


async def _statistics(d, sections):
    await d.press("F")
    await d.until(lambda: getattr(d.app.screen, "table", None) and d.app.screen.table.whole, "for the statistics")
    await d.press(_key_of("section"))
    table = d.app.screen.table
    titles = {row["group"] for row in sections[:-1]}
    await d.until(lambda: {line.group.key for line in table.lines} == titles, "for the sections")
    shown = {line.group.key: figures_record(line.group.summary) for line in table.lines}
    assert {row["group"]: row for row in sections[:-1]} == {key: {"group": key, **row} for key, row in shown.items()}
    assert {"group": "合计", **figures_record(table.whole)} == sections[-1]
    await d.press("q")
    await d.until(lambda: d.app.screen is d.main)


def _key_of(axis):
    from gongkai_tui.tui.frequencies import AXES

    return str(AXES.index(axis) + 1)


async def _grid(d, lines):
    await d.press("m")
    await d.until(lambda: isinstance(d.app.screen, GridScreen) and d.app.screen.found, "for the grid")
    board = d.app.screen.board
    assert [
        (line.name, line.group, figures_of(line), [cell and cell.row.status for cell in line.cells])
        for line in with_members(board.grid.lines)
    ] == [
        (
            row["unit"],
            row["group"],
            {key: row[key] for key in ("total", "done", "overdue", "stale")},
            [cell and cell["status"] for cell in row["tasks"].values()],
        )
        for row in lines
    ]
    await d.press("q")
    await d.until(lambda: d.app.screen is d.main)


@pytest.mark.parametrize("moment", SHEET_MOMENTS)
async def test_every_sheet(copied, ask, monkeypatch, moment):
    expected = {
        "问题": _problems(ask(moment, "problem", "list")),
        "欠账": _owed(ask(moment, "owe")),
        "延期": _extensions(ask(moment, "extend", "--list", "--all")),
        "次数": _recurring(ask(moment, "recurring", "--all")),
        "回头看": _lookback(ask(moment, "lookback", PLAN)),
        "考核": _scores(ask(moment, "score", PLAN)),
        "联络员": _contacts(ask(moment, "contact", "--all")),
    }
    published = ask(moment, "coverage", PLAN, "--units", t(65))
    async with looking(copied, moment, monkeypatch) as d:
        await _own_plans(d, published)
        await d.press("f9")
        await d.sees("清单")
        for sheet in SHEETS:
            await turn_to(d, sheet.name)
            if sheet.name == "考核" and not moment:
                # The plan of the year is archived; what opens is that of the next.
                await d.press("greater_than_sign")
                await d.until(lambda: d.main.front.plan.id == PLAN and d.main.front.lines.page.lines)
            lines = d.main.front.lines.page.lines
            if sheet.name in expected:
                places, rows = expected[sheet.name]
                assert {tuple(line.cells[place].text for place in places) for line in lines} == rows, sheet.name
                assert len(lines) == len(rows)
            if sheet.name == "对照":
                found = {tuple(line.cells[place].text for place in (1, 2, 3)) for line in lines}
        assert bool(found) == (moment == "")
        if not moment:
            (coverage,) = ask(moment, "coverage", "huaiyin-2023", "--kind", "承接")
            pairs = {(row["upper"], row["lower"]) for row in coverage["answers"] if row["upper"] and row["lower"]}
            assert {(upper, lower) for word, upper, lower in found if word == "已对应"} == pairs


async def _own_plans(d, published):
    await d.until(lambda: d.main.table.go_to(t(65)), "for the task")
    await do(d, "单位要点", "各单位要点")
    await d.sees(f"{sum(row['state'] == '已发布' for row in published)} 个已发布")
    await d.press("y")
    await d.until(lambda: d.app.screen is d.main)
    _, *lines = (d.main.port.folder / "copied.txt").read_text("utf-8").splitlines()
    said = ("unit", "state", "date", "days", "late", "url")
    assert [line.split() for line in lines] == [
        [str(row[key]) for key in said if row[key] is not None] for row in published
    ]


def _problems(rows):
    return (0, 1, 2, 5, 6, 8), {
        (row["id"], row["state"], row["unit"], str(row["round"] or ""), row["due"] or "", "、".join(row["flags"]))
        for row in rows
    }


def _owed(rows):
    keys = (
        "open", "reported", "overdue", "due_soon", "silent", "rectifying", "open_problems", "late_problems", "missed",
        "office",
    )  # fmt: skip
    having = [row for row in rows if any(row[key] for key in ("open", "owed", "office", "open_problems"))]
    return range(11), {(_unit_in_words(row), *(str(row[key] or "") for key in keys)) for row in having}


def _unit_in_words(row):
    return ("沉默 " if row["is_silent"] else "") + row["name"] + ("（待选定）" if row["kind"] == "未定" else "")


def _extensions(rows):
    return (0, 2, 3, 4, 6), {
        (row["task"], row["asked"], row["original"], row["proposed"], row["decision"] or "待答复") for row in rows
    }


def _recurring(rows):
    return (0, 1, 3), {(row["id"], row["period"], f"{row['done']}/{row['all']}单位") for row in rows}


def _lookback(rows):
    return (0, 1, 2, 3, 4), {
        (
            row["task"],
            row["verdict"] or "尚未核查",
            row["status"],
            str(row["evidence"] or ""),
            str(len(row["problems"]) or ""),
        )
        for row in rows
    }


def _scores(ranking):
    return (0, 1, 2, 4), {
        (str(row["rank"]), row["points"], row["unit"], str(row["previous_rank"] or "")) for row in ranking["units"]
    }


def _contacts(rows):
    keys = ("unit", "name", "duty", "email", "from", "until", "handed_over_to")
    return range(8), {
        (*(row[key] for key in keys), "未备案" if row["unfiled"] else row["filed"]) for row in rows
    }  # fmt: skip
