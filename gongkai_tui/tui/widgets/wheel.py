"""The mouse wheel scrolls; it never moves a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events

_LINES = 3


class Wheel:
    """Base of what scrolls by itself."""

    def scroll_lines(self, lines: int) -> None:
        """Scroll by some lines, up where they are negative."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        self.scroll_lines(_LINES)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self.scroll_lines(-_LINES)
        event.stop()
