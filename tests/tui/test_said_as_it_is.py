"""What lines and dialogs say is so: about what failed, the order, days to come, names that nobody has registered."""

from __future__ import annotations

from .conftest import run_git

FIRST = "huaiyin-2022/001"


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
