"""Words of Han characters and initials together, wherever names and tasks are looked for."""

from datetime import date

import pytest
from samples import CONTEXT, make_row

from gongkai_tui.domain.filter_completion import complete_filter
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.history_filter import CommitFacts, HistoryContext, parse_history_filter
from gongkai_tui.domain.name_completion import complete_name, complete_unit_cell

NAMES = ("区财政局", "区教育和体育局", "农业银行", "app推广中心")


@pytest.mark.parametrize(
    "text",
    [
        "区c",
        "区czj",
        "财zj",
        "c政局",
        "CZ局",
        "财政x",
        "t进中",
        "unit:区c",
        "单位:财z",
        "heading:财z",
        "!区jy",
        "推j|教y",
    ],
)
def test_a_task_is_found(text):
    row = make_row()
    found = parse_filter(text, CONTEXT)
    assert found.matches(row)
    assert found.select([row]) == [row]


@pytest.mark.parametrize("text", ["区j", "财zx局", '"区c"', "unit=区c", "财j", "!区c", "公k“三公”", "section:财z"])
def test_a_task_is_left_out(text):
    row = make_row()
    found = parse_filter(text, CONTEXT)
    assert not found.matches(row)
    assert found.select([row]) == []


def test_letters_may_stand_for_themselves():
    row = make_row(heading="推广APP和G20峰会报道")
    assert all(parse_filter(text, CONTEXT).matches(row) for text in ("广app", "g20峰", "g20f会", "推gapp", "tgapp和"))


@pytest.mark.parametrize("text", ["财政", "czj", "tianqiao-2021/17", '"区c"', "2022年", "第17项"])
def test_other_words_are_looked_for_as_before(text):
    found = parse_filter(text, CONTEXT)
    assert not (found.words and found.tests)


def test_the_han_part_is_looked_for_first():
    assert parse_filter("区czj", CONTEXT).words == ("区",)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("区j", "区教育和体育局"), ("财zj", "区财政局"), ("农y银h", "农业银行"), ("app推g", "app推广中心")],
)
def test_a_name_is_offered(typed, name):
    assert [offer.text for offer in complete_name(typed, len(typed), NAMES)] == [name]
    assert complete_unit_cell(f"区民政局，{typed}", len(typed) + 5, NAMES)[0].text == name
    assert complete_filter(f"unit:{typed}", len(typed) + 5, {"unit": NAMES})[0].text == name


def test_a_commit_is_found():
    facts = CommitFacts("3f9a2c", "张三", "z@example.invalid", "2022-09-05", "第17项 财政信息", "set")
    context = HistoryContext(date(2022, 9, 30))
    assert all(parse_history_filter(text, context).matches(facts) for text in ("财zx", "who:张s", "z三"))
    assert not parse_history_filter("财jx", context).matches(facts)
