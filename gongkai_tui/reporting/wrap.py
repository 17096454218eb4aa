"""Long Chinese text broken into lines of a number of terminal cells."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import width

_NEVER_FIRST = frozenset("，。、；：？！）》】〕〉」』”’…—·％℃,.;:?!)]}%")
"""Characters that belong to what stands before them."""
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:%&?=#@+~")
"""Characters of numbers, dates and web addresses, kept together where a line allows it."""


def wrap(text: str, cells: int) -> list[str]:
    """Give the lines of `text`, cleaned, each at most `cells` cells wide; its own line ends stay."""
    lines: list[str] = []
    for paragraph in clean(text, keep_newlines=True).split("\n"):
        lines.extend(_broken(paragraph, max(cells, 2)))
    return lines


def _broken(paragraph: str, cells: int) -> list[str]:
    lines: list[str] = []
    line = ""
    used = 0
    for piece in _pieces(paragraph):
        size = width(piece)
        if used + size <= cells:
            line, used = line + piece, used + size
            continue
        # The last character goes down too where the next line would begin with a closing mark.
        carried = line[-1:] if piece[0] in _NEVER_FIRST and len(line) > 1 else ""
        line = line.removesuffix(carried)
        if line:
            lines.append(line.rstrip(" "))
        *full, line = _chopped((carried + piece).lstrip(" "), cells)
        lines.extend(full)
        used = width(line)
    return [*lines, line]


def _pieces(paragraph: str) -> list[str]:
    pieces: list[str] = []
    joined = False
    for char in paragraph:
        word = char in _WORD
        if word and joined:
            pieces[-1] += char
        else:
            pieces.append(char)
        joined = word
    return pieces


def _chopped(piece: str, cells: int) -> list[str]:
    parts = [""]
    for char in piece:
        if width(parts[-1]) + width(char) > cells:
            parts.append("")
        parts[-1] += char
    return parts
