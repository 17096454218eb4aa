"""Rules of saved views, and what a view and a typed filter mean together."""

from datetime import date

import pytest
from samples import make_row

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filters import FilterContext, parse_filter
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.saved_view import (
    BUILT_IN,
    MOST_CELLS,
    SavedView,
    ViewPlace,
    filter_with,
    unit_view,
    view_in_words,
    view_problems,
)
from gongkai_tui.reporting.width import width

CONTEXT = FilterContext(date(2022, 8, 1))


def fields_of(view: SavedView) -> list[str]:
    return [problem.field for problem in view_problems(view)]


def test_a_sound_view_has_no_problem() -> None:
    view = SavedView("本月到期", "due:本月 status:未完成", "due,-updated", ("id", "heading", "due"), "huaiyin-2022")
    assert fields_of(view) == []
    assert fields_of(SavedView("只有名称")) == []
    assert fields_of(SavedView("闰日", "due:02-29")) == []


@pytest.mark.parametrize(
    "name", ["", "  ", " 前", "后 ", "两\n行", "控\x1b制", "零\u200b宽", "双\u202e向", "全\u3000角"]
)
def test_names_that_cannot_be(name: str) -> None:
    assert fields_of(SavedView(name)) == ["name"]


def test_a_name_is_measured_in_cells() -> None:
    longest = "期" * (MOST_CELLS // 2)
    assert width(longest) == MOST_CELLS
    assert fields_of(SavedView(longest)) == []
    assert fields_of(SavedView(longest + "a")) == ["name"]
    assert fields_of(SavedView("a" * MOST_CELLS)) == []
    assert fields_of(SavedView("a" * (MOST_CELLS + 1))) == ["name"]


@pytest.mark.parametrize(
    ("view", "field"),
    [
        (SavedView("a", "status:完成了"), "filter"),
        (SavedView("a", "a |"), "filter"),
        (SavedView("a", "a\nb"), "filter"),
        (SavedView("a", "a" * 2_001), "filter"),
        (SavedView("a", sort="颜色"), "sort"),
        (SavedView("a", sort="due\n"), "sort"),
        (SavedView("a", columns=("id", "colour")), "columns"),
        (SavedView("a", columns=("id", "id")), "columns"),
    ],
)
def test_every_finding_names_its_field(view: SavedView, field: str) -> None:
    assert fields_of(view) == [field]


def test_built_in_views_are_sound_and_say_so() -> None:
    for view in (*BUILT_IN, unit_view("区财政局"), unit_view('区“教育”和 体育"局|')):
        assert fields_of(view) == []
        assert view.place is ViewPlace.BUILT_IN
        parse_filter(view.filter, CONTEXT)


@pytest.mark.parametrize("unit", ["区财政局", "区教育 体育局", "区（县）局|所"])
def test_the_view_of_a_unit_finds_its_tasks(unit: str) -> None:
    found = parse_filter(unit_view(unit).filter, CONTEXT)
    assert found.matches(make_row(packed_units=pack_pairs([(unit, "责任")])))
    assert not found.matches(make_row(packed_units=pack_pairs([("区民政局", "责任")])))


@pytest.mark.parametrize(
    ("view", "typed", "expected"),
    [
        (SavedView("a", "x|y", plan="b-1"), "z", "z x|y plan=b-1"),
        (SavedView("a", "x"), "", "x"),
        (SavedView("a", plan="b-1"), " z ", "z plan=b-1"),
        (SavedView("a"), "z", "z"),
    ],
)
def test_view_and_typed_filter_both_hold(view: SavedView, typed: str, expected: str) -> None:
    assert filter_with(view, typed) == expected


def test_ids_of_view_and_typed_filter_are_not_put_together() -> None:
    both = filter_with(SavedView("a", "a/1 a/2"), "a/2 a/3")
    found = parse_filter(both, CONTEXT)
    assert [n for n in range(1, 4) if found.matches(make_row(id=f"a/{n:03d}"))] == [2]


@pytest.mark.parametrize("typed", ["z |", "!", '"z', "(z"])
def test_half_a_filter_is_not_completed_by_the_view(typed: str) -> None:
    with pytest.raises(FilterError):
        filter_with(SavedView("a", "x"), typed)


def test_words_of_a_view() -> None:
    view = SavedView("a", "czj", "due,-updated", ("id", "units"), "b-1")
    assert view_in_words(view) == "筛选 czj；排序 期限、更新倒序；列 编号、责任单位；计划 b-1"
    assert view_in_words(SavedView("a")) == "全部任务"
