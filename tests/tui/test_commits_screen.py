"""The screen of the whole history: each of its actions, from key to screen, task table or commit."""

from __future__ import annotations

import threading

import pytest

from gongkai_tui.tui.app import GongkaiApp

from .conftest import Driver, driving, run_git
from .invented import InventedPort, invent

FINANCE = "plans/huaiyin-2022/001.yaml"


def edit(repo, old, new, subject, path=FINANCE):
    file = repo / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    run_git(repo, "commit", "-qam", subject)


@pytest.fixture
def told(repo):
    """Three commits made by hand after the import, newest last."""
    edit(repo, "status: 未启动", "status: 推进中", "开始财政")
    edit(repo, "heading: 教育信息", "heading: 教育信息公开", "改教育标题", "plans/huaiyin-2022/002.yaml")
    edit(repo, "heading: 财政信息", "heading: 财政信息公开", "改财政标题")
    return repo


async def history(d):
    await d.press("H")
    await d.sees("改财政标题")
    return d.app.screen


async def test_commits_are_listed_newest_first_with_what_they_changed(told, drive):
    async with drive(size=(120, 40)) as d:
        screen = await history(d)
        assert [entry.subject for entry in screen.list.entries] == ["改财政标题", "改教育标题", "开始财政", "导入"]
        await d.sees("任务  财政信息 -> 财政信息公开")
        assert "手工" in d.screen()
        await d.press("j")
        await d.sees("教育信息 -> 教育信息公开")
        await d.sees("修改 plans/huaiyin-2022/002.yaml")
        await d.press("q")
        assert d.app.screen is d.main


async def test_what_gongkai_notes_of_a_commit_is_in_chinese(drive):
    async with drive(size=(120, 40)) as d:
        await d.press("f2", "2", "enter")
        await d.until(lambda: len(d.commits()) == 2)
        await d.press("H")
        await d.sees("操作：修改")
        await d.sees("任务：huaiyin-2022/001")
        assert "Gongkai" not in d.screen()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45), (200, 60)])
async def test_list_and_detail_fit_any_size(told, drive, size):
    async with drive(size=size) as d:
        screen = await history(d)
        await d.sees("字段变化")
        assert screen.list.size.height >= 5
        assert screen.detail.size.height >= 5
        assert (screen.detail.region.y > screen.list.region.y) == (size[0] < 140)


async def test_the_filter_searches_while_one_types(told, drive):
    async with drive() as d:
        screen = await history(d)
        await d.press("slash")
        await d.type("jybt")
        await d.until(lambda: [e.subject for e in screen.list.entries] == ["改教育标题"])
        await d.press("enter")
        assert screen.focused is screen.list
        await d.press("backslash")
        await d.until(lambda: screen.list.count == 4)
        assert screen.current.subject == "改教育标题"
        await d.press("slash")
        await d.paste("action:x")
        await d.sees("没有“x”这种操作")
        assert screen.list.count == 4
        await d.press("escape")
        await d.press("slash")
        await d.type("who:nobody")
        await d.sees("没有符合这个筛选的提交")


async def test_fields_of_the_history_are_completed(told, drive):
    async with drive() as d:
        screen = await history(d)
        await d.press("slash")
        await d.type("act")
        await d.press("tab")
        assert screen.filter_bar.input.value == "action:"
        await d.type("导")
        await d.press("tab")
        await d.until(lambda: [e.subject for e in screen.list.entries] == ["导入"])


@pytest.mark.parametrize(("keys", "sees"), [(("H",), "改财政标题"), ((), "4/4")])
async def test_what_else_could_stand_there_is_offered_only_while_one_writes(told, drive, keys, sees):
    async with drive() as d:
        await d.press(*keys)
        await d.sees(sees)
        await d.press("slash")
        await d.type("unit:区")
        await d.press("tab")
        await d.sees("也可以：")
        await d.press("enter")
        await d.until(lambda: "也可以：" not in d.screen())
        assert not d.main.front.filter_bar.has_class("-error")


async def test_words_and_raw_difference(told, drive):
    async with drive(size=(100, 50)) as d:
        await history(d)
        await d.press("d")
        await d.sees("+heading: 财政信息公开")
        await d.press("j")
        await d.sees("+heading: 教育信息公开")
        await d.press("d")
        await d.sees("教育信息 -> 教育信息公开")


