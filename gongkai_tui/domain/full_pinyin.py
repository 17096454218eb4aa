"""Full pinyin, so that tongji finds 统计, and huitk 回头看: each character by its syllable or its first letter.

For lists that a person chooses from: in long texts nearly every short word would occur by chance.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST = 2
"""One letter is an initial."""


def spelled_at(name: str, word: str) -> int:
    """At which character of a name a folded word begins to spell it; -1 where it does not.

    The last syllable may be incomplete.
    """
    if len(word) < _SHORTEST or not word.isascii() or not word.isalnum() or word.isdecimal():
        return -1
    readings = _readings_of(name)
    return next((place for place in range(len(readings)) if _spells(readings[place:], word)), -1)


def _spells(readings: Sequence[Sequence[str]], word: str) -> bool:
    if not word or not readings:
        return not word
    return any(
        syllable.startswith(word)
        or (word.startswith(syllable) and _spells(readings[1:], word[len(syllable) :]))
        or (word[0] == syllable[0] and _spells(readings[1:], word[1:]))
        for syllable in readings[0]
    )


@lru_cache(maxsize=1024)
def _readings_of(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_readings().get(char, (char,)) for char in fold(name))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    # Twenty kilobytes that most sessions never need.
    from gongkai_tui.domain.syllable_table import READINGS

    found: dict[str, tuple[str, ...]] = {}
    for line in READINGS.splitlines():
        syllable, characters = line.split()
        for char in characters:
            found[char] = (*found.get(char, ()), syllable)
    return found
