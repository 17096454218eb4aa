"""From the grid of units and tasks: to tasks, to other plans, to a changed status, to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands import changing, finding
from gongkai_tui.tui.commands.copying import choose_form, put_on_clipboard
from gongkai_tui.tui.commands.views import drill
from gongkai_tui.tui.widgets.matrix import HEAD

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.screens.grid import GridScreen


def open_place(screen: GridScreen) -> None:
    """Go to the main screen: on the task of a cell, or showing the tasks of a unit or a section."""
    board, matrix, desk = screen.board, screen.matrix, screen.desk
    if screen.found is None or screen.found.plan is None:
        return
    plan, row, column = screen.found.plan.id, matrix.row, matrix.column
    if HEAD not in (row, column) and not board.cells(row, column):
        screen.say("这一格没有任务")
        return
    if column != HEAD and not board.by_section:
        task = board.tasks(column)[0].id
        desk.way_back.open_from(screen, lambda: finding.go_to(desk, task))
        return
    terms = board.filter_of(row, column)
    before = desk.board.filter_text
    text = before if terms in before else f"{before} {terms}".strip()
    desk.way_back.open_from(screen, lambda: drill(desk, plan, text))


def change_status(screen: GridScreen) -> Coroutine[Any, Any, None] | None:
    """Change the status of the unit under the cursor in the task there, or in all tasks of its line."""
    board, row, column = screen.board, screen.matrix.row, screen.matrix.column
    rows: list[TaskRow] = []
    unit = ""
    if row != HEAD:
        rows = [cell.row for cell in board.cells(row, column)]
        line = board.lines[row]
        unit = "" if line.kind is LineKind.NOBODY else line.name
    elif column != HEAD:
        rows = board.tasks(column)
    if not rows:
        screen.refuse(f"这里没有任务；把光标移到一格上再按 {key_of('status')}")
        return None
    return changing.change_status(screen.desk, rows, unit)


async def copy(screen: GridScreen) -> None:
    """Copy the lines shown, as they are shown."""
    from gongkai_tui.reporting.grid_text import grid_text  # noqa: PLC0415  (asked once in a while)

    board = screen.board
    if board.grid is None:
        return
    form = await choose_form(screen.desk, "单位任务表")
    if form is not None:
        text = grid_text(board.grid, board.lines, form, by_section=board.by_section, in_words=True)
        put_on_clipboard(screen.desk, text)


def step_plan(screen: GridScreen, step: int) -> None:
    """Show the plan after or before this one, the newest first."""
    plans = [each.plan.id for each in screen.desk.loaded.plans] if screen.desk.loaded else []
    if not plans:
        screen.warn("还没有计划")
        return
    shown = screen.found.plan.id if screen.found and screen.found.plan else screen.plan
    place = plans.index(shown) + step if shown in plans else 0
    if not 0 <= place < len(plans):
        screen.say("已是最后一份计划" if step > 0 else "已是最新的一份计划")
        return
    screen.plan = plans[place]
    screen.say("")
    screen.read()


def clear(screen: GridScreen) -> None:
    """Show all units again; where none are hidden, all tasks."""
    if screen.board.word:
        screen.show_all_units()
    elif screen.desk.board.filter_text:
        finding.clear_filter(screen.desk)
        screen.read()
        screen.say("已清除筛选")
    else:
        screen.say("没有筛选，列出的就是全部")


def back(screen: GridScreen) -> None:
    """Show all units again; where none are hidden, go back."""
    if screen.board.word:
        screen.show_all_units()
    else:
        screen.close()
