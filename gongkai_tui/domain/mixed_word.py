"""Words of Han characters and pinyin initials together: 区czj and 财zj both mean 区财政局.

An input method that is switched on in the middle of a word leaves such words behind.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongkai_tui.domain.pinyin import characters_read

_KNOWN_WORDS = 256
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"


def is_mixed(word: str) -> bool:
    """Tell whether a folded word holds both Han characters and letters, and besides them only digits."""
    return (
        not word.isascii()
        and word.isalnum()
        and any(char.isascii() and char.isalpha() for char in word)
        and all(char.isascii() or _FIRST_HAN <= char <= _LAST_HAN for char in word)
    )


def longest_han(word: str) -> str:
    """The longest run of Han characters in a mixed word: it stands in every text that the word is found in."""
    return max(re.split("[0-9a-z]+", word), key=len)


@lru_cache(maxsize=_KNOWN_WORDS)
def _pattern(word: str, between: str) -> re.Pattern[str] | None:
    """Return what finds a mixed word in a folded text, `between` its characters that; None for any other word."""
    if not is_mixed(word):
        return None
    return re.compile(between.join(_character(char) if char.isascii() and char.isalpha() else char for char in word))


def mixed_in(text: str, word: str, *, sparse: bool = False) -> bool:
    """Tell whether a folded text holds a mixed word, with `sparse` others between; False for any other word."""
    pattern = _pattern(word, ".*?" if sparse else "")
    return pattern is not None and pattern.search(text) is not None


def han_of(word: str) -> str:
    """The characters of a word that stand in every text in which it is found, in their order."""
    return re.sub("[0-9a-z]", "", word) if is_mixed(word) else word


@cache
def _character(letter: str) -> str:
    return f"[{letter}{characters_read(letter)}]"
