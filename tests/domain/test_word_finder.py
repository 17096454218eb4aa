"""Rows held in little memory are found by the same words as rows with haystacks."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import make_row

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.held_row import RESIDUE_AT, HeldRow, held_rows
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.residue import residue_of
from gongkai_tui.domain.row import TaskRow
from gongkai_tui.domain.word_finder import WordFinder

CHARS = st.sampled_from("政务公开A aＡａ1１,，（(…①㎡é\u0301\u3000都ſ\n重庆")
TEXTS = st.text(CHARS, max_size=12)
KEPT = [name for name in TaskRow._fields if name != "haystack"]
UNITS = st.lists(st.sampled_from([("区财政局", "牵头"), ("各街道办事处", "责任"), ("Ａ局", "配合")]), max_size=3)


def rows_of(tasks):
    """The same tasks twice: with haystacks, and held without."""
    plain = [
        make_row(
            id=f"tianqiao-2021/{n:03d}",
            seq=n,
            heading=heading.replace("\n", ""),
            requirement=requirement,
            packed_units=pack_pairs(dict(units).items()),
        )
        for n, (heading, requirement, units) in enumerate(tasks)
    ]
    held = held_rows((*row[:RESIDUE_AT], residue_of(row.requirement), *row[RESIDUE_AT + 1 :]) for row in plain)
    return plain, held


TASKS = st.lists(st.tuples(TEXTS, TEXTS, UNITS), min_size=1, max_size=6)
WORDS = st.text(CHARS, min_size=1, max_size=3).map(lambda text: fold(text.replace("\n", "")))


@given(TASKS)
def test_a_held_row_says_what_the_row_says(tasks):
    plain, held = rows_of(tasks)
    for one, other in zip(plain, held, strict=True):
        assert isinstance(other, HeldRow)
        assert {name: getattr(other, name) for name in one._fields} == one._asdict()
        assert (other.units, other.unit_status) == (one.units, one.unit_status)


@given(TASKS)
def test_a_held_row_takes_other_values_as_the_row_does(tasks):
    others = (
        {"status": "推进中", "due": "2021-12-31", "uncommitted": True},
        {"year": 2030, "issued": "2030-01-01", "archived": True},
        {"packed_units": pack_pairs([("区教育局", "责任")]), "relink": True},
        {"packed_units": ""},
    )
    plain, held = rows_of(tasks)
    for one, other in zip(plain, held, strict=True):
        for values in others:
            wanted, found = one._replace(**values), other._replace(**values)
            assert [getattr(found, name) for name in KEPT] == [getattr(wanted, name) for name in KEPT]
        assert {name: getattr(other, name) for name in one._fields} == one._asdict()


@settings(max_examples=400)
@given(
    TASKS, st.one_of(WORDS, st.sampled_from(["czj", "第1项", "q", "tianqiao", "/00", "财政", "ac", "责任", "未启动"]))
)
def test_words_are_found_where_the_haystacks_hold_them(tasks, word):
    plain, held = rows_of(tasks)
    wanted = [row.id for row in plain if word in row.haystack]
    finder = WordFinder([*held, *plain[:1]])
    assert [row.id for row in finder.select(held, word)] == wanted
    assert [row.id for row in held if finder.holds(word)(row)] == wanted
    assert [row.id for row in finder.select([*plain[:1], *held[1:]], word)] == wanted


@settings(max_examples=400)
@given(
    TASKS,
    st.one_of(WORDS, st.sampled_from(["czj", "q局", "第项", "tq1", "政开", "1公", "a公", "未动", "公\u0301"])).filter(
        bool
    ),
)
def test_characters_in_order_are_found_where_a_line_of_the_haystack_holds_them(tasks, term):
    plain, held = rows_of(tasks)
    pattern = re.compile(".*".join(map(re.escape, term)))
    wanted = [row.id for row in plain if pattern.search(row.haystack)]
    for some in (plain, held, [*plain[:1], *held[1:]]):
        assert [row.id for row in some if WordFinder(some).follows(term)(row)] == wanted
