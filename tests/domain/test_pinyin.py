"""Initials by character and by word, and syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from gongkai_tui.domain.full_pinyin import spelled_at
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


@pytest.mark.parametrize(
    ("name", "word", "place"),
    [
        ("统计", "tongji", 0),
        ("统计", "tong", 0),
        ("按月份统计", "tongji", 3),
        ("回头看", "huitoukan", 0),
        ("回头看", "huitk", 0),
        ("建设银行", "yinhang", 2),
        ("行政审批", "xingzheng", 0),
        ("区财政局", "caizj", 1),
        ("2022年要点", "2022nian", 0),
        ("战略", "zhanlue", 0),
        ("战略", "zhanlve", 0),
        ("统计", "tongjis", -1),
        ("统计", "ongji", -1),
        ("统计", "t", -1),
        ("统计", "统ji", -1),
        ("2022年", "2022", -1),
        ("", "tongji", -1),
    ],
)
def test_full_pinyin_is_found_where_it_begins(name, word, place):
    assert spelled_at(name, word) == place


def test_the_table_of_syllables_agrees_with_the_dictionary_on_words_of_government():
    words = "政务公开 信息主动公开 财政局 发展改革 生态环境 卫生健康 教育体育 市场监管 行政审批 街道办事处 建议提案"
    for word in words.split():
        assert spelled_at(word, "".join(lazy_pinyin(word))) == 0


@given(st.text())
def test_any_text_has_initials_and_a_variant_of_the_same_length(text):
    plain, by_words = initials(text), initials_variants(text)
    assert not any("\u4e00" <= char <= "\u9fa5" for char in plain)
    assert by_words == "" or (len(by_words) == len(plain) and by_words != plain)
