"""What a sheet says of its keys, and how its lines and the whole of one share a small screen."""

from __future__ import annotations

import pytest

from gongkai_tui.tui.sheets import SHEETS

from .test_sheets import gongkai, open_sheet


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
async def test_the_key_bar_offers_only_what_the_sheet_does_and_the_message_says_what_that_is(drive, sheet):
    async with drive(size=(160, 24)) as d:
        await open_sheet(d, sheet.name)
        *_, message, keys = d.screen().splitlines()
        has_lines = bool(d.main.front.table.count)
        assert ("F2办理" in keys, "+新增" in keys) == (bool(sheet.handles) and has_lines, bool(sheet.adds))
        assert ("y复制" in keys, "回车打开" in keys) == (has_lines, has_lines)
        assert "p详情" in keys
        for words, is_said in ((sheet.handles, has_lines), (sheet.adds, True), (sheet.copies, has_lines)):
            assert not words or (words in message) == is_said


async def test_what_the_sheets_are_for_has_room_in_the_key_bar_of_a_small_screen(drive, repo):
    gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", "区财政局", "--what", "失效", "--due", "2022-09-01")
    async with drive(size=(80, 24)) as d:
        await open_sheet(d, "问题")
        keys = d.screen().splitlines()[-1]
        for each in ("F2办理", "+新增", "y复制", "p详情", "]下一张", ">下份计划", ":命令"):
            assert each in keys


async def test_who_goes_to_the_detail_can_read_it_and_comes_back_to_the_same_line(drive, repo):
    for name in ("区财政局", "西市场街道办事处"):
        gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", name, "--what", "失效", "--due", "2022-09-01")
    async with drive(size=(80, 24)) as d:
        await open_sheet(d, "问题")
        await d.press("down", "p")
        await d.until(lambda: d.main.front.detail.size.height > 0)
        before, line = d.main.front.detail.size.height, d.main.front.table.current.key
        await d.press("tab")
        await d.until(lambda: d.main.front.detail.size.height > before)
        assert line in d.screen()
        assert "区财政局" in d.screen()
        await d.press("escape")
        await d.until(lambda: d.main.front.detail.size.height == before)
        assert d.main.front.table.current.key == line
        assert d.main.front.focused is d.main.front.table


async def test_the_usual_next_step_of_a_problem_is_offered_first(drive, repo):
    gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", "区财政局", "--what", "失效", "--due", "2022-09-01")
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        await d.press("f2")
        await d.sees("下一步")
        await d.press("enter")
        await d.sees("报整改：")


async def test_nothing_that_changes_is_offered_while_an_older_day_is_looked_at(drive, repo):
    gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", "区财政局", "--what", "失效", "--due", "2022-09-01")
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        assert "F2办理" in d.screen()
        await d.ask_back("HEAD~1")
        await d.press("enter")
        await d.sees("只读")
        await d.until(lambda: "F2办理" not in d.screen())
        assert "+新增" not in d.screen()
        await d.press("@")
        await d.until(lambda: "F2办理" in d.screen())


async def test_help_and_palette_begin_with_what_the_sheets_do(drive):
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        for key, title in (("f1", "帮助"), ("colon", "命令")):
            await d.press(key)
            await d.sees(title)
            await d.until(lambda: d.app.screen is not d.main.front)
            first = [choice.id for choice in d.app.screen.list.choices[:3]]
            assert first == ["handle", "add_line", "next_sheet"]
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main.front)
