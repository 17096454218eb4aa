"""Which known values a typed word may mean: by the beginning, a part, or initials for all or part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.word_match import is_meant

if TYPE_CHECKING:
    from collections.abc import Sequence


def ranked(values: Sequence[str], word: str) -> list[str]:
    """Values that the folded `word` may mean: beginnings first, then parts, then initials; each in the order given."""
    unique = list(dict.fromkeys(values))
    begun = [value for value in unique if fold(value).startswith(word)]
    inside = [value for value in unique if word in fold(value)]
    meant = [value for value in unique if is_meant(value, word)]
    return list(dict.fromkeys((*begun, *inside, *meant)))
