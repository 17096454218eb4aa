"""The way back from tasks to the screen that they were opened from, which waits as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.commands.views import Shown, show, shown_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.tui.port import Loaded
    from gongkai_tui.tui.screens.desk import LaidOver
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.widgets.task_table import Standing

_NAME = "set aside"


class WayBack:
    """Holds the screen, and what the main screen showed beneath it, until the main screen shows something else."""

    def __init__(self, desk: TasksScreen) -> None:
        self.before: Shown | None = None
        """What the main screen showed before the last change of plan, view or filter as a whole."""
        self.stood: Standing | None = None
        """Where the person was in it."""
        self._desk = desk
        self._aside: LaidOver | None = None
        self._beneath: Shown | None = None
        self._opened: Shown | None = None
        self._loaded: Loaded | None = None

    def open_from(self, screen: LaidOver, opening: Callable[[], None]) -> None:
        """Do what shows tasks on the main screen; the screen waits, and what lies over it goes away."""
        self.forget()
        desk = self._desk
        desk.app.install_screen(screen, _NAME)
        self._aside, self._loaded, self._beneath = screen, desk.loaded, shown_now(desk)
        while desk.app.screen is not desk:
            desk.app.pop_screen()
        opening()
        self._opened = shown_now(desk)
        desk.show_standing()

    @property
    def words(self) -> str:
        """Where the way leads; empty where there is none."""
        return f"Esc 回到{self._aside.where.value}" if self._aside is not None and self._is_open() else ""

    def leads_to(self, wanted: type[LaidOver]) -> bool:
        """Whether it is such a screen that waits."""
        return isinstance(self._aside, wanted)

    def go(self) -> bool:
        """Show the waiting screen as it was left; False where none waits for what is shown."""
        screen, before = self._aside, self._beneath
        if screen is None or before is None or not self._is_open():
            return False
        self._release()
        if before != shown_now(self._desk):
            show(self._desk, before)
        self._desk.app.push_screen(screen)
        if self._loaded is not self._desk.loaded:
            screen.data_changed()
        return True

    def forget(self) -> None:
        """Give the waiting screen up."""
        screen = self._aside
        self._release()
        if screen is not None:
            screen.remove()

    def _is_open(self) -> bool:
        return self._opened == shown_now(self._desk)

    def _release(self) -> None:
        if self._aside is not None:
            self._desk.app.uninstall_screen(self._aside)
        self._aside = self._opened = None
