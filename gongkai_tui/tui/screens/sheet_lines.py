"""The lines of a sheet as they are looked at: those that hold a word, in some order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.pinyin import initials
from gongkai_tui.domain.word_match import stands_in

if TYPE_CHECKING:
    from gongkai_tui.tui.lines import Span
    from gongkai_tui.tui.sheets.sheet import Page, SheetLine


@dataclass(slots=True)
class SheetLines:
    """What was read, and how the person looks at it."""

    page: Page | None = None
    """None while it is being read."""
    word: str = ""
    """Words that must all occur, or their pinyin initials."""
    column: int | None = None
    """Place of the column to sort by; None for the sheet's own order."""
    backwards: bool = False

    @property
    def all(self) -> tuple[SheetLine, ...]:
        """Every line."""
        return self.page.lines if self.page else ()

    @property
    def said(self) -> tuple[Span, ...]:
        """What they come to in all."""
        return self.page.said if self.page else ()

    @property
    def shown(self) -> tuple[SheetLine, ...]:
        """The lines that are wanted, in the order that is wanted."""
        words = fold(self.word).split()
        found = [line for line in self.all if all(stands_in(line.words, word) for word in words)]
        if self.column is not None:
            found.sort(key=lambda line: _sort_key(line.cells[self.column or 0].text))
        if self.backwards:
            found.reverse()
        return tuple(found)


def _sort_key(text: str) -> tuple[bool, float, str]:
    """Figures by size, then words by pinyin initials; empty cells last."""
    figure = text.strip().rstrip("%天项次")
    if figure.lstrip("-").isdecimal():
        return (False, float(figure), "")
    return (not text.strip(), float("inf"), f"{initials(text)} {text}")
