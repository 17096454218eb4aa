"""Lines of text above and below the panes. They only draw: changing one costs no layout of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import Line, Span, Tone, cut
from gongkai_tui.tui.widgets.painting import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip


class StatusLine(Painted):
    """One line with a left and a right part; the right one gives way last."""

    def __init__(self, *, id: str | None = None, state: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self.left: Line = ()
        self.right: Line = ()
        self._state = state

    def show(self, left: Sequence[Span], right: Sequence[Span] = ()) -> None:
        """Show two parts."""
        found = (tuple(left), tuple(right))
        if found != (self.left, self.right):
            self.left, self.right = found
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        if y:
            return self.paint((Span(" "),), cells, self._state)
        right = sum(width(span.text) for span in self.right)
        room = cells - right - 2
        if room < cells // 3:
            return self.paint((Span(" "), *self.left), cells, self._state)
        left = cut(self.left, room)
        return self.paint((Span(" "), *left, *self.right, Span(" ")), cells, self._state)


def warn(text: str) -> tuple[Span, ...]:
    """A message that says something did not work."""
    return (Span("! ", Tone.BAD), Span(text, Tone.WARN))
