"""What the office finds in the palette: whom 有关部门 means, heads of plans, clocks, notices, tables, comparisons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai_tui.domain.task import Deadline, DeadlineKind
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path

from .conftest import run_git, task
from .test_sheets import agree, fill, gongkai, open_sheet
from .test_what_units_see import unit

__all__ = ["unit"]

LINK = "https://www.huaiyin.example.gov.cn/zwgk/yd/2022.html"


async def do(d, words, title):
    """Find an action in the palette by the field's words, and wait for what it asks or shows."""
    await d.press("colon")
    await d.sees("输入名称或拼音")
    await d.type(words)
    await d.press("enter")
    await d.sees(title)


@pytest.fixture
def open_sets(repo):
    """Two tasks of 区政府有关部门 beside the others."""
    for seq in (4, 5):
        found = task("huaiyin-2022", seq, f"基层信息{seq}", "区政府有关部门")
        (repo / task_path(found.id)).write_text(emit.emit_task(found), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    return repo


async def test_units_of_an_open_set_are_chosen_for_the_marked_tasks_and_taken_back(drive, open_sets):
    async with drive(size=(110, 34)) as d:
        await d.press("down", "down", "space", "space", "space")
        await do(d, "选定单位", "选定区政府有关部门：2 项任务")
        await d.type("czj")
        await d.sees("Tab> 区财政局")
        await d.press("tab", "enter")
        await d.sees("已选 3 项，其中 1 项没有“区政府有关部门”，不改")
        await agree(d, seeing="区政府有关部门：区财政局")
        await d.until(lambda: len(d.commits()) == 3, "for the commit")
        assert "区财政局" in run_git(open_sets, "show", "HEAD:plans/huaiyin-2022/005.yaml").split("chosen:")[1]
        await d.until(lambda: any(row.chosen for row in d.main.board.rows), "for the rows")
        await do(d, "选定单位", "选定区政府有关部门：2 项任务")
        assert d.app.screen.value("members") == "区财政局"
        await d.press("home", "ctrl+k")
        await d.type("无")
        await d.press("enter")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 4, "for the commit")
        assert "chosen:" not in run_git(open_sets, "show", "HEAD:plans/huaiyin-2022/005.yaml")


async def test_a_task_without_an_open_set_says_how_to_find_one(drive):
    async with drive(size=(110, 34)) as d:
        await do(d, "选定单位", "单位:有关 可筛出")
        assert d.app.screen is d.main


@pytest.fixture
def two_problems(repo):
    for whose, what in (("区财政局", "预决算栏目失效"), ("西市场街道办事处", "栏目为空")):
        gongkai(repo, "problem", "open", "--plan", "huaiyin-2022", "-u", whose, "--what", what)
    return repo


async def test_a_notice_about_the_marked_problems_is_read_copied_and_written(drive, two_problems, tmp_path):
    written = tmp_path / "通报.md"
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        first = d.main.front.table.current.key
        await d.press("space")
        left = d.main.front.table.current.cells[3].text
        await do(d, "通报", "通报：已选 1 个问题")
        await d.type("15日后")
        await d.press("enter")
        await d.sees("通报草稿：1 个问题")
        await d.sees("【草稿，待批准】")
        assert left not in d.screen()
        await d.press("y")
        await d.until((d.main.port.folder / "copied.txt").exists)
        assert first in (d.main.port.folder / "copied.txt").read_text("utf-8")
        await d.press("w")
        await d.sees("通报写入文件")
        await d.press("home", "ctrl+k")
        await d.paste(str(written))
        await d.press("enter")
        await d.until(written.exists)
        assert "\n# " in written.read_text("utf-8")
        await d.sees("通报草稿")


async def test_a_notice_is_recorded_once_it_was_approved_and_printed_again(drive, two_problems):
    async with drive(size=(110, 34)) as d:
        await do(d, "通报", "通报：huaiyin-2022")
        await d.type("15日后")
        await d.press("enter")
        await d.sees("通报草稿：2 个问题")
        await d.press("s")
        await d.sees("记为已发出：通报，2 个问题")
        await fill(d, "槐政办字〔2022〕31号")
        await d.sees("请用“批准人”写明谁批准的")
        await d.press("enter")
        await d.sees("记为已发出")
        await d.press("tab")
        await fill(d, "区政府分管负责同志")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 4, "for the commit")
        assert "区政府分管负责同志批准" in d.commits()[0]
        await d.until(lambda: d.app.screen is d.main.front)
        await do(d, "通报", "通报：")
        await d.press("tab")
        await fill(d, "槐政办字〔2022〕31号")
        await d.sees("通报：2 个问题")
        assert "s 记为已发出" not in d.screen()


