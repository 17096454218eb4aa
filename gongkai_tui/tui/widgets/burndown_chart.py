"""The burndown, with a cursor that goes from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.actions import MOVE, by_id
from gongkai_tui.tui.burndown_lines import chart_lines
from gongkai_tui.tui.lines import BLANK, Line, Span
from gongkai_tui.tui.widgets.painting import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from gongkai_tui.usecases.burndown import Point

_PAGE = 6
_MOVES = {"up", "down", "page_up", "page_down", "first", "last"}


class BurndownChart(Painted, can_focus=True):
    """Shows points, or words while there are none; up and down go to an earlier or later day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(by_id(move.id).keys), f"move('{move.id}')", move.label, show=False)
        for move in MOVE
        if move.id in _MOVES
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.points: Sequence[Point] = ()
        self.cursor = 0
        self._words = ""
        self._lines: Sequence[Line] = ()

    @property
    def current(self) -> Point | None:
        """The day under the cursor."""
        return self.points[self.cursor] if self.cursor < len(self.points) else None

    def show(self, points: Sequence[Point], words: str = "") -> None:
        """Take other points, the cursor on the last; `words` are shown where there are none."""
        self.points, self._words = points, words
        self.cursor = max(len(points) - 1, 0)
        self._draw()

    def _draw(self) -> None:
        if self.points:
            self._lines = chart_lines(self.points, self.size.width - 1, self.size.height, self.cursor)
        else:
            self._lines = (BLANK, (Span(f" {clean(self._words)}"),))
        self.refresh()

    def on_resize(self) -> None:
        """Draw in the new size."""
        self._draw()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        spans = self._lines[y] if y < len(self._lines) else BLANK
        return self.paint((Span(" "), *spans), self.size.width)

    def action_move(self, move: str) -> None:
        """Go to another day as one of the move actions says."""
        self._move_to({
            "up": self.cursor - 1,
            "down": self.cursor + 1,
            "page_up": self.cursor - _PAGE,
            "page_down": self.cursor + _PAGE,
            "first": 0,
            "last": len(self.points) - 1,
        }[move])  # fmt: skip

    def _move_to(self, place: int) -> None:
        place = max(0, min(place, len(self.points) - 1))
        if place != self.cursor:
            self.cursor = place
            self._draw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go to a later day."""
        self._move_to(self.cursor + 1)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go to an earlier day."""
        self._move_to(self.cursor - 1)
        event.stop()
