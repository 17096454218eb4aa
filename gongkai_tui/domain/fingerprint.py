"""A short mark of a task's wording, to see later whether it still says what it said."""

from __future__ import annotations

from gongkai_tui.domain.folding import fold

DIGITS = 16
"""Hexadecimal digits of a fingerprint."""


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that change with the words, not with spaces, punctuation or full width.

    `text` is a task's requirement, or its heading where it has none (`wording_of`).
    """
    # Brings OpenSSL along, 4 MB for whoever only looks at tasks.
    from hashlib import sha256

    words = "".join(char for char in fold(text) if char.isalnum())
    return sha256(words.encode()).hexdigest()[:DIGITS]


def wording_of(heading: str, requirement: str) -> str:
    """Return the text of a task that its fingerprint is taken of."""
    return requirement if requirement.strip() else heading
