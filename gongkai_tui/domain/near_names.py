"""Names that somebody may have meant: a part of the name, a slip of the keyboard, a word of the same sound."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.pinyin import initials

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 8


def near_names(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that are like the one typed, the likeliest first; none where nothing is."""
    wanted = fold_unspaced(typed)
    if not wanted:
        return ()
    by_fold = {fold_unspaced(name): name for name in known}
    parts = [name for folded, name in by_fold.items() if wanted in folded or folded in wanted]
    alike = [by_fold[folded] for folded in get_close_matches(wanted, by_fold, n=MOST)]
    letters = initials(wanted)
    sounding = [name for folded, name in by_fold.items() if len(wanted) > 1 and initials(folded) == letters]
    return tuple(dict.fromkeys((*parts, *alike, *sounding)))[:MOST]


def near_words(typed: str, known: Iterable[str]) -> str:
    """Return the likely names for the end of a message; empty for none."""
    found = near_names(typed, known)
    return f"，相近的有 {'、'.join(found)}" if found else ""
