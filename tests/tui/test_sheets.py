"""The 清单: every sheet, every action on it, on a real repository."""

from __future__ import annotations

import os
import threading
from datetime import date

import pytest
from fork_server import server, started_alike

from gongkai_tui.tui.actions import SHEET_NAMES
from gongkai_tui.tui.dialogs.confirm import ConfirmDialog
from gongkai_tui.tui.sheets import SHEETS

from .conftest import run_git

TODAY = "2022-08-01"


def gongkai(repo, *arguments):
    """A command, to bring a repository into some state."""
    ran = server().run(["-C", str(repo), "--today", TODAY, *arguments], repo, started_alike(os.environ))
    assert ran.code == 0, ran.err
    return ran.out


async def open_sheet(d, name):
    await d.press("f9")
    await d.sees("清单")
    await turn_to(d, name)


async def turn_to(d, name):
    """From whichever sheet stands there; wait for the lines of this one."""
    number = [sheet.name for sheet in SHEETS].index(name) + 1
    await d.press(str(number))
    await d.until(lambda: d.main.front.sheet.name == name and d.main.front.lines.page is not None, f"for {name}")


def move_to(d, is_wanted):
    """The first line that is wanted."""
    table = d.main.front.table
    table.move_to(next(n for n, line in enumerate(table.lines) if is_wanted(line)))


async def fill(d, *texts):
    """Type into the fields of a form, one after the other, and save it."""
    for place, text in enumerate(texts):
        if place:
            await d.press("tab")
        await d.paste(text)
    await d.press("f9")


async def agree(d, *, seeing):
    await d.until(lambda: isinstance(d.app.screen, ConfirmDialog), f"to be asked for {seeing!r}")
    await d.sees(seeing)
    await d.press("y")


async def save(d):
    """Agree to what the preview shows, and wait for the commit."""
    before = len(d.commits())
    await agree(d, seeing="y 保存")
    await d.until(lambda: len(d.commits()) == before + 1, "for the commit")


async def link_to_the_first(d):
    """Of what may answer the task under the cursor."""
    await d.press("f2")
    await d.sees("对应哪一项")
    await d.press("enter")
    await save(d)


def test_the_names_of_the_registry_are_those_of_the_sheets():
    assert [name for _, name, _ in SHEET_NAMES] == [sheet.name for sheet in SHEETS]


async def test_every_sheet_opens_and_says_what_to_do_when_it_is_empty(drive):
    async with drive(size=(100, 30)) as d:
        await d.press("f9")
        for number, sheet in enumerate(SHEETS, 1):
            await turn_to(d, sheet.name)
            page = d.main.front.lines.page
            assert page.lines or page.empty, sheet.name
            assert f"[{number}{sheet.name}]" in d.screen()


async def test_the_titles_above_a_sheet_that_is_being_read_are_its_own(drive, monkeypatch):
    gate = threading.Event()
    first, second = SHEETS[:2]
    read = type(second).read
    monkeypatch.setattr(type(second), "read", lambda *given: (gate.wait(20), read(*given))[1])
    async with drive(size=(160, 30)) as d:
        await open_sheet(d, first.name)
        await d.press("2")
        await d.sees("正在读取")
        above = next(line for line in d.screen().splitlines() if second.columns[0].title in line and "[" not in line)
        assert set(above.partition("|")[0].split()) <= {column.title for column in second.columns}
        gate.set()
        await d.until(lambda: d.main.front.lines.page is not None)


async def test_tabs_go_round_and_plans_follow(drive):
    async with drive(size=(120, 30)) as d:
        await d.press("f9")
        await d.sees(f"[1{SHEETS[0].name}]")
        await d.press("[")
        await d.sees(f"[{len(SHEETS)}{SHEETS[-1].name}]")
        await d.press("]")
        await d.sees(f"[1{SHEETS[0].name}]")
        await d.sees("全部计划")
        await d.press(">")
        await d.until(lambda: d.main.front.scope == "huaiyin-2022")
        await d.press("<")
        await d.until(lambda: d.main.front.scope == "")


