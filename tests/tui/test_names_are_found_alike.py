"""What finds a unit in one list finds it in every other."""

import pytest

from gongkai_tui.domain.filter_context import FilterContext
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.grid import LineKind, UnitLine, matches
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.summary import Group, summarise
from gongkai_tui.tui.frequencies import Frequency, arranged
from gongkai_tui.tui.lines import Span
from gongkai_tui.tui.screens.sheet_lines import SheetLines
from gongkai_tui.tui.sheets.sheet import Page, SheetLine
from tests.domain.samples import TODAY, make_row

UNIT = "农业银行２0号网点"


def in_the_filter(word):
    return parse_filter(f"unit:{word}", FilterContext(TODAY)).matches(
        make_row(packed_units=pack_pairs(((UNIT, "牵头"),)))
    )


def in_the_grid(word):
    nothing = summarise([], TODAY)
    return matches(UnitLine(UNIT, LineKind.UNIT, (), (), nothing), word)


def in_the_statistics(word):
    return bool(arranged([Frequency(UNIT, Group(UNIT, summarise([], TODAY)))], "unit", "", word))


def in_a_sheet(word):
    lines = SheetLines(Page((SheetLine("one", (Span("3"), Span(UNIT)), lambda _cells: ()),)), word=word)
    return bool(lines.shown)


@pytest.mark.parametrize("is_found", [in_the_filter, in_the_grid, in_the_statistics, in_a_sheet])
@pytest.mark.parametrize(
    ("word", "is_there"),
    [("农业", True), ("nyyh", True), ("nyyx", True), ("农y银h", True), ("h20", True), ("20号", True), ("农h", False)],
)
def test_a_unit_is_found_by_name_initials_and_both_mixed(is_found, word, is_there):
    assert is_found(word) is is_there
