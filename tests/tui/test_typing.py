"""What dialogs do while somebody types: completion, dates in words, evidence, many lines."""

from __future__ import annotations

import re

import pytest
from textual import events

from gongkai_tui.tui.dialogs.fields import FieldsDialog

from .conftest import run_git

LINK = "https://www.huaiyin.example/art/1.html"


def text(d, name):
    return d.app.screen.value(name)


def field(d):
    return d.app.screen.focused.id


async def opened(d, key, title):
    await d.press(key)
    # The key bar names the form too.
    await d.until(lambda: isinstance(d.app.screen, FieldsDialog), f"for {title}")
    await d.sees(title)
    await d.until(lambda: d.app.screen.known.units, "for the names")


async def put(d, name, value):
    widget = d.app.screen.query_one(f"#{name}")
    widget.focus()
    widget.value = ""
    await d.pilot.pause()
    # The pilot knows no keys for full-width signs.
    await (d.type(value) if value.isalnum() else d.paste(value))


async def test_a_unit_is_completed_by_initials_and_tab_goes_on_where_there_is_nothing_more(drive):
    async with drive() as d:
        await opened(d, "f6", "添加记录")
        await d.type("已公开")
        await d.press("tab", "tab")
        assert field(d) == "unit"
        await d.type("czj")
        await d.sees("Tab> 区财政局")
        await d.press("tab")
        assert text(d, "unit") == "区财政局"
        assert field(d) == "unit"
        await d.press("tab")
        assert field(d) != "unit"
        await d.press("shift+tab")
        assert field(d) == "unit"
        await d.press("f9")
        await d.sees("已保存")
    assert "unit: 区财政局" in run_git(d.repo, "show", "HEAD")


async def test_tab_again_takes_the_next_and_goes_round(drive):
    async with drive() as d:
        await opened(d, "f2", "改变状态")
        await put(d, "unit", "街道办")
        await d.sees("Tab> 各街道办事处  西市场街道办事处")
        seen = []
        for _ in range(3):
            await d.press("tab")
            seen.append(text(d, "unit"))
        assert seen == ["各街道办事处", "西市场街道办事处", "各街道办事处"]
        await d.press("down")
        assert field(d) != "unit"


async def test_passing_by_changes_nothing_and_shift_tab_always_goes_back(drive):
    async with drive() as d:
        await opened(d, "f4", "编辑")
        for name in ("requirement", "units", "deadline", "due", "section"):
            await d.press("tab")
            assert field(d) == name
        assert d.app.screen.changed() == {}
        await put(d, "units", "区财")
        await d.sees("Tab> 区财政局")
        await d.press("shift+tab")
        assert field(d) == "requirement"
        assert text(d, "units") == "区财"


async def test_units_in_a_cell_are_completed_one_by_one_before_their_role_words(drive):
    async with drive() as d:
        await opened(d, "f4", "编辑")
        await put(d, "units", "czj")
        await d.press("tab")
        await d.paste("牵头，")
        await d.type("jyh")
        await d.sees("Tab> 区教育和体育局")
        await d.press("tab")
        await d.type("配合")
        assert text(d, "units") == "区财政局牵头，区教育和体育局配合"
        await d.press("tab")
        assert field(d) == "deadline"
        await put(d, "section", "jjzd")
        await d.press("tab")
        assert text(d, "section") == "聚焦重点领域"
        await d.press("f9")
        await d.sees("已保存")
    assert "role: 牵头" in run_git(d.repo, "show", "HEAD")


async def test_names_that_come_late_are_offered_for_what_was_typed(drive):
    async with drive() as d:
        await opened(d, "f6", "添加记录")
        known = d.app.screen.known
        d.app.screen.learn(type(known)())
        await put(d, "unit", "czj")
        assert "Tab>" not in d.screen()
        d.app.screen.learn(known)
        await d.sees("Tab> 区财政局")