async def test_a_problem_goes_through_the_whole_loop(drive):
    async with drive(size=(120, 34)) as d:
        await d.press("P")
        await d.sees("记一个问题")
        # The task stands there already: the form begins at the unit; then what, where, method, basis, due.
        await fill(d, "区财政局", "专栏链接失效", "财政信息栏目", "", "", "15日后")
        await agree(d, seeing="专栏链接失效")
        await d.until(lambda: len(d.commits()) == 2, "for the commit")
        await open_sheet(d, "问题")
        await d.sees("整改中")
        for act, fields, state in (
            ("报整改", ("已恢复链接", "https://www.example.gov.cn/1.html"), "待再核查"),
            ("再核查不通过", ("又失效了", "20日后"), "整改中"),
            ("报整改", ("换了地址", "https://www.example.gov.cn/2.html"), "待再核查"),
            ("再核查通过", ("打开正常",), "已核销"),
        ):
            await d.press("f2")
            await d.sees("下一步")
            await d.type(act)
            await d.press("enter")
            await d.sees(f"{act}：")
            await fill(d, *fields)
            await save(d)
            await d.until(lambda wanted=state: d.main.front.table.current.cells[1].text == wanted, f"for {state}")
        assert "已核销" in d.commits()[0]
        assert run_git(d.repo, "status", "--porcelain") == ""


async def test_a_step_that_is_not_allowed_is_refused_in_words_and_changes_nothing(drive, repo):
    gongkai(
        repo, "problem", "open", "huaiyin-2022/1", "--unit", "区财政局", "--what", "缺少决算", "--due", "2022-09-01"
    )
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        await d.press("f2")
        await d.type("报整改")
        await d.press("enter")
        await d.sees("报整改：")
        await fill(d, "已完成", "已完成")
        await d.sees("“已完成”只是说法")
        assert len(d.commits()) == 2


async def test_marked_problems_are_told_in_one_commit(drive, repo):
    for number in ("1", "2"):
        unit = "区财政局" if number == "1" else "区教育和体育局"
        gongkai(repo, "problem", "open", f"huaiyin-2022/{number}", "--unit", unit, "--what", f"问题{number}")
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        await d.press("*")
        await d.sees("已选 2")
        await d.press("f2")
        await d.type("反馈")
        await d.press("enter")
        await fill(d, "2022-09-01", "OA")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 4)
        await d.until(lambda: {line.cells[1].text for line in d.main.front.table.lines} == {"整改中"})
        assert not d.main.front.table.marks


async def test_problems_past_their_day_have_a_column_of_their_own(drive, repo):
    for day in ("2022-09-01", "2022-10-01"):
        about = ("--unit", "区财政局", "--what", f"{day}前改好", "--due", day)
        gongkai(repo, "problem", "open", "huaiyin-2022/1", *about)
    async with drive(size=(160, 45), today=date(2022, 9, 15)) as d:
        await open_sheet(d, "欠账")
        titles = [column.title for column in d.main.front.sheet.columns]
        line = next(line for line in d.main.front.table.lines if line.cells[0].text == "区财政局")
        figures = dict(zip(titles, (cell.text for cell in line.cells), strict=True))
        assert (figures["问题"], figures["问题逾期"]) == ("2", "1")
        await d.sees("问题逾期")


async def test_what_a_unit_owes_is_copied_and_leads_to_its_tasks(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "欠账")
        await d.press("/")
        await d.type("czj")
        await d.press("enter")
        await d.until(lambda: [line.cells[0].text for line in d.main.front.table.lines] == ["区财政局"])
        await d.press("y")
        await d.type("催办文字")
        await d.press("enter")
        copied = d.main.port.folder / "copied.txt"
        await d.until(lambda: copied.exists() and "区财政局" in copied.read_text("utf-8"))
        assert "第1项" in copied.read_text("utf-8")
        await d.press("enter")
        await d.until(lambda: d.app.screen is d.main)
        assert d.ids() == ["huaiyin-2022/001", "huaiyin-2021/001"]


