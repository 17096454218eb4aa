"""A one-line input that completes what is typed with Tab; where there is nothing to complete, Tab goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from gongkai_tui.tui.widgets.line_input import LineInput
from gongkai_tui.tui.widgets.typed_text import is_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from gongkai_tui.domain.name_completion import NameOffer

    Find = Callable[[str, int], tuple[NameOffer, ...]]


class Offered(Message):
    """What Tab would put in is another now."""


class CompletingInput(LineInput):
    """Offers what `find` gives for the text before the cursor while somebody types, never while only passing by."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "补全", show=False),
        Binding("up", "pass_on(-1)", "上一项", show=False),
        Binding("down", "pass_on(1)", "下一项", show=False),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        find: Find | None = None,
        between: str = " ",
    ) -> None:
        """`between` joins the lines of a paste."""
        super().__init__(value, placeholder=placeholder, id=id, between=between)
        self._find = find
        self._typed = False
        """Whether something was typed since the keys came here."""
        self._made = ("", 0)
        """Text and cursor that the last completion left."""
        self.offers: tuple[NameOffer, ...] = ()
        """What Tab puts in, the next one first."""

    def look_again(self) -> None:
        """Find what may stand at the cursor now."""
        if (self.value, self.cursor_position) == self._made:
            return
        found = self._find(self.value, self.cursor_position) if self._find and self._typed else ()
        if found != self.offers:
            self.offers = found
            self.post_message(Offered())

    def on_key(self, event: events.Key) -> None:
        """Typing begins with a key that changes the text."""
        self._typed = self._typed or is_text(event.character) or event.key in {"backspace", "delete"}

    def _on_paste(self, event: events.Paste) -> None:
        self._typed = True
        super()._on_paste(event)

    def on_blur(self) -> None:
        """Nothing is offered to one who has gone on."""
        self._typed, self._made, self.offers = False, ("", 0), ()

    def on_input_changed(self) -> None:
        """Look at what was typed."""
        self.look_again()

    def action_complete(self) -> None:
        """Put in the first offer, at the next Tab the next one; without offers go on to the next field."""
        if len(self.offers) == 1:
            # A folder that was put in has more to offer.
            self._made = ("", 0)
        # The cursor may have moved since the text was looked at.
        self.look_again()
        if not self.offers:
            self.screen.focus_next()
            return
        best, cursor = self.offers[0], self.cursor_position
        end = best.start + len(best.text)
        text = self.value[: best.start] + best.text + self.value[cursor:]
        self._made = (text, end)
        self.offers = (*self.offers[1:], best)
        self.value = text
        self.cursor_position = end
        self.post_message(Offered())

    def action_pass_on(self, step: int) -> None:
        """Go to the next or the previous field."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
