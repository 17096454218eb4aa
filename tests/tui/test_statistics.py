"""The statistics: the same figures as the command line, and from each line to exactly its tasks."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from datetime import date

import pytest

from gongkai_tui.cli.main import main
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.summary import summarise
from gongkai_tui.reporting.overview import figures_record
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.burndown_lines import chart_lines
from gongkai_tui.tui.frequencies import AXES, COLUMNS, arranged, share_bar, table
from gongkai_tui.tui.lines import Span
from gongkai_tui.usecases.burndown import Abandoned, Point
from gongkai_tui.usecases.demo import make_demo

from .conftest import TODAY, driving, run_git
from .invented import DAY, invent

SIZES = [(60, 20), (80, 24), (160, 45), (200, 60)]
YEAR_END = date(2022, 12, 20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "repo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        make_demo(root)
    return root


def stats(capsys, root, *words, today=TODAY):
    capsys.readouterr()
    assert main(["-C", str(root), "--today", today.isoformat(), "stats", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


async def counted(d):
    await d.until(lambda: d.app.screen.table.whole is not None, "for the count")


@pytest.mark.parametrize("axis", AXES)
async def test_the_figures_are_those_of_the_command_line(demo, capsys, monkeypatch, axis):
    expected = stats(capsys, demo, "plan:2021", "--by", axis)
    async with driving(demo) as d:
        d.main.filter_bar.set_text("plan:2021")
        await d.until(lambda: len(d.ids()) < d.main.board.scope)
        await d.press("F", str(AXES.index(axis) + 1))
        await counted(d)
        shown = d.app.screen.table
        found = {line.group.key: figures_record(line.group.summary) for line in shown.lines}
        assert {row["group"]: row for row in expected[:-1]} == {
            key: {"group": key, **record} for key, record in found.items()
        }
        assert {"group": "合计", **figures_record(shown.whole)} == expected[-1]
        assert "筛选 plan:2021" in d.screen()


@pytest.mark.parametrize("axis", AXES)
async def test_enter_leads_to_exactly_the_tasks_of_a_line(demo, axis):
    async with driving(demo) as d:
        d.main.filter_bar.set_text("公开")
        await d.until(lambda: d.main.board.filter_text == "公开")
        for place in (0, 1, 4):
            await d.press("F", str(AXES.index(axis) + 1))
            await counted(d)
            await d.press(*["down"] * place)
            line = d.app.screen.table.current
            await d.press("enter")
            await d.until(lambda: d.main.board.filter_text not in ("", "公开"))
            assert d.app.screen is d.main
            assert len(d.ids()) == line.group.summary.total
            assert set(d.ids()) == {row.id for row in line.group.rows}
            d.main.filter_bar.set_text("公开")
            await d.until(lambda: d.main.board.filter_text == "公开")


async def test_tasks_that_can_be_called_neither_silent_nor_not_are_told_beside_the_counts(drive):
    async with drive() as d:
        await d.press("F", "1")
        await d.sees("没有印发日期，1 项算不出久未更新")
        await d.press("9")
        await d.until(lambda: "没有印发日期" not in d.screen())
        await d.press("1")
        await d.sees("没有印发日期，1 项算不出久未更新")


async def test_what_cannot_be_called_silent_has_one_figure_on_every_screen(demo):
    async with driving(demo, today=YEAR_END, size=(80, 24)) as d:
        await d.press("o")
        await d.sees("huaiyin-2022 3 项算不出久未更新")
        await d.press("q", "m")
        await d.sees("没有印发日期，3 项算不出久未更新")
        await d.press("q", "F", "5")
        await d.until(lambda: "3 项算不出久未更新 " in d.screen())
        await d.press("1")
        await d.sees("没有印发日期，3 项算不出久未更新")


async def test_two_texts_on_one_line_never_run_together(drive):
    async with drive(size=(80, 24)) as d:
        right = "没有印发日期，11 项算不出久未更新"
        for cells in range(36, 52):
            d.main.message_line.show((Span("x" * cells),), (Span(right),))
            await d.sees(right)
            assert f"x{right}" not in d.screen()


async def test_axes_by_brackets_digits_tab_arrows_mouse_and_menu(drive):
    async with drive(size=(160, 45)) as d:
        await d.press("F")
        await d.sees("[1单位]")
        for key, shown in (
            ("right_square_bracket", "[2章节]"),
            ("right_black_lenticular_bracket", "[3状态]"),
            ("tab", "[4月份]"),
            ("right", "[5计划]"),
            ("left", "[4月份]"),
            ("shift+tab", "[3状态]"),
            ("left_square_bracket", "[2章节]"),
            ("left_black_lenticular_bracket", "[1单位]"),
            ("left_square_bracket", "[9燃尽]"),
            ("7", "[7标记]"),
        ):
            await d.press(key)
            await d.sees(shown)
        await d.pilot.click("#tabs", offset=(8, 0))
        await d.sees("[2章节]")
        await d.press("colon")
        await d.type("tjxm")
        await d.press("enter")
        await d.sees("按什么统计")
        await d.type("牵头")
        await d.press("enter")
        await d.sees("[8牵头]")
        await d.press("q")
        assert d.app.screen is d.main


async def test_sort_and_turn_round(drive):
    async with drive() as d:
        await d.press("F")
        await counted(d)
        names = lambda: [line.name for line in d.app.screen.table.lines]  # noqa: E731
        assert names()[-1] == "区教育和体育局"
        await d.press("s")
        await d.sees("排序")
        await d.type("mc")
        await d.press("enter")
        await d.sees("名称 3类")
        assert names() == ["区财政局", "区教育和体育局", "西市场街道办事处"]
        await d.press("S")
        assert names() == ["西市场街道办事处", "区教育和体育局", "区财政局"]
        assert "名称倒序 3类" in d.screen()


async def test_find_while_typing_digits_included(drive):
    async with drive() as d:
        await d.press("F", "5")
        await counted(d)
        await d.press("slash")
        await d.type("2021")
        await d.sees("1/2类")
        assert [line.group.key for line in d.app.screen.table.lines] == ["huaiyin-2021"]
        await d.press("escape")
        await d.sees(" 2类")
        await d.press("ideographic_comma")
        await d.type("hy")
        await d.press("enter")
        assert d.app.screen.focused is d.app.screen.table
        await d.press("slash")
        await d.type("zz")
        await d.sees("没有这样的名称")
        await d.press("enter", "escape")
        await d.sees(" 2类")
        await d.press("escape")
        assert d.app.screen is d.main


async def test_an_empty_table_says_what_to_do(drive):
    async with drive() as d:
        d.main.filter_bar.set_text("没有的词")
        await d.until(lambda: not d.ids())
        await d.press("F")
        await d.sees("按 \\ 清除筛选")
        await d.press("enter")
        await d.press("9")
        await d.sees("共 0")


@pytest.mark.parametrize(("what", "mark"), [("bg", "\t"), ("mar", "|")])
async def test_copy_the_table(drive, what, mark):
    async with drive() as d:
        await d.press("F")
        await counted(d)
        await d.press("y")
        await d.sees("复制按单位统计的 3 行和合计")
        await d.type(what)
        await d.press("enter")
        await d.sees("已复制")
        text = (d.repo / ".git/gongkai/copied.txt").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split(mark)] for line in text.splitlines()]
    assert rows[0][:3] == ["单位", "任务", "占比"]
    assert rows[-1][:5] == ["合计", "4", "100%", "0", "4"]
    assert len({len(row) for row in rows}) == 1


async def test_what_is_saved_meanwhile_is_counted(drive):
    async with drive() as d:
        await d.press("F", "3")
        await counted(d)
        assert [line.name for line in d.app.screen.table.lines] == ["未启动"]
        path = d.repo / "plans/huaiyin-2022/002.yaml"
        path.write_text(path.read_text().replace("未启动", "推进中"))
        run_git(d.repo, "commit", "-qam", "改")
        await d.until(lambda: [line.name for line in d.app.screen.table.lines] == ["未启动", "推进中"])


@pytest.fixture
async def burnt(demo):
    """The burndown of one plan at the end of the year."""
    async with driving(demo, today=YEAR_END) as d:
        d.main.choose_plan("huaiyin-2022")
        await d.press("F", "b")
        await d.until(lambda: d.app.screen.chart.points)
        yield d


async def test_the_burndown_says_what_the_command_line_says(burnt, demo, capsys):
    points = burnt.app.screen.chart.points
    assert len(points) == 24
    for point, words in ((points[-1], ()), (points[9], ("--as-of", points[9].day.isoformat()))):
        whole = stats(capsys, demo, "plan:huaiyin-2022", *words, today=YEAR_END)[-1]
        assert {"group": "合计", **figures_record(point.figures)} == whole


async def test_enter_in_the_burndown_looks_back_at_that_day(burnt):
    d = burnt
    await d.press("home", "down", "down", "up")
    chosen = d.app.screen.chart.current
    assert chosen is d.app.screen.chart.points[1]
    assert f"{chosen.day}" in d.screen()
    await d.press("s")
    await d.sees("不能查找和排序")
    await d.press("enter")
    await d.sees(f"回看 {chosen.day}")
    assert d.app.screen is d.main
    await d.until(lambda: d.main.loaded.tasks.day == chosen.day)
    assert summarise(d.main.board.visible, chosen.day) == chosen.figures


async def test_copy_the_burndown(burnt, demo):
    d = burnt
    await d.press("y")
    await d.sees("燃尽图的 24 天")
    await d.type("bg")
    await d.press("enter")
    await d.sees("已复制")
    copied = list(csv.reader(io.StringIO((demo / ".git/gongkai/copied.txt").read_text()), delimiter="\t"))
    assert copied[-1][:2] == ["2022-12-20", "67"]
    assert len(copied) == 25


async def test_a_count_that_nobody_waits_for_ends(drive):
    async with drive() as d:
        begun, ended = threading.Event(), threading.Event()

        def endless(_text, *, progress, wanted):
            begun.set()
            while wanted():
                progress(3, 24)
                time.sleep(0.02)
            ended.set()
            raise Abandoned

        d.main.port.burndown = endless
        await d.press("F", "9")
        await d.sees("正在从历史中统计 3/24 天")
        assert begun.is_set()
        await d.press("q")
        await d.until(ended.is_set)
        assert d.app.screen is d.main


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_every_size(demo, size):
    async with driving(demo, size=size) as d:
        await d.press("F")
        await counted(d)
        lines = d.screen().splitlines()
        assert "合计" in lines[3]
        assert "----" in lines[4]
        # What has no column is said of the line under the cursor.
        said = "".join("".join(lines).split())
        assert all(column.title in said or column.short in lines[2] for column in COLUMNS)
        seen = lines[2]
        while d.app.screen.table.is_more:
            assert lines[2].rstrip(" |").endswith(">")
            await d.press("right")
            lines = d.screen().splitlines()
            assert lines[2].startswith("<")
            seen += lines[2]
            assert all(width(line) <= size[0] for line in lines)
        assert all(column.short in seen for column in COLUMNS)
        figures = d.app.screen.table.current.group.summary
        assert str(figures.with_evidence or "-") == lines[4].rstrip(" #").split()[-1]
        await d.press("9")
        await d.until(lambda: d.app.screen.chart.points)
        assert "^" in d.screen()
        assert TODAY.isoformat() in d.screen().splitlines()[-3]


def point(day, **counts):
    figures = summarise([], DAY)
    by_status = {**figures.by_status, **{Status[name]: count for name, count in counts.items()}}
    return Point(day, figures._replace(total=sum(counts.values()), by_status=by_status), 0)


@pytest.mark.parametrize("cells", [20, 59, 79, 199])
@pytest.mark.parametrize("height", [3, 6, 12, 50])
@pytest.mark.parametrize("count", [1, 2, 24, 90])
def test_a_chart_fits_its_room_and_is_ascii_below_its_figures(cells, height, count):
    points = [point(date(2022, 1, n % 28 + 1), DONE=n, REPORTED=2, IN_PROGRESS=count - n) for n in range(count)]
    for cursor in {0, count // 2, count - 1}:
        lines = ["".join(span.text for span in line) for line in chart_lines(points, cells, height, cursor)]
        assert len(lines) == max(height, 5)
        assert all(width(line) <= max(cells, 16 + len(str(count))) for line in lines[2:])
        assert "".join(lines[2:]).isascii()
        assert "^" in lines[-2]


def test_a_column_shows_its_parts_from_the_bottom_up():
    points = [point(date(2022, 1, 1), IN_PROGRESS=8), point(date(2022, 2, 1), DONE=4, REPORTED=2, NOT_STARTED=2)]
    lines = ["".join(span.text for span in line) for line in chart_lines(points, 20, 8, 1)]
    assert [line[3:] for line in lines[2:6]] == [
        "....... ....... ",
        "....... +++++++ ",
        "....... ####### ",
        "....... ####### ",
    ]
    assert lines[0] == "2022-02-01 共 8 # 已落实 4(50%) + 待核查 2 . 未落实 2"


def test_no_figure_of_a_day_is_cut_and_the_columns_stand_still():
    counts = {"NOT_STARTED": 6, "IN_PROGRESS": 37, "DONE": 36, "CLOSED": 98, "RECTIFYING": 8, "ENDED": 24}
    points = [point(date(2022, 1, 1), DONE=1), point(date(2022, 2, 1), **counts)]
    few, many = (["".join(s.text for s in line) for line in chart_lines(points, 40, 14, n)] for n in (0, 1))
    assert all(f"{Status[name]} {count}" in "".join(many[1:3]) for name, count in counts.items())
    assert few[2] == ""
    assert few[3:-2] == many[3:-2]


def test_shares_need_no_colour():
    whole = summarise(invent(40)[0], DAY)
    assert share_bar(whole, 40) == "##########"
    assert share_bar(whole, 80) == "#####-----"
    assert share_bar(whole, 10_000) == "#---------"
    assert share_bar(summarise([], DAY), 40) == "----------"


def test_an_empty_statistic_can_be_copied():
    titles, rows = table("单位", arranged([], "unit", "", ""), summarise([], DAY))
    assert len(titles) == len(rows[0])


async def test_names_get_the_room_they_need_and_the_one_under_the_cursor_is_said_in_full(demo):
    async with driving(demo, today=TODAY) as d:
        await d.press("F")
        await counted(d)
        first = d.main.front.table.current.name
        assert d.main.front.table.cuts(d.main.front.table.current)
        assert first in d.screen()
        for place, line in enumerate(d.main.front.table.lines):
            d.main.front.table.move_to(place)
            await d.pilot.pause()
            assert line.name in d.screen()