async def test_what_all_units_owe_is_written_into_a_folder(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "欠账")
        units = len(d.main.front.lines.all)
        folder = d.repo.parent / "催办"
        for asked, said in (("否", f"已写入 {units} 个单位"), ("否", "里已有"), ("是", f"已写入 {units} 个单位")):
            await d.press("y")
            await d.type("写成文件")
            await d.press("enter")
            await d.sees("催办文字写入文件")
            await d.press("home", "ctrl+k")
            await fill(d, f"{folder}/", asked)
            await d.sees(said)
            if said == "里已有":
                await d.press("escape", "escape", "escape")
                await d.until(lambda: d.app.screen is d.main.front)
        assert "第1项" in (folder / "区财政局.txt").read_text("utf-8")
        assert len(list(folder.glob("*.txt"))) == units
        assert (folder / "汇总.md").exists()


async def test_silent_units_are_found_by_the_word_and_lead_to_the_tasks_that_were_counted(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "欠账")
        await d.press("/")
        await d.type("沉默")
        await d.press("enter")
        units = ["沉默 区教育和体育局", "沉默 西市场街道办事处"]
        await d.until(lambda: [line.cells[0].text for line in d.main.front.table.lines] == units)
        assert [line.filter for line in d.main.front.table.lines] == [
            f"欠账={name} 催办:有" for name in ("区教育和体育局", "西市场街道办事处")
        ]
        await d.press("enter")
        await d.until(lambda: d.app.screen is d.main)
        assert d.ids() == ["huaiyin-2022/002"]


async def test_problems_without_a_task_are_among_what_is_owed(drive, repo):
    words = (
        "problem",
        "open",
        "--plan",
        "huaiyin-2022",
        "--unit",
        "区财政局",
        "--what",
        "专栏打不开",
        "--due",
        "2022-09-01",
    )
    gongkai(repo, *words)
    async with drive(size=(140, 34)) as d:
        await open_sheet(d, "欠账")
        sheet = d.main.front.sheet
        place = [column.title for column in sheet.columns].index("问题")
        found = {line.cells[0].text: line.cells[place].text for line in d.main.front.table.lines}
        assert found["区财政局"] == "1"
        await d.sees("专栏打不开，整改期限2022-09-01")


async def test_an_extension_is_asked_for_and_the_one_who_asked_does_not_answer(drive):
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "延期")
        await d.sees("没有延期申请")
        await d.press("+")
        await d.sees("申请延期")
        await fill(d, "区财政局", "2022-09-30", "系统改版")
        await agree(d, seeing="系统改版")
        await d.sees("待答复 1/1")
        await answer(d, "同意")
        await d.sees("请由政务公开办另一人答复")
        assert len(d.commits()) == 2


async def answer(d, decision, *, seeing="答复（可空）"):
    await d.press("f2")
    await d.sees("延至")
    await d.type(decision)
    await d.press("enter")
    await d.sees(seeing)
    await d.press("f9")


