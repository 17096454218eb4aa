"""On the smallest screen words are left out or wrapped; what is cut says so."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_questions_and_what_may_be_typed_stand_in_full(drive, size):
    async with drive(size=size) as d:
        await d.press("@")
        await d.sees("如 9月30日、上周五）")
        await d.press("escape", "C")
        await d.sees("佐证、待确认")
        assert "责任单位" in d.screen()
        await d.press("escape", "V")
        await d.sees("撤销）")
        await d.press("escape", "H")
        await d.sees("谁:姓名")
        assert d.app.screen.filter_bar.input.placeholder in d.screen()


async def test_the_tab_that_is_looked_at_stands_in_the_narrowest_pane(drive):
    async with drive(size=(60, 20)) as d:
        await d.press("p", "b", *["right_square_bracket"] * 4)
        await d.sees("[差异]")


async def test_a_list_of_fields_that_is_cut_says_so(drive):
    async with drive(size=(60, 20)) as d:
        await d.press("slash", *"kkk:1")
        await d.sees("没有“kkk”这个字段")
        lines = d.screen().splitlines()
        assert lines[d.main.table.region.y - 1].rstrip().endswith("..")


async def test_a_filter_that_has_no_room_ends_with_a_mark_until_one_writes_in_it(drive):
    text = "单位:西市场街道办事处 计划=huaiyin-2022,huaiyin-2021 状态:未启动,推进中,待核查"
    async with drive() as d:
        await d.press("slash")
        await d.paste(text)
        await d.sees("状态:未启动,推进中,待核查")
        await d.press("enter")
        await d.sees("筛选> 单位:西市场街道办事处 计划=huaiyin-2")
        line = next(line for line in d.screen().splitlines() if "筛选>" in line)
        shown = line.partition("筛选> ")[2].rstrip().rpartition(" ")[0].rstrip()
        assert shown.endswith("..")
        assert text.startswith(shown.removesuffix(".."))
        await d.press("slash")
        await d.sees("状态:未启动,推进中,待核查")
