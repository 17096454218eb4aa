"""The jobs of every day on the five real plans, done by the installed command in tmux as a person would."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from kept import copy_of, read_once

from .conftest import run_git
from .tmux import PROGRAM, Tmux

ROOT = Path(__file__).parents[2]
TODAY = "2021-11-16"

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def plans(tmp_path, tmp_path_factory):
    return copy_of("kept-jobs", make_plans, tmp_path / "gongkai", tmp_path_factory)


def make_plans(root):
    for name in ("plans", "units"):
        shutil.copytree(ROOT / name, root / name)
    run_git(root, "init", "-q", "-b", "main")
    for key, value in (("name", "张三"), ("email", "zhangsan@example.invalid")):
        run_git(root, "config", f"user.{key}", value)
    run_git(root, "add", "-A")
    run_git(root, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    read_once(root)


@pytest.fixture(params=[(80, 24), (160, 45)], ids=["small", "wide"])
def desk(request, plans, tmp_path):
    session = Tmux(tmp_path / "tmux", plans, size=request.param, today=TODAY)
    session.sees("209/209")
    yield session
    session.close()


def log(plans):
    return run_git(plans, "log", "--format=%s").splitlines()


def changed(plans, rev="HEAD"):
    return run_git(plans, "show", "--format=", "--name-only", rev).split()


def test_find_mark_and_report(desk, plans):
    """The first half of the README's tour."""
    desk.press("F7")
    desk.type("czj plan:tianqiao-2021")
    desk.press("Enter")
    listed = subprocess.run(
        [PROGRAM, "-C", plans, "list", "czj", "plan:tianqiao-2021", "--json"], check=True, capture_output=True
    )
    count = len(json.loads(listed.stdout))
    assert count > 3
    desk.sees(f" {count}/209")
    desk.press("Space", "Space", "Space")
    desk.sees("已选 3")
    desk.press("F2")
    desk.sees("改变状态：3 项任务")
    desk.press("3", "Tab")
    desk.type("https://example.invalid/yjs")
    desk.press("Enter")
    desk.sees("存为一次提交")
    desk.press("y")
    desk.sees("已保存")
    files = changed(plans)
    assert len(files) == 3
    assert all(file.startswith("plans/tianqiao-2021/") for file in files)
    assert run_git(plans, "show", "HEAD").count("\n+status: 待核查\n") == 3


def test_take_back_and_do_again(desk, plans):
    desk.press("Space", "Space", "F2")
    desk.sees("改变状态：2 项任务")
    desk.press("2", "Enter")
    desk.sees("存为一次提交")
    desk.press("y")
    desk.sees("已保存")
    desk.press("u")
    desk.sees("y 撤销")
    desk.press("y")
    desk.sees("已保存：撤销")
    assert run_git(plans, "diff", "HEAD~2", "HEAD", "--stat") == ""
    desk.press("C-r")
    desk.sees("y 重做")
    desk.press("y")
    desk.until(lambda _: len(log(plans)) == 4)
    assert run_git(plans, "diff", "HEAD~2", "HEAD", "--stat") == ""


def test_write_a_note_of_two_lines(desk, plans):
    desk.press("n")
    desk.sees("添加记录")
    desk.type("已召开部署会")
    desk.press("Enter")
    desk.type("已印发方案")
    desk.press("F9")
    desk.sees("已保存")
    assert "已召开部署会\n+      已印发方案" in run_git(plans, "show", "HEAD")


def test_add_evidence_and_see_it(desk, plans):
    desk.press("F3")
    desk.sees("佐证")
    desk.type("https://example.invalid/zwgk/1.html")
    desk.press("Enter")
    desk.sees("已保存")
    assert "https://example.invalid/zwgk/1.html" in run_git(plans, "show", "HEAD")
    for tab in ("单位", "佐证") if "[详情]" in desk.screen() else ("详情", "单位", "佐证"):
        desk.press("]")
        desk.sees(f"[{tab}]")
    desk.sees("  https://example.invalid/zwgk/1.html")


def test_correct_a_deadline_in_the_form(desk, plans):
    desk.press("F4")
    desk.sees("编辑 huaiyin-2022/001")
    desk.press("Tab", "Tab", "Tab")
    desk.press("C-u")
    desk.type("2022年9月底前完成，长期坚持")
    desk.press("F9")
    desk.sees("已保存")
    shown = run_git(plans, "show", "HEAD")
    assert "+  raw: 2022年9月底前完成，长期坚持" in shown
    assert "+  due: 2022-09-30" in shown


def test_look_up_who_changed_what(desk, plans):
    desk.press("F2")
    desk.sees("改变状态")
    desk.press("2", "Enter")
    desk.sees("已保存")
    desk.press("h")
    desk.sees("李四 导入")
    desk.press("Enter")
    desk.sees("修改内容")
    desk.sees("未启动 -> 推进中")
    desk.press("Escape")
    desk.press("q")
    desk.sees("筛选>")
    assert len(log(plans)) == 2


def test_see_the_ledger_of_an_older_day(desk, plans):
    desk.press("F2")
    desk.sees("改变状态")
    desk.press("2", "Enter")
    desk.sees("已保存")
    desk.press("@")
    desk.sees("回看哪一天")
    desk.type("HEAD~1")
    desk.press("Enter")
    desk.sees("回看 HEAD~1（只读）")
    desk.until(lambda s: "推进中" not in s)
    desk.press("@")
    desk.sees("已回到现在")
    desk.sees("推进中")


def test_copy_marked_rows(desk, plans):
    desk.press("Space", "Space", "y")
    desk.sees("复制 2 项任务")
    desk.type("markdown")
    desk.press("Enter")
    desk.sees("已复制")
    copied = (plans / ".git/gongkai/copied.txt").read_text("utf-8")
    assert copied.splitlines()[0] == "| 编号 | 任务 | 单位 | 状态 | 期限 |"
    assert len(copied.splitlines()) == 4


def test_jump_by_name_and_number(desk):
    desk.press(":")
    desk.sees("输入名称或拼音")
    desk.type("tianqiao-2021/17")
    desk.press("Enter")
    desk.sees("> tianqiao-2021/017")
    desk.press(":")
    desk.sees("输入名称或拼音")
    desk.type("hd2019")
    desk.press("Enter")
    desk.sees("红岛2019")
    desk.sees("36/36")


def test_sort_and_turn_round(desk):
    desk.press("s")
    desk.sees("排序")
    desk.type("qx")
    desk.press("Enter")
    desk.sees("按期限")
    desk.press("S")
    desk.sees("按期限倒序")


def test_ask_for_help_and_do_it_from_there(desk):
    desk.press("F1")
    desk.sees("全部按键与筛选写法")
    desk.type("qbbj")
    desk.press("Enter")
    desk.sees("已选 209")


def test_work_that_a_script_does_meanwhile_appears(desk, plans):
    path = plans / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("status: 未启动", "status: 推进中"))
    run_git(plans, "commit", "-q", "-am", "脚本")
    desk.sees("推进中")


def test_leave_and_come_back(desk, plans, tmp_path):
    desk.press("C-q")
    desk.close()
    again = Tmux(tmp_path / "again", plans, size=(80, 24), today=TODAY)
    again.sees("209/209")
    again.close()
    assert run_git(plans, "status", "--porcelain") == ""