def as_wang(monkeypatch):
    """Another person of the office: it is the address that tells."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "王五")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "wang@huaiyin.example")


async def test_an_extension_that_another_asked_for_is_granted(drive, repo, monkeypatch):
    with monkeypatch.context() as as_another:
        as_wang(as_another)
        gongkai(repo, "extend", "huaiyin-2022/1", "--to", "2022-09-30", "--reason", "系统改版", "--unit", "区财政局")
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "延期")
        await answer(d, "不同意", seeing="为什么不同意")
        await d.sees("请填写答复")
        await d.press("escape")
        await answer(d, "同意")
        await agree(d, seeing="y 保存")
        await d.sees("待答复 0/1")
        assert len(d.commits()) == 3


async def test_the_cursor_goes_on_to_the_request_below_the_one_that_was_answered(drive, repo, monkeypatch):
    with monkeypatch.context() as as_another:
        as_wang(as_another)
        for unit in ("区财政局", "西市场街道办事处", "各街道办事处"):
            words = ("--to", "2022-12-30", "--reason", "系统改版", "--unit", unit)
            gongkai(repo, "extend", "huaiyin-2022/1", *words)
    async with drive(size=(80, 24)) as d:
        await open_sheet(d, "延期")
        for unit in ("区财政局", "西市场街道办事处", "各街道办事处"):
            await d.sees(unit)
        (first, second, third), _ = under_cursor(d)
        await d.press("down")
        await answer(d, "同意")
        await agree(d, seeing="y 保存")
        await d.sees("待答复 2/3")
        assert under_cursor(d) == ([first, third, second], third)


@pytest.fixture
def three_problems(repo):
    for number, unit in (("1", "区财政局"), ("1", "西市场街道办事处"), ("2", "区教育和体育局")):
        words = ("--unit", unit, "--what", f"{unit}的问题", "--due", "2022-09-01")
        gongkai(repo, "problem", "open", f"huaiyin-2022/{number}", *words)


async def withdraw(d, *, left):
    await d.press("f2")
    await d.sees("下一步")
    await d.type("撤销")
    await d.press("enter")
    await d.sees("理由")
    await fill(d, "记错了")
    await agree(d, seeing="y 保存")
    await d.sees(f"未核销 {left}/3")


def under_cursor(d):
    table = d.main.front.table
    return [line.key for line in table.lines], table.current.key


@pytest.mark.usefixtures("three_problems")
async def test_the_status_dialog_says_what_the_row_shows_and_what_open_problems_forbid(drive):
    async with drive(size=(100, 30)) as d:
        await d.press("f2")
        await d.sees("现为 整改中（未启动，")
        await d.sees("区财政局 整改中")
        notes = {choice.id: choice.note for choice in d.app.screen.list.choices}
        assert notes["已终止"] == "还有没核销的问题，按 F9 办理"
        await d.press("8", "enter")
        await d.sees("! 已终止：还有没核销的问题")
        await d.press("escape", "escape", "asterisk", "f2")
        await d.sees("现为 未启动2 整改中2")
        await d.sees("可改 2/4 项，需要理由")


@pytest.mark.usefixtures("three_problems")
async def test_the_cursor_stays_on_the_problem_that_was_handled_wherever_it_stands_then(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "问题")
        (first, second, third), _ = under_cursor(d)
        await d.press("down")
        await withdraw(d, left=2)
        assert under_cursor(d) == ([first, third, second], second)
        await d.press("f2")
        await d.sees("已撤销的问题不再变化")
        assert under_cursor(d)[1] == second


@pytest.mark.usefixtures("three_problems")
async def test_of_marked_problems_the_cursor_stays_on_the_one_under_it(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "问题")
        (first, second, third), _ = under_cursor(d)
        await d.press("down", "space", "space", "up")
        assert d.main.front.table.marks == {second, third}
        here = under_cursor(d)[1]
        await withdraw(d, left=1)
        assert under_cursor(d) == ([first, second, third], here)


async def test_a_recurring_duty_is_recorded_for_two_units(drive, repo):
    gongkai(repo, "set", "huaiyin-2022/1", "周期=每年1次 每单位")
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "次数")
        await d.sees("0/2")
        await d.press("f2")
        await d.sees("记一次")
        await fill(d, "区财政局、西市场街道办事处", "2022-07-20", "听取汇报1次")
        await agree(d, seeing="y 保存")
        await d.sees("2/2单位")
        await d.press("f2")
        await d.sees("更正  2022-07-20 完成次数 区财政局")
        await d.press("down", "enter")
        await d.sees("为什么不算")
        await fill(d, "误记")
        await agree(d, seeing="y 保存")
        await d.sees("1/2单位")


async def test_a_duty_of_the_whole_area_is_counted_in_acts_and_not_in_units(drive, repo):
    gongkai(repo, "set", "huaiyin-2022/1", "周期=每年2次 全区")
    gongkai(repo, "occur", "huaiyin-2022/1", "--date", "2022-07-20", "--text", "全区培训")
    async with drive(size=(120, 44)) as d:
        await d.sees("每年2次 全区：本期（2022年）1/2次")
        assert "周期 2" not in d.screen()
        await d.press("r")
        await d.sees("1/2次")
        await d.sees("1次，应2次")


async def test_two_duties_of_one_task_are_told_apart_where_there_is_little_room(drive, repo):
    gongkai(repo, "set", "huaiyin-2022/1", "周期=每年1次 每单位（听取汇报）；每年1次 全区（领导小组会议）")
    async with drive(size=(80, 24)) as d:
        await open_sheet(d, "次数")
        await d.sees("听取汇报：")
        await d.sees("领导小组会议：")


async def test_what_one_unit_does_for_all_is_asked_for_without_a_unit(drive, repo):
    gongkai(repo, "set", "huaiyin-2022/1", "周期=每年1次 由区财政局")
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "次数")
        await d.sees("0/1次")
        await d.press("f2")
        await d.sees("单位（空为区财政局，可空）")
        assert "全区的可空" not in d.screen()


async def test_periods_over_before_the_plan_was_issued_are_not_owed(drive, repo):
    gongkai(repo, "plan", "huaiyin-2022", "印发日期=2022-05-20")
    gongkai(repo, "set", "huaiyin-2022/1", "周期=每月2次 全区")
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "次数")
        seen = [(each.cells[1].text, each.cells[2].text, each.cells[6].text) for each in lines_of(d)]
        assert seen[0] == ("2022年8月", "本期", "2次")
        assert [found for found in seen if found[1] == "已过"] == [(f"2022年{n}月", "已过", "2次") for n in (7, 6, 5)]
        assert seen[4:] == [(f"2022年{n}月", "印发前", "印发前已过，不算欠") for n in (4, 3, 2, 1)]
        await d.sees("印发前")
        await d.sees("还差  2次")
        d.main.front.table.move_to(4)
        await d.sees("到期  印发前已过，不算欠")
        assert "还差  2次" not in d.screen()


async def test_how_many_have_done_theirs_is_one_key_away_everywhere(drive, repo):
    gongkai(repo, "set", "huaiyin-2022/1", "周期=每年1次 每单位")
    async with drive(size=(120, 34)) as d:
        for screen in ((), ("m",), ("F",), ("H",)):
            await d.press(*screen, "r")
            await d.sees("0/2单位")
            await d.press("escape")


@pytest.fixture
def followed(repo):
    gongkai(repo, "plan", "huaiyin-2022", "follows=huaiyin-2021")
    return repo


@pytest.mark.usefixtures("followed")
async def test_a_task_of_last_year_is_carried_into_this_year(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "回头看")
        await d.sees("已核查 0/1")
        await d.press("f2")
        await d.type("转入今年")
        await d.press("enter")
        await d.sees("转入今年的哪一项")
        await d.press("enter")
        await d.press("f9")
        await save(d)
        await d.sees("已核查 1/1")
        await d.press("u")
        await agree(d, seeing="y 撤销")
        await d.sees("已核查 0/1")


@pytest.mark.usefixtures("followed")
async def test_a_task_is_linked_to_one_that_nothing_proposes(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "对照")
        move_to(d, lambda line: line.key.endswith("huaiyin-2022/002"))
        await d.press("f2")
        await d.sees("另一项")
        await d.type("另一项")
        await d.press("enter")
        await d.sees("huaiyin-2021 里对应的任务")
        await fill(d, "huaiyin-2021/9")
        await d.sees("没有完成")
        await d.press("enter")
        await d.sees("huaiyin-2021/9")
        await d.press("backspace")
        await fill(d, "1")
        await agree(d, seeing="y 保存")
        await d.until(lambda: any(each.key.endswith("huaiyin-2022/002 huaiyin-2021/001") for each in lines_of(d)))


@pytest.mark.usefixtures("followed")
async def test_the_plan_above_shows_what_is_not_carried_out_below_and_is_linked_from_there(drive):
    async with drive(size=(160, 34)) as d:
        await open_sheet(d, "对照")
        await d.press(">")
        await d.sees("下年1份承接 0/1")
        (line,) = (each for each in lines_of(d) if each.cells[2].text == "huaiyin-2021/001")
        assert (line.cells[1].text, line.cells[3].text.split()[0]) == ("未承接", "huaiyin-2022")
        assert {each.cells[1].text for each in lines_of(d)} == {"未承接", "新增"}
        await link_to_the_first(d)
        await d.sees("下年1份承接 1/1")
        await d.sees("[-上年有、下年没有-]")


async def test_an_ended_task_carries_nothing_out(drive, followed):
    gongkai(followed, "link", "huaiyin-2022/1", "--to", "huaiyin-2021/1")
    gongkai(followed, "set", "huaiyin-2022/1", "status=已终止", "--reason", "不再执行")
    async with drive(size=(160, 34)) as d:
        await open_sheet(d, "对照")
        await d.sees("承接 0/1")
        (line,) = (each for each in lines_of(d) if each.cells[2].text == "huaiyin-2021/001")
        assert line.cells[1].text == "已终止"
        await d.sees("（已终止，不算对应）")


async def test_a_plan_without_others_says_what_to_write(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "对照")
        await d.sees("也没有上一年、下一年的计划")


def lines_of(d):
    return d.main.front.lines.all


@pytest.mark.usefixtures("followed")
async def test_a_proposed_link_is_confirmed_and_removed_with_a_reason(drive):
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "对照")
        await d.sees("建议")
        await link_to_the_first(d)
        await d.sees("已对应")
        move_to(d, lambda line: line.cells[1].text == "已对应")
        await d.press("f2")
        await d.sees("删去关联")
        await fill(d, "不是一回事")
        await save(d)


async def test_looking_back_shows_the_sheets_of_that_day_and_changes_nothing(drive, repo):
    gongkai(repo, "problem", "open", "huaiyin-2022/1", "--unit", "区财政局", "--what", "缺少决算")
    async with drive(size=(110, 34)) as d:
        await open_sheet(d, "问题")
        await d.sees("缺少决算")
        await d.ask_back("HEAD~1")
        await d.press("enter")
        await d.sees("没有问题")
        await d.press("f2")
        await d.sees("只能看不能改")


async def test_finding_sorting_and_marks(drive, repo):
    for number, what in (("1", "乙问题"), ("2", "甲问题")):
        unit = "区财政局" if number == "1" else "区教育和体育局"
        gongkai(repo, "problem", "open", f"huaiyin-2022/{number}", "--unit", unit, "--what", what)
    async with drive(size=(120, 34)) as d:
        await open_sheet(d, "问题")
        await d.press("s")
        await d.type("单位")
        await d.press("enter")
        order = [line.cells[2].text for line in d.main.front.table.lines]
        await d.press("S")
        await d.until(lambda: [line.cells[2].text for line in d.main.front.table.lines] == order[::-1], "for the order")
        # The cursor is where the first of the records was, and their numbers are drawn by lot.
        marked = d.main.front.table.current.cells[2].text
        await d.press("space")
        await d.sees("已选 1")
        await d.press("/")
        await d.type("jyj" if marked == "区财政局" else "czj")
        await d.press("enter")
        await d.until(lambda: d.main.front.hidden_marks == 1, "for the line to be filtered away")
        await d.press("\\")
        await d.press("~")
        await d.until(lambda: len(d.main.front.table.marks) == 1, "for the other line to be marked instead")
        await d.press("U")
        await d.until(lambda: not d.main.front.table.marks, "for no mark")


async def test_rules_of_scoring_are_begun_and_points_given_by_hand(drive):
    async with drive(size=(130, 34)) as d:
        await open_sheet(d, "考核")
        await d.sees("还没有考核规则")
        await d.press("+")
        await agree(d, seeing="写入样例规则")
        await d.until(lambda: d.main.front.lines.page and d.main.front.lines.all, "for the ranking")
        before = {line.key: line.cells[1].text for line in d.main.front.lines.all}
        await d.press("+")
        await d.sees("手工加减分")
        unit = d.main.front.table.current.key
        await fill(d, "1.5", "经验被省简报采用")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 3)
        await d.until(lambda: points(d, unit) == float(before[unit]) + 1.5)


async def test_every_figure_leads_to_its_commit(drive, repo):
    rules = 'rules:\n  - item: 报送\n    counts: 报送\n    points: "1"\n'
    (repo / "plans/huaiyin-2022/scoring.yaml").write_text(rules, "utf-8")
    run_git(repo, "add", "plans")
    run_git(repo, "commit", "-qm", "考核规则")
    given = ("status=待核查", "--unit", "区财政局", "-e", "https://www.example.gov.cn/1", "--yes")
    gongkai(repo, "set", "huaiyin-2022/1", *given)
    reported = run_git(repo, "rev-parse", "HEAD").strip()
    gongkai(repo, "score", "huaiyin-2022", "--add", "区财政局", "2", "--reason", "被省简报采用")
    by_hand = run_git(repo, "rev-parse", "HEAD").strip()
    async with drive(size=(160, 40)) as d:
        await open_sheet(d, "考核")
        await d.until(lambda: points(d, "区财政局") == 103.0, "for the ranking")
        for commit in (reported, by_hand):
            await d.sees(f"提交 {commit[:8]} {TODAY}")
        assert "gongkai " not in d.screen()
        await d.press("f2")
        await d.type(by_hand[:8])
        await d.press("enter")
        await d.until(lambda: d.main.front.where == "全部历史" and d.main.front.current, "for the history")
        assert d.main.front.current.commit == by_hand


async def test_where_all_units_are_equal_nobody_is_praised_and_that_is_no_failure(drive, repo):
    rules = 'base: "100"\nrules:\n  - item: 报送\n    counts: 报送\n    points: "1"\n'
    (repo / "plans/huaiyin-2022/scoring.yaml").write_text(rules, "utf-8")
    run_git(repo, "add", "plans")
    run_git(repo, "commit", "-qm", "考核规则")
    async with drive(size=(80, 24)) as d:
        await open_sheet(d, "考核")
        await d.until(lambda: d.main.front.lines.all, "for the ranking")
        for draft, wanted in (("表扬名单草稿", "表扬"), ("通报批评名单草稿", "通报批评")):
            await d.press("y")
            await d.sees("行表格")
            await d.type(draft)
            await d.press("enter")
            await d.sees(f"得分相同（100 分），没有可以{wanted}的单位")
            assert d.app.screen is d.main.front
        assert not (d.main.port.folder / "copied.txt").exists()


def points(d, unit):
    return next((float(line.cells[1].text) for line in d.main.front.lines.all if line.key == unit), None)


async def test_a_contact_leaves_before_a_successor_is_known(drive, repo):
    entered = ("区财政局", "赵六", "--email", "zhaoliu@huaiyin.example", "--from", "2022-03-01")
    gongkai(repo, "contact", "add", *entered)
    async with drive(size=(130, 34)) as d:
        await open_sheet(d, "联络员")
        move_to(d, lambda line: line.cells[1].text == "赵六")
        before = len(d.commits())
        await d.press("f2")
        await d.type("离任")
        await d.press("enter")
        await d.sees("离任：区财政局 赵六")
        await d.press("f9")
        await d.until(lambda: len(d.commits()) == before + 1, "for the one who left")
        await d.sees("未备案")
        (left,) = (each for each in lines_of(d) if each.cells[1].text == "赵六")
        assert [cell.text for cell in left.cells[5:]] == [TODAY, "", "未备案"]


async def test_a_contact_is_entered_and_hands_over(drive):
    async with drive(size=(130, 34)) as d:
        await open_sheet(d, "联络员")
        await d.sees("李四")
        await d.press("+")
        await d.sees("登记哪一种")
        await d.press("enter")
        await fill(d, "区财政局", "赵六", "zhaoliu@huaiyin.example", "2022-03-01")
        await d.sees("赵六")
        move_to(d, lambda line: line.cells[1].text == "赵六")
        await d.press("f2")
        await d.type("交接")
        await d.press("enter")
        await fill(d, "钱七", "qianqi@huaiyin.example", "", "2022-08-01")
        await d.sees("钱七")
        assert len(d.commits()) == 3
        await d.press("y")
        await d.type("交接单")
        await d.press("enter")
        copied = d.main.port.folder / "copied.txt"
        await d.until(lambda: copied.exists() and "钱七" in copied.read_text("utf-8"))
        await d.press("y")
        await d.type("写成文件")
        await d.press("enter")
        await d.sees("交接单写入文件")
        await d.press("home", "ctrl+k")
        page = d.repo.parent / "交接.txt"
        await fill(d, str(page))
        await d.until(lambda: page.exists() and page.read_text("utf-8").startswith("槐荫区 区财政局 工作交接单"))
