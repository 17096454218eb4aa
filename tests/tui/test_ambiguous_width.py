"""Terminals that draw “ ” … ① two cells wide: asked once, and every line keeps its width."""

from __future__ import annotations

import re
import time
from unicodedata import east_asian_width

import pytest

from gongkai_tui.domain.row import TITLES as TITLES_OF_FIELDS
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path
from gongkai_tui.tui.actions import ALL
from gongkai_tui.tui.columns import columns_for
from gongkai_tui.tui.screens.panes import Tab

from .conftest import run_git, task

WIDE, NARROW = b"\x1b[1;3R", b"\x1b[1;2R"
PLACED = re.compile(r"\x1b\[(\d+);(\d+)H")
STYLE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
TITLES = ("深化“放管服”改革——①“一网通办”", "“十四五”规划…公开", "做好〔2021〕13号文件·解读→公布")


@pytest.fixture
def quoting(repo):
    for seq, title in enumerate(TITLES, 11):
        one = task("huaiyin-2022", seq, title, "区政府“双招双引”办公室、区财政局")
        path = repo / task_path(one.id)
        path.write_text(emit.emit_task(one), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "加三项")
    return repo


def cells(text: str, *, wide: bool) -> int:
    return sum(2 if east_asian_width(char) in ("WFA" if wide else "WF") else 1 for char in text)


def painted(terminal) -> list[tuple[int, str]]:
    """What was written where a line begins: (column, text)."""
    text = terminal.raw.decode("utf-8", "replace").rpartition("\x1b[?1049h")[2]
    parts = PLACED.split(text)
    return [
        (int(column), STYLE.sub("", line).rstrip("\r"))
        for column, chunk in zip(parts[2::3], parts[3::3], strict=True)
        for line in chunk.split("\n")[:1]
    ]


@pytest.mark.parametrize("told", ["asked", "wide"])
def test_every_line_keeps_its_width_where_quotation_marks_are_wide(quoting, terminal, told):
    options = {"answer": WIDE} if told == "asked" else {"GONGKAI_AMBIGUOUS": "wide"}
    t = terminal(sees="7/7", **options)
    t.wait_for("放管服")
    t.wait_for("huaiyin-2021/001")
    lines = painted(t)
    rows = [text for column, text in lines if column == 1 and "huaiyin-2022/01" in text]
    assert len(rows) >= 3
    assert {cells(text, wide=True) for text in rows} == {80}
    assert all(column - 1 + cells(text, wide=True) <= 80 for column, text in lines)


def test_where_they_are_narrow_a_line_holds_more(quoting, terminal):
    t = terminal(sees="7/7", answer=NARROW)
    t.wait_for("huaiyin-2021/001")
    rows = [text for column, text in painted(t) if column == 1 and "“" in text]
    assert rows
    assert {cells(text, wide=False) for text in rows} == {80}


@pytest.mark.parametrize(("before", "after"), [("/cz", "j"), ("/czj", ""), ("、财", "政"), ("\x1b[18~c", "zj")])
def test_what_is_typed_while_the_terminal_is_asked_is_not_lost(terminal, before, after):
    terminal(sees="2/4", answer=before.encode() + WIDE + after.encode())


def test_a_terminal_that_never_answers_is_not_waited_for_long(terminal):
    began = time.monotonic()
    t = terminal(GONGKAI_AMBIGUOUS="")
    assert time.monotonic() - began < 20
    t.send(b"/czj")
    t.wait_for("2/4")


def test_no_key_name_or_title_of_ours_has_two_widths():
    ours = [text for action in ALL for text in (action.shown, action.short, action.label)]
    ours += [column.title for one_plan in (True, False) for column in columns_for(one_plan=one_plan)]
    ours += [*Tab, *TITLES_OF_FIELDS.values(), *Status, *Flag]
    assert not [text for text in ours if any(east_asian_width(char) == "A" for char in text)]


async def test_the_scroll_bar_of_a_long_text_has_no_blocks(repo, drive):
    path = repo / "plans/huaiyin-2022/001.yaml"
    paragraphs = "\n".join(f"  第{number}段" for number in range(9))
    text = re.sub(r"requirement: .*", f"requirement: |-\n{paragraphs}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    run_git(repo, "commit", "-qam", "要求分段")
    async with drive(size=(80, 24)) as d:
        await d.press("f4")
        await d.sees("第2段")
        assert d.app.screen.query_one("#requirement").show_vertical_scrollbar
        assert not re.search(r"[\u2580-\u259f]", d.screen())
