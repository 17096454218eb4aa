"""A pane of styled lines that scrolls: the detail, help and previews stand in one."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip

from gongkai_tui.tui.actions import MOVE, by_id
from gongkai_tui.tui.lines import BLANK, Line, Span
from gongkai_tui.tui.widgets.painting import Painted
from gongkai_tui.tui.widgets.wheel import Wheel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.geometry import Size

_CACHED_STRIPS = 400
_THUMB = "line--thumb"


class TextPane(Wheel, Painted, can_focus=True):
    """Shows lines made for its width; makes them anew when the width changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(by_id(move.id).keys), f"scroll_lines('{move.id}')", move.label, show=False)
        for move in MOVE
        if move.id in {"up", "down", "page_up", "page_down", "first", "last"}
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.lines: Sequence[Line] = ()
        self.top = 0
        """First line on screen."""
        self._width = self._height = 0
        self._strips: dict[tuple[Line, int, str], Strip] = {}
        """Lines as they were drawn: the tasks of a plan name the same units."""
        self._make: Callable[[int], Sequence[Line]] = lambda _cells: ()

    @property
    def text_cells(self) -> int:
        """Cells that a line may take."""
        return max(self.size.width - 2, 4)

    def show(self, make: Callable[[int], Sequence[Line]], *, keep_place: bool = False) -> None:
        """Show the lines that `make` returns for a width in cells."""
        self._make = make
        if not self.size.width:
            # Nowhere on screen: it may come back in the size that it had.
            self.unsettle()
            self.lines, self.top = (), self.top if keep_place else 0
            return
        before, top = self.lines, self.top
        self.lines = make(self.text_cells)
        self.top = min(self.top, self._last_top) if keep_place else 0
        if top == self.top and len(before) <= self.size.height >= len(self.lines):
            self._refresh_differences(before)
        else:
            self.refresh()

    def _refresh_differences(self, before: Sequence[Line]) -> None:
        """Draw only the lines that are others now: a pane is often shown again with a few more."""
        pairs = enumerate(zip_longest(before, self.lines))
        places = [place for place, (old, new) in pairs if old != new]
        if places:
            self.refresh(*(Region(0, place, self.size.width, 1) for place in places))

    @property
    def _last_top(self) -> int:
        return max(len(self.lines) - self.size.height, 0)

    def settle(self, size: Size) -> None:
        """Wrap again."""
        # Asking for the size walks the layout: too dear for every line that is drawn.
        self._width, self._height = size
        self.lines = self._make(self.text_cells)
        self.top = min(self.top, self._last_top)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        place = self.top + y
        spans = tuple(self.lines[place]) if place < len(self.lines) else BLANK
        key = (spans, self._width, self._bar_state(y))
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _CACHED_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._draw(*key)
        return strip

    def _draw(self, spans: Line, cells: int, bar_state: str) -> Strip:
        bar = self.cell("#" if bar_state == _THUMB else " ", bar_state)
        return Strip([*self.segments((Span(" "), *spans), max(cells - 1, 1)), *bar], cells)

    def _bar_state(self, y: int) -> str:
        height = max(self._height, 1)
        if len(self.lines) <= height:
            return ""
        size = max(height * height // len(self.lines), 1)
        start = self.top * (height - size) // max(self._last_top, 1)
        return _THUMB if start <= y < start + size else "line--bar"

    def notify_style_update(self) -> None:
        """Forget strips in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    def action_scroll_lines(self, move: str) -> None:
        """Scroll as one of the move actions says."""
        self.scroll_to_line({
            "up": self.top - 1,
            "down": self.top + 1,
            "page_up": self.top - self.size.height,
            "page_down": self.top + self.size.height,
            "first": 0,
            "last": self._last_top,
        }[move])  # fmt: skip

    def scroll_to_line(self, place: int) -> None:
        """Bring a line to the top, as far as there are lines."""
        top = max(0, min(place, self._last_top))
        if top != self.top:
            self.top = top
            self.refresh()

    def scroll_lines(self, lines: int) -> None:
        """Scroll by some lines."""
        self.scroll_to_line(self.top + lines)
