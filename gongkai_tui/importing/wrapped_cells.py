"""Cells of a table drawn with characters, broken over lines where their column was too narrow."""

from __future__ import annotations

import unicodedata
from typing import Final

_FULL: Final = 2
"""Columns of a terminal that may stay empty at the end of a full line: one Chinese character."""


def shown_width(text: str) -> int:
    """Columns that `text` takes where Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def join_wrapped(above: str, below: str, room: int) -> str:
    """`below` goes on in the same sentence when the last line of `above` filled its `room`, else it is a new line."""
    if not above.strip() or not below.strip():
        return above.strip() + below.strip()
    last = above.rstrip().rpartition("\n")[2].strip()
    return above.rstrip() + ("" if shown_width(last) > room - _FULL else "\n") + below.strip()
