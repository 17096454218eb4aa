"""What lines and dialogs say is so: about what failed, the order, days to come, names that nobody has registered."""

from __future__ import annotations

import re

import pytest

from gongkai_tui.domain.errors import GitError
from gongkai_tui.tui import actions, keymap
from gongkai_tui.usecases.key_settings import KeySettings

from .conftest import run_git
from .test_sheets import fill

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


async def test_the_form_answers_the_hint_that_asks_for_a_period(drive, repo):
    path = repo / f"plans/{FIRST}.yaml"
    kept = ("“每年至少听取1次汇报”写明了周期，请录入周期（每年1次，每单位或全区）", "请核对")
    text = re.sub(r"hints:\n(?:  - .*\n)+", "", path.read_text("utf-8"))
    path.write_text(text + "hints:\n" + "".join(f"  - {hint}\n" for hint in kept), "utf-8")
    run_git(repo, "commit", "-qam", "提示")
    async with drive() as d:
        await d.press("f4")
        await d.sees(f"编辑 {FIRST}")
        d.app.screen.query_one("#recurring").value = "每年1次 每单位"
        await d.press("f9")
        await d.sees("已保存")
    saved = path.read_text("utf-8")
    assert "every: 年" in saved
    assert "请录入周期" not in saved
    assert "- 请核对" in saved


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
        await d.type("计划:槐荫2021")
        assert d.ids() == ["huaiyin-2021/001"]
        await d.press("ctrl+u")
        await d.type("!教育 计划:")
        await d.press("tab")
        assert d.main.filter_bar.input.value == "!教育 计划:槐荫2022"
        assert "也可以：槐荫2021 1项" in unbroken(d).replace("槐荫20211项", "槐荫2021 1项")
        await d.press("ctrl+u")
        await d.type("计划:没有")
        await d.until(lambda: d.main.filter_bar.has_class("-error"))
        assert "没有“没有”这个计划。现有：槐荫2022、槐荫2021。" in unbroken(d)
        await d.press("ctrl+u")
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


async def test_a_refusal_names_the_keys_that_help(drive, repo):
    async with drive(size=(120, 34)) as d:
        await d.press("P")
        await d.sees("记一个问题")
        await d.press("shift+tab", "end", "ctrl+u")
        await fill(d, "huaiyin-2022/099", "区财政局", "专栏链接失效")
        await d.sees("没有任务 huaiyin-2022/099（或还没有提交）；按 F5 重新读取后查看编号")


async def test_a_day_without_words_of_the_document_is_shown_as_what_it_is(drive, repo):
    path = repo / f"plans/{FIRST}.yaml"
    path.write_text(re.sub(r"  raw: .*\n", "", path.read_text("utf-8")), "utf-8")
    run_git(repo, "commit", "-qam", "没有原文")
    async with drive(size=(140, 40)) as d:
        await d.sees("期限  截止，2022-06-30，已过 32 天")
