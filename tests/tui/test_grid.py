"""The grid of units and tasks, from key to screen, to the main screen and to commits."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.status import Status
from gongkai_tui.reporting.grid_text import MARKS_LEGEND, STATES_LEGEND, STATUS_CHARS, cell_text
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.app import GongkaiApp
from gongkai_tui.tui.screens.grid import GridScreen
from gongkai_tui.tui.widgets.matrix import HEAD

from .conftest import driving, run_git
from .invented import InventedPort, invent

LINK = "https://www.huaiyin.example/art/1.html"


async def opened(d) -> GridScreen:
    await d.press("m")
    await d.until(lambda: isinstance(d.app.screen, GridScreen) and d.app.screen.found, "for the grid")
    return d.app.screen


def at(grid) -> tuple[int, int]:
    return grid.matrix.row, grid.matrix.column


def names(grid) -> list[str]:
    return [line.name for line in grid.board.lines]


async def test_the_newest_plan_is_taken_and_said(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.sees("没有选计划，这是最新的一份：2022年槐荫区政务公开工作要点")
        assert "没有印发日期" not in d.screen()
        assert names(grid) == ["区财政局", "区教育和体育局", "各街道办事处"]
        assert at(grid) == (0, 0)
        await d.sees("区财政局  第1项 财政信息")
        await d.sees("未启动 逾期 久未更新  责任  期限 2022-06-30  最近记录 无  佐证 0")
        for text in (*STATES_LEGEND.split(), MARKS_LEGEND):
            assert text in d.screen()


async def test_it_shows_the_plan_and_the_filter_of_the_main_screen(drive):
    async with drive(size=(120, 30)) as d:
        d.main.choose_plan("huaiyin-2021")
        grid = await opened(d)
        assert [row.id for row in grid.board.grid.columns] == ["huaiyin-2021/001"]
        await d.sees("没有印发日期，1 项算不出久未更新")
        await d.press("q")
        d.main.choose_plan("")
        d.main.filter_bar.set_text("jyxx")
        await d.until(lambda: len(d.ids()) == 1)
        grid = await opened(d)
        assert names(grid) == ["区教育和体育局"]
        await d.sees("筛选 jyxx")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("down", "right"), (1, 1)),
        (("j", "l", "l", "h", "k"), (0, 1)),
        (("end",), (0, 2)),
        (("end", "home"), (0, HEAD)),
        (("G",), (2, 0)),
        (("G", "g"), (0, 0)),
        (("pagedown",), (2, 0)),
        (("pagedown", "pageup"), (0, 0)),
        (("left", "up", "left", "up"), (HEAD, HEAD)),
    ],
)
async def test_keys_move_in_both_directions(drive, keys, place):
    async with drive() as d:
        grid = await opened(d)
        await d.press(*keys)
        assert at(grid) == place


async def test_heads_and_titles_stay_in_place():
    async with GongkaiApp(InventedPort(*invent(67))).run_test(size=(60, 9)) as pilot:
        while pilot.app.screen.loaded is None:
            await pilot.pause()
        await pilot.press("m")
        while not getattr(pilot.app.screen, "found", None):
            await pilot.pause()
        await pilot.pause()
        await pilot.press("end", "G")
        await pilot.pause()
        matrix = pilot.app.screen.matrix
        assert (matrix.row, matrix.column) == (6, 66)
        strips = [strip.text for strip in map(matrix.render_line, range(matrix.size.height))]
        assert "单位" in strips[0]
        assert strips[0].split()[-1] == "67"
        assert strips[-1].startswith("> 区行政审批服务局"[:8])
        assert all(width(text) == 60 for text in strips)


async def test_moves_made_before_the_first_row_is_read_are_not_lost(drive):
    async with drive() as d:
        await d.press("m", "down", "right")
        await d.until(lambda: isinstance(d.app.screen, GridScreen) and d.app.screen.found, "for the grid")
        assert at(d.app.screen) == (1, 1)


async def test_enter_on_a_cell_goes_to_the_task_and_keeps_the_filter(drive):
    async with drive() as d:
        d.main.filter_bar.set_text("信息")
        await d.until(lambda: len(d.ids()) == 3)
        await opened(d)
        await d.press("right", "down", "enter")
        assert d.app.screen is d.main
        assert d.main.current.id == "huaiyin-2022/002"
        assert d.main.board.filter_text == "信息"


async def test_enter_on_a_title_goes_to_the_task_of_another_plan(drive):
    async with drive() as d:
        d.main.choose_plan("huaiyin-2022")
        grid = await opened(d)
        await d.press("right_square_bracket")
        await d.until(lambda: grid.found.plan.id == "huaiyin-2021")
        await d.press("up", "enter")
        assert (d.main.board.plan, d.main.current.id) == ("huaiyin-2021", "huaiyin-2021/001")


async def test_enter_on_a_unit_shows_its_tasks(drive):
    async with drive() as d:
        await opened(d)
        await d.press("G", "home", "enter")
        await d.until(lambda: d.ids() == ["huaiyin-2022/001", "huaiyin-2022/003"])
        assert d.main.board.plan == "huaiyin-2022"
        assert d.main.board.filter_text == "单位=各街道办事处"
        await opened(d)
        await d.press("G", "home", "enter")
        assert d.main.board.filter_text == "单位=各街道办事处"


async def test_enter_on_a_section_shows_its_tasks_of_the_unit(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("z")
        await d.sees("0/1#")
        assert grid.board.sections[0].title == "聚焦重点领域"
        await d.press("enter")
        await d.until(lambda: d.ids() == ["huaiyin-2022/001"])
        assert d.main.board.filter_text == "单位:区财政局 章节=聚焦重点领域"


async def test_enter_on_an_empty_cell_stays(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("right")
        assert not grid.board.cells(grid.matrix.row, grid.matrix.column)
        await d.press("enter")
        await d.sees("这一格没有任务")
        assert d.app.screen is grid
        assert d.main.board.filter_text == ""


async def test_plans_are_stepped_through(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("greater_than_sign")
        await d.until(lambda: grid.found.plan.id == "huaiyin-2021")
        await d.press("right_black_lenticular_bracket")
        await d.sees("已是最后一份计划")
        await d.press("left_square_bracket")
        await d.until(lambda: grid.found.plan.id == "huaiyin-2022")
        await d.press("less_than_sign")
        await d.sees("已是最新的一份计划")


async def test_a_set_is_opened_into_its_members_and_closed_from_one(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("G", "plus")
        assert names(grid)[-2:] == ["各街道办事处", "西市场街道办事处"]
        await d.press("down")
        await d.sees("西市场街道办事处  第1项")
        await d.press("plus")
        assert (names(grid)[-1], at(grid)) == ("各街道办事处", (2, 0))
        await d.press("g", "plus")
        await d.sees("这一行没有成员可展开")
        await d.press("up", "plus")
        assert len(names(grid)) == 4


async def test_units_are_narrowed_by_initials_also_to_members(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("slash")
        await d.type("czj")
        assert names(grid) == ["区财政局"]
        await d.press("enter")
        assert d.app.focused is grid.matrix
        await d.press("slash", "backspace", "backspace", "backspace")
        await d.type("xsc")
        assert names(grid) == ["各街道办事处", "西市场街道办事处"]
        await d.press("enter", "backslash")
        assert len(names(grid)) == 3
        await d.press("f7")
        await d.type("zzz")
        await d.sees("没有单位的名称或首字母是这样的")
        await d.press("escape")
        assert len(names(grid)) == 3
        await d.press("escape")
        assert d.app.screen is d.main


async def test_units_are_sorted_and_the_cursor_stays_on_its_unit(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("s")
        await d.sees("单位按名称排列")
        assert names(grid) == ["各街道办事处", "区财政局", "区教育和体育局"]
        assert at(grid) == (1, 0)
        await d.press("s", "s", "s")
        await d.sees("单位按名册顺序排列")
        assert at(grid) == (0, 0)


async def test_the_status_of_a_unit_in_a_task_is_one_commit(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("G", "right", "right", "f2")
        await d.sees("改变状态：各街道办事处 huaiyin-2022/003")
        assert d.app.screen.value("unit") == "各街道办事处"
        await d.press("2", "enter")
        await d.until(lambda: len(d.commits()) == 2)
        await d.until(lambda: "推" in d.screen().splitlines()[4])
        assert at(grid) == (2, 2)
        await d.sees("推进中（单独）")
    assert "各街道办事处: 推进中" in run_git(d.repo, "show", "HEAD:plans/huaiyin-2022/003.yaml")


async def test_what_a_unit_needs_is_asked_for_by_its_own_status(drive):
    async with drive() as d:
        await opened(d)
        await d.press("f2")
        await d.sees("现为 未启动")
        await d.press("2", "enter")
        await d.until(lambda: len(d.commits()) == 2 and isinstance(d.app.screen, GridScreen))
        await d.sees("推进中（单独）")
        await d.press("f2")
        await d.sees("现为 推进中")
        await d.press("3", "enter")
        await d.type(LINK)
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 3)
        await d.sees("待核查（单独）")


async def test_the_status_of_a_whole_line_is_shown_before_it_is_saved(drive):
    async with drive() as d:
        await opened(d)
        await d.press("G", "home", "f2")
        await d.sees("改变状态：各街道办事处 2 项任务")
        await d.press("2", "enter")
        await d.sees("将修改 2 项任务")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 2)


async def test_nothing_is_changed_where_a_unit_has_no_part_or_in_the_past(drive):
    async with drive() as d:
        await opened(d)
        await d.press("right", "f2")
        await d.sees("这里没有任务")
        d.main.port.travel("HEAD")
        await d.press("left", "f2")
        await d.sees("只能看不能改")
    assert len(d.commits()) == 1


async def test_it_is_copied_as_it_is_shown(drive):
    async with drive() as d:
        grid = await opened(d)
        await d.press("G", "plus", "y")
        await d.sees("复制单位任务表")
        await d.press("enter")
        await d.sees("已复制")
        lines = (grid.desk.port.folder / "copied.txt").read_text().splitlines()
        assert lines[0].split("\t") == ["单位", "所属集合", "类别", "任务", "已落实", "逾期", "久未更新", "1", "2", "3"]
        assert lines[-1].split("\t")[:3] == ["西市场街道办事处", "各街道办事处", "单位"]
        await d.press("y", "down", "enter")
        await d.until(lambda: (grid.desk.port.folder / "copied.txt").read_text().startswith("| 单位 |"))


async def test_commits_from_outside_are_shown_and_the_past_too(drive):
    async with drive() as d:
        grid = await opened(d)
        path = d.repo / "plans/huaiyin-2022/002.yaml"
        path.write_text(path.read_text().replace("status: 未启动", "status: 推进中"))
        run_git(d.repo, "commit", "-q", "-a", "-m", "手工")
        await d.until(lambda: grid.board.lines[1].cells[1].row.status == "推进中")
        d.main.port.travel("HEAD~1")
        d.main.back.reload(whole=True)
        await d.until(lambda: grid.board.lines[1].cells[1].row.status == "未启动")
        await d.sees("回看 HEAD~1（只读）")


async def test_an_older_answer_is_dropped(drive):
    async with drive() as d:
        grid = await opened(d)
        for plan in ("huaiyin-2021", "huaiyin-2022") * 3:
            grid.plan = plan
            grid.read()
        await d.until(lambda: grid.found.chosen)
        await d.pilot.pause(0.2)
        assert grid.found.plan.id == "huaiyin-2022"


async def test_a_filter_that_finds_nothing_says_what_to_do(drive):
    async with drive() as d:
        d.main.filter_bar.set_text("年年有余")
        await d.until(lambda: not d.ids())
        await opened(d)
        await d.sees("没有任务符合“年年有余”")
        keys = d.screen().splitlines()[-1]
        assert "[上份计划" in keys
        assert not any(each in keys for each in ("F2状态", "+成员", "z章节", "F7筛选", "y复制", "回车打开"))
        await d.press("z", "plus", "y", "enter", "f2", "backslash")
        await d.sees("区财政局")
        assert d.main.board.filter_text == ""
        await d.sees("F2状态")


async def test_without_a_plan_no_key_is_offered_and_each_says_why(repo):
    run_git(repo, "rm", "-qr", "plans")
    run_git(repo, "commit", "-qm", "清空")
    async with driving(repo, size=(160, 24)) as d:
        await opened(d)
        await d.until(lambda: d.app.screen.board.grid is not None)
        keys = d.screen().splitlines()[-1]
        for key, offered in (
            ("f2", "F2状态"),
            ("plus", "+成员"),
            ("z", "z章节"),
            ("slash", "F7筛选"),
            ("s", "s排序"),
            ("y", "y复制"),
            ("enter", "回车打开"),
            ("right_square_bracket", "]下份计划"),
        ):
            assert offered not in keys
            d.app.screen.say("")
            await d.press(key)
            await d.until(lambda: "还没有计划" in d.screen().splitlines()[-2], f"for {key}")


async def test_a_plan_that_was_not_there_yet_is_said(drive):
    async with drive() as d:
        grid = await opened(d)
        grid.plan = "huaiyin-1999"
        grid.read()
        await d.sees("没有计划 huaiyin-1999")
        await d.press("down", "enter", "f2", "y", "plus", "left_square_bracket")
        await d.until(lambda: grid.found and grid.found.plan.id == "huaiyin-2022")


async def test_a_click_moves_and_a_double_click_opens(drive):
    async with drive() as d:
        grid = await opened(d)
        head = grid.matrix.sheet.head_cells
        await d.pilot.click("#matrix", offset=(head + 6, 2))
        assert at(grid) == (1, 1)
        await d.pilot.click("#matrix", offset=(3, 3))
        assert at(grid) == (2, HEAD)
        await d.pilot.click("#matrix", offset=(head + 6, 0), times=2)
        await d.until(lambda: d.app.screen is d.main)
        assert d.main.current.id == "huaiyin-2022/002"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45), (200, 60)])
async def test_every_size_draws_whole_lines(drive, size):
    async with drive(size=size) as d:
        grid = await opened(d)
        await d.pilot.pause()
        for keys in ((), ("z",), ("plus", "G")):
            await d.press(*keys)
            for y in range(grid.matrix.size.height):
                assert grid.matrix.render_line(y).cell_length == size[0]


def test_a_cell_takes_four_terminal_cells_at_most():
    from types import SimpleNamespace

    assert set(STATUS_CHARS) == set(Status)
    for status in Status:
        cell = SimpleNamespace(row=SimpleNamespace(status=status.value), role="牵头", late=True, stale=True)
        assert cell_text(cell) == f"*{STATUS_CHARS[status]}#"
        assert width(cell_text(cell)) == 4


async def test_a_unit_that_acts_through_a_set_is_said_to_and_how_it_stands(drive, repo):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text("utf-8").replace("区教育和体育局", "西市场街道办事处"), "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "换单位")
    async with drive(size=(120, 30)) as d:
        grid = await opened(d)
        row = names(grid).index("西市场街道办事处")
        grid.matrix.move_to(row, 0)
        await d.sees("没有单列，随各街道办事处办理：未启动  在各街道办事处一行按 + 看成员")
        grid.matrix.move_to(row, 1)
        await d.until(lambda: "没有单列" not in d.screen())
        grid.matrix.move_to(names(grid).index("区财政局"), 1)
        await d.sees("不是这项任务的责任单位")


async def test_back_from_a_task_the_cursor_is_where_it_was(drive):
    async with drive() as d:
        screen = await opened(d)
        await d.press("j", "right")
        place = screen.matrix.row, screen.matrix.column
        await d.press("enter")
        await d.sees("Esc 回到单位任务表")
        await d.press("q")
        assert d.app.screen is screen
        assert (screen.matrix.row, screen.matrix.column) == place
        await d.press("enter", "\\", "2", "escape")
        assert d.app.screen is d.main, "another view was looked at meanwhile"
