"""What filters select does not depend on what was typed before."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filters import FilterContext, parse_filter
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.sorting import sort_rows
from gongkai_tui.tui.board import Board

from .invented import invent

ROWS, PLANS = invent(300)
CONTEXT = FilterContext(date(2022, 7, 22))
PIECES = st.sampled_from(
    ["c", "z", "j", " ", "财政", "公开", "!", "|", "区", "status:推进中", "政", "#1", "x", "~", "~cj", "排序:期限"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=4).map("".join), min_size=1, max_size=30), st.sampled_from(["", "-due"]))
def test_typing_step_by_step_selects_what_the_whole_filter_selects(texts, order):
    board = Board(CONTEXT)
    board.load(ROWS, {plan.id: short_name(plan) for plan in PLANS.values()})
    for number, text in enumerate(texts):
        try:
            wanted = parse_filter(text, CONTEXT)
        except FilterError:
            continue
        if number == len(texts) // 2:
            board.sort = order
            board.choose_plan(next(iter(PLANS)) if number % 2 else "")
        board.filter(text)
        assert [row.id for row in board.visible] == [row.id for row in board._ordered if wanted.matches(row)]


def test_an_order_in_the_filter_goes_before_the_chosen_one_until_another_is_chosen():
    board = Board(CONTEXT)
    board.load(ROWS, {plan.id: short_name(plan) for plan in PLANS.values()})
    as_loaded = [row.id for row in board.visible]
    board.sort_by("heading")
    board.filter("财政 排序:-编号")
    wanted = [row.id for row in sort_rows(parse_filter("财政", CONTEXT).select(ROWS), "-id")]
    assert [row.id for row in board.visible] == wanted
    assert len(wanted) > 1
    board.reverse()
    assert [row.id for row in board.visible] == wanted[::-1]
    assert (board.filter_text, board.order) == ("财政", "id")
    board.filter("排序:期限")
    board.filter("")
    assert board.order == "id"
    board.sort_by("")
    assert [row.id for row in board.visible] == as_loaded


def test_a_plan_that_there_is_not_is_pointed_at_and_what_was_shown_stays():
    board = Board(CONTEXT)
    board.load(ROWS, {plan.id: short_name(plan) for plan in PLANS.values()})
    board.filter("财政 计划:tq")
    shown = list(board.visible)
    assert {PLANS[row.plan].year for row in shown} == {2018}
    with pytest.raises(FilterError, match=r"第 11 个字.*没有“历下2099”这个计划。现有：天桥2018、") as told:
        board.filter("计划:天桥2018,历下2099")
    assert told.value.position == len("计划:天桥2018,")
    assert board.visible == shown
    board.filter("!计划:历下2099")
    assert len(board.visible) == len(ROWS)


def test_a_filter_looks_at_the_rows_that_were_loaded_last():
    board = Board(CONTEXT)
    board.load(ROWS, {plan.id: short_name(plan) for plan in PLANS.values()})
    board.filter("没有这样的词|也没有这个")
    assert not board.visible
    board.load(
        [ROWS[0]._replace(haystack="也没有这个"), *ROWS[1:]], {plan.id: short_name(plan) for plan in PLANS.values()}
    )
    assert [row.id for row in board.visible] == [ROWS[0].id]
