"""The mark of a wording: what changes it and what does not."""

from unicodedata import category

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai_tui.domain.fingerprint import fingerprint, fingerprints, wording_of

WORDS = st.text(st.sampled_from("做好财政信息公开2021年abc〇"), min_size=1, max_size=30)
NOISE = st.text(st.sampled_from(" \n\t　，。、；：“”《》（）()-—·,.;!"), max_size=3)


def test_it_is_sixteen_hexadecimal_digits_and_stays_the_same_over_the_years():
    assert fingerprint("做好预决算公开。") == fingerprint("做好预决算公开")
    assert fingerprint("做好预决算公开") == "b1b71416de53f398"


@given(WORDS, st.lists(NOISE, min_size=31, max_size=31))
def test_spaces_and_punctuation_do_not_matter(words, noise):
    before = " " + words
    strewn = "".join(
        ("" if char.isdigit() and last.isdigit() else sign) + char
        for last, char, sign in zip(before, words, noise, strict=False)
    )
    strewn += noise[-1]
    assert fingerprint(strewn) == fingerprint(words)


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("选取2—3个区县", "选取23个区县"),
        ("增长2.5%", "增长25%"),
        ("增长25", "增长2.5"),
        ("权重不低于4%", "权重不低于4‰"),
        ("权重不低于4%", "权重不低于4"),
        ("每周1、2次", "每周12次"),
        ("投资≥3亿元", "投资≤3亿元"),
    ],
)
def test_the_signs_of_a_number_matter(said, changed):
    assert fingerprint(said) != fingerprint(changed)
    assert fingerprint(said) not in fingerprints(changed)


@pytest.mark.parametrize(
    ("said", "typed"),
    [("2—3 个", "2 － 3个"), ("2～3个", "2-3个"), ("４％。", "4%"), ("（1）预算；2.决算", "1预算2决算")],
)
def test_a_number_typed_otherwise_is_the_same(said, typed):
    assert fingerprint(said) == fingerprint(typed)


def test_a_mark_that_an_earlier_program_kept_is_known_again():
    assert fingerprints("权重不低于4%") == (fingerprint("权重不低于4%"), "a4f2fa94ae52d72c")
    assert fingerprints("做好预决算公开") == ("b1b71416de53f398",)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1))
def test_full_width_and_case_do_not_matter(text):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in text)
    assert fingerprint(wide) == fingerprint(text) == fingerprint(text.upper())


@given(WORDS, st.integers(0, 30), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5))
def test_any_other_character_matters(words, place, char):
    assume(category(char) == "Lo")
    place %= len(words)
    assert fingerprint(words[:place] + char + words[place:]) != fingerprint(words)
    if words[place] != char:
        assert fingerprint(words[:place] + char + words[place + 1 :]) != fingerprint(words)


def test_the_heading_stands_in_where_there_is_no_requirement():
    assert wording_of("财政信息", "公开预算") == "公开预算"
    assert wording_of("财政信息", " \n") == "财政信息"
