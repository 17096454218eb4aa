"""Characters that a reader cannot see are removed or shown as marks, and every line where that happened is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_REMOVED: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)
_SHOWN: Final = "\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
_HOSTILE: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f" + _SHOWN + _REMOVED + "\U000e0000-\U000e0fff]",
)
_C0_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_MANY_MARKS: Final = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{8})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text that is safe to show, with LF line ends."""

    text: str
    marked_lines: tuple[int, ...] = ()
    """1-based lines where something was made visible."""
    removed_lines: tuple[int, ...] = ()
    """1-based lines where an invisible character was taken out."""


def clean_text(text: str) -> Cleaned:
    """Make every line end LF, drop form feeds and zero-width characters, show controls as marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "")
    if _HOSTILE.search(text) is None and _MANY_MARKS.search(text) is None:
        return Cleaned(text)
    marked: list[int] = []
    removed: list[int] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if _HOSTILE.search(line) is None and _MANY_MARKS.search(line) is None:
            continue
        found = _HOSTILE.findall(line)
        if any(char in _REMOVED for char in found):
            removed.append(index + 1)
        if not found or any(char not in _REMOVED for char in found):
            marked.append(index + 1)
        lines[index] = _MANY_MARKS.sub(r"\1", _HOSTILE.sub(_mark, line))
    return Cleaned("\n".join(lines), tuple(marked), tuple(removed))


def _mark(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _REMOVED:
        return ""
    if code < 0x20:  # noqa: PLR2004
        return chr(_C0_PICTURES + code)
    if code == 0x7F:  # noqa: PLR2004
        return _DELETE_PICTURE
    return f"⟦U+{code:04X}⟧"
