"""What a folded requirement says that the requirement itself does not: all of folding that must be kept beside it.

Folding turns full-width forms into ASCII and capitals into small letters, and hardly anything else. So a word of
Chinese characters stands in the folded text where it stands in the text; for the rest the runs of ASCII are enough.
"""

from __future__ import annotations

import re

from gongkai_tui.domain.folding import fold

_WHOLE = "\0"
"""Begins a residue that is the whole folded text."""
_ASCII = re.compile(r"[ -~]+")
_PARTS = re.compile(r"[ -~]+|[^ -~]+")
_FULL_WIDTH = 0xFEE0
"""How far a full-width form stands from its ASCII character."""
_USUAL = {
    **{chr(code + _FULL_WIDTH): chr(code).lower() for code in range(0x21, 0x7F)},
    **{chr(code): chr(code).lower() for code in range(0x41, 0x5B)},
    "\u3000": " ",
}


def residue_of(text: str) -> str:
    """Return the runs of ASCII in the folded text, each once; where folding did something unusual, all of it."""
    folded = fold(text)
    plain = text
    # A few kinds of characters each time: much quicker than str.translate.
    for char in set(text).difference(folded):
        plain = plain.replace(char, _USUAL.get(char, char))
    if folded != plain:
        return _WHOLE + folded
    return "\n".join(sorted(set(_ASCII.findall(folded))))


def is_whole(residue: str) -> bool:
    """Tell whether a residue is the whole folded text, which the text itself may then not be searched for."""
    return residue.startswith(_WHOLE)


def parts_of(word: str) -> tuple[list[str], list[str]]:
    """Return the pieces of a folded word that are looked for in residues, and those in the text itself."""
    parts = _PARTS.findall(word)
    return [part for part in parts if part.isascii()], [part for part in parts if not part.isascii()]
