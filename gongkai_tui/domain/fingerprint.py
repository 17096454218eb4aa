"""A short mark of a task's wording, to see later whether it still says what it said."""

from __future__ import annotations

import re

from gongkai_tui.domain.folding import fold, fold_unspaced

DIGITS = 16
"""Hexadecimal digits of a fingerprint."""

_NUMBER = re.compile(r"[<>≤≥±+]*\d+(?:[\W_]+\d+)*[%‰°]*")
"""Digits with the signs between them, which tell 2.5 from 25 and 2—3 from 23, and with those of an amount."""

_DASHES = re.compile("[‐‑‒–—―−~〜-]+")


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that change with the words and numbers, not with spaces, punctuation or full width.

    `text` is a task's requirement, or its heading where it has none (`wording_of`).
    """
    numbers = _NUMBER.findall(_DASHES.sub("-", fold_unspaced(text)))
    return _mark("\n".join((_words(text), *numbers)))


def fingerprints(text: str) -> tuple[str, ...]:
    """Return the fingerprint of a text, and the one of the words alone that earlier programs kept, if it is another."""
    return tuple(dict.fromkeys((fingerprint(text), _mark(_words(text)))))


def wording_of(heading: str, requirement: str) -> str:
    """Return the text of a task that its fingerprint is taken of."""
    return requirement if requirement.strip() else heading


def _words(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _mark(said: str) -> str:
    # Brings OpenSSL along, 4 MB for whoever only looks at tasks.
    from hashlib import sha256

    return sha256(said.encode()).hexdigest()[:DIGITS]
