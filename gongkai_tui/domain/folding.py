"""One folded form for all comparisons of text: full-width equals half-width, upper equals lower case."""

from __future__ import annotations

from unicodedata import normalize


def fold(text: str) -> str:
    """Return `text` in NFKC and case-folded, so that `ＣＺＪ`, `CZJ` and `czj` compare equal."""
    if text.isascii():
        return text.lower()
    return normalize("NFKC", normalize("NFKC", text).casefold())


def fold_unspaced(text: str) -> str:
    """Return `text` folded and without white space: names and sentences that differ only in how they were typed."""
    return "".join(fold(text).split())
