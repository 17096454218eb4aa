"""How a message quotes what stands in a file or was typed: its beginning, on one line, with nothing invisible."""

from __future__ import annotations

_LENGTH = 40


def in_quotes(text: str) -> str:
    """Return the beginning of a text in Chinese quotation marks; `·` stands for what cannot be printed."""
    shown = "".join(char if char.isprintable() else "·" for char in text[:_LENGTH])
    return f"“{shown}{'…' if len(text) > _LENGTH else ''}”"
