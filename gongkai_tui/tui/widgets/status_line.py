"""Lines of text above and below the panes. They only draw: changing one costs no layout of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.lines import Line, Span, Tone, cut, width_of
from gongkai_tui.tui.widgets.painting import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip


_GAP = 1
_MARGINS = 2
"""Beside a left part; a right one alone may end at the edge."""
_LEAST_CELLS = 6
"""A part with fewer tells nothing."""


class StatusLine(Painted):
    """One line with a left and a right part; the right one gives way last, but for a part that yields."""

    def __init__(self, *, id: str | None = None, state: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self.left: Line = ()
        self.right: Line = ()
        self.yielding: Line = ()
        self._state = state

    def show(self, left: Sequence[Span], right: Sequence[Span] = (), *, yielding: Sequence[Span] = ()) -> None:
        """Show two parts; what is `yielding` stands before the right one and is shortened before anything else."""
        found = (tuple(left), tuple(right), tuple(yielding))
        if found != (self.left, self.right, self.yielding):
            self.left, self.right, self.yielding = found
            self.refresh()

    def shows_whole(self, left: Sequence[Span], right: Sequence[Span] = ()) -> bool:
        """Tell whether two parts have room side by side."""
        return width_of((*left, *right)) <= self.size.width - (_MARGINS if left else 1)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        if y:
            return self.paint((Span(" "),), cells, self._state)
        room = cells - width_of(self.right) - _MARGINS
        if not self.left and room < 0:
            return self.paint((Span(" "), *cut(self.right, cells - 1)), cells, self._state)
        if self.left and room < cells // 3:
            return self.paint((Span(" "), *self.left), cells, self._state)
        yielding = self._yielding(room - width_of(self.left) - _GAP)
        left = cut(self.left, room - width_of(yielding))
        return self.paint((Span(" "), *left, *yielding, *self.right, Span(" ")), cells, self._state)

    def _yielding(self, room: int) -> Sequence[Span]:
        if width_of(self.yielding) <= room:
            return self.yielding
        return cut(self.yielding, room) if room >= _LEAST_CELLS else ()


def warn(text: str) -> tuple[Span, ...]:
    """A message that says something did not work."""
    return (Span("! ", Tone.BAD), Span(text, Tone.WARN))
