"""An input for several lines without Textual's traps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from gongkai_tui.tui.widgets.typed_text import is_text

if TYPE_CHECKING:
    from textual import events


class PlainTextArea(TextArea):
    """A text area that takes no control characters from a paste, and a line feed for what it is."""

    ALLOW_SELECT = False
    # Terminals without bracketed paste send the line ends of a paste as they are.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "new_line", "换行", show=False)]

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.replace("\n", *self.selection, maintain_selection_offset=False)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether a key is text, which no binding may have."""
        return is_text(character) or super().check_consume_key(key, character)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        if event.character and not event.is_printable and is_text(event.character):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character, *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        lines = event.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        event.prevent_default()
        event.stop()
        text = "".join(char for char in lines if is_text(char) or char == "\n")
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def on_resize(self) -> None:
        """Draw anew."""
        # Lines may have been drawn at the new size before they were wrapped for it, and would stay so.
        self.refresh()
