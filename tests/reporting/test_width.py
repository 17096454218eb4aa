from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import cut, fit, width

ALIGN = st.sampled_from(["left", "right", "center"])


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("区财政局", 8),
        ("（一）a", 7),
        ("é", 1),
        ("e\u0301", 1),
        ("“放”", 4),
        ("𠀀", 2),
        ("한", 2),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "align", "shown"),
    [
        ("区财政局", 10, "left", "区财政局  "),
        ("区财政局", 10, "right", "  区财政局"),
        ("区财政局", 11, "center", " 区财政局  "),
        ("区财政局", 8, "left", "区财政局"),
        ("区财政局", 7, "left", "区财.. "),
        ("区财政局", 6, "left", "区财.."),
        ("区财政局", 2, "left", ".."),
        ("区财政局", 1, "left", "."),
        ("区财政局", 0, "left", ""),
        ("abcdef", 5, "left", "abc.."),
        ("abcdef", 1, "left", "."),
        ("e\u0301x", 4, "left", "e\u0301x  "),
        ("e\u0301" * 5, 4, "left", "e\u0301e\u0301.."),
    ],
)
def test_fit(text: str, cells: int, align: str, shown: str) -> None:
    assert fit(text, cells, align) == shown


@given(st.text(max_size=30), st.integers(0, 40), ALIGN)
def test_fit_takes_exactly_the_cells(text: str, cells: int, align: str) -> None:
    shown = clean(text)
    assert width(fit(shown, cells, align)) == cells


@given(st.text(max_size=30), st.integers(2, 40))
def test_cut_never_exceeds(text: str, cells: int) -> None:
    shown = clean(text)
    assert width(cut(shown, cells)) <= cells
    if width(shown) <= cells:
        assert cut(shown, cells) == shown


def test_agrees_with_wcwidth_on_the_characters_of_documents() -> None:
    blocks = [
        (0x20, 0x24F),
        (0x370, 0x4FF),
        (0x2000, 0x27FF),
        (0x2E80, 0x9FFF),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE4F),
        (0xFF00, 0xFFEF),
        (0x1F300, 0x1FAFF),
        (0x20000, 0x2A6DF),
    ]
    for first, last in blocks:
        for code in range(first, last + 1):
            char = clean(chr(code))
            if len(char) == 1 and category(char) != "Cn":
                assert width(char) == wcwidth(char), hex(code)
