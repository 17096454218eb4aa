"""An input that takes one of a few words: space and arrows go round, a letter or the word itself chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.pinyin import initials
from gongkai_tui.tui.widgets.completing_input import CompletingInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

YES, NO = "是", "否"
YES_NO = (YES, NO)
_ALSO = {"y": YES, "1": YES, "n": NO, "0": NO}
"""What else people answer a question with."""


class OptionInput(CompletingInput):
    """Always holds one of its options."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "上一个", show=False),
        Binding("right", "step(1)", "下一个", show=False),
    ]

    def __init__(self, options: Sequence[str], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(value, id=id)
        self._options = tuple(options)

    def action_step(self, step: int) -> None:
        """Take the next option, or the one before."""
        place = self._options.index(self.value) if self.value in self._options else -1
        self._take(self._options[(place + step) % len(self._options)])

    def _take(self, option: str) -> None:
        self.value = option
        self.cursor_position = len(option)

    def _meant(self, typed: str) -> str | None:
        word = fold(typed).strip()
        also = _ALSO.get(word)
        named = (each for each in self._options if word and (fold(each).startswith(word) or initials(each) == word))
        return also if also in self._options else next(named, None)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        if event.key == "space":
            self.action_step(1)
        elif event.character and event.is_printable:
            option = self._meant(event.character)
            if option is not None:
                self._take(option)
        elif event.key not in {"backspace", "delete"}:
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        option = self._meant(event.text)
        if option is not None:
            self._take(option)
