"""A one-line input without Textual's traps.

A pasted text is joined to one line, refocusing selects nothing, and what has no room is cut with a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.widgets.typed_text import is_text, text_of

if TYPE_CHECKING:
    from textual import events


def one_line(text: str, between: str = " ") -> str:
    """Return pasted text as one line without controls; several lines are joined by `between`, without indents."""
    lines = [line for line in text.splitlines() if line.strip()]
    joined = lines[0].strip(" \t") if len(lines) == 1 else between.join(line.strip() for line in lines)
    return text_of(joined.replace("\t", " "))


class LineInput(Input):
    """An input for one line."""

    ALLOW_SELECT = False

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        between: str = " ",
    ) -> None:
        """`between` joins the lines of a paste."""
        super().__init__(one_line(value), placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self._between = between
        self.cursor_blink = False

    def render_line(self, y: int) -> Strip:
        """Draw the text; while nobody writes in it, its beginning, and that there is more of it."""
        cells, text = self.scrollable_content_region.width, clean(self.value)
        if y or self.has_focus or width(text) <= cells:
            return super().render_line(y)
        return Strip([Segment(fit(text, cells) + " ", self.rich_style)], cells + 1)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text, which no binding may have."""
        return is_text(character) or super().check_consume_key(key, character)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        if event.character and not event.is_printable and is_text(event.character):
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = one_line(event.text, self._between)
        if text:
            self.replace(text, *self.selection)
            self._show_cursor()

    def on_focus(self) -> None:
        """Show where one writes."""
        self._show_cursor()

    def _show_cursor(self) -> None:
        """Scroll to the cursor: Textual leaves it out of view behind a text that nobody typed."""
        self.scroll_to_region(Region(self._cursor_offset, 0, width=1, height=1), force=True, animate=False)
