"""Hints about a deadline quote the words as they are printed, not as they were folded for reading."""

from __future__ import annotations

import re
import unicodedata

from gongkai_tui.domain.chinese_number import replaced_numerals

_QUOTED = re.compile("“([^“”]+)”")


def quoting_print(hints: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Put what `words` have in the place of every quotation that only the folded text has."""
    if all(quoted in words for hint in hints for quoted in _QUOTED.findall(hint)):
        return hints
    folded, places = _folded(words)

    def printed(match: re.Match[str]) -> str:
        quoted = match.group(1)
        at = -1 if quoted in words else folded.find(quoted)
        return match.group() if at < 0 else f"“{words[places[at][0] : places[at + len(quoted) - 1][1]]}”"

    return tuple(_QUOTED.sub(printed, hint) for hint in hints)


def _folded(words: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters the (start, end) in `words` that it stands for."""
    flat = [
        (char, (place, place + 1))
        for place, original in enumerate(words)
        for char in unicodedata.normalize("NFKC", original)
        if not char.isspace()
    ]
    text = "".join(char for char, _ in flat)
    found: list[tuple[str, tuple[int, int]]] = []
    done = 0
    for start, end, digits in replaced_numerals(text):
        found += flat[done:start]
        found += [(digit, (flat[start][1][0], flat[end - 1][1][1])) for digit in digits]
        done = end
    found += flat[done:]
    return "".join(char for char, _ in found), [place for _, place in found]
