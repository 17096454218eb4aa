"""Keys that are typed before the dialog that they are meant for stands: kept, and handed to it in order.

Without it, what is typed in one burst with the key that opens a dialog (a macro, a slow line, a quick hand)
would be taken for commands on the table.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Deliver = Callable[[events.Event], Awaitable[None]]

_ALWAYS = frozenset({"ctrl+q", "ctrl+c"})
"""Keys that work whatever is going on."""


class EarlyKeys:
    """The gate that all keys and pastes pass on their way into the application."""

    def __init__(self, deliver: Deliver, wake: Callable[[], object]) -> None:
        """`deliver` takes an event through; `wake` has `hand_out` called from the application's own queue."""
        self._deliver = deliver
        self._wake = wake
        self._held: deque[events.Event] = deque()
        self._shut = False

    def shut(self) -> None:
        """A dialog is on its way: keep what is typed from now on."""
        self._shut = True

    def open(self, *, drop: bool = False) -> None:
        """The dialog stands, or there is none: hand out what was kept; with `drop`, only the wish to leave.

        Nobody agrees to what was not shown yet.
        """
        self._shut = False
        if drop:
            self._held = deque(e for e in self._held if isinstance(e, events.Key) and e.key == "escape")
        if self._held:
            self._wake()

    def keeps(self, event: events.Event) -> bool:
        """Whether an event must wait; what came later may not overtake it."""
        if not isinstance(event, (events.Key, events.Paste)) or not (self._shut or self._held):
            return False
        if isinstance(event, events.Key) and event.key in _ALWAYS:
            return False
        self._held.append(event)
        return True

    async def hand_out(self) -> None:
        """Let through what was kept, until one of the keys shuts the gate again."""
        while self._held and not self._shut:
            event = self._held.popleft()
            await self._deliver(event)
