"""What lines and dialogs say is so: about what failed, the order, days to come, names that nobody has registered."""

from __future__ import annotations

import re

import pytest

from gongkai_tui.domain.errors import GitError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.tui import actions, keymap
from gongkai_tui.tui.command_words import in_screen_words
from gongkai_tui.tui.dialogs.confirm import ConfirmDialog
from gongkai_tui.tui.dialogs.problems import ProblemsDialog
from gongkai_tui.usecases.key_settings import KeySettings

from .conftest import run_git

FIRST = "huaiyin-2022/001"


async def test_what_failed_is_not_still_being_saved(drive, monkeypatch):
    def full(_proposal):
        raise GitError("磁盘写满了")

    async with drive() as d:
        monkeypatch.setattr(d.main.port, "carry_out_undo", full)
        await d.press("f6")
        await d.sees("添加记录")
        await d.type("已公开")
        await d.press("f9")
        await d.sees("已保存")
        await d.press("u")
        await d.sees("y 撤销")
        await d.press("y")
        await d.sees("磁盘写满了")
        await d.press("enter")
        await d.until(lambda: d.app.screen is d.main)
        assert "没有完成" in d.screen()
        assert "正在保存" not in d.screen()


async def test_the_order_that_is_said_is_the_one_that_comes(drive):
    async with drive() as d:
        for after, said in (
            ("due", "现在为正序，再选则倒序"),
            ("-due", "现在为倒序，再选则正序"),
            ("due", "现在为正序，再选则倒序"),
        ):
            await d.press("s")
            await d.sees("也可输入几列")
            await d.press("enter")
            await d.until(lambda: d.app.screen is d.main)
            assert d.main.board.sort == after
            await d.press("s")
            await d.sees(said)
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main)


@pytest.mark.parametrize(
    ("typed", "day"), [("明天", "2022-08-02"), ("2023-05-01", "2023-05-01"), ("后天", "2022-08-03")]
)
async def test_a_day_to_come_cannot_be_looked_back_at(drive, typed, day):
    async with drive() as d:
        await d.ask_back("")
        await d.paste(typed)
        await d.sees(f"{day} 还没有到")
        await d.press("enter")
        await d.sees(f"{day} 还没有到，回看只能看今天和以前的台账")
        assert d.main.port.moment == ""


async def test_a_unit_that_nobody_has_registered_is_shown_before_it_is_saved(drive, repo):
    async with drive() as d:
        await d.press("f4")
        await d.sees(f"编辑 {FIRST}")
        d.app.screen.query_one("#units").value = "区财政"
        await d.press("f9")
        await d.sees("“区财政”不在 units/huaiyin.yaml 里，相近的有 区财政局")
        assert len(d.commits()) == 1
        await d.press("escape")
        await d.sees(f"编辑 {FIRST}")
        assert d.app.screen.value("units") == "区财政"
        await d.press("f9")
        await d.sees("“区财政”不在 units/huaiyin.yaml 里")
        await d.press("enter")
        await d.sees("已保存")
    assert "- unit: 区财政\n" in (repo / f"plans/{FIRST}.yaml").read_text()


@pytest.mark.parametrize(
    ("action", "key", "said"),
    [("mark", "j", "“下移”和“标记”用了同一个键，按它是“标记”"), ("down", "空格", "按它是“标记”")],
)
def test_a_key_of_two_actions_is_said_to_do_the_one_that_it_does(monkeypatch, action, key, said):
    monkeypatch.setattr(actions, "_BY_ID", dict(actions._BY_ID))
    problems = keymap.install(KeySettings("keys.yaml", {action: (key,)}, {action: 1}, ()))
    assert said in str(problems[0])


def unbroken(d):
    """What the screen shows, without the breaks of its lines."""
    return "".join("".join(line.split()) for line in d.screen().splitlines())


async def test_the_error_of_a_filter_is_read_to_its_end(drive):
    async with drive(size=(60, 20)) as d:
        await d.press("slash")
        await d.type("flag:没有")
        await d.until(lambda: d.main.filter_bar.has_class("-error"))
        said = "".join(span.text for span in d.main.filter_bar.error.left).strip(" ^")
        assert len(said) > 40
        assert "".join(said.split()) in unbroken(d)