@pytest.mark.parametrize(
    ("typed", "shown", "due"),
    [
        ("9月底前", "= 2022-09-30 周五，还有 60 天", "2022-09-30"),
        ("下周五", "= 2022-08-12 周五，还有 11 天", "2022-08-12"),
        ("２０２２年９月３０日", "= 2022-09-30 周五", "2022-09-30"),
        ("30天后", "= 2022-08-31 周三，还有 30 天", "2022-08-31"),
    ],
)
async def test_a_date_in_words_is_shown_as_understood_and_saved_as_a_date(drive, typed, shown, due):
    async with drive() as d:
        await opened(d, "f4", "编辑")
        await put(d, "due", typed)
        await d.sees(shown)
        await put(d, "reason", "更正")
        await d.press("f9")
        await d.sees("已保存")
    assert f"+  due: {due}" in run_git(d.repo, "show", "HEAD")


async def test_a_date_that_is_not_understood_is_said_at_once_and_not_saved(drive):
    async with drive() as d:
        await opened(d, "f4", "编辑")
        await put(d, "due", "周五")
        await d.sees("? “周五”是本周五（2022-08-05）还是下周五（2022-08-12）")
        await d.press("enter")
        await d.sees("! “周五”是")
        assert field(d) == "due"
        await put(d, "due", "尽快")
        await d.press("f9")
        await d.sees("2022-09-30、9月底")
        await put(d, "due", "无")
        await d.sees("= 没有期限")
        await d.press("f9")
        await d.sees("期限 2022-06-30 要去掉，请写明理由")
        await put(d, "reason", "更正")
        await d.press("f9")
        await d.sees("已保存")
    assert "-  due: 2022-06-30" in run_git(d.repo, "show", "HEAD")


async def test_evidence_says_what_it_is_taken_for(drive):
    async with drive() as d:
        await opened(d, "f3", "添加佐证")
        await d.type("http")
        await d.sees("? 可写 https:// 开头的网址")
        await put(d, "evidence", LINK)
        await d.sees("= 网址")
        await put(d, "evidence", "济天政办字〔2021〕13号；公示 2.pdf")
        await d.sees("= 文号、文件名")
        await put(d, "evidence", "www.a.cn；公示.pdf")
        await d.sees("要写 https://")


@pytest.mark.parametrize(
    ("odd", "said"),
    [("已完成", "只是说法"), ("门户网站首页", "文件名.pdf，“门户网站首页”不像"), ("http://x", "没有网站名")],
)
async def test_odd_evidence_is_never_saved(drive, odd, said):
    async with drive() as d:
        await opened(d, "f3", "添加佐证")
        await d.type(odd)
        await d.press("enter")
        await d.sees(said)
        await d.press("enter", "f9")
        await put(d, "evidence", f"{LINK} {LINK}2")
        assert d.commits() == ["导入"]
        await d.press("enter")
        await d.sees("已保存")
    shown = run_git(d.repo, "show", "HEAD")
    assert odd not in shown
    assert f"- {LINK}\n" in shown
    assert f"- {LINK}2\n" in shown


async def test_the_lines_of_a_paste_are_pieces_of_evidence(drive):
    async with drive() as d:
        await opened(d, "f3", "添加佐证")
        d.app.screen.query_one("#evidence").post_message(events.Paste("附件 1.pdf\r\n附件 2.pdf\n"))
        await d.sees("= 文件名、文件名")
        await d.press("enter")
        await d.sees("已保存")
    assert "- 附件 2.pdf\n" in run_git(d.repo, "show", "HEAD")


async def test_a_report_without_evidence_is_refused_however_often(drive):
    async with drive() as d:
        await opened(d, "f2", "改变状态")
        await d.press("3", "enter", "enter", "enter")
        await d.sees("待核查 需要佐证")
        await d.type("首页")
        await d.press("enter", "enter")
        await d.sees("“首页”不像")
        assert d.commits() == ["导入"]


@pytest.mark.parametrize("key", ["f9", "ctrl+enter"])
async def test_many_pasted_lines_stay_lines_and_a_key_saves_them(drive, key):
    async with drive() as d:
        await opened(d, "f6", "添加记录")
        await d.paste("第一行\r\n第二行\n\n第\t三行\x1b[2J")
        await d.press("enter")
        await d.type("第四行")
        assert text(d, "text") == "第一行\n第二行\n\n第 三行[2J\n第四行"
        await d.press(key)
        await d.sees("已保存")
    assert all(f"第{n}" in run_git(d.repo, "show", "HEAD") for n in ("一行", "二行", "四行"))


