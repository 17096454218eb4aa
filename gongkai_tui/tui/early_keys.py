"""One key after the other: each is done before the next is looked at, and none is lost on the way to a dialog.

What is typed in one burst (a macro, a slow line, a quick hand) would else be handed out at once: a command would
meet the row that the cursor is about to leave, and the text meant for a dialog would be taken for commands.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.screen import ModalScreen

from gongkai_tui.tui.full_width import as_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.timer import Timer

    Deliver = Callable[[events.Event], Awaitable[None]]

ROWS = "rows"
"""What keys wait for at the start."""
LEAVE = "ctrl+q"
_ALWAYS = frozenset({"ctrl+c"})
"""Keys that work whatever is going on."""
_NEVER_DROPPED = frozenset({"escape", LEAVE})
"""Keys that agree to nothing."""
_LEAVING_SECONDS = 1.0
"""How long the wish to leave waits for the keys before it until that is said, and a second one waits no more."""
_ROUNDS = 3
"""A key may make a widget tell its parent, which tells the screen: each round waits for one such message."""
_PATIENCE = 0.5
"""Seconds after which a key counts as done whatever became of the widget that had it."""
_APART = 0.03
"""Keys with more seconds between them are no burst: the first is done if nobody has a message left."""


class EarlyKeys:
    """The gate that all keys and pastes pass on their way into the application."""

    def __init__(self, app: App[int], deliver: Deliver, say_waiting: Callable[[], None]) -> None:
        """`deliver` takes an event through; `say_waiting` tells that the wish to leave waits for the keys before it."""
        self._app = app
        self._deliver = deliver
        self._say_waiting = say_waiting
        self._waiting: deque[events.Event] = deque()
        self._shut = False
        self._passing: dict[object, frozenset[str]] = {ROWS: frozenset()}
        """For each screen, or ROWS, that waits for what keys do something to: the keys that are not kept for later."""
        self._under_way = 0
        """Number of the key that is being worked on; 0 when there is none."""
        self._path: Sequence[MessagePump] = ()
        """All that it may reach."""
        self._count = 0
        self._clock: Timer | None = None
        """Runs while the key that is worked on is followed."""
        self._last = self._delivered = monotonic()

    @property
    def idle_seconds(self) -> float:
        """How long nobody has typed."""
        return monotonic() - self._last

    def shut(self) -> None:
        """A dialog is on its way: keep what is typed from now on."""
        self._shut = True

    def open(self, *, drop: bool = False) -> None:
        """The dialog stands, or there is none: hand out what was kept; with `drop`, only the wish to leave.

        Nobody agrees to what was not shown yet.
        """
        self._shut = False
        if drop:
            self.drop()
        if self._waiting:
            self._app.call_later(self._next)

    def drop(self) -> None:
        """Forget what was typed for a dialog that does not come, but for the wish to leave."""
        self._waiting = deque(e for e in self._waiting if isinstance(e, events.Key) and e.key in _NEVER_DROPPED)

    def hold_all_but(self, keys: frozenset[str], waiting: object = ROWS) -> None:
        """Keep every key but these for later; what is typed behind one that is kept waits too.

        `waiting` is the screen that cannot do them yet.
        """
        self._passing[waiting] = keys
        if self._waiting:
            self._app.call_later(self._next)

    def release(self, waiting: object = ROWS) -> None:
        """Hand out what was kept for a screen, and all keys from now on.

        Another one that waits, or a dialog that is on its way, still has its own.
        """
        if self._passing.pop(waiting, None) is not None:
            self._app.call_later(self._next)

    async def take(self, event: events.Event) -> None:
        """Let an event through, a key or paste only when it is its turn."""
        if not _has_turns(event) or (_is_leave(event) and self._has_waited_to_leave()):
            await self._deliver(event)
            return
        self._last = monotonic()
        self._waiting.append(event)
        await self._next()
        if _is_leave(event) and event in self._waiting:
            self._app.set_timer(_LEAVING_SECONDS, partial(self._say_if_waiting, event))

    def _has_waited_to_leave(self) -> bool:
        """Whether an earlier wish to leave has waited so long that whoever repeats it means to wait no more."""
        return any(_is_leave(event) and monotonic() - event.time > _LEAVING_SECONDS for event in self._waiting)

    def _say_if_waiting(self, event: events.Event) -> None:
        if event in self._waiting and not self._is_leaving:
            self._say_waiting()

    async def _next(self) -> None:
        if self._shut or not self._waiting or self._is_leaving or self._is_held:
            return
        if self._under_way and not self._is_over:
            self._follow_key()
            return
        self._count += 1
        self._under_way = self._count
        target: MessagePump = self._app.focused or self._app.screen
        self._path = [*target.ancestors_with_self] if hasattr(target, "ancestors_with_self") else [self._app]
        try:
            await self._deliver(as_key(self._waiting.popleft(), target))
        finally:
            self._delivered = monotonic()
            if self._waiting:
                self._follow_key()

    @property
    def _is_over(self) -> bool:
        """Whether the last key was handed out a while ago and nothing that it may reach has anything left to do."""
        apart = monotonic() - self._delivered > _APART
        return apart and self._clock is None and not any(pump.message_queue_size for pump in self._path)

    def _follow_key(self) -> None:
        """Learn when the key that is worked on is done; only where another one waits for that."""
        if self._clock is None:
            number = self._under_way
            self._clock = self._app.set_timer(_PATIENCE, partial(self._done, number))
            self._follow(list(self._path) * _ROUNDS, number)

    @property
    def _is_held(self) -> bool:
        """Whether the next event must wait although nothing is going on."""
        if not self._passing or isinstance(self._app.screen, ModalScreen):
            return False
        event = self._waiting[0]
        return not (isinstance(event, events.Key) and all(event.key in keys for keys in self._passing.values()))

    @property
    def _is_leaving(self) -> bool:
        """The application is going down, and takes its widgets apart: a key would find only half of them."""
        return self._app.return_code is not None or not self._app.is_running

    def _follow(self, path: Sequence[MessagePump], number: int) -> None:
        """Go behind the key through the queues of everything that it may reach."""
        for place, pump in enumerate(path):
            # A widget that is gone takes no message: the next one does. Not `call_later`, which wraps the call anew.
            if pump.post_message(events.Callback(_Step(self._follow, path[place + 1 :], number))):
                return
        self._app.call_later(self._done, number)

    async def _done(self, number: int) -> None:
        if number == self._under_way:
            self._under_way = 0
            if self._clock is not None:
                self._clock.stop()
                self._clock = None
            await self._next()


class _Step(partial[None]):
    """A call that Textual need not look into to learn that it takes nothing more: a key makes fifteen of them."""

    _param_count = 0


def _is_leave(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key == LEAVE


def _has_turns(event: events.Event) -> bool:
    """Whether an event is typed, has not been handed out yet, and does not always go first."""
    if isinstance(event, events.Key):
        return not event.is_forwarded and event.key not in _ALWAYS
    return isinstance(event, events.Paste) and not event.is_forwarded
