"""A status line that takes more lines where its words need them: what is cut cannot be read anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.lines import Line, Span, cut, width_of
from gongkai_tui.tui.widgets.status_line import StatusLine
from gongkai_tui.tui.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size
    from textual.strip import Strip

_MOST = 4
"""Lines that it takes at most; the last is cut."""
_PART = 5
"""On a low screen it takes no more than one line in so many: what is worked on must stay in view."""
_MARGINS = 2
_APART = 2
"""Cells between the two parts, where they share a line."""


class MessageLine(StatusLine):
    """Shows everything on one line where there is room; else the left part wrapped, and the right one below it."""

    def show(self, left: Sequence[Span], right: Sequence[Span] = (), *, yielding: Sequence[Span] = ()) -> None:
        """Show two parts; the layout is made again only where another number of lines is needed."""
        before = len(self._wrapped(self.size.width))
        super().show(left, right, yielding=yielding)
        if self.size.width and len(self._wrapped(self.size.width)) != before:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words need."""
        return max(len(self._wrapped(width)), 1)

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines."""
        lines = self._wrapped(self.size.width)
        if not lines:
            return super().render_line(y)
        spans = lines[y] if y < len(lines) else ()
        return self.paint((Span(" "), *cut(spans, max(self.size.width - 1, 1))), self.size.width, self._state)

    def shows_whole(self, left: Sequence[Span], right: Sequence[Span] = ()) -> bool:
        """Tell whether two parts have room on the lines that it may take."""
        room = self.size.width - _MARGINS
        if room < _MARGINS or super().shows_whole(left, right):
            return super().shows_whole(left, right)
        return 1 < len(_wrap(tuple(left), room)) + len(_wrap(tuple(right), room)) <= self._most()

    def _most(self) -> int:
        """How many lines it takes at most."""
        return min(self.app.size.height // _PART, _MOST)

    def _wrapped(self, cells: int) -> list[Line]:
        """The lines, where one is not enough; none where it is."""
        room, most = cells - _MARGINS, self._most()
        used = width_of((*self.left, *self.right)) + _APART * bool(self.left and self.right)
        if used <= room or room < _MARGINS or most <= 1:
            return []
        lines = [*_wrap(self.left, room), *_wrap(self.right, room)]
        if len(lines) > most:
            left = [span for each in lines[most - 1 :] for span in each]
            # As one piece: only what is cut within a piece says so.
            lines[most - 1 :] = [tuple(cut([Span("".join(span.text for span in left), left[0].tone)], room))]
        return lines


def _wrap(spans: Line, cells: int) -> list[Line]:
    """Spans on lines that break as text does."""
    text = "".join(span.text for span in spans)
    lines: list[Line] = []
    end = 0
    for part in wrap(text, cells) if text else ():
        start = text.index(part, end)
        end = start + len(part)
        lines.append(_piece(spans, start, end))
    return lines


def _piece(spans: Line, start: int, end: int) -> Line:
    """The part of spans between two characters of their text."""
    found, place = [], 0
    for text, tone in spans:
        piece = text[max(start - place, 0) : max(end - place, 0)]
        if piece:
            found.append(Span(piece, tone))
        place += len(text)
    return tuple(found)
