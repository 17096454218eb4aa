"""Saved views at the left of the table: looked at, kept, shared, taken away; and columns of one's own."""

from __future__ import annotations

from .conftest import run_git


async def ready(d):
    await d.until(lambda: d.main.view_counts, "for the counts of the views")


async def keep_as(d, name):
    """Save what is looked at as a view of one's own."""
    await d.press("V")
    await d.sees("存为视图")
    await d.press("ctrl+u")
    await d.type(name)
    await d.press("f9")


async def test_views_stand_below_the_plans_with_their_counts(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        assert d.main.view_counts["逾期"] == 1
        assert d.main.view_counts["待确认"] == 1
        await d.sees("1 逾期")


async def test_a_digit_shows_a_view_and_minus_leads_back(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("s")
        await d.sees("排序")
        await d.type("编号")
        await d.press("enter")
        await d.until(lambda: d.main.board.sort == "id")
        await d.press("1")
        assert d.ids() == ["huaiyin-2022/001"]
        await d.sees("视图 逾期")
        await d.press("/", " ", "财")
        await d.sees("视图 逾期（已改动")
        await d.press("backspace", "backspace", "enter")
        await d.until(lambda: "已改动" not in d.screen())
        await d.press("-")
        assert len(d.ids()) == 4
        assert d.main.board.sort == "id"
        await d.press("-")
        assert d.ids() == ["huaiyin-2022/001"]
        await d.press("9")
        await d.sees("没有第 9 个视图")


async def test_minus_brings_back_the_filter_from_which_a_figure_of_the_statistics_was_opened(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("slash", *"czxx", "enter", "S", "F")
        await d.until(lambda: getattr(d.app.screen, "table", None) is not d.main.table and d.app.screen.table.current)
        await d.press("enter")
        await d.until(lambda: d.app.screen is d.main and d.main.board.filter_text.startswith("czxx "))
        await d.press("-")
        await d.until(lambda: d.main.board.filter_text == "czxx")
        assert d.main.filter_bar.input.value == "czxx"
        assert d.main.board.sort == "-id"


async def test_minus_brings_back_plan_and_filter_from_which_the_overview_was_opened(drive):
    async with drive() as d:
        await ready(d)
        await d.press("b", "down", "enter", "slash", *"czj", "enter", "o")
        await d.sees("总览")
        await d.press("j", "enter")
        await d.until(lambda: d.app.screen is d.main and d.main.board.filter_text != "czj")
        await d.press("-")
        assert (d.main.board.plan, d.main.board.filter_text) == ("huaiyin-2022", "czj")


async def test_the_digit_of_a_view_that_was_changed_brings_it_back(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("1")
        assert d.ids() == ["huaiyin-2022/001"]
        await d.press("backslash")
        await d.until(lambda: len(d.ids()) == 4)
        await d.press("1")
        assert d.ids() == ["huaiyin-2022/001"]


async def test_a_view_is_chosen_by_initials_and_left_for_a_plan(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("w")
        await d.sees("视图")
        await d.type("dqr")
        await d.press("enter")
        await d.until(lambda: d.ids() == ["huaiyin-2022/002"])
        await d.press("shift+tab")
        await d.until(lambda: d.main.focused is d.main.plan_list)
        await d.press("home", "down")
        await d.until(lambda: d.main.board.filter_text == "" and d.main.board.plan == "huaiyin-2022")
        assert len(d.ids()) == 3


async def test_where_nothing_can_be_committed_a_view_is_kept_here_alone(drive, repo):
    run_git(repo, "checkout", "-q", "--detach")
    async with drive() as d:
        await ready(d)
        await d.press("V")
        await d.sees("私有，只留在本机")
        assert "共享给所有人" not in d.screen()
        await d.type("我的")
        await d.press("enter")
        await d.until((repo / ".git/gongkai-views.yaml").exists)


async def test_where_nothing_can_be_written_a_view_is_refused_before_its_name_is_asked(drive, monkeypatch):
    async with drive() as d:
        await ready(d)
        await keep_as(d, "我的")
        await d.sees("已保存：视图")
        monkeypatch.setattr("gongkai_tui.gitrepo.writable.os.access", lambda _folder, _mode: False)
        for key in "VD":
            await d.press(key)
            await d.sees("是只读的，不能保存")
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main)


async def test_what_is_looked_at_becomes_a_shared_view_and_goes_again(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("/")
        await d.type("czj 排序:-编号")
        await d.press("enter")
        assert d.ids() == sorted(d.ids(), reverse=True)
        await d.sees("编号v")
        await d.press("V")
        await d.sees("存为视图")
        await d.type("财政")
        await d.press("tab")
        await d.sees("空格换成 是 或 否")
        for keys, answer in (("space", "是"), ("left", "否"), ("s", "是"), ("f", "否"), ("y", "是"), ("n", "否")):
            await d.press(keys)
            assert d.app.screen.value("shared") == answer
        await d.press("x", "backspace", "space", "f9")
        await d.until(lambda: "视图：保存“财政”" in d.commits())
        assert "filter: czj\n    sort: -id\n" in run_git(d.repo, "show", "HEAD:views.yaml")
        await d.sees("8 财政")
        assert not d.main.is_view_changed
        await d.press("S")
        await d.until(lambda: d.main.board.order == "id")
        assert d.main.filter_bar.input.value == "czj"
        assert d.main.is_view_changed
        await d.press("D")
        await d.sees("删除视图“财政”")
        await d.press("y")
        await d.until(lambda: "视图：删除“财政”" in d.commits())
        await d.until(lambda: "财政" not in d.main.view_counts)


async def test_a_private_view_is_no_commit_and_keeps_its_columns(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        before = d.commits()
        await d.press("C")
        await d.sees("任务表的列")
        assert d.app.screen.value("columns").startswith("编号 任务 单位 状态 期限 标记")
        await d.press("ctrl+u")
        await d.type("编号 章节 任务 完成时限")
        await d.press("f9")
        await d.sees("聚焦重点领域")
        await keep_as(d, "章节")
        await d.until(lambda: "章节" in d.main.view_counts)
        await d.press("1")
        assert d.main.table.chosen == ()
        await d.press("8")
        assert d.main.table.chosen == ("id", "section", "heading", "deadline")
        assert d.commits() == before


async def test_the_filter_of_a_view_comes_back_after_it_was_cleared(drive):
    async with drive(size=(80, 24)) as d:
        await ready(d)
        await d.press("2", "backslash")
        assert d.main.board.filter_text == ""
        await d.press("minus")
        assert (d.main.board.filter_text, d.main.view.name) == ("标记:临期", "临期")


async def test_what_a_view_shows_is_said_in_chinese(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("s")
        await d.sees("排序（")
        await d.type("-更新")
        await d.press("enter")
        await keep_as(d, "新近的")
        await d.until(lambda: "新近的" in d.main.view_counts)
        await d.press("w")
        await d.sees("排序 更新倒序")
        await d.sees("筛选 标记:逾期")
        assert not any(word in d.screen() for word in ("flag", "status", "updated", "hint"))


async def test_a_view_in_use_is_replaced_only_after_a_question(drive):
    async def save_as(d, filter_text, name):
        await d.press("/", "ctrl+u")
        await d.type(filter_text)
        await d.press("enter")
        await keep_as(d, name)

    def kept(d):
        return (d.repo / ".git/gongkai-views.yaml").read_text(encoding="utf-8")

    async with drive(size=(80, 24)) as d:
        await ready(d)
        await save_as(d, "czj", "我的")
        await d.until(lambda: "我的" in d.main.view_counts)
        await save_as(d, "jyj", "我的")
        await d.sees("已有视图“我的”，换成现在看到的？")
        await d.sees("不在撤销之内")
        await d.press("escape")
        await d.sees("没有保存")
        assert "filter: czj" in kept(d)
        await save_as(d, "jyj", "我的")
        await d.sees("已有视图“我的”")
        await d.press("y")
        await d.until(lambda: "filter: jyj" in kept(d))
        await save_as(d, "jyj", "我的")
        await d.until(lambda: d.app.screen is d.main)
        await d.press("D")
        await d.sees("删除视图“我的”")
        await d.sees("不在撤销之内")


async def test_a_column_that_there_is_not_and_a_view_that_stays(drive):
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.press("C")
        await d.sees("任务表的列")
        await d.press("enter")
        await d.until(lambda: d.app.screen is d.main)
        assert d.main.table.chosen == ()
        await d.press("C")
        await d.sees("任务表的列")
        await d.type(" 天气")
        await d.press("f9")
        await d.sees("没有“天气”这一列")
        await d.press("escape", "escape")
        await d.until(lambda: d.app.screen is d.main)
        await d.press("1", "D")
        await d.sees("内置视图，不能删除")


async def test_a_broken_file_of_views_is_told(drive, repo):
    (repo / "views.yaml").write_text("views:\n  - name: 甲\n    filter: zzz:1\n", "utf-8")
    run_git(repo, "add", "views.yaml")
    run_git(repo, "commit", "-q", "-m", "视图")
    async with drive(size=(160, 45)) as d:
        await d.sees("views.yaml:3")
        await ready(d)
        assert len(d.ids()) == 4


async def test_the_copy_menu_reminds(drive):
    async with drive() as d:
        await d.press("y")
        await d.sees("复制 huaiyin-2022/001")
        await d.type("催办")
        await d.press("enter")
        await d.sees("已复制")
        text = (d.repo / ".git/gongkai/copied.txt").read_text("utf-8")
        assert "槐荫2022 第1项 财政信息（责任单位：区财政局、各街道办事处）：未启动；期限2022-06-30，逾期32天" in text


async def test_a_view_of_a_plan_that_is_gone_says_so(drive, repo):
    (repo / "views.yaml").write_text("views:\n  - name: 去年\n    plan: huaiyin-1999\n")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "手写视图")
    async with drive(size=(160, 45)) as d:
        await ready(d)
        await d.until(lambda: any(view.name == "去年" for view in d.main.views))
        await d.press("w")
        await d.sees("视图")
        await d.type("qn")
        await d.press("enter")
        await d.sees("views.yaml:3：没有计划“huaiyin-1999”，视图“去年”因此列不出它的任务")
        assert d.ids() == []
