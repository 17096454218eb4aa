"""The application: themes, the main screen, and a clean end on signals."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor

from gongkai_tui.domain.wording import speak
from gongkai_tui.tui import themes
from gongkai_tui.tui.colourless import Colourless
from gongkai_tui.tui.dialogs.base import Dialog
from gongkai_tui.tui.early_keys import EarlyKeys
from gongkai_tui.tui.kept_styles import KeptStyles
from gongkai_tui.tui.screen_words import ScreenWording
from gongkai_tui.tui.screens.tasks import TasksScreen
from gongkai_tui.tui.wide_cells import draw_plain_scroll_bars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.events import Event
    from textual.filter import LineFilter
    from textual.screen import Screen

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.tui.port import Port

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_SWITCH_SECONDS = 0.001
_REST_SECONDS = 0.5
"""Without a key for so long, a pause of some hundredths of a second is not felt."""


class GongkaiApp(App[int]):
    """政务公开工作要点 in the terminal."""

    CSS_PATH = "app.tcss"
    TITLE = "政务公开工作要点"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "退出", show=False, priority=True),
        Binding("ctrl+c", "help_quit", "退出", show=False, system=True),
    ]

    def __init__(self, port: Port, problems: Sequence[Problem] = ()) -> None:
        """`problems` are shown once the screen stands: what of the person's own settings cannot be used."""
        super().__init__()
        self._take_our_colours()
        draw_plain_scroll_bars()
        # Every screen would hold widgets for what we never show.
        self._disable_tooltips = self._disable_notifications = True
        self._port = port
        self._problems = problems
        self.early_keys = EarlyKeys(self, super().on_event, self._say_waiting)

    async def on_event(self, event: Event) -> None:
        """Take one key after the other."""
        await self.early_keys.take(event)

    def get_default_screen(self) -> TasksScreen:
        """The main screen."""
        return TasksScreen(self._port)

    def _take_our_colours(self) -> None:
        """Before anything is parsed in the colours of Textual."""
        for theme in (themes.DARK, themes.LIGHT):
            self.register_theme(theme)
        if self.theme == "textual-dark":
            self.theme = themes.DARK.name
        self.stylesheet = KeptStyles(variables=self.get_css_variables())

    def on_load(self) -> None:
        """Say what to do in keys: in all that this application starts, and nowhere else in the process."""
        speak(ScreenWording())

    def on_mount(self) -> None:
        """Leave cleanly when told to from outside."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self.exit, 128 + number)
        # A worker that reads rows gives way to a key after one millisecond, not after five.
        self.call_after_refresh(sys.setswitchinterval, _SWITCH_SECONDS)
        if self._problems:
            self.call_after_refresh(self._tell_problems)

    def _tell_problems(self) -> None:
        from gongkai_tui.tui.dialogs.problems import ProblemsDialog  # noqa: PLC0415  (nearly never needed)

        is_unread = any(problem.check == "yaml" for problem in self._problems)
        rest = "整个文件没有用上，键位都是原来的。" if is_unread else "其余键位照常使用。"
        self.push_screen(ProblemsDialog("键位文件有问题", rest, self._problems))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the change from ANSI colours where our themes, which have none, are in force: it costs every line."""
        if self.no_color:
            return (Colourless(),)
        filters = super().get_line_filters()
        if self.theme not in themes.OWN:
            return filters
        return [each for each in filters if not isinstance(each, ANSIToTruecolor)]

    def settle(self) -> None:
        """Change over from starting quickly to answering quickly; the first call counts."""
        if gc.isenabled():
            return
        # Garbage is collected from now on, but what start-up has made is not looked at again while keys come.
        gc.freeze()
        gc.enable()
        self._tidy_when_idle()

    def _tidy_when_idle(self) -> None:
        if self.early_keys.idle_seconds < _REST_SECONDS:
            self.set_timer(_REST_SECONDS, self._tidy_when_idle)
            return
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; what stands half written in a dialog is there again at the next start."""
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.keep_draft()
        super().exit(result, return_code, message)

    async def _close_all(self) -> None:
        """Close all screens; one that was on its way when the person left may end as cancelled before it stands."""
        try:
            await super()._close_all()
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            for stack in self._screen_stacks.values():
                stack[:] = [screen for screen in stack if not _has_ended(screen)]
            await super()._close_all()

    def action_leave(self) -> None:
        """Quit from anywhere, behind what is being saved."""
        main = self.screen_stack[0]
        if isinstance(main, TasksScreen):
            main.back.leave()
        else:
            self.exit(0)

    def _say_waiting(self) -> None:
        main = self.screen_stack[0]
        if isinstance(main, TasksScreen):
            main.say("先打的键还没有执行完，执行完就退出；再按 Ctrl+Q 不再等")

    def action_help_quit(self) -> None:
        """Tell how to quit: Ctrl+C copies in inputs."""
        screen = self.screen_stack[0]
        if isinstance(screen, TasksScreen):
            screen.say("退出请按 Ctrl+Q")


def _has_ended(screen: Screen[object]) -> bool:
    task = screen._task  # noqa: SLF001  (Textual has no other word for it)
    return task is None or task.done()
