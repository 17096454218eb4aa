"""Columns are as wide as what stands in them, and stay where they are."""

from datetime import date

import pytest

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.column_widths import ColumnWidths
from gongkai_tui.tui.columns import columns_for, lay_out

from .invented import invent

DAY = date(2022, 8, 1)
CELLS = (40, 60, 77, 97, 117, 197)


def header(driver):
    return next(line for line in driver.screen().splitlines() if "任务" in line and "状态" in line)


async def test_no_unit_is_cut_while_the_titles_leave_room(drive):
    async with drive() as driver:
        await driver.sees("教育信息")
        assert "区教育和体育局 " in driver.screen()
        assert "区财政局 +1" in driver.screen()


async def test_a_filter_moves_no_column(drive):
    async with drive() as driver:
        before = header(driver)
        await driver.press("slash")
        await driver.type("czxx")
        await driver.press("enter")
        await driver.until(lambda: len(driver.ids()) == 2)
        assert header(driver) == before
        await driver.press("slash")
        await driver.type("zzz")
        await driver.press("enter")
        await driver.until(lambda: not driver.ids())
        assert header(driver) == before


async def test_the_mark_of_the_order_is_never_cut(drive):
    async with drive(size=(130, 24)) as driver:
        driver.main.board.sort_with("evidence,-status,due")
        driver.main.show_board()
        await driver.sees("佐证^")
        assert "状态v" in driver.screen()


@pytest.mark.parametrize("cells", CELLS)
@pytest.mark.parametrize("chosen", [(), ("id", "heading", "section", "units", "deadline", "status")])
def test_what_is_cut_did_not_fit(cells, chosen):
    rows, _ = invent(300)
    widths = ColumnWidths(rows, DAY)
    columns = columns_for(one_plan=True, chosen=chosen)
    found = lay_out(columns, cells, widths.of)
    assert sum(size + 1 for _, size in found) - 1 == max(cells, sum(size + 1 for _, size in found) - 1)
    for column, size in found:
        widest = max(width(column.cell(row, DAY)[0]) for row in rows)
        assert widths.of(column) == min(max(widest, width(column.title)), column.most)
        if column.field == "heading":
            spare = size - widths.of(column)
    if spare > 0:
        assert all(widths.of(column) - size not in range(1, spare + 1) for column, size in found)


def laid_out(cells):
    """The usual columns of titles that fill any screen, by their titles."""
    rows, _ = invent(300)
    rows = [row._replace(heading=row.heading * 20) for row in rows]
    found = lay_out(columns_for(one_plan=True), cells, ColumnWidths(rows, DAY).of)
    return {column.title: size for column, size in found}


def test_free_width_goes_to_the_task_first_then_to_units_then_to_more_columns():
    narrow, middle, wide = laid_out(64), laid_out(100), laid_out(167)
    assert (narrow["任务"], narrow["单位"], narrow["标记"]) == (21, 12, 4)
    assert middle["任务"] >= 40
    assert middle["单位"] == wide["单位"]
    assert "佐证" not in middle
    assert {"佐证", "提示", "更新"} <= set(wide)
    assert wide["任务"] == max(wide.values())


async def test_flags_are_written_out_where_there_is_room(drive):
    async with drive(size=(60, 20)) as driver:
        await driver.sees("逾期")
        assert "久未" in driver.screen()
        assert "久未更新" not in driver.screen()
    async with drive(size=(130, 24)) as driver:
        await driver.sees("逾期 久未更新")


def test_flags_stay_where_days_have_no_room():
    rows, _ = invent(300)
    rows = [row._replace(status="长期坚持", id=f"huaiyin-2022/{row.seq:03d}") for row in rows]
    columns = columns_for(one_plan=False)
    for cells, titles in ((56, ["编号", "任务", "状态", "期限", "标记"]), (50, ["编号", "任务", "状态", "标记"])):
        found = lay_out(columns, cells, ColumnWidths(rows, DAY).of)
        assert [column.title for column, _ in found] == titles


def test_very_many_rows_are_measured_as_few_are():
    rows, _ = invent(300)
    many = [row for row in rows for _ in range(20)]
    rare = rows[7]._replace(status="长期坚持", id="a-very-long-plan/001", section="很少见的章节名称")
    many.insert(4_321, rare)
    widths = ColumnWidths(many, DAY)
    exact = ColumnWidths([*rows, rare], DAY)
    for column in (*columns_for(one_plan=False), *columns_for(one_plan=False, chosen=("section", "plan"))):
        assert widths.of(column) == exact.of(column), column.title
