"""Break Chinese text into lines by the rules of 禁则: no line starts with closing or ends with opening punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

NEVER_FIRST = frozenset("、。，．；：？！）〕】》」』〉”’％…—·,.;:?!)]}%")
NEVER_LAST = frozenset("（〔【《「『〈“‘([{")

_LONGEST_PUSH = 4
"""How many characters may move to the next line to keep a rule; a longer run is broken anyway."""


def wrap(text: str, cells: int) -> list[str]:
    """Return `text` as lines of at most `cells` terminal cells; an empty text is one empty line."""
    cells = max(cells, 2)
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, cells)]


def _wrap_paragraph(text: str, cells: int) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = _fitting_end(text, start, cells)
        if end < len(text):
            end = _legal_break(text, start, end)
        yield text[start:end].rstrip(" ")
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    if not text:
        yield ""


def _fitting_end(text: str, start: int, cells: int) -> int:
    # No character is wider than two cells, so that half as many always fit.
    sure = start + cells // 2
    if sure >= len(text) or width(text[start:]) <= cells:
        return len(text)
    used = width(text[start:sure])
    for place in range(sure, len(text)):
        used += width(text[place])
        if used > cells:
            return max(place, start + 1)
    return len(text)


def _legal_break(text: str, start: int, end: int) -> int:
    """Move a break back to where it may stand; give up after a few characters."""
    for place in range(end, max(start, end - _LONGEST_PUSH), -1):
        if _may_break(text, place):
            return place
    place = end
    while place > start and text[place] in NEVER_FIRST:
        place -= 1
    word = _word_start(text, place)
    return word if word > start else end


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return not (_in_word(before) and _in_word(after))


def _word_start(text: str, place: int) -> int:
    while place > 0 and _in_word(text[place - 1]) and _in_word(text[place]):
        place -= 1
    return place


def _in_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "/-_.:?&=%#@")
