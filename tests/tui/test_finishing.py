"""Undo and redo to their ends, drafts that come back, completion in the filter line."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from .conftest import TODAY, run_git

FIRST = "huaiyin-2022/001"


def drafts(d):
    folder = d.repo / ".git/gongkai/drafts"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def start(d):
    await d.press("f2", "2", "enter")
    await d.sees("已保存")
    await d.until(lambda: d.main.current.status == "推进中")


async def test_undo_goes_on_until_nothing_is_left_and_redo_only_after_undo(drive):
    async with drive() as d:
        await d.press("ctrl+r")
        await d.sees("没有可以重做的操作")
        await start(d)
        await d.press("u")
        await d.sees("撤销是一次新的提交")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 3)
        await d.until(lambda: d.main.current.status == "未启动")
        await d.press("ctrl+r")
        await d.sees("重做是一次新的提交")
        await d.press("enter")
        await d.until(lambda: d.main.current.status == "推进中")
        await d.press("ctrl+r")
        await d.sees("没有可以重做的操作")
        await d.press("u")
        await d.sees("推进中 -> 未启动")
        await d.press("escape")
    assert len(d.commits()) == 4


async def test_an_import_can_be_looked_at_but_a_repository_without_actions_has_nothing_to_undo(drive, repo):
    run_git(repo, "commit", "-q", "--amend", "-m", "手工整理")
    async with drive() as d:
        await d.press("u")
        await d.sees("没有可以撤销的操作")
    assert d.commits() == ["手工整理"]


async def test_undo_of_what_somebody_changed_again_is_refused_by_name(drive, repo):
    async with drive() as d:
        await start(d)
        path = repo / f"plans/{FIRST}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("推进中", "整改中"), encoding="utf-8")
        run_git(repo, "commit", "-qam", "手工修改")
        await d.until(lambda: d.main.current.status == "整改中")
        await d.press("u")
        await d.sees("同一字段之后又被改过")
        await d.press("enter")
        await d.sees("没有撤销")
    assert len(d.commits()) == 3


async def test_a_note_that_was_refused_or_cut_short_is_offered_again(drive, repo):
    async with drive() as d:
        await d.press("f6")
        await d.type("会议已开")
        await d.until(lambda: drafts(d) == ["note-huaiyin-2022-001.json"], "for the draft")
    async with drive() as d:
        await d.press("f6")
        await d.sees("上次没有保存的输入")
        assert "会议已开" in d.screen()
        (repo / ".git/MERGE_HEAD").write_text(run_git(repo, "rev-parse", "HEAD"))
        await d.press("f9")
        await d.sees("没有完成")
        await d.press("enter")
        assert json.loads((repo / ".git/gongkai/drafts/note-huaiyin-2022-001.json").read_text())["text"] == "会议已开"
        (repo / ".git/MERGE_HEAD").unlink()
        await d.sees("添加记录")
        assert "会议已开" in d.screen()
        await d.press("f9")
        await d.sees("已保存")
        assert drafts(d) == []
    assert "会议已开" in run_git(repo, "show", "HEAD")


async def test_text_thrown_away_on_purpose_stays_away(drive):
    async with drive() as d:
        await d.press("f4")
        await d.sees("编辑 huaiyin-2022/001")
        await d.type("公开")
        await d.until(lambda: drafts(d))
        await d.press("escape", "escape")
        await d.until(lambda: d.app.screen is d.main)
        assert drafts(d) == []


async def test_a_draft_of_several_tasks_is_theirs_and_keeps_the_chosen_status(drive):
    async with drive() as d:
        await d.press("space", "space", "f2")
        await d.sees("改变状态：2 项任务")
        await d.press("8", "tab", "tab")
        await d.type("甲乙的理由")
        await d.until(lambda: drafts(d), "for the draft")
        d.app.exit(0)
        await d.until(lambda: not d.app.is_running)
    async with drive() as d:
        await d.press("down", "down", "space", "space", "f2")
        await d.sees("改变状态：2 项任务")
        assert "甲乙的理由" not in d.screen()
        await d.press("escape")
        await d.until(lambda: d.app.screen is d.main)
        await d.press("U", "home", "space", "space", "f2")
        await d.sees("上次写给 huaiyin-2022/001、002 的，没有保存")
        await d.sees("甲乙的理由")
        assert d.app.screen.list.current.id == "已终止"


async def stopped_while_writing(drive, *keys, text):
    async with drive() as d:
        await d.press(*keys)
        await d.until(lambda: d.app.screen is not d.main)
        await d.type(text)
        await d.until(lambda: any(text in path.read_text() for path in (d.repo / ".git/gongkai/drafts").glob("*.json")))
        d.app.exit(0)
        await d.until(lambda: not d.app.is_running)


async def test_a_start_says_which_drafts_wait_and_leads_to_them(drive):
    await stopped_while_writing(drive, "down", "f6", text="会议已开")
    async with drive() as d:
        await d.sees("草稿 1 份没有保存，按 : 输入“草稿”接着写：记录 huaiyin-2022/002")
        await d.press("o")
        await d.sees("草稿  1 份没有保存")
        await d.press("colon")
        await d.type("草稿")
        await d.press("enter")
        await d.sees("会议已开")
        await d.press("enter")
        await d.sees("添加记录：huaiyin-2022/002")
        await d.press("f9")
        await d.sees("已保存")
        await d.press("colon")
        await d.type("草稿")
        await d.press("enter")
        await d.sees("没有留下的草稿")


async def test_a_draft_of_several_tasks_is_gone_on_with_by_marking_them_again(drive):
    await stopped_while_writing(drive, "space", "space", "f6", text="两项一起")
    async with drive() as d:
        await d.sees("接着写：记录 huaiyin-2022/001、002")
        await d.press("colon")
        await d.type("草稿")
        await d.press("enter")
        await d.sees("两项一起")
        await d.press("enter")
        await d.sees("添加记录：2 项任务")
        assert d.main.board.marks == {"huaiyin-2022/001", "huaiyin-2022/002"}


@pytest.mark.parametrize("seq", ["002", "x-7c2e"])
async def test_a_draft_of_the_editor_is_among_those_that_wait(drive, repo, seq):
    folder = repo / ".git/gongkai/drafts"
    folder.mkdir(parents=True)
    (folder / f"huaiyin-2022-{seq}.base").write_text("a: 1\n")
    (folder / f"huaiyin-2022-{seq}.yaml").write_text("a: 2\n")
    (folder / "huaiyin-2022-001.old.yaml").write_text("a: 2\n")
    (folder / "huaiyin-2022-003.base").write_text("a: 1\n")
    (folder / "huaiyin-2022-003.yaml").write_text("a: 1\n")
    async with drive() as d:
        await d.sees(f"草稿 1 份没有保存，按 : 输入“草稿”接着写：外部编辑 huaiyin-2022/{seq}")


async def test_leaving_before_a_dialog_stands_keeps_its_earlier_draft(drive, repo):
    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.tui.dialogs.note import NoteDialog
    from gongkai_tui.tui.drafts import draft_of

    draft = draft_of(repo / ".git/gongkai", "note", [FIRST])
    draft.keep({"text": "会议已开"}, {"text": ""})
    async with drive():
        NoteDialog(FIRST, Calendar(TODAY), draft).keep_draft()
        assert draft.read() == {"text": "会议已开"}
        assert draft.before() == {"text": ""}


async def test_damaged_drafts_are_none(drive, repo):
    folder = repo / ".git/gongkai/drafts"
    folder.mkdir(parents=True)
    for kind, text in (("note", "{"), ("evidence", "[1]"), ("form", '{"heading": 3, "none": "x"}')):
        (folder / f"{kind}-huaiyin-2022-001.json").write_text(text)
    async with drive() as d:
        for key, title in (("f6", "添加记录"), ("f3", "添加佐证"), ("f4", "编辑 huaiyin")):
            await d.press(key)
            await d.sees(title)
            assert "上次没有保存" not in d.screen()
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main)


async def test_tab_completes_fields_and_values_and_goes_round(drive):
    async with drive() as d:
        await d.press("slash")
        await d.type("sta")
        await d.press("tab")
        assert d.main.filter_bar.input.value == "status:"
        await d.type("w")
        await d.press("tab")
        first = d.main.filter_bar.input.value
        await d.press("tab")
        assert d.main.filter_bar.input.value != first
        d.main.filter_bar.set_text("unit:czj")
        await d.press("tab")
        assert d.main.filter_bar.input.value == "unit:区财政局"
        assert Counter(d.ids()) == Counter(["huaiyin-2021/001", "huaiyin-2022/001"])
        d.main.filter_bar.set_text("没有这个词")
        await d.press("tab")
        await d.sees("没有可补全")


async def test_half_a_field_name_does_not_empty_the_table(drive):
    async with drive() as d:
        await d.press("slash")
        await d.type("statu")
        assert len(d.ids()) == 4
        await d.sees("补全为 status:")
        await d.press("enter")
        assert d.ids() == []
        await d.press("escape")
        assert len(d.ids()) == 4


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_small_terminals_show_the_table_and_every_dialog(drive, size):
    async with drive(size=size) as d:
        assert "财政信息" in d.screen()
        assert "4/4" in d.screen()
        for key, title in (("f2", "改变状态"), ("f6", "添加记录"), ("f4", "编辑"), ("f1", "帮助"), ("colon", "命令")):
            await d.press(key)
            await d.sees(f"|  {title}")
            await d.sees("Esc 取消")
            await d.press("escape")
            await d.until(lambda: d.app.screen is d.main)
        await d.press("enter")
        await d.sees("做好财政信息")
