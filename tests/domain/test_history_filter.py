"""The filter language of the history: what it means and where it says no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.history_filter import CommitFacts, HistoryContext, parse_history_filter

TODAY = date(2022, 9, 20)
FACTS = CommitFacts(
    "3f9a2c1e" * 5,
    "张三",
    "zhang@tianqiao.example",
    "2022-09-05",
    "天桥2021 第17项 财政信息：推进中 → 待核查（区财政局）",
    "set",
    ("tianqiao-2021/017",),
    ("tianqiao-2021",),
)
BY_HAND = CommitFacts(
    "ab" * 20, "李四", "li@x.example", "2022-08-31", "手工改了两处", "", ("jinan-2021/003",), ("jinan-2021",)
)
CONTEXT = HistoryContext(
    TODAY, lambda operator, unit: frozenset({"tianqiao-2021/017"} if (operator, unit) == (":", "区财政局") else ())
)


def passes(text: str, facts: CommitFacts = FACTS) -> bool:
    return parse_history_filter(text, CONTEXT).matches(facts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "财政",
        "czxx",
        "zs",
        "张三 财政",
        "tianqiao-2021/017",
        "tianqiao-2021/17",
        "2021/01",
        '"推进中 → 待核查"',
        "教育|财政",
        "!教育",
        "who:张三",
        "who:zs",
        "谁：ZHANG@",
        "unit:区财政局",
        "since:2022-09-01",
        "since:30d",
        "until:2022-09-05",
        "date:本月",
        "日期:2022-09",
        "date>=2022-09-05 date<=2022-09",
        "date:2022-08-01..2022-09-10",
        "action:set",
        "action:undo,修改",
        "操作!=撤销",
        "commit:3f9a2c",
        "plan:tianqiao",
        "(who:李四|who:张三) !action:hand",
    ],
)
def test_a_commit_is_found(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "教育",
        "!财政",
        "who:李四",
        "who:财政",
        "unit=区财政局",
        "unit:区教育局",
        "since:2022-09-06",
        "until:2022-09-04",
        "date:上月",
        "date<2022-09",
        "date>2022-09-05",
        "action:hand",
        "commit:4444",
        "plan=tianqiao",
        "who!=张三",
    ],
)
def test_a_commit_is_left_out(text: str) -> None:
    assert not passes(text)


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ("plan", "题头"), ("choose", "选定"), ("problem", "问题"), ("extend", "延期"), ("occur", "完成次数"),
        ("link", "关联"), ("view", "视图"), ("lookback", "回头看"),
    ],
)  # fmt: skip
def test_every_operation_can_be_asked_for_in_both_languages(action, word) -> None:
    facts = BY_HAND._replace(action=action)
    assert passes(f"action:{action}", facts)
    assert passes(f"action:{word}", facts)
    assert not passes("action:set", facts)


def test_commits_made_by_hand_are_an_action_of_their_own() -> None:
    assert passes("action:hand", BY_HAND)
    assert passes("action:手工 since:2022-08 until:2022-08", BY_HAND)
    assert not passes("action:set", BY_HAND)


def test_what_git_can_look_for_is_taken_out_once() -> None:
    found = parse_history_filter("who:张三 task:tianqiao-2021/17,18 task:jinan-2021/1 plan:jinan-2021", CONTEXT)
    assert found.tasks == ("jinan-2021/001",)
    assert len(found.tests) == 3
    assert found.reads_tasks
    found = parse_history_filter("plan:jinan-2021 who:张三", CONTEXT, is_plan={"jinan-2021"}.__contains__)
    assert (found.tasks, found.plans, len(found.tests), found.reads_tasks) == ((), ("jinan-2021",), 1, False)
    assert parse_history_filter("plan:jinan", CONTEXT, is_plan={"jinan-2021"}.__contains__).plans == ()
    assert parse_history_filter("!task:jinan-2021/1", CONTEXT).tasks == ()


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("财政 颜色:红", 3, "没有“颜色”这个字段"),
        ("who>张三", 0, "不能用"),
        ("action:毁掉", 7, "没有“毁掉”这种操作"),
        ("since:很久", 6, "看不懂日期“很久”"),
        ("since:2022,2023", 11, "只能有一个值"),
        ("commit:xyz", 7, "不是提交编号"),
        ('""', 0, "没有内容"),
        ("who:", 4, "缺少一个值"),
        ("(who:a", 0, "没有配对"),
    ],
)
def test_mistakes_are_pointed_at(text: str, position: int, words: str) -> None:
    with pytest.raises(FilterError, match=words) as error:
        parse_history_filter(text, CONTEXT)
    assert error.value.position == position


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_history_filter(text, CONTEXT)
    except FilterError as error:
        place = error.position
    else:
        place = 0 if found.matches(FACTS) else len(text)
    assert 0 <= place <= len(text)


@given(
    st.sampled_from(
        ["who:张三", "action:set", "date:2022-09", "since:2022-09-01", "(财政|教育) !李四", "unit:区财政局"]
    )
)
def test_full_width_means_the_same(text: str) -> None:
    wide = text.translate({ord(char): ord(char) + 0xFEE0 for char in ":!|()"})
    assert passes(wide) == passes(text)