async def test_two_commits_are_compared_whichever_is_marked(told, drive):
    async with drive(size=(120, 40)) as d:
        screen = await history(d)
        await d.press("c")
        await d.sees("先按 空格 标记")
        await d.press("space", "c")
        await d.sees("请移到另一次")
        await d.press("j", "j", "j", "c")
        await d.sees("状态  未启动 -> 推进中")
        await d.sees("财政信息 -> 财政信息公开")
        await d.press("escape")
        await d.until(lambda: "两次提交之间的差异" not in d.screen())
        await d.press("space", "g", "c")
        await d.sees("状态  未启动 -> 推进中")
        await d.press("space")
        assert screen.list.marked.subject == "改财政标题"
        await d.press("space")
        assert screen.list.marked is None


async def test_the_commit_under_the_cursor_is_undone_after_a_preview(told, drive):
    async with drive() as d:
        screen = await history(d)
        await d.press("j", "u")
        await d.sees("撤销是一次新的提交")
        assert "改教育标题" in d.screen()
        await d.press("enter")
        await d.until(lambda: d.commits()[0] == "撤销：改教育标题")
        await d.until(lambda: screen.list.count == 5)
        assert screen.current.subject == "改教育标题"
        await d.sees("已撤销")


async def test_the_ledger_as_of_a_commit_and_back(told, drive):
    async with drive() as d:
        screen = await history(d)
        await d.press("j", "j")
        commit = screen.current.commit
        await d.press("at")
        await d.until(lambda: d.app.screen is d.main and d.main.loaded.tasks.head == commit)
        await d.sees("只读")
        assert d.main.board.row("huaiyin-2022/001").heading == "财政信息"
        await d.press("H")
        await d.until(lambda: getattr(d.app.screen, "list", None) and d.app.screen.list.count == 2)
        await d.press("at")
        await d.until(lambda: d.main.loaded.tasks.head == run_git(d.repo, "rev-parse", "HEAD").strip())
        assert d.main.port.moment == ""


async def test_enter_shows_the_tasks_of_a_commit(told, drive, monkeypatch):
    async with drive() as d:
        await history(d)
        await d.press("j", "enter")
        await d.until(lambda: d.ids() == ["huaiyin-2022/002"])
        assert d.app.screen is d.main
        monkeypatch.setattr("gongkai_tui.tui.commands.screens.MANY", 1)
        await d.press("H")
        await d.sees("改财政标题")
        await d.press("end", "enter")
        await d.until(lambda: len(d.main.board.marks) == 4)
        assert len(d.ids()) == 4


async def test_a_commit_without_tasks_says_so(told, drive):
    edit(told, "西市场街道办事处", "西市场街道办", "改单位", "units/huaiyin.yaml")
    async with drive() as d:
        await d.press("H")
        await d.sees("改单位")
        await d.press("enter")
        await d.sees("没有改动任务")


@pytest.mark.parametrize(("typed", "words"), [("bh", None), ("zh", "\t改财政标题"), ("mark", "| 时间 | 提交 |")])
async def test_copies(told, drive, typed, words):
    async with drive() as d:
        await history(d)
        await d.press("y")
        await d.sees("复制")
        await d.type({"bh": "tjbh", "zh": "整", "mark": "mark"}[typed])
        await d.press("enter")
        await d.sees("已复制")
        copied = (told / ".git/gongkai/copied.txt").read_text("utf-8")
        assert (words or run_git(told, "rev-parse", "HEAD").strip()) in copied


async def test_the_cursor_stays_when_commits_arrive(told, drive):
    async with drive() as d:
        screen = await history(d)
        await d.press("j", "space")
        edit(told, "heading: 政策解读", "heading: 政策解读回应", "外面来的", "plans/huaiyin-2022/003.yaml")
        await d.sees("外面来的")
        assert screen.current.subject == "改教育标题"
        assert screen.list.marked.subject == "改教育标题"


async def test_panes_take_turns_and_the_detail_folds(told, drive):
    async with drive() as d:
        screen = await history(d)
        await d.press("tab")
        assert screen.focused is screen.detail
        await d.press("escape")
        assert screen.focused is screen.list
        await d.press("p")
        assert not screen.detail.display
        await d.press("p")
        await d.sees("字段变化")


async def test_older_commits_come_when_the_cursor_nears_the_end(told, drive, monkeypatch):
    monkeypatch.setattr("gongkai_tui.tui.screens.commits.PAGE", 2)
    monkeypatch.setattr("gongkai_tui.tui.screens.commits._NEAR_THE_END", 1)
    async with drive() as d:
        screen = await history(d)
        assert screen.list.count == 2
        await d.press("j")
        await d.until(lambda: screen.list.count == 4)
        assert screen.current.subject == "改教育标题"
        await d.press("G")
        await d.until(lambda: screen.current.subject == "导入")


