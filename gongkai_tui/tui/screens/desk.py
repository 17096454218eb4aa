"""What every full screen has: a title, a message line, the key bar, and the keys of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen
from textual.widgets import Input

from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui import commands
from gongkai_tui.tui.actions import Where, bar_actions, by_id, key_of, meant_by
from gongkai_tui.tui.front_compositor import FrontCompositor
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.screens.keys import screen_bindings
from gongkai_tui.tui.widgets.cursor_list import CursorList
from gongkai_tui.tui.widgets.key_bar import KeyBar
from gongkai_tui.tui.widgets.message_line import MessageLine
from gongkai_tui.tui.widgets.status_line import StatusLine, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any

    from textual.binding import BindingType
    from textual.events import DescendantFocus, Key
    from textual.timer import Timer

    from gongkai_tui.tui.app import GongkaiApp
    from gongkai_tui.tui.early_keys import EarlyKeys
    from gongkai_tui.tui.screens.tasks import TasksScreen

    Own = Mapping[str, Callable[[], Coroutine[Any, Any, None] | None]]


_ELSEWHERE = frozenset({"overview", "grid", "statistics", "commits", "sheets"})
"""What leads to other screens."""
_WITHOUT_LINES = _ELSEWHERE | {"back", "leave", "quit", "help", "palette", "theme"}
"""What can be done before there are any lines."""
_PATIENCE = 2.0
"""Seconds for which keys wait for lines."""


class DeskScreen(Screen[None]):
    """Base of the main screen and of those that are laid over it."""

    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()
    first_keys: ClassVar[tuple[str, ...]] = ()
    """Ids of the actions that the key bar shows before all others."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = FrontCompositor()
        self.title_line = StatusLine(id="title", state="line--header")
        self.message_line = MessageLine(id="message")
        self.key_bar = KeyBar(id="keys")

    @property
    def desk(self) -> TasksScreen:
        """The main screen, which holds the data and runs the workers."""
        raise NotImplementedError

    @property
    def where(self) -> Where:
        """The screen, or the part of it, that has the keys."""
        raise NotImplementedError

    def own_actions(self) -> Own:
        """What actions do here instead of what they do on the main screen."""
        return {}

    # What a key does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leave the keys that write or move in a line of text to the line that has them."""
        return not (action == "do" and isinstance(self.focused, Input))

    def action_do(self, action_ids: str) -> None:
        """Do the action of the registry that a key means here; the ids of those that share it have bars between."""
        commands.run(self, meant_by(action_ids.split("|"), self.where))

    def action_do_anywhere(self, action_ids: str) -> None:
        """Do an action by a key that is no text."""
        commands.run(self, meant_by(action_ids.split("|"), self.where))

    def on_key(self, event: Key) -> None:
        """Tell that an input method is on: letters then never arrive as keys."""
        if event.character and "\u3400" <= event.character <= "\u9fff":
            event.stop()
            self.warn(f"中文输入法已打开，收不到字母键：按 Shift 切到英文，或用功能键（{key_of('help')} 帮助）")

    def on_key_bar_clicked(self, event: KeyBar.Clicked) -> None:
        """A click in the key bar is the key."""
        commands.run(self, event.action)

    def on_cursor_list_chosen(self, event: CursorList.Chosen) -> None:
        """Enter or a double click opens what is under the cursor."""
        event.stop()
        commands.run(self, "open")

    def on_descendant_focus(self, event: DescendantFocus) -> None:  # noqa: ARG002
        """Show the keys that are valid here, and where the cursor is."""
        self.show_keys()
        for pane in self.query(CursorList):
            pane.refresh()

    def show_keys(self) -> None:
        """Show the keys that do something here, at the day that is looked at."""
        idle, past = self.idle_actions(), bool(self.desk.port.moment)
        rank = {action_id: place for place, action_id in enumerate(self.first_keys)}
        valid = (action for action in bar_actions(self.where) if not (past and action.changes))
        found = (action for action in valid if action.id not in idle)
        self.key_bar.show(sorted(found, key=lambda action: rank.get(action.id, len(rank))))

    def idle_actions(self) -> AbstractSet[str]:
        """Actions of this screen that have nothing to do on what it shows now."""
        return frozenset()

    # Messages to the person

    def say(self, text: str) -> None:
        """Show a message until the next one."""
        self.message_line.show((Span(clean(text)),), self.standing())

    def warn(self, text: str) -> None:
        """Show what did not work."""
        self.message_line.show(warn(clean(text)), self.standing())

    def forget_message(self) -> None:
        """The next action begins: what was said of the one before is no longer so."""
        self.message_line.show(self.lasting(), self.standing())

    def lasting(self) -> Sequence[Span]:
        """What is to be read on the message line whatever is done, as long as it is so."""
        return self.desk.lasting()

    def refuse(self, text: str) -> None:
        """Show why something is not done; in a dialog where the message line cannot show it whole.

        It stands until the next action: what was typed behind the one that is refused is none.
        """
        from gongkai_tui.tui.dialogs.problems import ProblemsDialog  # noqa: PLC0415  (the first screen does without)

        self.desk.back.drop_early_keys()
        self.warn(text)
        if not self.message_line.shows_whole(warn(clean(text)), self.standing()):
            self.app.push_screen(ProblemsDialog("没有办理", text))

    def standing(self) -> Sequence[Span]:
        """What stands at the right of the message line whatever the message."""
        return ()

    def show_standing(self) -> None:
        """Show anew what stands there, beside the message that is shown."""
        self.message_line.show(self.message_line.left, self.standing())

    def show_title_words(self, left: Sequence[Span]) -> None:
        """Show the title line: what is shown, as whom the person works, and the day."""
        desk = self.desk
        past = desk.port.moment
        if past:
            self.title_line.show(left, (Span(f"回看 {clean(past)}（只读）", Tone.TITLE),))
        else:
            actor = (Span(desk.back.actor_words, Tone.DIM),)
            self.title_line.show(left, (Span(f"  {desk.port.day}"),), yielding=actor)
        if bool(past) != self.has_class("-past"):
            self.set_class(bool(past), "-past")
            self.show_keys()

    def data_changed(self) -> None:
        """Other rows were loaded: show them."""


class LaidOver(DeskScreen):
    """A screen over the main one; q, Esc or Backspace leads back."""

    before_lines: ClassVar[frozenset[str]] = frozenset()
    """What can be done before its lines are read, beside what every screen can."""

    def __init__(self, desk: TasksScreen) -> None:
        super().__init__()
        self._desk = desk
        self._patience: Timer | None = None
        """Runs out while keys wait for lines."""

    @property
    def desk(self) -> TasksScreen:
        """The main screen."""
        return self._desk

    def wait_for_lines(self) -> None:
        """Keep the keys that do something to lines until there are lines; not so long that they are a surprise."""
        keys = {key for action in _WITHOUT_LINES | self.before_lines for key in by_id(action).keys}
        self._gate.hold_all_but(frozenset(keys), self)
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(_PATIENCE, self.lines_stand)

    def lines_stand(self) -> None:
        """Hand out the keys that were kept."""
        self._gate.release(self)

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self.lines_stand()

    @property
    def _gate(self) -> EarlyKeys:
        return cast("GongkaiApp", self.app).early_keys

    def close(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()
