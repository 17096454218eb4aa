"""A task that somebody else changes while it is being edited here: nothing is lost, nothing overwritten unseen."""

from __future__ import annotations

from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git

FIRST = "huaiyin-2022/001"
FILE = f"plans/{FIRST}.yaml"


def elsewhere(monkeypatch, repo, **fields):
    """Another person commits a change."""
    with monkeypatch.context() as patch:
        patch.setenv("GIT_AUTHOR_NAME", "王五")
        ws = open_workspace(repo, today=TODAY)
        carry_out(ws, propose(ws, ChangeRequest(targets=(FIRST,), assignments=fields, reason="更正")))
        ws.close()


async def opened(d):
    await d.press("f4")
    await d.sees(f"编辑 {FIRST}")


def committed(repo):
    return run_git(repo, "show", f"HEAD:{FILE}")


async def test_other_fields_are_merged_without_a_question(drive, repo, monkeypatch):
    async with drive() as d:
        await opened(d)
        await d.type("公开")
        elsewhere(monkeypatch, repo, section="别的章节")
        await d.press("f9")
        await d.sees("已保存")
    assert "heading: 财政信息公开" in committed(repo)
    assert "section: 别的章节" in committed(repo)


async def test_an_open_form_hears_who_changed_what(drive, repo, monkeypatch):
    async with drive() as d:
        await opened(d)
        await d.type("公开")
        elsewhere(monkeypatch, repo, heading="预算信息", status="推进中")
        await d.sees("王五刚改了任务")
        await d.type("栏")
        await d.sees("王五刚改了任务")
        elsewhere(monkeypatch, repo, heading="预算信息公开")
        await d.press("escape", "escape")
        await d.until(lambda: d.app.screen is d.main)


async def clash(d, repo, monkeypatch, **fields):
    await opened(d)
    await d.type("公开")
    elsewhere(monkeypatch, repo, **fields)
    await d.press("f9")
    await d.sees("王五同时改了")


async def test_the_same_field_is_shown_side_by_side_and_ours_may_stand(drive, repo, monkeypatch):
    async with drive() as d:
        await clash(d, repo, monkeypatch, heading="预算信息", section="别的章节")
        await d.sees("对方: 预算信息")
        await d.sees("本地: 财政信息公开")
        await d.press("enter")
        await d.sees("还没有选：任务")
        await d.press("1")
        await d.sees("* 本地: 财政信息公开")
        await d.press("enter")
        await d.sees("已保存")
    assert "heading: 财政信息公开" in committed(repo)
    assert "section: 别的章节" in committed(repo)


async def test_theirs_may_stand_and_then_there_is_nothing_to_save(drive, repo, monkeypatch):
    async with drive() as d:
        await clash(d, repo, monkeypatch, heading="预算信息")
        await d.press("4", "enter")
        await d.sees("没有变化，无需保存")
        await d.press("f4")
        await d.sees(f"编辑 {FIRST}")
        assert d.app.screen.value("heading") == "预算信息"
        assert "上次没有保存" not in d.screen()
    assert "heading: 预算信息" in committed(repo)
    assert len(d.commits()) == 2


async def test_each_field_may_go_another_way(drive, repo, monkeypatch):
    async with drive() as d:
        await opened(d)
        await d.type("公开")
        for value in (d.app.screen.query_one("#section"), d.app.screen.query_one("#due")):
            value.value = "2022-10-31" if value.id == "due" else "我的章节"
        await d.press("f9")
        await d.sees("期限 2022-06-30 要改晚，请写明理由")
        d.app.screen.query_one("#reason").value = "更正：误读原文"
        elsewhere(monkeypatch, repo, heading="预算信息", section="别的章节", due="2022-09-30")
        await d.press("f9")
        await d.sees("3 处不同")
        await d.press("1", "2", "1")
        await d.sees("章节：用我的")
        await d.press("enter")
        await d.sees("已保存")
    assert "heading: 财政信息公开" in committed(repo)
    assert "section: 我的章节" in committed(repo)
    assert "due: 2022-09-30" in committed(repo)


async def test_back_to_the_form_keeps_what_was_typed_and_asks_again(drive, repo, monkeypatch):
    async with drive() as d:
        await clash(d, repo, monkeypatch, heading="预算信息", section="别的章节")
        await d.press("escape")
        await d.sees(f"编辑 {FIRST}")
        assert d.app.screen.value("heading") == "财政信息公开"
        assert d.app.screen.value("section") == "别的章节"
        for _ in range(2):
            await d.press("f9")
            await d.sees("王五同时改了")
            await d.press("escape")
            await d.sees(f"编辑 {FIRST}")
        await d.type("栏")
        await d.press("f9")
        await d.sees("本地: 财政信息公开栏")
        await d.press("3", "enter")
        await d.sees("已保存")
    assert "heading: 财政信息公开栏" in committed(repo)


async def test_a_change_that_comes_while_one_chooses_is_asked_about_too(drive, repo, monkeypatch):
    async with drive() as d:
        await clash(d, repo, monkeypatch, heading="预算信息")
        elsewhere(monkeypatch, repo, heading="决算信息")
        await d.press("3", "enter")
        await d.sees("对方: 决算信息")
        await d.press("3", "enter")
        await d.sees("已保存")
    assert "heading: 财政信息公开" in committed(repo)


async def test_an_old_draft_does_not_overwrite_what_was_changed_since(drive, repo, monkeypatch):
    async with drive() as d:
        await opened(d)
        await d.type("公开")
        d.app.exit(0)
        await d.until(lambda: not d.app.is_running)
    elsewhere(monkeypatch, repo, heading="预算信息")
    async with drive() as d:
        await opened(d)
        await d.sees("上次没有保存的输入")
        await d.press("f9")
        await d.sees("对方: 预算信息")
        await d.press("escape")
        await d.sees(f"编辑 {FIRST}")


async def test_a_clone_learns_to_merge_by_field_when_it_is_opened(drive, repo):
    (repo / ".gitattributes").write_text("plans/** merge=gongkai\n")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "要求按字段合并")
    async with drive() as d:
        await d.sees("已在本仓库登记按字段合并")
    assert "gongkai merge-file" in run_git(repo, "config", "--get", "merge.gongkai.driver")


async def test_edits_on_disk_that_nobody_has_committed_are_seen_without_a_key(drive, repo):
    file = repo / FILE
    whole = file.read_text()
    async with drive() as d:
        file.write_text(whole.replace("heading: 财政信息", "heading: 预算信息"))
        await d.sees("预算信息")
        assert d.main.current.uncommitted
        file.write_text("bad: [\n")
        await d.sees("有 1 个文件有问题")
        file.write_text(whole)
        await d.sees("文件都能读取了")


async def test_the_list_of_errors_looks_at_the_disk(drive, repo, monkeypatch):
    async with drive() as d:
        monkeypatch.setattr(d.main.port, "changed_since", lambda _head: False)
        (repo / FILE).write_text("bad: [\n")
        await d.press("f8")
        await d.sees("1 个问题")
        await d.sees(f"{FILE}:2")


async def test_a_look_that_finds_nothing_new_leaves_what_stands(drive):
    async with drive() as d:
        rows, loaded = d.main.board.rows, d.main.loaded
        d.main.back.reload()
        await d.until(lambda: d.main.loaded is not loaded)
        assert d.main.board.rows is rows
