import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.reporting.clean import MAX_MARKS, clean, is_clean
from gongkai_tui.reporting.width import width

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_ordinary_text_stays() -> None:
    text = "推进行政许可、行政处罚等信息公开，〔2021〕13号“放管服”　x=1 ①—…·é 한국 𠀀"
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31m红", "␛[31m红"),
        ("a\x00b\x07c\x7f", "a␀b␇c␡"),
        ("a\x85b\x9bc", "a<U+0085>b<U+009B>c"),
        ("甲\u202e乙", "甲<U+202E>乙"),
        ("甲\u200b\ufeff乙", "甲<U+200B><U+FEFF>乙"),
        ("a\U000e0041", "a<U+E0041>"),
        ("行\u2028段\u2029", "行<U+2028>段<U+2029>"),
        ("x\ud800y", "x<U+D800>y"),
        ("\u3164\u2800\u00ad\u115f\uffa0", "<U+3164><U+2800><U+00AD><U+115F><U+FFA0>"),
        ("甲\t乙\n丙\r\n丁\r戊", "甲 乙⏎丙⏎丁␍戊"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("葛\U000e0100\U000e0101", "葛<U+E0100><U+E0101>"),
        ("⚠\ufe0f注意", "⚠注意"),
        ("\ufe0f", "<U+FE0F>"),
        ("\u0301x", "◌\u0301x"),
        ("", ""),
    ],
)
def test_marks(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_newlines_can_stay() -> None:
    assert clean("一\r\n二\n\x1b", keep_newlines=True) == "一\n二\n␛"


def test_a_pile_of_marks_is_cut_and_counted() -> None:
    shown = clean("e" + "\u0301" * 100 + "f")
    assert shown == "e" + "\u0301" * MAX_MARKS + "<叠加符×92>f"


@given(ANY_TEXT)
def test_nothing_hidden_is_left(text: str) -> None:
    shown = clean(text)
    assert not [char for char in shown if unicodedata.category(char) in HIDDEN]
    assert clean(shown) == shown
    shown.encode()


@given(ANY_TEXT)
def test_no_visible_character_is_lost(text: str) -> None:
    shown = iter(clean(text))
    visible = [char for char in text if unicodedata.category(char)[0] in "LNPS" and clean(char) == char]
    assert all(char in shown for char in visible)


def test_every_character_the_fast_path_accepts_is_plain() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if is_clean(char):
            assert unicodedata.category(char)[0] not in "CM" or unicodedata.category(char) == "Co", hex(code)
            assert width(char) > 0, hex(code)
