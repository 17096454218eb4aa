"""Whether a typed word means a name: a part of it, its pinyin initials, or both mixed (区czj)."""

from __future__ import annotations

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.haystack import spelling
from gongkai_tui.domain.mixed_word import mixed_in
from gongkai_tui.domain.pinyin import initials, initials_variants


def is_meant(name: str, word: str) -> bool:
    """Return whether a folded word means a name."""
    folded = fold(name)
    if word in folded:
        return True
    if not word.isascii():
        return mixed_in(folded, word)
    # Figures alone stand in the name itself or nowhere.
    return word.islower() and (word in initials(name) or word in initials_variants(name))


def spelled_out(name: str) -> str:
    """Return a name folded, and spelled in initials on further lines, for `stands_in`."""
    return f"{fold(name)}\n{spelling(name)}"


def stands_in(spelled: str, word: str) -> bool:
    """Return what `is_meant` does, for a name that was spelled out before: for lists that are searched at every key."""
    return word in spelled or mixed_in(spelled, word)
