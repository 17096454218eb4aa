"""What somebody may have meant by a name that nobody knows."""

import pytest

from gongkai_tui.domain.near_names import near_names, near_words

KNOWN = ("区财政局", "区民政局", "区政府办公室", "各街道办事处", "区教育和体育局")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("区才政局", "区财政局"),
        ("财政", "区财政局"),
        ("济南市区民政局", "区民政局"),
        ("区 才正局", "区财政局"),
        ("区教体局", "区教育和体育局"),
    ],
)
def test_a_slip_is_recognised(typed, near):
    assert near in near_names(typed, KNOWN)


@pytest.mark.parametrize("typed", ["", "  ", "无关的说法", "x"])
def test_what_is_like_nothing_has_no_neighbour(typed):
    assert near_names(typed, KNOWN) == ()
    assert near_words(typed, KNOWN) == ""
