"""Units are found by any of their names, and counted as the filter that is offered would count them."""

from __future__ import annotations

from datetime import date

import pytest
from samples import make_row

from gongkai_tui.domain.filters import FilterContext, parse_filter
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.unit_finder import UnitFinder

OTHERS = {"区卫生健康局": ("区卫健局",), "区财政局": (), "各街道办事处": ()}
SPELLINGS = {"区卫生健康局": frozenset({"区卫生健康局", "区卫健局"})}
CONTEXT = FilterContext(date(2022, 8, 1), lambda name: SPELLINGS.get(name, frozenset({name})))
CHOSEN = pack_pairs((("各街道办事处", "五里沟街道办事处"),))
ROWS = [
    make_row(1, packed_units=pack_pairs((("区卫健局", "牵头"), ("区财政局", "配合")))),
    make_row(2, packed_units=pack_pairs((("区卫生健康局", "责任"),))),
    make_row(3, packed_units=pack_pairs((("西区财政局", "责任"),))),
    make_row(4, packed_units=pack_pairs(())),
    make_row(5, packed_units=pack_pairs((("各街道办事处", "责任"),)), packed_chosen=CHOSEN),
]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("区卫生健康局", [("区卫生健康局", "", 2)]),
        ("卫健局", [("区卫生健康局", "区卫健局", 2)]),
        ("qwjj", [("区卫生健康局", "区卫健局", 2)]),
        ("财zj", [("区财政局", "", 2), ("西区财政局", "", 1)]),
        ("czj", [("区财政局", "", 2), ("西区财政局", "", 1)]),
        ("caizheng", [("区财政局", "", 2), ("西区财政局", "", 1)]),
        ("quczj", [("区财政局", "", 2), ("西区财政局", "", 1)]),
        ("五里沟", []),
        ("各街道", [("各街道办事处", "", 1)]),
        ("  ", []),
    ],
)
def test_a_unit_is_found_by_name_other_name_and_initials(word, found):
    units = UnitFinder(OTHERS, ROWS).find(word, CONTEXT, 8)
    assert [tuple(unit) for unit in units] == found
    assert [len(parse_filter(unit.filter, CONTEXT).select(ROWS)) for unit in units] == [n for _, _, n in found]


def test_no_more_than_asked_are_found():
    assert len(UnitFinder(OTHERS, ROWS).find("区", CONTEXT, 1)) == 1
