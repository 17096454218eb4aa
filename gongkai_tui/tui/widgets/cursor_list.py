"""A list with a cursor that draws only the lines on screen: as quick at 100,000 items as at ten.

It scrolls by itself instead of through Textual's scroll bars: a new number of items then needs no
layout of the screen, which is what makes filtering while typing settle in a frame or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from gongkai_tui.tui.actions import MOVE, by_id
from gongkai_tui.tui.lines import Span
from gongkai_tui.tui.widgets.painting import Painted
from gongkai_tui.tui.widgets.wheel import Wheel

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.geometry import Size

_LIST_MOVES = {"up", "down", "page_up", "page_down", "first", "last"}


class CursorList(Wheel, Painted, can_focus=True):
    """Base of the task table, the plan list and every list in a dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(by_id(move.id).keys), f"move('{move.id}')", move.label, show=False)
        for move in MOVE
        if move.id in _LIST_MOVES
    ]

    header_lines = 0
    """Lines above the items that do not scroll."""

    @dataclass
    class Moved(Message):
        """The cursor came to another item."""

        list: CursorList

        @property
        def control(self) -> CursorList:
            """The list, for selectors of handlers."""
            return self.list

    @dataclass
    class Chosen(Message):
        """An item was chosen with Enter or a double click."""

        list: CursorList

        @property
        def control(self) -> CursorList:
            """The list, for selectors of handlers."""
            return self.list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        """Place of the cursor among the items; 0 in an empty list."""
        self.top = 0
        """Place of the first item on screen."""
        self.follower: Callable[[], None] | None = None
        """Called at once, instead of the message, when the cursor moved: what it shows comes in the same frame."""
        self._cells = 1
        self._height = 0

    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """The line of one item."""
        raise NotImplementedError

    def header(self, y: int, cells: int) -> Strip:
        """A line above the items."""
        raise NotImplementedError

    def empty(self, y: int) -> str:  # noqa: ARG002
        """A line shown in place of items when there are none."""
        return ""

    @property
    def page(self) -> int:
        """How many items fit on screen."""
        return max(self._height - self.header_lines, 1)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        cells = self._cells
        if y < self.header_lines:
            return Strip([*self.header(y, cells), *self._bar(y, header=True)], cells + 1)
        place = self.top + y - self.header_lines
        if place < self.count:
            strip = self.item(place, cells, current=place == self.cursor)
        else:
            text = self.empty(y - self.header_lines) if not self.count else ""
            strip = self.paint((Span(text),), cells)
        return Strip([*strip, *self._bar(y)], cells + 1)

    def _bar(self, y: int, *, header: bool = False) -> Strip:
        """One cell of the scroll bar, at the right edge."""
        state, char = "", " "
        page = self.page
        if header:
            state = "line--header"
        elif self.count > page:
            size = max(page * page // self.count, 1)
            start = self.top * (page - size) // max(self.count - page, 1)
            inside = start <= y - self.header_lines < start + size
            state, char = ("line--thumb", "#") if inside else ("line--bar", " ")
        return self.cell(char, state)

    def move_to(self, place: int) -> None:
        """Put the cursor on an item and bring it on screen."""
        place = max(0, min(place, self.count - 1))
        if place == self.cursor and self.top <= place < self.top + self.page:
            return
        before, self.cursor = self.cursor, place
        if self.bring_on_screen():
            self.refresh()
        else:
            self.refresh_items(before, place)
        self.tell_moved()

    def tell_moved(self) -> None:
        """Tell whoever follows the cursor."""
        if self.follower is None:
            self.post_message(self.Moved(self))
        else:
            self.follower()

    def bring_on_screen(self) -> bool:
        """Scroll so that the cursor shows; tells whether anything moved."""
        last_top = max(self.count - self.page, 0)
        top = min(max(self.top, self.cursor - self.page + 1), self.cursor, last_top)
        moved, self.top = top != self.top, top
        return moved

    def refresh_items(self, *places: int) -> None:
        """Draw only some items again."""
        self.refresh(*(
            Region(0, place - self.top + self.header_lines, self._cells, 1)
            for place in set(places)
            if self.top <= place < self.top + self.page
        ))  # fmt: skip

    def action_move(self, move: str) -> None:
        """Move the cursor as one of the move actions says."""
        self.move_to({
            "up": self.cursor - 1,
            "down": self.cursor + 1,
            "page_up": self.cursor - self.page,
            "page_down": self.cursor + self.page,
            "first": 0,
            "last": self.count - 1,
        }[move])  # fmt: skip

    def settle(self, size: Size) -> None:
        """Keep the cursor on screen."""
        self._cells = max(size.width - 1, 1)
        self._height = size.height
        self.bring_on_screen()

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor."""
        top = max(0, min(self.top + lines, self.count - self.page))
        if top != self.top:
            self.top = top
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move to the item under the pointer; a double click chooses it."""
        place = self.top + event.y - self.header_lines
        if event.y >= self.header_lines and place < self.count:
            self.move_to(place)
            if event.chain > 1:
                self.post_message(self.Chosen(self))
