"""Where the first plan comes from: an empty repository leads to a document or to a form, each one commit."""

from __future__ import annotations

import pytest

from gongkai_tui.tui.dialogs.fields import FieldsDialog
from gongkai_tui.usecases.create import create_repository

from .conftest import TODAY, driving, run_git
from .test_office import do
from .test_sheets import agree, fill, turn_to

DOCUMENT = """2022年槐荫区政务公开工作要点

一、深化重点领域信息公开
1.做好财政信息公开。公开预决算。（责任单位：区财政局；完成时限：2022年9月底前）
2.做好教育信息公开。公开招生政策。（责任单位：区教育局；完成时限：2022年6月底前）
"""


@pytest.fixture
def empty(tmp_path):
    root = tmp_path / "空台账"
    create_repository(root, jurisdiction="huaiyin", name="槐荫区", office="区政府办公室", today=TODAY)
    return root


async def test_an_empty_repository_leads_to_both_on_the_screens_that_show_plans(empty):
    async with driving(empty) as d:
        for opened in ((), ("o",), ("q", "m"), ("q", "F")):
            await d.press(*opened)
            await d.sees("用 :导入计划 从文档导入一份工作要点，没有文档的用 :新建计划")
            assert "筛选。" not in d.screen()
        await d.press("q", "f9")
        for name in ("回头看", "对照", "考核"):
            await turn_to(d, name)
            await d.sees("用 :导入计划 从文档导入一份工作要点，没有文档的用 :新建计划")


async def test_a_document_is_read_shown_with_what_to_look_at_and_saved_as_one_commit(empty, tmp_path):
    document = tmp_path / "要点.txt"
    async with driving(empty, size=(100, 34)) as d:
        await do(d, "导入计划", "文件（txt、md、tsv、csv 或 html 的路径）")
        await d.paste(str(document))
        await d.press("enter")
        await d.sees("没有这个文件")
        document.write_text("关于召开会议的通知\n\n请各单位准时参加。\n", "utf-8")
        await d.press("enter", "enter")
        await d.sees("没有找到任务")
        document.write_text(DOCUMENT, "utf-8")
        await d.press("enter", "enter")
        await d.sees("导入 要点.txt：2 项任务，存为一次提交")
        await d.sees("做好教育信息公开")
        await d.sees("请核对：")
        await d.sees("辖区按计划编号认作槐荫区")
        assert len(d.commits()) == 1
        await agree(d, seeing="y 导入")
        await d.until(lambda: len(d.commits()) == 2, "for the commit")
        assert d.commits()[0] == "导入 2022年槐荫区政务公开工作要点：2 项任务"
        await d.until(lambda: d.ids() == ["huaiyin-2022/001", "huaiyin-2022/002"], "for the rows")
        await d.press("u")
        await agree(d, seeing="y 撤销")
        await d.until(lambda: len(d.commits()) == 3, "for the undo")
        await d.until(lambda: d.ids() == [], "for the rows")


async def test_a_document_of_a_plan_that_is_there_asks_for_another_id(drive, tmp_path):
    document = tmp_path / "要点.txt"
    document.write_text(DOCUMENT, "utf-8")
    async with drive(size=(100, 34)) as d:
        await do(d, "导入计划", "文件（txt")
        await d.paste(str(document))
        await d.press("enter")
        await d.sees("huaiyin-2022 已经存在；请用“计划”另取编号")
        await d.press("enter")
        await d.sees("文件（txt")
        await d.press("tab")
        await fill(d, "huaiyin-2022b")
        await agree(d, seeing="y 导入")
        await d.until(lambda: len(d.commits()) == 2, "for the commit")
        await d.until(lambda: "huaiyin-2022b/001" in d.ids(), "for the rows")


async def test_a_document_of_another_program_says_what_to_save_it_as(drive, tmp_path):
    document = tmp_path / "要点.docx"
    document.write_bytes(b"PK")
    async with drive(size=(100, 30)) as d:
        await do(d, "导入计划", "文件（txt")
        await d.paste(f"{tmp_path}/要")
        await d.sees("Tab> 要点.docx")
        await d.press("tab", "enter")
        await d.sees("请打开后另存为网页")
        assert len(d.commits()) == 1