async def test_the_cursor_finds_its_commit_again_however_old_it_is(told, drive, monkeypatch):
    monkeypatch.setattr("gongkai_tui.tui.screens.commits.PAGE", 1)
    monkeypatch.setattr("gongkai_tui.tui.screens.commits._LEAP", 1)
    async with drive() as d:
        screen = await history(d)
        screen.set_filter("action:import")
        await d.until(lambda: [e.subject for e in screen.list.entries] == ["导入"])
        await d.press("backslash")
        await d.until(lambda: screen.list.count == 4)
        assert screen.current.subject == "导入"


async def test_ten_thousand_commits_are_read_in_pages_and_no_key_waits():
    app = GongkaiApp(InventedPort(*invent(670)))
    async with app.run_test(size=(80, 24)) as pilot:
        d = Driver(app, pilot, None)
        await d.until(lambda: d.main.loaded is not None)
        await d.press("H")
        await d.until(lambda: d.app.screen is not d.main and d.app.screen.list.count == 200)
        for pages in range(2, 6):
            await d.press("G")
            await d.until(lambda: d.app.screen.list.count == 200 * pages)  # noqa: B023
        assert d.app.screen.list.cursor == 799


class IndexingPort(InventedPort):
    """One that has to build its cache for the first filter."""

    def __init__(self, *rows):
        super().__init__(*rows)
        self.built = threading.Event()

    def history_page(self, filter_text, after, size, go_on, progress=None):
        if filter_text:
            progress(3, 7)
            self.built.wait(30)
        return super().history_page(filter_text, after, size, go_on)


async def test_a_filter_that_waits_for_the_cache_says_so():
    port = IndexingPort(*invent(67))
    app = GongkaiApp(port)
    async with app.run_test(size=(80, 24)) as pilot:
        d = Driver(app, pilot, None)
        await d.until(lambda: d.main.loaded is not None)
        await d.press("H")
        await d.until(lambda: d.app.screen is not d.main and d.app.screen.list.count == 200)
        await d.press("slash")
        await d.type("dw:x")
        await d.sees("正在建立索引 3/7")
        port.built.set()
        await d.until(lambda: "正在建立索引" not in d.screen())


async def test_hostile_text_is_shown_as_text(told, drive):
    run_git(told, "commit", "-q", "--allow-empty", "-m", "x")
    edit(
        told,
        "heading: 政策解读",
        "heading: '[/x][@click=app.quit]'",
        "[/x]\x1b]2;oops\x07[b]",
        "plans/huaiyin-2022/003.yaml",
    )
    async with drive(size=(120, 40)) as d:
        await d.press("H")
        await d.sees("[/x]")
        await d.press("d")
        await d.sees("[@click=app.quit]")
        assert "\x1b" not in d.screen()


async def test_an_empty_repository_says_what_to_do(tmp_path, repo):
    run_git(tmp_path, "init", "-q", "-b", "main", "leer")
    async with driving(tmp_path / "leer") as d:
        await d.press("H")
        await d.sees(":导入计划")
        await d.press("enter", "u", "y", "c", "at", "d")
        await d.sees("没有选中的提交")
        await d.press("q", "o")
        await d.sees("gongkai demo")
        await d.press("enter")
        assert d.app.screen is not d.main


async def test_back_from_the_tasks_of_a_commit_the_history_is_as_it_was_left(told, drive):
    async with drive() as d:
        await d.press("slash")
        await d.type("status:未启动")
        await d.press("enter")
        screen = await history(d)
        await d.press("slash")
        await d.type("财政")
        await d.press("enter")
        await d.until(lambda: screen.list.count == 2)
        await d.press("j")
        there, listed = screen.current, screen.list.count
        await d.press("enter")
        await d.sees("Esc 回到全部历史")
        await d.press("j", "escape")
        assert d.app.screen is screen
        assert (screen.current, screen.list.count) == (there, listed)
        assert screen.filter_bar.input.value == "财政"
        await d.press("enter", "H")
        assert d.app.screen is screen
        await d.press("escape")
        assert d.main.board.filter_text == "status:未启动"
        await d.press("escape")
        assert d.main.board.filter_text == ""
