"""What keys do on the 清单 screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands.copying import choose_form, put_on_clipboard
from gongkai_tui.tui.commands.saving import only_this
from gongkai_tui.tui.commands.screens import show, show_tasks
from gongkai_tui.tui.commands.views import drill

# Dialogs and other screens load when they are first needed.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.sheets.sheet import SheetLine


def show_sheets(screen: TasksScreen) -> None:
    """Show the sheets."""
    from gongkai_tui.tui.screens.sheets import SheetsScreen

    show(screen, SheetsScreen)


def show_sheet(screen: TasksScreen, place: int) -> None:
    """Show one of the sheets."""
    from gongkai_tui.tui.screens.sheets import SheetsScreen

    show(screen, SheetsScreen)
    front = screen.app.screen
    if isinstance(front, SheetsScreen):
        front.choose_sheet(place)


async def find_problem(screen: TasksScreen) -> None:
    """Record a problem of the task under the cursor."""
    from gongkai_tui.tui.sheets.problems import record_problem

    row = screen.current
    if row is None:
        screen.warn_of_no_task()
        return
    besides_marks = only_this(screen, row)
    if besides_marks:
        screen.warn(besides_marks)
    units = [unit for unit, role in row.units if role != "配合"]
    await record_problem(screen, row.plan, row.id, units, besides_marks=bool(besides_marks))


def only_in_sheets(screen: TasksScreen) -> None:
    """What the sheets do: it is not valid elsewhere."""
    screen.warn(f"请先按 {key_of('sheets')} 打开清单")


async def handle(screen: SheetsScreen) -> None:
    """Do what the sheet does to its lines."""
    sheet = screen.sheet
    if not sheet.handles:
        screen.warn(f"“{sheet.name}”里没有要办理的；回车看任务")
        return
    lines = screen.chosen
    if not lines:
        screen.warn("没有选中的行")
        return
    if screen.hidden_marks:
        screen.warn(f"已选 {len(lines)} 行，其中 {screen.hidden_marks} 行被查找隐藏")
    # Where the lines stand now: they may be in another order once the answer is saved.
    table, done = screen.table, {line.key for line in lines}
    others = table.others(done)
    if await sheet.handle(screen, lines):
        screen.unmark()
        # Who has moved on while it was saved stays there.
        if sheet.goes_on and screen.sheet is sheet and table.current and table.current.key in done:
            table.go_to_first(others)


async def add(screen: SheetsScreen) -> None:
    """Add a line to the sheet."""
    if not screen.sheet.adds:
        screen.warn(f"“{screen.sheet.name}”不能在这里添加")
        return
    await screen.sheet.add(screen)


def open_tasks(screen: SheetsScreen) -> None:
    """Show the line's tasks on the main screen; where it has none, the whole of the line."""
    line, desk = screen.table.current, screen.desk
    if line is None:
        return
    there = [task for task in line.tasks if desk.board.row(task) is not None]
    if there:
        desk.way_back.open_from(screen, lambda: show_tasks(desk, there))
    elif line.filter:
        desk.way_back.open_from(screen, lambda: drill(desk, line.plan, line.filter))
        desk.set_focus(desk.table)
    else:
        screen.show_detail()


async def choose_order(screen: SheetsScreen) -> None:
    """Choose the column to sort by."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog
    from gongkai_tui.tui.widgets.choice_list import Choice

    choices = [Choice(str(place), column.title) for place, column in enumerate(screen.sheet.columns)]
    answer = await screen.desk.back.ask(ChooseDialog("排序", [*choices, Choice("-", "原有顺序")]))
    if answer is not None:
        screen.sort_by(None if answer == "-" else int(answer))


async def copy(screen: SheetsScreen) -> None:
    """Copy the lines in the way of the sheet, else as a table."""
    lines = screen.chosen
    if not lines:
        screen.warn("没有选中的行")
    elif not await screen.sheet.copy(screen, lines):
        await copy_as_table(screen, lines)


async def copy_as_table(screen: SheetsScreen, lines: Sequence[SheetLine]) -> None:
    """Copy lines as a table, in the form that the person chooses."""
    from gongkai_tui.reporting.delimited import tsv_text
    from gongkai_tui.reporting.markdown import markdown_text

    form = await choose_form(screen.desk, f"“{screen.sheet.name}”的 {len(lines)} 行")
    if form is not None:
        titles = [column.title for column in screen.sheet.columns]
        rows = [[cell.text for cell in line.cells] for line in lines]
        put_on_clipboard(screen.desk, (markdown_text if form == "md" else tsv_text)(titles, rows))
