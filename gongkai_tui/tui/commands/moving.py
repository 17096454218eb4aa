"""Between panes, back, and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands import looking
from gongkai_tui.tui.commands.finding import clear_filter
from gongkai_tui.tui.commands.marking import end_range

if TYPE_CHECKING:
    from textual.widget import Widget

    from gongkai_tui.tui.screens.tasks import TasksScreen


def next_pane(screen: TasksScreen) -> None:
    """Give the keys to the next pane."""
    _go(screen, 1)


def previous_pane(screen: TasksScreen) -> None:
    """Give the keys to the pane before."""
    _go(screen, -1)


def _go(screen: TasksScreen, step: int) -> None:
    panes: list[Widget] = [
        pane
        for pane in (screen.plan_list, screen.table, screen.detail, screen.history)
        if all(node.display for node in pane.ancestors_with_self if hasattr(node, "display"))
    ]
    if len(panes) == 1:
        screen.say(f"只有这一栏；按 {key_of('detail')} 看详情，按 {key_of('plans')} 看计划栏")
    if screen.focused in panes:
        screen.set_focus(panes[(panes.index(screen.focused) + step) % len(panes)])
    else:
        screen.set_focus(screen.table)


def back(screen: TasksScreen) -> None:
    """One step back: out of a range, an overlay, another pane; at last the filter."""
    if not _step_back(screen) and screen.board.filter_text:
        clear_filter(screen)
        screen.say("已清除筛选")


def leave(screen: TasksScreen) -> None:
    """One step back, or out of the program when there is none."""
    if not _step_back(screen):
        leave_program(screen)


def _step_back(screen: TasksScreen) -> bool:
    if screen.app.screen is not screen:
        screen.app.pop_screen()
    elif screen.range_start is not None:
        end_range(screen, keep=False)
    elif screen.panes.full:
        looking.hide_side(screen)
    elif screen.focused is not screen.table:
        screen.set_focus(screen.table)
    else:
        return screen.way_back.go()
    return True


def leave_program(screen: TasksScreen) -> None:
    """Quit; a write that is under way is finished first."""
    screen.back.leave()