async def test_where_the_copy_is_found_is_read_to_its_end(drive):
    async with drive(size=(60, 20)) as d:
        await d.press("y")
        await d.sees("复制")
        await d.press("enter")
        await d.sees("已复制")
        assert f"（在{d.main.port.folder}）" in unbroken(d)
        # A short message gives the line back to the table.
        lines = d.main.table.size.height
        await d.press("asterisk")
        d.main.say("好")
        await d.until(lambda: d.main.table.size.height > lines)


async def test_what_another_changed_leaves_the_keys_of_the_form_in_sight(drive, repo):
    async with drive(size=(60, 20)) as d:
        await d.press("f4")
        await d.sees(f"编辑 {FIRST}")
        path = repo / f"plans/{FIRST}.yaml"
        path.write_text(path.read_text("utf-8").replace("heading: 财政信息", "heading: 预算信息"), "utf-8")
        run_git(repo, "commit", "-qam", "改", "--author", "办公室的某某某 <a@b.c>")
        await d.sees("办公室的某某某刚改了任务")
        await d.sees("Tab 下一项  回车或 F9 保存  Esc 取消")


async def test_on_no_branch_it_is_said_at_once_and_no_form_opens(drive, repo):
    run_git(repo, "switch", "-q", "--detach")
    async with drive(size=(100, 24)) as d:
        await d.sees("可以查看；当前不在任何分支上")
        await d.sees("李四（区政府办公室），不能保存")
        await d.press("f6")
        await d.sees("没有完成")
        assert not d.app.screen.query("#text")


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("请用 gongkai problem 办理，再核查", "请按 F9 到“问题”清单办理，再核查"),
        ("请先撤销（gongkai problem withdraw 编号 --reason 理由），再终止", "请先撤销（按 F9 到“问题”清单），再终止"),
        ("立问题：gongkai problem open a/001 --unit 单位 --what 问题 --due 日期", "立问题：按 P 记问题"),
        ("要延期请申请：gongkai extend a/001 --to 日期 --reason 理由", "要延期请申请：按 F9 到“延期”清单"),
        ("记异议（gongkai problem object），延期", "记异议（按 F9 到“问题”清单），延期"),
        ("三列；用 gongkai problem sheet 出表。", "三列；按 : 输入“发整改表”出表。"),
        ("先用 gongkai choose a/001 选定。", "先按 : 输入“选定单位”选定。"),
        ("有关部门待选定，见 gongkai choose）", "有关部门待选定，按 : 输入“选定单位”）"),
        ("请先填写（gongkai plan a-2022 印发日期=日期），算出", "请先填写（按 : 输入“计划题头”），算出"),
        ("（还没有计划，先用 gongkai import 导入）", "（还没有计划，先按 : 输入“导入计划”导入）"),
        ("没有任务 a/001；用 gongkai list 查看编号", "没有任务 a/001；按 F5 重新读取"),
        ("没有登记周期；先用 gongkai set a/001 周期='每年1次 每单位'", "没有登记周期；先按 F4 写周期"),
        ("请先用 gongkai set 更正状态。", "请先按 F2 更正状态。"),
        ("由办公室用 gongkai contact file 补记", "由办公室按 F9 到“联络员”清单补记"),
        ("空着；用 gongkai contact handover 局 甲 乙 --on 日期 一起改正。", "空着；按 F9 到“联络员”清单一起改正。"),
        ("哪次提交（gongkai log 列出）", "哪次提交（按 H 列出）"),
        ("用 gongkai score a-2022 查看参加", "按 F9 到“考核”清单查看参加"),
        ("gongkai check 可做全部检查。", "gongkai check 可做全部检查。"),
    ],
)
def test_what_the_screen_can_do_is_said_by_its_key(command, key):
    assert in_screen_words(command) == key


async def test_dialogs_say_it_so(drive):
    refused = Problem(Severity.ERROR, "请用 gongkai problem 办理", FIRST)
    async with drive() as d:
        for dialog in (ProblemsDialog("没有完成", "没有保存", [refused]), ConfirmDialog("预览", refusals=[refused])):
            d.app.push_screen(dialog)
            await d.sees("请按 F9 到“问题”清单办理")
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main)


async def test_a_day_without_words_of_the_document_is_shown_as_what_it_is(drive, repo):
    path = repo / f"plans/{FIRST}.yaml"
    path.write_text(re.sub(r"  raw: .*\n", "", path.read_text("utf-8")), "utf-8")
    run_git(repo, "commit", "-qam", "没有原文")
    async with drive(size=(140, 40)) as d:
        await d.sees("期限  截止，2022-06-30，已过 32 天")
