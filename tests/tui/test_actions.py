"""Each action of the registry, from key to screen and commit."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import replace

import pytest
from textual import events

from gongkai_tui.domain.status import Status
from gongkai_tui.reporting.width import width
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path
from gongkai_tui.tui import commands
from gongkai_tui.tui.actions import COMMANDS, GROUPS, MOVE, Where
from gongkai_tui.tui.widgets.cursor_list import CursorList
from gongkai_tui.tui.widgets.text_pane import TextPane
from gongkai_tui.usecases import unit_names

from .conftest import run_git, task

LINK = "https://www.huaiyin.example/art/1.html"


def test_every_action_has_a_function_and_no_key_means_two_things_in_one_place():
    handled = set(commands.TABLE)
    assert {a.id for a in COMMANDS} <= handled
    assert handled <= {a.id for _, group in GROUPS for a in group}
    for where in Where:
        keys = Counter((key, len(a.where)) for a in (*COMMANDS, *MOVE) if where in a.where for key in a.keys)
        assert keys.most_common(1)[0][1] == 1


def test_every_action_is_explained():
    for action in (*COMMANDS, *MOVE):
        assert action.label
        assert action.help


async def test_first_screen_shows_all_tasks_and_as_whom_one_acts(drive):
    async with drive() as d:
        assert d.ids() == ["huaiyin-2022/001", "huaiyin-2022/002", "huaiyin-2022/003", "huaiyin-2021/001"]
        await d.sees("李四（区政府办公室）")
        assert "逾期" in d.screen()


async def test_filter_while_typing_by_pinyin_and_clear(drive):
    async with drive() as d:
        await d.press("f7")
        await d.type("czj")
        assert d.ids() == ["huaiyin-2022/001", "huaiyin-2021/001"]
        assert "2/4" in d.screen()
        await d.press("enter")
        assert d.main.focused is d.main.table
        await d.press("backslash")
        assert len(d.ids()) == 4


async def test_a_filter_error_points_at_its_place_and_keeps_the_last_result(drive):
    async with drive() as d:
        await d.press("slash")
        await d.type("czj")
        d.main.filter_bar.set_text("czj due:xyz")
        await d.sees("due:xyz")
        typed, pointer = d.screen().splitlines()[1:3]
        assert width(pointer[: pointer.index("^")]) == width(typed[: typed.index("xyz")])
        assert d.ids() == ["huaiyin-2022/001", "huaiyin-2021/001"]


@pytest.mark.parametrize("begun", ["!", "czj|"])
async def test_a_field_is_begun_behind_a_sign(drive, begun):
    async with drive() as d:
        await d.press("slash")
        for char in f"zzz {begun}st":
            await d.press(char)
        assert d.ids() == []
        d.main.filter_bar.set_text("!status:已完成")
        await d.until(lambda: len(d.ids()) == 4)


async def test_escape_takes_the_filter_back_and_up_brings_an_earlier_one(drive):
    async with drive() as d:
        await d.press("slash")
        await d.type("jyxx")
        await d.press("enter", "slash", "escape")
        assert d.main.board.filter_text == "jyxx"
        await d.press("escape")
        assert d.main.board.filter_text == ""
        await d.press("slash", "up")
        assert d.main.board.filter_text == "jyxx"


async def test_sort_by_a_chosen_column_and_back(drive):
    async with drive() as d:
        await d.press("s")
        await d.sees("排序")
        await d.type("qx")
        await d.press("enter")
        await d.until(lambda: d.main.board.sort == "due")
        assert d.ids()[0] == "huaiyin-2022/001"
        await d.press("S")
        assert d.main.board.sort == "-due"
        await d.press("s")
        await d.sees("排序")
        await d.type("-更新")
        await d.sees("按 更新倒序")
        await d.press("enter")
        await d.until(lambda: d.main.board.sort == "-updated")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 32)])
async def test_marks_survive_the_filter_and_bulk_names_the_hidden_ones(drive, size):
    async with drive(size=size) as d:
        await d.press("asterisk")
        assert len(d.main.board.marks) == 4
        await d.press("slash")
        await d.type("jyxx")
        await d.press("enter")
        assert "1/4  已选 4（隐藏 3）" in d.screen()
        await d.press("f2")
        await d.sees("改变状态：4 项任务，其中 3 项不在当前筛选内")
        await d.press("2", "enter")
        await d.sees("已选 4 项，其中 3 项不在当前筛选内")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 2)
        await d.sees("已保存")
    assert run_git(d.repo, "show", "--format=", "--name-only").count("plans/") == 4
    assert run_git(d.repo, "status", "--porcelain") == ""


async def test_of_a_bulk_change_only_what_is_seen_may_be_saved(drive):
    async with drive(size=(60, 20)) as d:
        await d.press("asterisk", "slash")
        await d.type("jyxx")
        await d.press("enter", "f2")
        await d.sees("改变状态：4 项任务")
        await d.press("2", "enter")
        await d.sees("v 只改看得见的 1 项  Esc 取消")
        await d.press("v")
        await d.until(lambda: len(d.commits()) == 2)
    changed = run_git(d.repo, "show", "--format=", "--name-only").split()
    assert changed == ["plans/huaiyin-2022/002.yaml"]


async def test_range_invert_and_unmark(drive):
    async with drive() as d:
        await d.press("v", "down", "down", "v")
        assert len(d.main.board.marks) == 3
        await d.press("tilde")
        assert d.main.board.marks == {"huaiyin-2021/001"}
        await d.press("U", "space")
        assert len(d.main.board.marks) == 1
        await d.press("v", "down", "escape")
        assert len(d.main.board.marks) == 1


async def test_status_of_one_task_is_one_commit(drive):
    async with drive() as d:
        await d.press("f2")
        await d.sees("改变状态：huaiyin-2022/001")
        await d.press("2", "enter")
        await d.sees("已保存：槐荫2022 第1项 财政信息：未启动 → 推进中")
        await d.until(lambda: d.main.current.status == "推进中")
    assert d.commits()[0] == "槐荫2022 第1项 财政信息：未启动 → 推进中"


async def test_status_asks_for_the_evidence_that_it_needs(drive):
    async with drive() as d:
        await d.press("f2", "3", "enter")
        await d.sees("待核查 需要佐证")
        await d.paste(LINK)
        await d.press("enter")
        await d.sees("已保存")
    assert LINK in run_git(d.repo, "show", "HEAD")


async def test_a_forbidden_step_is_refused_by_name_and_nothing_is_saved(drive):
    async with drive() as d:
        await d.press("f2", "4", "enter")
        await d.sees("已完成：不能从未启动直接改")
        await d.press("escape")
        # In several tasks at once nobody has looked where each one stood before: those that may not are named.
        await d.press("space", "space", "f2", "4", "enter")
        await d.sees("更正须写理由")
        await d.type("补记")
        await d.press("enter")
        await d.sees("不能这样修改")
        await d.press("escape")
        await d.sees("没有保存")
    assert d.commits() == ["导入"]


async def test_a_rectification_set_by_hand_is_told_to_want_a_problem(drive):
    async with drive(size=(160, 45)) as d:
        await d.press("f2", "2", "enter")
        await d.sees("已保存")
        assert "整改期限" not in d.screen()
        await d.until(lambda: d.main.current.status == "推进中")
        await d.press("f2", "6", "enter")
        await d.type("抽查")
        await d.press("enter")
        await d.sees("huaiyin-2022/001的整改还没有整改期限，也不进整改链接表和通报")
        assert "已保存：" in d.screen()


async def test_in_bulk_each_status_says_how_many_tasks_may_go_there(repo, drive):
    for number, status in (("001", "推进中"), ("002", "待核查"), ("003", "已完成")):
        path = repo / f"plans/huaiyin-2022/{number}.yaml"
        path.write_text(path.read_text("utf-8").replace("status: 未启动", f"status: {status}"), "utf-8")
    run_git(repo, "commit", "-qam", "各到一步")
    async with drive(size=(60, 20)) as d:
        await d.press("asterisk", "f2")
        await d.sees("现为 未启动1 推进中1 待核查1 已完成1")
        await d.sees("可改 2/3 项，需要佐证")
        await d.sees("可改 1/4 项")
        await d.sees("更正须写理由")
        assert not any(line.rstrip("| ").endswith("..") for line in d.screen().splitlines() if "直接改" in line)


async def test_a_finding_entered_by_mistake_is_taken_back_without_evidence(drive):
    async with drive() as d:
        for keys, typed in ((("3", "enter"), LINK), (("6", "enter"), "抽查"), (("3", "tab", "tab"), "录错")):
            before = len(d.commits())
            await d.press("f2")
            await d.sees("改变状态")
            await d.press(*keys)
            await d.type(typed)
            await d.press("enter")
            await d.until(lambda before=before: len(d.commits()) == before + 1)
    assert "整改中 → 待核查" in d.commits()[0]
    assert "kind: 更正" in run_git(d.repo, "show", "HEAD")


async def test_a_correction_is_offered_where_it_leads_back_and_only_there(drive):
    async with drive() as d:
        await d.press("f2", "2", "enter")
        await d.until(lambda: len(d.commits()) == 2)
        await d.sees("已保存")
        await d.press("f2")
        await d.sees("现为 推进中")
        notes = {choice.id: choice.note for choice in d.app.screen.list.choices}
        assert notes["未启动"] == "不能从推进中直接改；更正须写理由"
        assert notes["已核销"] == "不能从推进中直接改"
        await d.press("1", "enter")
        await d.type("误点")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 3)
    assert "推进中 → 未启动" in d.commits()[0]


async def test_bulk_with_refusals_can_go_on_with_the_rest(drive):
    async with drive() as d:
        await d.press("f2", "2", "enter")
        await d.sees("已保存")
        await d.until(lambda: d.main.current.status == "推进中")
        await d.press("asterisk", "f2", "3", "tab")
        await d.paste(LINK)
        await d.press("enter")
        await d.sees("将修改 4 项任务")
        await d.press("escape")
        await d.press("f2", "6", "tab", "tab")
        await d.type("抽查发现链接失效")
        await d.press("enter")
        await d.sees("r 只改其余 1 项")
        for key in ("enter", "y"):
            await d.press(key)
            await d.sees("! 有 3 项不能这样修改：r 只改其余 1 项  Esc 取消")
            d.app.screen.hint(())
        await d.press("r")
        await d.until(lambda: len(d.commits()) == 3)


async def test_a_bulk_change_is_told_in_chinese_where_its_subject_names_a_key(drive):
    async with drive(size=(160, 45)) as d:
        await d.press("asterisk", "f2", "2", "enter")
        await d.sees("将修改 4 项任务")
        await d.press("y")
        await d.sees("已保存：批量：4项 状态 未启动 → 推进中")
        assert d.commits()[0] == "批量：4项 status 未启动 → 推进中"
        for key, verb in (("u", "撤销"), ("ctrl+r", "重做")):
            await d.press(key)
            await d.sees("是一次新的提交")
            assert "批量：4项 状态 未启动 → 推进中" in d.screen()
            await d.press("y")
            await d.sees(f"已保存：{verb}")
        await d.press("H")
        await d.sees("全部历史")
        for word in ("4项 状态", "4项 status"):
            await d.press("slash", "ctrl+u")
            await d.type(f'"{word}"')
            await d.press("enter")
            await d.until(lambda: len(d.app.screen.list.entries) == 3, f"for {word}")
            await d.until(lambda: "批量：4项 状态" in d.screen())
            assert "status 未启动" not in d.screen()


async def test_note_with_two_lines_and_evidence(drive):
    async with drive() as d:
        await d.press("f6")
        await d.sees("添加记录")
        await d.type("第一句")
        await d.press("enter")
        await d.type("第二句")
        await d.press("tab")
        await d.paste(LINK)
        await d.press("enter")
        await d.sees("已保存")
    shown = run_git(d.repo, "show", "HEAD")
    assert "第一句" in shown
    assert "第二句" in shown
    assert LINK in shown


async def test_evidence_alone(drive):
    async with drive() as d:
        await d.press("f3")
        await d.sees("添加佐证")
        await d.press("enter")
        await d.sees("请填写网址")
        await d.paste(LINK)
        await d.press("enter")
        await d.sees("已保存")
    assert LINK in run_git(d.repo, "show", "HEAD")


async def test_escape_does_not_drop_what_was_typed_at_once(drive):
    async with drive() as d:
        await d.press("f6")
        await d.type("写了一半")
        await d.press("escape")
        await d.sees("再按一次 Esc 放弃")
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.main)


async def test_form_changes_only_what_was_changed(drive):
    async with drive() as d:
        await d.press("f4")
        await d.sees("编辑 huaiyin-2022/001")
        await d.type("公开")
        await d.press("enter")
        await d.sees("已保存")
    lines = run_git(d.repo, "show", "--format=", "-U0", "HEAD").splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-heading: 财政信息", "+heading: 财政信息公开"]


async def test_hints_are_confirmed(drive):
    async with drive() as d:
        await d.press("down", "c")
        await d.sees("已保存")
    assert "-hints:" in run_git(d.repo, "show", "HEAD")


async def test_undo_shows_what_it_takes_back_and_is_a_new_commit(drive):
    async with drive() as d:
        await d.press("f2", "2", "enter")
        await d.sees("已保存")
        await d.press("u")
        await d.sees("推进中 -> 未启动")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 3)
        await d.until(lambda: d.main.current.status == "未启动")
    assert d.commits()[0].startswith("撤销")


async def test_undo_with_nothing_to_take_back_says_so(drive):
    async with drive() as d:
        await d.press("f2", "2", "enter")
        await d.sees("已保存")
        await d.press("u")
        await d.sees("推进中 -> 未启动")
        await d.press("escape")
        await d.sees("没有撤销")


async def test_open_shows_the_whole_task_and_back_returns(drive):
    async with drive(size=(80, 40)) as d:
        await d.press("enter")
        await d.sees("做好财政信息的公开工作")
        await d.sees("plans/huaiyin-2022/001.yaml")
        assert d.main.focused is d.main.detail
        await d.press("escape")
        assert d.main.focused is d.main.table
        assert not d.main.detail.is_on_screen


async def test_history_shows_commits_and_what_one_changed(drive):
    async with drive() as d:
        await d.press("f2", "2", "enter")
        await d.sees("已保存")
        await d.press("h")
        await d.sees("历史")
        await d.until(lambda: d.main.history.count == 2)
        await d.press("enter")
        await d.sees("未启动 -> 推进中")
        await d.press("escape", "h")
        await d.until(lambda: d.app.screen is d.main)


async def test_in_the_history_of_a_task_the_commit_under_the_cursor_is_undone(drive):
    async with drive() as d:
        for place, choice in ((0, "2"), (1, "2")):
            await d.press("g", *["j"] * place, "f2", choice, "enter")
            await d.until(lambda place=place: len(d.commits()) == 2 + place)
        await d.press("g", "h")
        await d.until(lambda: d.main.history.count == 2)
        undone = d.main.history.current.subject
        assert undone != d.commits()[0]
        await d.press("u")
        await d.sees("撤销是一次新的提交")
        await d.sees("huaiyin-2022/001")
        await d.press("enter")
        await d.until(lambda: d.commits()[0].startswith("撤销："))
        assert d.commits()[0].removeprefix("撤销：") in undone
        await d.until(lambda: d.main.history.count == 3)
        assert d.main.history.current.subject == undone
        await d.press("u")
        await d.sees("的修改已经不在了")
        assert len(d.commits()) == 4


async def test_help_is_searchable_and_does_what_is_chosen(drive):
    async with drive() as d:
        await d.press("question_mark")
        await d.sees("全部按键")
        await d.type("fxbj")
        await d.press("enter")
        await d.until(lambda: len(d.main.board.marks) == 4)


async def test_the_wheel_scrolls_and_leaves_the_cursor(drive):
    async with drive(size=(60, 20)) as d:
        await d.press("f1")
        await d.sees("帮助：")
        listed = d.app.screen.list
        for event, top in ((events.MouseScrollDown, 3), (events.MouseScrollDown, 6), (events.MouseScrollUp, 3)):
            listed.post_message(event(listed, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False))
            await d.until(lambda top=top: listed.top == top)
        assert listed.cursor == 0


async def test_help_finds_a_key_by_its_name_before_all_words(drive):
    async with drive() as d:
        await d.press("f1")
        await d.sees("帮助：")
        for key, action in (("q", "leave"), ("u", "undo"), ("U", "unmark")):
            await d.press("ctrl+u")
            await d.type(key)
            found = d.app.screen.list.choices
            assert found[0].id == action


async def test_several_columns_are_sorted_by_at_once(drive):
    async with drive() as d:
        await d.press("s")
        await d.sees("排序")
        await d.type("状态,-编号")
        await d.sees("按 状态、编号倒序")
        await d.press("enter")
        await d.until(lambda: d.main.board.sort == "status,-id")
        assert d.ids() == ["huaiyin-2022/003", "huaiyin-2022/002", "huaiyin-2022/001", "huaiyin-2021/001"]


async def test_the_palette_stands_before_units_can_be_found_and_loses_no_key_typed_meanwhile(drive, monkeypatch):
    found, names = threading.Event(), unit_names.other_names

    def slowly(*asked):
        found.wait(20)
        return names(*asked)

    monkeypatch.setattr(unit_names, "other_names", slowly)
    async with drive() as d:
        d.app.post_message(events.Key("colon", ":"))
        await d.sees("输入名称或拼音")
        for key in "qjyh":
            d.app.post_message(events.Key(key, key))
        d.app.post_message(events.Key("enter", None))
        await d.pilot.pause()
        assert d.app.screen is not d.main
        found.set()
        await d.until(lambda: d.app.screen is d.main and len(d.ids()) == 1)
        assert d.main.board.filter_text == "单位:区教育和体育局"


async def test_palette_finds_a_plan_by_initials_and_a_task_by_id(drive):
    async with drive() as d:
        await d.press("ctrl+p")
        await d.sees("输入名称或拼音")
        await d.type("hy2021")
        await d.press("enter")
        await d.until(lambda: d.main.board.plan == "huaiyin-2021")
        await d.press("colon")
        await d.type("2022/003")
        await d.press("enter")
        await d.until(lambda: d.main.current.id == "huaiyin-2022/003")


@pytest.mark.parametrize(("typed", "first"), [("cz", "重做"), ("bj", "编辑"), ("tongj", "统计"), ("huitk", "回头看")])
async def test_the_palette_knows_every_reading_and_puts_the_usual_first(drive, typed, first):
    async with drive() as d:
        await d.press("colon")
        await d.sees("输入名称或拼音")
        await d.type(typed)
        await d.until(lambda: d.app.screen.list.current.name == first)


@pytest.mark.parametrize(
    ("typed", "shown", "text"),
    [
        ("区财政局", "区财政局", "单位:区财政局"),
        ("qczj", "区财政局", "单位:区财政局"),
        ("xsc", "西市场街道办事处", "单位:西市场街道办事处"),
        # The help of the filter mentions these letters.
        ("czj", "区财政局", "单位:区财政局"),
        ("caizhengj", "区财政局", "单位:区财政局"),
    ],
)
async def test_palette_jumps_to_the_tasks_of_a_unit(drive, typed, shown, text):
    async with drive() as d:
        await d.press("colon")
        await d.sees("输入名称或拼音")
        await d.type(typed)
        await d.until(lambda: f"单位 {shown} 2 项" in " ".join(d.screen().split()))
        await d.press("enter")
        await d.until(lambda: d.main.board.filter_text == text)
        assert len(d.ids()) == 2


@pytest.mark.parametrize("key", ["", "b", "m", "F", "f9", "H", "o"])
async def test_every_screen_tells_that_an_input_method_is_on(drive, key):
    async with drive() as d:
        if key:
            await d.press(key)
        await d.press("财")
        await d.sees("中文输入法已打开，收不到字母键：按 Shift 切到英文，或用功能键（F1 帮助）")


async def test_plans_pane_chooses_a_plan(drive):
    async with drive() as d:
        await d.press("b")
        await d.sees("全部计划")
        await d.press("down")
        assert d.main.board.plan == "huaiyin-2022"
        assert len(d.ids()) == 3
        await d.press("enter")
        assert d.main.focused is d.main.table


@pytest.mark.parametrize(("what", "expected"), [("bh", "huaiyin-2022/001"), ("md", "| huaiyin-2022/001 | 财政信息 |")])
async def test_copy_leaves_a_file_too(drive, what, expected):
    async with drive() as d:
        await d.press("y")
        await d.sees("复制")
        await d.type("编号" if what == "bh" else "md")
        await d.press("enter")
        await d.sees("已复制")
        assert expected in (d.repo / ".git/gongkai/copied.txt").read_text(encoding="utf-8")
        assert expected in d.app.clipboard


def add_task_with_the_heading_of_another(repo):
    done = replace(task("huaiyin-2022", 4, "财政信息", "区教育和体育局"), status=Status.DONE)
    (repo / task_path(done.id)).write_text(emit.emit_task(done), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "添加")


@pytest.mark.parametrize("what", ["整行", "标题"])
async def test_copied_tasks_are_told_apart_and_have_all_their_units(drive, repo, what):
    add_task_with_the_heading_of_another(repo)
    async with drive() as d:
        await d.press("space", "y")
        await d.sees("复制")
        await d.type(what)
        await d.press("enter")
        await d.sees(f"已复制 huaiyin-2022/001 的{what}；终端不支持剪贴板时见 copied.txt")
        copied = (d.repo / ".git/gongkai/copied.txt").read_text(encoding="utf-8")
        assert "财政信息：做好财政信息的公开工作，第1项" in copied
        assert ("区财政局、各街道办事处" in copied) == (what == "整行")


async def test_nobody_is_urged_to_do_what_is_done(drive, repo):
    add_task_with_the_heading_of_another(repo)
    async with drive() as d:
        await d.press("slash", *"czxx plan:huaiyin-2022", "enter", "asterisk", "y")
        await d.sees("复制")
        await d.type("催办")
        await d.press("enter")
        await d.sees("已复制 huaiyin-2022/001 的催办文字，已完成等 1 项没有列入")
        assert "第4项" not in (d.repo / ".git/gongkai/copied.txt").read_text(encoding="utf-8")
        await d.press("U", "down", "y")
        await d.sees("复制")
        await d.type("催办")
        await d.press("enter")
        await d.sees("没有要催办的：huaiyin-2022/004")


async def test_without_a_terminal_of_its_own_the_editor_is_refused_in_words(drive):
    async with drive() as d:
        await d.press("e")
        await d.sees("请按 F4 用表单编辑")


@pytest.mark.parametrize("key", ["f2", "f4"])
async def test_a_form_that_is_higher_than_the_screen_says_where_it_goes_on(drive, key):
    async with drive(size=(60, 20)) as d:
        await d.press(key)
        await d.sees("下面还有")
        await d.press("shift+tab")
        await d.sees("上面还有")
    async with drive(size=(100, 45)) as d:
        await d.press(key)
        await d.sees("Esc 取消")
        await d.until(lambda: "还有" not in d.screen())


async def test_a_text_and_a_list_are_drawn_before_they_are_told_their_size(drive, monkeypatch):
    monkeypatch.setattr(TextPane, "on_resize", lambda _self: None)
    monkeypatch.setattr(CursorList, "on_resize", lambda _self: None)
    async with drive() as d:
        await d.sees("huaiyin-2022/001")
        await d.press("f8")
        await d.sees("所有文件都能读取")


async def test_refresh_theme_problems_and_quit(drive):
    async with drive() as d:
        before = d.app.theme
        await d.press("ctrl+l")
        await d.sees("已刷新")
        d.main.action_do("theme")
        assert d.app.theme != before
        await d.press("f8")
        await d.sees("所有文件都能读取")
        await d.press("enter", "q")
        await d.until(lambda: d.app.return_code is not None or not d.app.is_running)


async def test_what_is_said_behind_a_dialog_is_seen_there(drive):
    async with drive() as d:
        await d.press("f8")
        await d.sees("所有文件都能读取")
        d.main.say("后面有了新消息")
        await d.sees("后面有了新消息")


async def test_a_commit_from_outside_appears_and_the_cursor_stays(drive):
    async with drive() as d:
        await d.press("down")
        path = d.repo / "plans/huaiyin-2022/001.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("财政信息", "预算信息"), encoding="utf-8")
        run_git(d.repo, "commit", "-qam", "手工修改")
        await d.sees("预算信息")
        assert d.main.current.id == "huaiyin-2022/002"


async def test_while_a_preview_waits_for_an_answer_nothing_is_said_to_be_going_on(drive):
    async with drive() as d:
        await d.press("asterisk", "f2", "enter")
        await d.sees("将修改 4 项任务")
        await d.sees("等你在框里回答")
        assert "正在核对" not in d.screen()
        await d.press("escape")
        await d.sees("没有保存")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_help_that_its_line_cuts_stands_in_full_below(drive, size):
    async with drive(size=size) as d:
        await d.press("f1")
        await d.sees("帮助：全部按键")
        choices = d.app.screen.list.choices
        for place, choice in enumerate(choices):
            d.app.screen.list.move_to(place)
            await d.pilot.pause()
            box = "".join(re.findall(r"\|(.*)\|", d.screen()))
            for words in (choice.name, choice.note):
                assert _bare(words) in _bare(box), choice


def _bare(text):
    return re.sub(r"\s", "", text)


async def test_a_long_author_leaves_room_for_what_was_done(drive, repo):
    name = "某某县人民政府办公室政务公开科"
    run_git(repo, "commit", "-q", "--allow-empty", "-m", "空")
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text("utf-8").replace("heading: 财政信息", "heading: 财政信息公开"), "utf-8")
    run_git(repo, "-c", f"user.name={name}", "commit", "-q", "-a", "-m", "改名", f"--author={name} <x@a.cn>")
    async with drive() as d:
        await d.press("h")
        await d.sees("某某县.. 改名")
        await d.press("enter")
        await d.sees(name)
        await d.press("escape", "H")
        await d.sees("某某县.. 手工 改名")
        await d.sees(name)


async def test_without_a_name_a_start_says_so_in_a_line_and_saving_in_a_box(drive, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        for what in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{what}")
    async with drive() as d:
        await d.sees("还没有设置姓名和邮箱，可以查看")
        assert d.app.screen is d.main
        await d.press("n")
        await d.sees("还不知道由谁提交")
        assert d.app.screen is not d.main


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("save_view", "[save_view]"), ("核迟", "待核查超时"), ("待确", "还没有确认"), ("明暗主题", "无")],
)
async def test_help_names_actions_for_the_key_file_and_explains_short_words(drive, typed, seen):
    async with drive(size=(160, 45)) as d:
        await d.press("f1")
        await d.sees("帮助：")
        await d.paste(typed)
        await d.until(lambda: typed in d.screen() and seen in d.screen() and "没有匹配" not in d.screen())


async def test_a_message_lasts_until_the_next_action(drive):
    async with drive() as d:
        await d.press("minus")
        await d.sees("之前没有看过别的计划或视图")
        await d.press("j")
        assert "之前没有看过" in d.screen(), "moving is no action"
        await d.press("asterisk")
        assert "之前没有看过" not in d.screen()


async def test_a_status_is_chosen_by_its_word_its_initials_or_its_digit(drive):
    async with drive() as d:
        for keys, status in (
            ("推", Status.IN_PROGRESS),
            ("推进中", Status.IN_PROGRESS),
            ("已核", Status.CLOSED),
            ("完成", Status.DONE),
            ("推整", Status.RECTIFYING),
            ("进行中", Status.IN_PROGRESS),
            ("tjz", Status.IN_PROGRESS),
            ("yhx", Status.CLOSED),
            ("７", Status.ONGOING),
            ("tｄ", Status.REPORTED),
            ("dj", Status.DONE),
        ):
            await d.press("f2")
            await d.sees("改变状态")
            await d.press("end")
            assert d.app.screen.list.current.id == Status.ENDED
            for char in keys:
                if char.isascii():
                    await d.press(char)
                else:
                    d.app.screen.focused.post_message(events.Key(char, char))
                    await d.pilot.pause()
            assert d.app.screen.list.current.id == status, keys
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main)


@pytest.mark.parametrize(
    ("size", "length", "in_dialog"),
    [((80, 24), 60, False), ((80, 24), 140, False), ((80, 24), 170, True), ((40, 12), 60, True)],
)
async def test_a_refusal_is_a_dialog_only_where_the_message_line_cannot_show_it_whole(drive, size, length, in_dialog):
    async with drive(size=size) as d:
        d.main.refuse("改" * length)
        await d.pilot.pause()
        assert (d.app.screen is not d.main) is in_dialog
        told = [line for line in d.screen().splitlines() if ("|" in line) is in_dialog]
        assert "".join(told).count("改") == length
