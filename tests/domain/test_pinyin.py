"""Initials by character and by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from gongkai_tui.domain.pinyin import initials, initials_variants
from gongkai_tui.domain.pinyin_table import FIRST, INITIALS


def test_characters_give_their_first_letter_and_others_stay():
    assert initials("区财政局") == "qczj"
    assert initials("ＣＺＪ 2022年 tianqiao-2021/017、（一）") == "czj 2022n tianqiao-2021/017、(y)"
    assert initials("二〇二二年") == "eleen"
    assert initials("") == ""


@pytest.mark.parametrize(
    ("text", "by_character", "by_word"),
    [
        ("建设银行", "jsyx", "jsyh"),
        ("各行业", "gxy", "ghy"),
        ("行长", "xc", "hz"),
        ("长期坚持", "cqjc", ""),
        ("重点", "zd", ""),
        ("重庆", "zq", "cq"),
        ("重做", "zz", "cz"),
        ("区长", "qc", "qz"),
        ("会计", "hj", "kj"),
        ("厦门", "sm", "xm"),
        ("协调", "xd", "xt"),
        ("调查", "dc", ""),
        ("财政局", "czj", ""),
        ("银行、会计", "yx、hj", "yh、kj"),
    ],
)
def test_words_with_another_reading_give_a_variant(text, by_character, by_word):
    assert initials(text) == by_character
    assert initials_variants(text) == by_word


def test_the_table_agrees_with_the_dictionary_on_words_of_government():
    words = "政务公开 信息主动公开 财政局 发展改革 生态环境 卫生健康 教育体育 市场监管 行政审批 街道办事处 建议提案"
    for word in words.split():
        assert initials(word) == "".join(syllable[0] for syllable in lazy_pinyin(word))


def test_the_table_has_a_lower_case_letter_for_each_common_character():
    assert (len(INITIALS), FIRST) == (0x9FFF - 0x4E00 + 1, 0x4E00)
    unknown = [place for place, letter in enumerate(INITIALS) if not ("a" <= letter <= "z")]
    assert len(unknown) < 100
    assert all(INITIALS[place] == chr(FIRST + place) for place in unknown)


@given(st.text())
def test_any_text_has_initials_and_a_variant_of_the_same_length(text):
    plain, by_words = initials(text), initials_variants(text)
    assert not any("\u4e00" <= char <= "\u9fa5" for char in plain)
    assert by_words == "" or (len(by_words) == len(plain) and by_words != plain)
