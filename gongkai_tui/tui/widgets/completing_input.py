"""A one-line input that completes what is typed with Tab; where there is nothing to complete, Tab goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.widgets.completing import Completing
from gongkai_tui.tui.widgets.line_input import LineInput
from gongkai_tui.tui.widgets.typed_text import is_text

if TYPE_CHECKING:
    from textual import events

    from gongkai_tui.domain.name_completion import NameOffer
    from gongkai_tui.tui.widgets.completing import Find, Place


class CompletingInput(LineInput, Completing):
    """Completes its one line; the arrow keys go to other fields."""

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
        self.find = find

    @property
    def place(self) -> Place:
        """The text and the cursor in it."""
        return self.value, (0, self.cursor_position)

    @property
    def line(self) -> str:
        """The text."""
        return self.value

    def put_in(self, offer: NameOffer) -> None:
        """Put an offer in the place of what it completes; the cursor goes behind it."""
        self.value = self.value[: offer.start] + offer.text + self.value[self.cursor_position :]
        self.cursor_position = offer.start + len(offer.text)

    def on_key(self, event: events.Key) -> None:
        """Typing begins with a key that changes the text."""
        self._typed = self._typed or is_text(event.character) or event.key in {"backspace", "delete"}

    def on_paste(self) -> None:
        """So does a paste."""
        self._typed = True

    def on_input_changed(self) -> None:
        """Look at what was typed."""
        self.look_again()

    def action_pass_on(self, step: int) -> None:
        """Go to the next or the previous field."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
