"""How alike two Chinese texts are: by pairs of characters, which misprints change only a little."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SAID: Final = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0002fa1f]+")
_GRAM: Final = 4


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Letters, figures and Han characters of `text` only."""
    return _SAID.sub("", text)


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    said = bare(text)
    return frozenset(said[index : index + 2] for index in range(len(said) - 1)) or frozenset({said})


def likeness(one: str, other: str) -> float:
    """1.0 for the same words, 0.0 for nothing in common."""
    if bare(one) == bare(other):
        return 1.0 if bare(one) else 0.0
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


def grams(text: str) -> frozenset[str]:
    """Runs of four characters of `text`."""
    said = bare(text)
    return frozenset(said[index : index + _GRAM] for index in range(len(said) - _GRAM + 1)) or frozenset({said})
