"""How many terminal cells a text takes, and texts cut or padded to a number of cells.

Expects cleaned text (`reporting.clean`): controls and invisible characters have become visible marks there.
Characters of ambiguous width (“ ” … ·) count one cell, as terminals show them in a UTF-8 locale, unless told otherwise.
"""

from __future__ import annotations

# Not from typing: its import costs more than this module, and every list pays it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Align = Literal["left", "right", "center"]

CUT = ".."
"""Ends a text that did not fit. Two ASCII dots: the width of … differs between terminals."""

_ZERO_WIDTH_LETTERS = ((0x1160, 0x11FF), (0xD7B0, 0xD7FB))
"""Hangul vowels and finals, drawn into the syllable before them."""
_WIDE = (
    (0x4E00, 0x9FFF),
    # Assigned after the tables of older Pythons were made: symbols, emoji, Han extensions.
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x4DC0, 0x4DFF),
    (0x1D300, 0x1D356),
    (0x1D360, 0x1D376),
    (0x1FA70, 0x1FAFF),
    (0x20000, 0x2FFFD),
    (0x30000, 0x3FFFD),
)


def width(text: str) -> int:
    """Give the number of terminal cells that `text` takes on one line."""
    if text.isascii():
        return len(text)
    return sum(map(_CELLS.__getitem__, text))


def fit(text: str, cells: int, align: Align = "left") -> str:
    """Give `text` padded with spaces, or cut and ended with `..`, to exactly `cells` cells."""
    used = width(text)
    if used <= cells:
        return _pad(text, cells - used, align)
    room = max(cells - len(CUT), 0)
    head = text[:room] if text.isascii() else _head(text, room)
    return _pad(head + CUT[: max(cells, 0)], room - width(head), "left")


def cut(text: str, cells: int) -> str:
    """Give `text` itself where it fits into `cells` cells, else its beginning ended with `..`."""
    return text if width(text) <= cells else fit(text, cells).rstrip(" ")


def _head(text: str, room: int) -> str:
    used = 0
    for position, char in enumerate(text):
        used += _CELLS[char]
        if used > room:
            return text[:position]
    return text


def _pad(text: str, missing: int, align: Align) -> str:
    if missing <= 0:
        return text
    if align == "left":
        return text + " " * missing
    if align == "right":
        return " " * missing + text
    return " " * (missing // 2) + text + " " * (missing - missing // 2)


def count_ambiguous_as_wide() -> None:
    """Count characters of ambiguous width as two cells from now on: the terminal draws them so."""
    _CELLS.wide = "WFA"
    _CELLS.clear()


class _CellTable(dict[str, int]):
    """Cells of each character met so far."""

    wide = "WF"
    """Classes of East Asian width that take two cells."""

    def __missing__(self, char: str) -> int:
        cells = self[char] = _cells(char)
        return cells


_CELLS = _CellTable()


def _cells(char: str) -> int:
    code = ord(char)
    if _within(code, _WIDE):
        return 2
    from unicodedata import category, east_asian_width

    kind = category(char)
    if kind in ("Mn", "Me", "Mc", "Cf") or _within(code, _ZERO_WIDTH_LETTERS):
        return 0
    return 2 if kind != "Cn" and east_asian_width(char) in _CELLS.wide else 1


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
