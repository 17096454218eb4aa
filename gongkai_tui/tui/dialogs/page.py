"""A text to read, to scroll, and to do something with: drafts, explanations, comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from gongkai_tui.tui.dialogs.pane_dialog import PaneDialog
from gongkai_tui.tui.lines import BLANK, Line, Tone, laid_out, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Key

_USUAL = 80
"""Cells."""
_SHORT = 8
"""Lines up to which the box is as small as its text."""


class Deed(NamedTuple):
    """What can be done with the text."""

    key: str
    id: str
    words: str


COPY = Deed("y", "copy", "复制")


class PageDialog(PaneDialog[str]):
    """Shows a text made for its width; returns the id of what is to be done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", "关闭", show=False)]

    def __init__(
        self,
        title: str,
        text: Callable[[int], str],
        *,
        notes: Sequence[str] = (),
        deeds: Sequence[Deed] = (COPY,),
    ) -> None:
        super().__init__()
        self.title_text = title
        self._text = text
        self.tall = text(_USUAL).count("\n") > _SHORT
        self._notes = notes
        self._deeds = deeds
        keys = "  ".join(f"{deed.key} {deed.words}" for deed in deeds)
        self.hint_text = "  ".join(filter(None, (keys, "上下翻看", "回车 关闭")))

    def on_key(self, event: Key) -> None:
        """Answer what is to be done."""
        for deed in self._deeds:
            if event.key == deed.key:
                event.stop()
                self.dismiss(deed.id)

    def lines(self, cells: int) -> list[Line]:
        """The text at a width."""
        found = [line for note in self._notes for line in paragraph(note, cells, first="* ", tone=Tone.WARN)]
        if found:
            found.append(BLANK)
        return found + laid_out(self._text(cells), cells)