async def test_without_marks_a_notice_is_about_the_plan_at_hand(drive, repo):
    gongkai(repo, "problem", "open", "huaiyin-2022/1", "-u", "区财政局", "--what", "失效", "--due", "2022-09-01")
    async with drive(size=(110, 34)) as d:
        await do(d, "整改通知", "整改通知：huaiyin-2022 的问题")
        await d.press("enter")
        await d.sees("关于限期整改2022年政务公开工作有关问题的通知")


async def test_the_day_of_issue_is_entered_and_the_last_days_that_follow_are_shown_first(drive, repo):
    own = replace(
        task("huaiyin-2021", 2, "各单位要点", "区财政局"), deadline=Deadline("印发后30日内", DeadlineKind.WINDOW)
    )
    (repo / task_path(own.id)).write_text(emit.emit_task(own), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    async with drive(size=(80, 24)) as d:
        await d.press("end")
        await do(d, "印发日期", "计划题头：huaiyin-2021")
        await d.until(lambda: d.app.screen.focused.id is not None)
        await d.press(*["tab"] * 2)
        assert d.app.screen.focused.id == "issued"
        await d.paste("2022年9月1日")
        await d.press("enter")
        await d.sees("晚于今天")
        await d.press("enter")
        await d.sees("计划题头")
        await d.press(*["tab"] * 2)
        await d.press("home", "ctrl+k")
        await d.paste("2021年5月20日")
        await d.press("enter")
        await d.sees("2021-06-19")
        await d.press("y")
        await d.until(lambda: len(d.commits()) == 3, "for the commit")
        assert "印发日期 无 → 2021-05-20" in d.commits()[0]


@pytest.mark.parametrize(
    ("typed", "start", "shown"),
    [
        ("主动公开", "2022-09-28", ("2022-10-31 周一", "国庆节", "计第几日")),
        ("7工作日", "7月25日", ("2022-08-03", "自定规则")),
        ("舆情", "2022-05-01 22:30", ("2022-05-02 03:30",)),
    ],
)
async def test_a_clock_is_explained_day_by_day(drive, typed, start, shown):
    async with drive(size=(110, 40)) as d:
        await do(d, "法定时限", "哪一种时限")
        await d.type(typed)
        await d.press("enter")
        await d.sees(f"时限：{typed}")
        await d.paste("五月三十二")
        await d.press("enter")
        await d.sees("不是一个日期")
        await d.press("enter")
        await d.sees(f"时限：{typed}")
        await d.press("home", "ctrl+k")
        await d.paste(start)
        await d.press("enter")
        for words in shown:
            await d.sees(words)
        assert len(d.commits()) == 1


async def test_own_plans_of_the_units_and_another_plan_are_read(drive, repo):
    gongkai(repo, "set", "huaiyin-2022/1", "状态=推进中")
    gongkai(repo, "set", "huaiyin-2022/1", "状态=待核查", "-u", "区财政局", "-e", LINK)
    async with drive(size=(80, 24)) as d:
        await do(d, "单位要点", "各单位要点：huaiyin-2022/001")
        await d.sees("2 个单位中 1 个已发布")
        await d.sees("2022-08-01")
        await d.press("y")
        await d.until(lambda: d.app.screen is d.main)
        assert LINK in (d.main.port.folder / "copied.txt").read_text("utf-8")
        await do(d, "两区对照", "huaiyin-2022 与哪一份对照")
        await d.press("enter")
        await d.sees("对照：huaiyin-2022 与 huaiyin-2021")
        await d.sees("001 做好财政信息")
        await d.press("y")
        await d.until(lambda: d.app.screen is d.main)
        assert "001 做好财政信息" in (d.main.port.folder / "copied.txt").read_text("utf-8")


LIST = """责任单位,问题描述,问题位置,整改期限
区财政局,预决算栏目失效,财政栏目,2022-09-01
西市场街道办事处,栏目为空,街道栏目,
"""


async def test_a_list_of_problems_comes_in_once_every_row_can_be_read(drive, repo, tmp_path):
    listed = tmp_path / "监测清单.csv"
    listed.write_text(LIST.replace("区财政局", "区财局"), "utf-8")
    async with drive(size=(120, 40)) as d:
        await do(d, "问题清单导入", "导入问题清单")
        await d.type(f"{tmp_path}/jcq")
        await d.sees("Tab> 监测清单.csv")
        await d.press("tab", "tab", "tab")
        await fill(d, "某评估公司", "", "", "15日后")
        await d.sees("没有导入")
        await d.sees("区财局")
        listed.write_text(LIST, "utf-8")
        await d.press("enter")
        await d.sees("导入问题清单")
        await d.press("f9")
        await d.sees("2 条，登记 2 条")
        await agree(d, seeing="预决算栏目失效")
        await d.until(lambda: len(d.commits()) == 2, "for the commit")
        assert "登记2个问题（某评估公司）" in d.commits()[0]
        await do(d, "问题清单导入", "导入问题清单")
        await d.type(str(listed))
        await d.press("f9")
        await d.sees("没有要登记的问题。")
        await d.sees("2 条，登记 0 条，已有的 2 条不再登记")


async def test_the_tables_of_the_units_go_out_and_what_conflicts_is_shown_before_they_are_taken_in(
    drive, repo, tmp_path
):
    for each in ("区财政局", "西市场街道办事处"):
        gongkai(repo, "problem", "open", "--plan", "huaiyin-2022", "-u", each, "--what", "失效", "--due", "2022-09-01")
    folder = tmp_path / "整改表"
    async with drive(size=(120, 40)) as d:
        await do(d, "整改链接表", "出整改链接表")
        await d.paste(str(folder))
        await d.press("tab", "tab", "tab", "home", "ctrl+k")
        await fill(d, "csv")
        await d.sees("2 个单位，2 个问题")
        await d.press("enter")
        finance = next(folder.glob("*区财政局*.csv"))
        text = finance.read_text("utf-8-sig")
        finance.write_text(text.replace(",,,,", ",已恢复,https://a.cn/1.html,2022-08-01,"), "utf-8-sig")
        street = next(folder.glob("*西市场*.csv"))
        street.write_text(street.read_text("utf-8-sig").replace(",,,,", ",已补,,2022-08-01,"), "utf-8-sig")

        await do(d, "收整改表", "收回整改链接表")
        await d.paste(str(folder))
        await d.press("f9")
        await d.sees("没有填整改链接")
        await d.press("enter")
        await d.sees("填好的表")
        street.unlink()
        await d.press("f9")
        await agree(d, seeing="报整改 1 个问题")
        await d.until(lambda: len(d.commits()) == 4, "for the commit")
        assert "收回整改链接表：1个问题" in d.commits()[0]


async def test_the_line_of_a_path_is_completed_step_by_step(drive, tmp_path):
    (tmp_path / "整改表").mkdir()
    for name in ("b.csv", "a.csv"):
        (tmp_path / "整改表" / name).touch()
    async with drive(size=(120, 40)) as d:
        await do(d, "收整改表", "收回整改链接表")
        await d.paste(f"x\n{tmp_path}/")
        await d.type("zg")
        await d.sees("Tab> 整改表/")
        await d.press("tab", "tab")
        await d.sees("Tab> b.csv")
        assert d.app.focused.text == f"x\n{tmp_path}/整改表/a.csv"
        await d.press("tab")
        assert d.app.focused.text == f"x\n{tmp_path}/整改表/b.csv"


async def test_a_unit_is_told_at_once_what_is_the_offices(drive, unit):
    async with drive(size=(120, 30)) as d:
        for words, refused in (
            ("选定单位", "有关单位由政务公开办选定"),
            ("计划题头", "计划的题头由政务公开办修改"),
            ("整改通知", "整改通知由政务公开办发出和记录"),
            ("通报", "通报由政务公开办发出和记录"),
            ("导入问题", "问题清单由政务公开办导入"),
            ("新建计划", "计划由政务公开办新建"),
            ("导入计划", "计划由政务公开办导入"),
            ("新增任务", "任务由政务公开办新增"),
        ):
            await do(d, words, refused)
            assert d.app.screen is d.main, words


async def test_a_duty_that_comes_back_is_entered_in_the_form_and_taken_away(drive, repo):
    async with drive(size=(80, 24)) as d:
        for value, wrong, number in (("每年1次 每单位（听取汇报）", "每年几次", 2), ("", "", 3)):
            await d.press("f4")
            await d.sees("编辑 huaiyin-2022/001")
            assert d.app.screen.query_one("#reason").region.bottom < 22
            d.app.screen.query_one("#recurring").focus()
            await d.press("home", "ctrl+k")
            if wrong:
                await d.paste(wrong)
                await d.press("f9")
                await d.sees("没有看懂")
                await d.press("home", "ctrl+k")
            await d.paste(value)
            await d.press("f9")
            await d.until(lambda count=number: len(d.commits()) == count, "for the commit")
            held = run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")
            assert ("what: 听取汇报" in held) is bool(value)
            await d.until(lambda: d.app.screen is d.main)