async def test_lines_pasted_into_one_line_are_joined(drive):
    async with drive() as d:
        await opened(d, "f4", "编辑")
        for name, joined in (("heading", "区财政局 区民政局"), ("units", "区财政局、区民政局")):
            widget = d.app.screen.query_one(f"#{name}")
            widget.focus()
            widget.value = ""
            widget.post_message(events.Paste("区财政局\n\n 区民政局\n"))
            await d.until(lambda name=name, joined=joined: text(d, name) == joined)


async def test_an_address_pasted_over_the_statuses_is_the_evidence(drive):
    async with drive() as d:
        await opened(d, "f2", "改变状态")
        await d.press("3")
        await d.app.on_event(events.Paste("https://example.invalid/yjs"))
        await d.sees("example.invalid/yjs")
        await d.press("enter")
        await d.until(lambda: len(d.commits()) == 2)
        assert "待核查" in d.commits()[0]


@pytest.mark.parametrize(
    ("key", "title", "keys", "evidence"),
    [("f6", "添加记录", (), ""), ("f3", "添加佐证", (), LINK), ("f2", "改变状态", ("3",), LINK)],
)
async def test_the_day_on_which_it_happened_is_read_and_kept(drive, key, title, keys, evidence):
    async with drive() as d:
        await opened(d, key, title)
        await d.press(*keys)
        await put(d, "text", "已发布") if key != "f6" else await d.type("已发布")
        if evidence:
            await put(d, "evidence", evidence)
        await put(d, "happened", "明天")
        await d.sees("? 2022-08-02 还没有到")
        await d.press("f9")
        await d.sees("! 2022-08-02 还没有到")
        await put(d, "happened", "上周五")
        await d.sees("= 2022-07-29")
        assert "发生日期（空为今天）" in d.screen()
        await d.press("f9")
        await d.sees("已保存")
    assert "happened: 2022-07-29\n" in run_git(d.repo, "show", "HEAD")


async def test_how_it_was_checked_is_kept_with_a_check_and_no_other_step(drive):
    async with drive() as d:
        await opened(d, "f2", "改变状态")
        await d.press("3")
        await put(d, "evidence", LINK)
        await put(d, "method", "材料审核")
        await d.press("f9")
        await d.sees("核查方式只记在核查上")
        await put(d, "method", "")
        await d.press("f9")
        await d.until(lambda: len(d.commits()) == 2)
        await d.sees("已保存")
        await opened(d, "f2", "改变状态")
        await d.press("4")
        await put(d, "method", "材料审核")
        await d.press("f9")
        await d.until(lambda: len(d.commits()) == 3)
    assert "核查（材料审核）：核查通过" in run_git(d.repo, "show", "HEAD")
    assert "method: 材料审核\n" in run_git(d.repo, "show", "HEAD")


async def test_a_day_of_a_status_wants_what_happened(drive):
    async with drive() as d:
        await opened(d, "f2", "改变状态")
        await d.press("2")
        await put(d, "happened", "昨天")
        await d.press("f9")
        await d.sees("写了发生日期，请写佐证或说明")
        assert d.commits() == ["导入"]


async def test_a_text_of_several_lines_is_wrapped_anew_when_the_window_gets_narrow(drive, repo):
    words = (
        "抓好新旧动能转换领域信息公开，围绕招商引资、创新生态、招揽人才、科技成果等方面，加大政策支持力度和解读回应。"
    )
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(re.sub("做好财政信息.*", words, path.read_text("utf-8")), "utf-8")
    run_git(repo, "commit", "-qam", "换一个长的要求")
    async with drive(size=(160, 45)) as d:
        await d.press("f4")
        await d.sees(words[-2:])
        await d.pilot.resize_terminal(80, 24)
        await d.until(lambda: words in "".join(re.findall("[^ |\n]+", d.screen())), "for the whole text")
