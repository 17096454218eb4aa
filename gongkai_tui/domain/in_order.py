"""A term whose characters stand in a text one after the other, others between them: `~czj` finds 财政和经济局."""

from __future__ import annotations


def in_order(text: str, term: str) -> bool:
    """Tell whether one line of a folded text holds all characters of a folded term in their order."""
    return _in_order(text, term) and any(_in_order(line, term) for line in text.split("\n"))


def _in_order(text: str, term: str) -> bool:
    at = -1
    for char in term:
        at = text.find(char, at + 1)
        if at < 0:
            return False
    return True