async def test_a_plan_is_begun_from_its_title_and_a_day_in_words_and_taken_back(drive, repo):
    async with drive() as d:
        await do(d, "新建计划", "发文机关")
        await d.press("enter")
        await d.sees("请填写标题")
        await fill(d, "2023年槐荫区政务公开工作要点", "", "区政府办公室", "槐政办字〔2023〕1号", "明天")
        await d.sees("晚于今天")
        await d.press("enter")
        await d.sees("发文机关")
        await d.until(lambda: d.app.screen.focused.id is not None)
        d.app.screen.query_one("#issued").focus()
        await d.press("home", "ctrl+k")
        await d.paste("7月20日")
        await d.press("f9")
        await d.sees("huaiyin-2023")
        await d.sees("2022-07-20")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 2, "for the commit")
        assert d.commits()[0] == "新建计划 2023年槐荫区政务公开工作要点"
        head = run_git(repo, "show", "HEAD:plans/huaiyin-2023/plan.yaml")
        for line in ("issuer: 区政府办公室", "issued: 2022-07-20", "year: 2023", "jurisdiction: huaiyin"):
            assert line in head
        await d.until(lambda: len(d.main.loaded.plans) == 3, "for the plan")
        await d.press("u")
        await agree(d, seeing="y 撤销")
        await d.until(lambda: len(d.commits()) == 3, "for the undo")
        await d.until(lambda: len(d.main.loaded.plans) == 2, "for the plans")


async def test_a_plan_whose_id_cannot_be_taken_leaves_the_form_as_it_was(drive):
    async with drive() as d:
        await do(d, "新建计划", "发文机关")
        for number, title, refused in (
            ("huaiyin-2022", "要点", "计划 huaiyin-2022 已经存在"),
            ("", "2021年要点", "计划 huaiyin-2021 已经存在"),
            ("槐荫 2023", "要点", "计划编号“槐荫 2023”不能用"),
        ):
            for name, text in (("title", title), ("id", number)):
                d.app.screen.query_one(f"#{name}").focus()
                await d.press("home", "ctrl+k")
                await d.paste(text)
            await d.press("f9")
            await d.sees(refused)
            await d.press("enter")
            await d.until(lambda: isinstance(d.app.screen, FieldsDialog) and d.app.screen.is_current)
            assert (d.app.screen.value("title"), d.app.screen.value("id")) == (title, number)
        assert len(d.commits()) == 1


async def test_the_tasks_of_a_plan_without_a_document_are_added_one_by_one(empty):
    async with driving(empty, size=(100, 34)) as d:
        await do(d, "新建计划", "发文机关")
        await fill(d, "2023年槐荫区政务公开工作要点")
        await agree(d, seeing="y 保存")
        await d.sees("计划里还没有任务。")
        await d.sees("用 :新增任务 逐项新增")
        await do(d, "新增任务", "新增任务：huaiyin-2023")
        await d.press("f9")
        await d.sees("请填写具体要求")
        typed = {"requirement": "公开预决算。", "heading": "财政信息", "units": "区政府办公室", "deadline": "9月底前"}
        for name, text in typed.items():
            d.app.screen.query_one(f"#{name}").focus()
            await d.pilot.pause()
            await d.paste(text)
        await d.press("f9")
        await d.sees("2023-09-30")
        await agree(d, seeing="y 保存")
        await d.until(lambda: len(d.commits()) == 3, "for the commit")
        assert d.commits()[0] == "新增任务 2023年槐荫区政务公开工作要点：财政信息"
        await d.until(lambda: [row.units for row in d.main.board.rows] == [(("区政府办公室", "责任"),)], "for the row")
        await d.press("u")
        await d.sees("任务  未启动 -> 删除")
        await d.press("y")
        await d.sees("已被删除")
        await d.press("u")
        await d.sees("huaiyin-2023 2023年槐荫区政务公开工作要点")
        await d.sees("计划  原有的 -> 删除")
        assert "plans/" not in d.screen()
