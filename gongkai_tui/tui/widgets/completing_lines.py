"""An input for several lines that completes the line of the cursor with Tab; with nothing to complete, Tab goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.widgets.completing import Completing
from gongkai_tui.tui.widgets.text_input import PlainTextArea

if TYPE_CHECKING:
    from textual import events

    from gongkai_tui.domain.name_completion import NameOffer
    from gongkai_tui.tui.widgets.completing import Find, Place


class CompletingLines(PlainTextArea, Completing):
    """Completes the line of the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "补全", show=False)]

    def __init__(self, text: str, *, id: str, find: Find) -> None:  # noqa: A002
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus")
        self.find = find

    @property
    def place(self) -> Place:
        """The text and the cursor in it."""
        return self.text, self.cursor_location

    @property
    def line(self) -> str:
        """The line of the cursor."""
        return self.document.get_line(self.cursor_location[0])

    def put_in(self, offer: NameOffer) -> None:
        """Put an offer in the place of what it completes; the cursor goes behind it."""
        row, column = self.cursor_location
        self.replace(offer.text, (row, offer.start), (row, column), maintain_selection_offset=False)
        self.move_cursor((row, offer.start + len(offer.text)))

    def on_text_area_changed(self) -> None:
        """Look at what was typed."""
        self._typed = self._typed or self.has_focus
        self.look_again()

    async def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        # A text area leaves Tab to the screen, which would go on.
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_complete()
