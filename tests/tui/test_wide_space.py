"""The full-width space of Chinese typing: text in every field, a blank between the words of a filter."""

from __future__ import annotations

from textual import events

from .conftest import run_git

WIDE = "\u3000"


async def type_wide(d):
    # The pilot knows no keys for full-width signs.
    d.app.post_message(events.Key("ideographic_space", WIDE))
    await d.pilot.pause()


async def test_it_separates_words_in_the_filter(drive):
    async with drive() as d:
        await d.press("f7")
        await d.type("czj")
        await type_wide(d)
        await d.type("2021")
        assert d.ids() == ["huaiyin-2021/001"]
        d.main.filter_bar.set_text("")
        await d.paste(f"单位：区财政局{WIDE}计划：huaiyin-2021")
        assert d.ids() == ["huaiyin-2021/001"]


async def test_it_stays_where_it_is_typed_and_pasted(drive):
    async with drive() as d:
        await d.press("f6")
        await d.sees("添加记录")
        await d.type("甲")
        await type_wide(d)
        await d.paste(f"乙{WIDE}丙\n{WIDE}{WIDE}第二段")
        assert d.app.screen.query_one("#text").text == f"甲{WIDE}乙{WIDE}丙\n{WIDE}{WIDE}第二段"
        await d.press("f9")
        await d.sees("已保存")
    assert f"甲{WIDE}乙{WIDE}丙" in run_git(d.repo, "show", "HEAD")


async def test_a_title_that_has_it_keeps_it_when_something_is_added(drive, repo):
    file = repo / "plans/huaiyin-2022/001.yaml"
    file.write_text(file.read_text().replace("heading: 财政信息", f"heading: 财政{WIDE}信息"))
    run_git(repo, "commit", "-qam", "手改")
    async with drive() as d:
        await d.press("f4")
        await d.sees("编辑 huaiyin-2022/001")
        await d.paste(f"{WIDE}公开")
        await d.press("f9")
        await d.sees("已保存")
    assert f"heading: 财政{WIDE}信息{WIDE}公开" in file.read_text()
