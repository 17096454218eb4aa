"""An input for several lines that completes the line of the cursor with Tab; with nothing to complete, Tab goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.widgets.completing_input import Offered
from gongkai_tui.tui.widgets.text_input import PlainTextArea

if TYPE_CHECKING:
    from textual import events

    from gongkai_tui.domain.name_completion import NameOffer
    from gongkai_tui.tui.widgets.completing_input import Find


class CompletingLines(PlainTextArea):
    """Offers what `find` gives for the line before the cursor while somebody types."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "补全", show=False)]

    def __init__(self, text: str, *, id: str, find: Find) -> None:  # noqa: A002
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus")
        self._find = find
        self._typed = False
        """Whether something was typed since the keys came here."""
        self._made = ("", (0, 0))
        """Text and cursor that the last completion left."""
        self.offers: tuple[NameOffer, ...] = ()
        """What Tab puts in, the next one first."""

    def look_again(self) -> None:
        """Find what may stand at the cursor now."""
        if (self.text, self.cursor_location) == self._made:
            return
        row, column = self.cursor_location
        found = self._find(self.document.get_line(row), column) if self._typed else ()
        if found != self.offers:
            self.offers = found
            self.post_message(Offered())

    def on_text_area_changed(self) -> None:
        """Look at what was typed."""
        self._typed = self._typed or self.has_focus
        self.look_again()

    def on_blur(self) -> None:
        """Nothing is offered to one who has gone on."""
        self._typed, self._made, self.offers = False, ("", (0, 0)), ()

    async def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        # A text area leaves Tab to the screen, which would go on.
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_complete()
            return
        super()._on_key(event)

    def action_complete(self) -> None:
        """Put in the first offer, at the next Tab the next one; without offers go on to the next field."""
        if len(self.offers) == 1:
            # A folder that was put in has more to offer.
            self._made = ("", (0, 0))
        self.look_again()
        if not self.offers:
            self.screen.focus_next()
            return
        best, (row, column) = self.offers[0], self.cursor_location
        self.replace(best.text, (row, best.start), (row, column), maintain_selection_offset=False)
        self.move_cursor((row, best.start + len(best.text)))
        self._made = (self.text, self.cursor_location)
        self.offers = (*self.offers[1:], best)
        self.post_message(Offered())
