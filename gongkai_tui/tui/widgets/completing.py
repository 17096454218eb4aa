"""What completing with Tab is in any input: offers for the place of the cursor, put in one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.name_completion import NameOffer

    Find = Callable[[str, int], tuple[NameOffer, ...]]
    Place = tuple[str, tuple[int, int]]

_NOWHERE: Place = ("", (0, 0))


class Offered(Message):
    """What Tab would put in is another now."""


class Completing(Widget):
    """Offers what `find` gives for the line before the cursor while somebody types, never while only passing by."""

    find: Find | None = None
    offers: tuple[NameOffer, ...] = ()
    """What Tab puts in, the next one first."""
    _typed = False
    """Whether something was typed since the keys came here."""
    _made = _NOWHERE
    """The place that the last completion left."""

    @property
    def place(self) -> Place:
        """The whole text, and line and column of the cursor in it."""
        raise NotImplementedError

    @property
    def line(self) -> str:
        """The line of the cursor."""
        raise NotImplementedError

    def put_in(self, offer: NameOffer) -> None:
        """Put an offer in the place of what it completes; the cursor goes behind it."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Find what may stand at the cursor now."""
        if self.place == self._made:
            return
        _, (_, column) = self.place
        found = self.find(self.line, column) if self.find and self._typed else ()
        if found != self.offers:
            self.offers = found
            self.post_message(Offered())

    def on_blur(self) -> None:
        """Nothing is offered to one who has gone on."""
        self._typed, self._made, self.offers = False, _NOWHERE, ()

    def action_complete(self) -> None:
        """Put in the first offer, at the next Tab the next one; without offers go on to the next field."""
        if len(self.offers) == 1:
            # A folder that was put in has more to offer.
            self._made = _NOWHERE
        # The cursor may have moved since the text was looked at.
        self.look_again()
        if not self.offers:
            self.screen.focus_next()
            return
        best = self.offers[0]
        self.put_in(best)
        self._made = self.place
        self.offers = (*self.offers[1:], best)
        self.post_message(Offered())
