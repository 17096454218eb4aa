"""What lines and dialogs say is so: about what failed, the order, days to come, names that nobody has registered."""

from __future__ import annotations

from .conftest import run_git

FIRST = "huaiyin-2022/001"


async def test_what_failed_is_not_still_being_saved(drive, repo):
    async with drive() as d:
        await d.press("f6")
        await d.sees("添加记录")
        await d.type("已公开")
        await d.press("f9")
        await d.sees("已保存")
        await d.press("u")
        await d.sees("y 撤销")
        run_git(repo, "switch", "-q", "--detach")
        await d.press("y")
        await d.sees("当前不在任何分支上")
        await d.press("enter")
        await d.sees("没有完成")
        assert "正在保存" not in d.screen()


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
