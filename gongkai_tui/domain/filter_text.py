"""A filter as typed, normalised character by character so that every error can point into the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

_REPLACED = {
    "“": '"',
    "”": '"',
    "„": '"',
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "…": "..",
    "〜": "~",
    "\u200b": "",
    "\ufeff": "",
}
"""What NFKC leaves alone (or, for the ellipsis, makes three dots) but a Chinese keyboard produces."""


class FilterText(NamedTuple):
    """Normalised text and, for each of its characters and its end, the place in the original."""

    chars: str
    places: tuple[int, ...]


def read_text(text: str) -> FilterText:
    """Return `text` with full-width forms, Chinese quotes and comparison signs in their plain forms."""
    if text.isascii():
        return FilterText(text, tuple(range(len(text) + 1)))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = _REPLACED.get(char)
        if plain is None:
            plain = normalize("NFKC", char)
        chars.append(plain)
        places.extend([place] * len(plain))
    places.append(len(text))
    return FilterText("".join(chars), tuple(places))


def quoted(value: str) -> str:
    """Return a value as a filter takes it literally."""
    return value if value.isalnum() or ("-" in value and value.isascii()) else '"' + value.replace('"', "") + '"'


def unit_filter(unit: str) -> str:
    """Return the filter for the tasks of a unit under any of its names."""
    return f"单位:{quoted(unit)}"


def plans_filter(plans: Iterable[str]) -> str:
    """Return the filter for the tasks of some plans, each named once."""
    return f"计划={','.join(map(quoted, dict.fromkeys(plans)))}"


def longest_piece(value: str) -> str:
    """Return the longest part of a value without the marks that no quoting keeps from being read as others."""
    for mark in ('"', *_REPLACED):
        value = value.replace(mark, "\n")
    return max(value.split("\n"), key=len)
