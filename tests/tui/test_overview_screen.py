"""The overview: its figures, the way from each figure to its tasks, what is new, and the state of the data."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_tui.domain.errors import GitError
from gongkai_tui.reporting.overview import plan_record
from gongkai_tui.tui.drafts import draft_of
from gongkai_tui.tui.figures import COLUMNS, figure_rows
from gongkai_tui.tui.screens.commits import CommitsScreen
from gongkai_tui.tui.workspace_port import WorkspacePort
from gongkai_tui.usecases.demo import make_demo

from .conftest import driving, run_git

FINANCE = "plans/huaiyin-2022/001.yaml"


def edit(repo, old, new, subject, path=FINANCE):
    file = repo / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    run_git(repo, "commit", "-qam", subject)


async def overview(d):
    await d.press("o")
    await d.sees("没有设置远端")
    return d.app.screen


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45), (200, 60)])
async def test_all_plans_with_their_figures(drive, size):
    async with drive(size=size) as d:
        screen = await overview(d)
        assert [row.name for row in screen.figures.rows] == ["全部计划", "槐荫2022", "槐荫2021"]
        text = d.screen()
        for words in ("全部计划", "槐荫2022", "槐荫2021", "逾期", "第一次打开", "没有未提交的手工修改"):
            assert words in text
        assert "没有印发日期  huaiyin-2021 1 项算不出久未更新" in text
        assert "计划题头 补填" in text
        assert ".." not in text.splitlines()[1]
        assert ("[" in text.splitlines()[2]) == (size[0] >= 80)
        assert "0%" in text.splitlines()[2]
        await d.press("q")
        assert d.app.screen is d.main


async def test_archived_plans_come_last(repo, drive):
    edit(repo, "state: 执行中", "state: 已归档", "归档", "plans/huaiyin-2022/plan.yaml")
    async with drive() as d:
        screen = await overview(d)
        assert [row.plan for row in screen.figures.rows] == ["", "huaiyin-2021", "huaiyin-2022"]
        assert "已归档" in d.screen()


async def test_drafts_are_told_although_nobody_knows_how_the_data_stand(drive, repo, monkeypatch):
    def broken(_port):
        raise GitError("读不了远端的设置")

    monkeypatch.setattr(WorkspacePort, "sync_state", broken)
    draft_of(repo / ".git/gongkai", "note", ["huaiyin-2022/001"]).keep({"text": "会议已开"})
    async with drive(size=(120, 30)) as d:
        await d.press("o")
        await d.sees("读不了远端的设置")
        await d.sees("草稿  1 份没有保存")
        assert "第一次打开" in d.screen()


async def test_once_every_plan_has_its_issue_date_nothing_is_said_of_it(repo, drive):
    edit(repo, "year: 2021\n", "year: 2021\nissued: 2021-04-01\n", "补填", "plans/huaiyin-2021/plan.yaml")
    async with drive() as d:
        await overview(d)
        assert "印发日期" not in d.screen()


async def test_enter_shows_the_plan(drive):
    async with drive() as d:
        await overview(d)
        await d.press("j", "j", "enter")
        assert d.ids() == ["huaiyin-2021/001"]
        assert d.app.screen is d.main
        assert d.main.focused is d.main.table


async def test_enter_on_a_figure_shows_its_tasks(drive):
    async with drive() as d:
        screen = await overview(d)
        await d.press("j", "right", "right", "right")
        assert screen.figures.chosen.title == "逾期"
        assert ">1" in d.screen()
        await d.press("enter")
        assert d.ids() == ["huaiyin-2022/001"]
        await d.press("o")
        assert screen.figures.chosen.title == "逾期", "the screen is as it was left"
        await d.press("g", "left", "left", "left", "left", "enter")
        assert len(d.ids()) == 4


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "repo"
    make_demo(folder)
    return folder


@pytest.mark.parametrize("day", [date(2022, 6, 1), date(2022, 12, 20)])
async def test_every_figure_is_that_of_the_overview_and_of_the_rows_it_leads_to(demo, day):
    """To the digit: what the command line prints, what the screen counts, what the table shows."""
    port = WorkspacePort(demo, day)
    loaded = port.load()
    printed = {found.plan.id: plan_record(found.plan, found.figures) for found in loaded.plans}
    rows = figure_rows(loaded.plans)
    assert len(rows) == 6
    for row in rows[1:]:
        record = printed[row.plan]
        shown = [column.count(row.counts) for column in COLUMNS]
        names = ("total", "done", "overdue", "due_soon", None, "rectifying", "reported", "hints")
        assert [n for n, name in zip(shown, names, strict=True) if name] == [record[name] for name in names if name]
        assert f"{row.counts.rate:.0%}" == record["rate"]
    from gongkai_tui.tui.board import Board

    board = Board(port.context())
    board.load(loaded.tasks.rows)
    for row in rows:
        board.choose_plan(row.plan)
        for column in COLUMNS:
            board.filter(column.filter)
            assert len(board.visible) == column.count(row.counts), (row.plan, column.title)
    assert sum(column.count(rows[0].counts) > 0 for column in COLUMNS) >= 6


async def test_what_happened_since_the_last_visit(repo, drive):
    async with drive() as d:
        await overview(d)
        await d.until((repo / ".git/gongkai/visit.json").exists)
    edit(repo, "status: 未启动", "status: 推进中", "开始财政")
    edit(repo, "heading: 教育信息", "heading: 教育信息公开", "改教育标题", "plans/huaiyin-2022/002.yaml")
    async with drive() as d:
        screen = await overview(d)
        await d.sees("2 次操作：李四 2")
        await d.press("tab")
        assert screen.focused is screen.news
        await d.press("j", "u")
        await d.sees("李四：开始财政")
        await d.press("escape")
        await d.until(lambda: d.app.screen is screen)
        await d.press("enter")
        await d.until(lambda: isinstance(d.app.screen, CommitsScreen) and d.app.screen.list.count)
        assert d.app.screen.current.subject == "开始财政"
        edit(repo, "heading: 政策解读", "heading: 政策解读回应", "外面来的", "plans/huaiyin-2022/003.yaml")
        await d.press("o")
        await d.sees("3 次操作")
    async with drive() as d:
        await overview(d)
        await d.sees("没有新的操作")


async def test_leaving_is_remembered_too(repo, drive):
    note = repo / ".git/gongkai/visit.json"
    async with drive() as d:
        await d.until(note.exists)
        note.unlink()
        await d.press("q")
    assert run_git(repo, "rev-parse", "HEAD").strip() in note.read_text()


async def test_looking_at_the_past_is_no_visit(repo, drive):
    edit(repo, "status: 未启动", "status: 推进中", "开始财政")
    async with drive() as d:
        await d.until((repo / ".git/gongkai/visit.json").exists)
        noted = (repo / ".git/gongkai/visit.json").read_text()
        d.main.port.travel("HEAD~1")
        d.main.back.reload(whole=True)
        await d.until(lambda: d.main.board.row("huaiyin-2022/001").status == "未启动")
        await overview(d)
        assert (repo / ".git/gongkai/visit.json").read_text() == noted


async def test_the_state_of_the_data(repo, drive, tmp_path):
    run_git(tmp_path, "clone", "-q", "--bare", str(repo), "bare.git")
    run_git(repo, "remote", "add", "origin", str(tmp_path / "bare.git"))
    run_git(repo, "fetch", "-q")
    run_git(repo, "branch", "-q", "--set-upstream-to=origin/main")
    edit(repo, "status: 未启动", "status: 推进中", "开始财政")
    file = repo / FINANCE
    file.write_text(file.read_text("utf-8").replace("heading: 财政信息", "heading: 手"), "utf-8")
    async with drive() as d:
        await d.press("o")
        await d.sees("领先 1 次")
        await d.sees("1 个文件有手工修改没有提交")


async def test_the_figures_follow_the_data(repo, drive):
    async with drive() as d:
        screen = await overview(d)
        await d.press("j")
        edit(repo, "status: 未启动", "status: 推进中\nunit_status:\n  区财政局: 整改中", "整改")
        await d.until(lambda: screen.figures.rows[1].counts.rectifying == 1)
        assert screen.figures.current.plan == "huaiyin-2022"
        await d.press(*["right"] * 6, "enter")
        assert d.ids() == ["huaiyin-2022/001"]


async def test_a_click_chooses_a_figure(drive):
    async with drive() as d:
        screen = await overview(d)
        sizes, _, _ = screen.figures._room(screen.figures._cells)
        await d.pilot.click("#figures", offset=(screen.figures._cells - 1, 2))
        assert (screen.figures.column, screen.figures.cursor) == (len(sizes), 1)


async def test_an_empty_repository_says_how_to_begin(tmp_path):
    run_git(tmp_path, "init", "-q", "-b", "main", "leer")
    async with driving(tmp_path / "leer") as d:
        await d.press("o")
        await d.sees(":导入计划")
        await d.sees("gongkai demo")
        await d.press("right", "enter")
        await d.sees("还没有计划")
