"""What a name that is being typed may become: one name in a field, or the last one in a cell of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.candidates import ranked
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.unit_pieces import CLAUSE_ENDS, COMMAS, LABEL, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 20
_BEHIND = COMMAS | CLAUSE_ENDS | frozenset("、/|｜ \u3000")
_ROLE_WORDS = ("牵头", "配合", "负责", "责任", "主办", "协办", "（", "(")


class NameOffer(NamedTuple):
    """Put `text` in the place of the characters from `start` to the cursor."""

    start: int
    text: str


def complete_name(text: str, cursor: int, names: Sequence[str]) -> tuple[NameOffer, ...]:
    """Return the names that the whole of `text` may become; none while the cursor stands inside it."""
    if text[cursor:].strip():
        return ()
    return _offers(text[:cursor].lstrip(), cursor, names)


def complete_unit_cell(text: str, cursor: int, names: Sequence[str]) -> tuple[NameOffer, ...]:
    """Return what the unit name that ends at `cursor` may become: 区财政局牵头，czj.

    A role word may follow the cursor; inside a name, behind a role word or a separator nothing is offered.
    """
    behind = text[cursor:]
    if behind and behind[0] not in _BEHIND and not behind.startswith(_ROLE_WORDS):
        return ()
    word = _word_before(text[:cursor])
    written = {piece.text for piece in cut(f"{text[: cursor - len(word)]}{behind}")}
    return _offers(word, cursor, [name for name in names if name not in written])


def _word_before(before: str) -> str:
    """The name that `before` ends with; empty behind a separator."""
    if not before or before[-1:].isspace():
        return ""
    pieces = cut(before)
    word = min((before.rsplit(maxsplit=1)[-1], pieces[-1].text if pieces else ""), key=len)
    label = LABEL.match(word)
    word = word[label.end() :] if label else word
    return word if before.endswith(word) else ""


def _offers(word: str, cursor: int, names: Sequence[str]) -> tuple[NameOffer, ...]:
    folded = fold(word)
    # A name written in full is what was meant: Tab goes on to the next field.
    if not folded.strip() or any(fold(name) == folded for name in names):
        return ()
    return tuple(NameOffer(cursor - len(word), name) for name in ranked(names, folded)[:MOST])
