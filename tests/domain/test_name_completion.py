"""Names offered while units and sections are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_row

from gongkai_tui.domain.known_names import known_names
from gongkai_tui.domain.name_completion import complete_name, complete_unit_cell
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit

NAMES = ("区财政局", "区教育和体育局", "区政府办公室", "各街道办事处", "西市场街道办事处", "农业银行")


def cell(text, cursor=None):
    at = len(text) if cursor is None else cursor
    return [text[: found.start] + found.text + text[at:] for found in complete_unit_cell(text, at, NAMES)]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("czj", "区财政局"),
        ("CZJ", "区财政局"),
        ("财", "区财政局"),
        ("区教", "区教育和体育局"),
        ("区财政局牵头，gjdb", "区财政局牵头，各街道办事处"),
        ("区财政局、区教", "区财政局、区教育和体育局"),
        ("区财政局 jy", "区财政局 区教育和体育局"),
        ("区财政局和区教", "区财政局和区教育和体育局"),
        ("牵头单位：cz", "牵头单位：区财政局"),
        ("nyyh", "农业银行"),
        ("区", "区财政局"),
    ],
)
def test_the_first_offer_in_a_cell(text, result):
    assert cell(text)[0] == result


def test_a_unit_that_is_written_already_is_not_offered_again():
    assert cell("区财政局，czj") == []
    assert cell("czj、区财政局", 3) == []
    assert cell("区财政局，区")[0] == "区财政局，区教育和体育局"


@pytest.mark.parametrize(
    "text", ["", " ", "区财政局", "区财政局、", "区财政局 ", "区财政局牵头", "xyz", "区财政局，配合"]
)
def test_nothing_is_offered(text):
    assert cell(text) == []


def test_a_role_word_or_another_unit_may_follow_but_no_rest_of_the_name():
    assert cell("czj牵头，各街道办事处配合", 3)[0] == "区财政局牵头，各街道办事处配合"
    assert cell("czj、区教育和体育局", 3)[0] == "区财政局、区教育和体育局"
    assert cell("区财局", 2) == []


def test_a_whole_field():
    assert [found.text for found in complete_name("jdbsc", 5, NAMES)] == ["各街道办事处", "西市场街道办事处"]
    assert [found.text for found in complete_name("街道", 2, NAMES)] == ["各街道办事处", "西市场街道办事处"]
    assert complete_name("区财政局", 4, NAMES) == ()
    assert complete_name("区财", 1, NAMES) == ()


@given(st.text("区财政局牵头配合、，； 和czj：（）", max_size=15), st.integers(0, 15))
def test_any_cell_at_any_cursor(text, cursor):
    cursor = min(cursor, len(text))
    for found in complete_unit_cell(text, cursor, NAMES):
        assert 0 <= found.start < cursor


def test_names_at_hand_come_first_then_those_of_the_jurisdiction_then_those_seen():
    own = Jurisdiction(
        "huaiyin",
        "槐荫区",
        units=(Unit("区财政局", aliases=(Alias("财政局"),)), Unit("西市场街道办事处")),
        groups=(Group("各街道办事处", members=("西市场街道办事处",)),),
    )
    other = Jurisdiction("jinan", "济南市", units=(Unit("市财政局"),))
    rows = [
        make_row(1, plan="jinan-2021", packed_units=pack_pairs((("市民政局", "责任"),)), section="别处"),
        make_row(2, packed_units=pack_pairs((("区民政局", "责任"),)), section="乙"),
        make_row(3, packed_units=pack_pairs((("区民政局", "责任"),)), section="甲"),
    ]
    found = known_names(UnitRegistry([other, own]), "huaiyin", "tianqiao-2021", rows, ["各街道办事处"])
    assert found.units == (
        "各街道办事处",
        "西市场街道办事处",
        "区财政局",
        "财政局",
        "区民政局",
        "市民政局",
    )
    assert found.sections == ("乙", "甲", "别处")
