"""Which characters a person may type or paste into a field."""

from __future__ import annotations

from gongkai_tui.reporting.clean import hides


def is_text(character: str | None) -> bool:
    """Whether a character stands for itself: Python calls the wide space of Chinese typing unprintable."""
    return character is not None and (character.isprintable() or not hides(character))


def text_of(text: str) -> str:
    """Keep of a text what may be typed."""
    return "".join(filter(is_text, text))
