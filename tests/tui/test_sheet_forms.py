"""Forms of the sheets: what is refused comes back as it was typed, in words of the form."""

from __future__ import annotations

from datetime import date

from .conftest import run_git
from .test_sheets import agree, fill, gongkai, open_sheet


async def test_what_is_refused_comes_back_as_it_was_typed_and_can_be_mended(drive):
    async with drive(size=(120, 34)) as d:
        await d.press("P")
        await d.sees("记一个问题")
        await d.press("tab")
        await fill(d, "专栏链接失效")
        await d.sees("写明是哪个单位的问题")
        assert "--unit" not in d.screen()
        await d.press("enter")
        await d.sees("专栏链接失效")
        await fill(d, "区财政局")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 2, "for the commit")
        drafts = d.main.port.folder / "drafts"
        await d.until(lambda: not list(drafts.glob("*.json")), "for the draft to go")
        await d.press("P")
        await d.sees("记一个问题")
        assert "专栏链接失效" not in d.screen()


async def test_the_same_problem_is_recorded_again_only_on_purpose(drive, repo):
    gongkai(repo, "problem", "open", "huaiyin-2022/1", "-u", "区财政局", "--what", "专栏链接失效")
    async with drive(size=(120, 34)) as d:
        await d.press("P")
        await d.sees("记一个问题")
        await fill(d, "区财政局", "专栏链接失效")
        await d.sees("再次发现同样的问题？")
        assert "--repeats" not in d.screen()
        await d.press("escape")
        await d.sees("记一个问题")
        assert len(d.commits()) == 2
        await d.press("f9")
        await d.sees("另记一个，写明重复")
        await d.press("y")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 3, "for the commit")
        assert "repeats: " in run_git(d.repo, "show", "HEAD")


async def test_what_cannot_be_read_comes_back_too(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "延期")
        await d.press("+")
        await d.sees("申请延期")
        await d.press("tab")
        await fill(d, "2022-09-30", "系统改版")
        await d.sees("y 保存")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.main.front)
        await d.press("+")
        await d.sees("系统改版")
        await d.press("shift+tab")
        await d.press("home", "ctrl+k")
        await d.paste("huaiyin-2022/99")
        await d.press("f9")
        await d.sees("没有完成")
        await d.press("enter")
        await d.sees("系统改版")
        assert len(d.commits()) == 1


async def test_a_form_thrown_away_leaves_nothing_behind(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "联络员")
        await d.press("+")
        await d.press("enter")
        await d.sees("登记联络员")
        await d.paste("区财政局")
        await d.press("escape", "escape")
        await d.until(lambda: d.app.screen is d.main.front)
        await d.press("+")
        await d.press("enter")
        await d.sees("登记联络员")
        assert "区财政局" not in d.screen().split("登记联络员")[1]


async def test_who_enters_a_person_without_what_is_needed_gets_the_form_back(drive, repo):
    gongkai(repo, "contact", "add", "区财政局", "王芳", "--email", "wang@example.cn", "--from", "2022-01-01")
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "联络员")
        await d.press("+")
        await d.press("enter")
        await fill(d, "没有这个局", "赵六")
        await d.sees("请填写邮箱")
        await d.paste("zhao@example.cn")
        await d.press("f9")
        await d.sees("没有完成")
        await d.press("enter")
        await d.sees("赵六")
        await d.until(lambda: "没有这个局" in d.screen())


async def test_a_month_gone_by_is_offered_in_the_next_year(drive):
    async with drive(size=(120, 34), today=date(2022, 11, 20)) as d:
        await open_sheet(d, "延期")
        await d.press("+")
        await d.sees("任务（编号）")
        await d.press("tab")
        await d.paste("9月底")
        await d.sees("“9月底”是 2022-09-30，已经过去；如指明年，请写 2023年9月底")
        await d.press("tab")
        await fill(d, "系统改版")
        await d.sees("如指明年，请写 2023年9月底")
        assert d.app.screen.focused.id == "to"


async def test_a_last_day_gone_by_is_pointed_out_in_the_form_of_a_task(drive):
    async with drive(size=(120, 34), today=date(2022, 11, 20)) as d:
        await d.press("down", "f4")
        await d.sees("编辑 huaiyin-2022/002")
        for _ in range(4):
            await d.press("tab")
        await d.paste("9月底")
        await d.sees("如指明年，请写 2023年9月底")
