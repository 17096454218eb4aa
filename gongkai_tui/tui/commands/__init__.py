"""What the actions of the registry do: one function each, called with the main screen.

A plain function does its work at once. A coroutine asks, reads or writes; it runs in a worker and never
blocks a key.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import AXES, COMMANDS, SHEET_NAMES, by_id
from gongkai_tui.tui.actions.action import GRID, ON_TASKS
from gongkai_tui.tui.commands import (
    changing,
    copying,
    drafts,
    editing,
    finding,
    looking,
    marking,
    moving,
    office,
    palette,
    screens,
    sheets,
    undoing,
    views,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from gongkai_tui.tui.actions import Action
    from gongkai_tui.tui.screens.desk import DeskScreen
    from gongkai_tui.tui.screens.tasks import TasksScreen

    Command = Callable[[TasksScreen], Coroutine[Any, Any, None] | None]

TABLE: dict[str, Command] = {
    "filter": finding.start_filter,
    "clear_filter": finding.clear_filter,
    "sort": finding.choose_order,
    "reverse": finding.reverse,
    "palette": palette.palette,
    "mark": marking.mark,
    "range": marking.mark_range,
    "mark_all": marking.mark_all,
    "invert": marking.invert,
    "unmark": marking.unmark,
    "status": changing.change_status,
    "note": changing.add_note,
    "evidence": changing.add_evidence,
    "form": editing.edit_form,
    "editor": editing.edit_text,
    "find_problem": sheets.find_problem,
    "confirm_hints": changing.confirm_hints,
    "drafts": drafts.go_on,
    "undo": undoing.undo,
    "redo": undoing.redo,
    "open": looking.open_task,
    "detail": looking.toggle_detail,
    "history": looking.toggle_history,
    "next_tab": looking.next_tab,
    "previous_tab": looking.previous_tab,
    "plans": looking.toggle_plans,
    "copy": copying.copy,
    "problems": looking.problems,
    "theme": looking.next_theme,
    "refresh": looking.refresh,
    "help": looking.show_help,
    "back": moving.back,
    "leave": moving.leave,
    "quit": moving.leave_program,
    "alike": finding.alike,
    "views": views.choose_view,
    **{f"view_{number}": partial(views.use_nth, number=number) for number in range(1, 10)},
    "save_view": views.save_view,
    "remove_view": views.remove_view,
    "columns": views.choose_columns,
    "previous": views.go_back,
    "past": screens.look_back,
    "grid": screens.show_grid,
    "members": screens.only_in_grid,
    "sections": screens.only_in_grid,
    "next_plan": screens.only_in_grid,
    "previous_plan": screens.only_in_grid,
    "sheets": sheets.show_sheets,
    **{f"{name}_sheet": partial(sheets.show_sheet, place=place) for place, (name, _, _) in enumerate(SHEET_NAMES)},
    **{f"sheet_{number}": sheets.only_in_sheets for number in range(1, len(SHEET_NAMES) + 1)},
    "handle": sheets.only_in_sheets,
    "add_line": sheets.only_in_sheets,
    "next_sheet": sheets.only_in_sheets,
    "previous_sheet": sheets.only_in_sheets,
    "later_plan": sheets.only_in_sheets,
    "earlier_plan": sheets.only_in_sheets,
    "overview": screens.show_overview,
    "commits": screens.show_commits,
    "choose_units": office.choose_units,
    "rectify_notice": office.draft_rectify_notice,
    "report_notice": office.draft_report_notice,
    "new_plan": office.begin_plan,
    "new_task": office.begin_task,
    "import_plan": office.import_plan,
    "plan_head": office.change_head,
    "clock": office.count_clock,
    "own_plans": office.show_own_plans,
    "compare_plans": office.compare_plans,
    "import_problems": office.import_problems,
    "send_sheets": office.send_sheets,
    "take_sheets": office.take_sheets,
    "raw": screens.nothing_here,
    "compare": screens.nothing_here,
    "next_column": screens.nothing_here,
    "figures_right": screens.nothing_here,
    "figures_left": screens.nothing_here,
    "previous_column": screens.nothing_here,
    "statistics": screens.show_statistics,
    "axis": screens.show_statistics,
    **{f"axis_{number}": screens.show_statistics for number, _ in enumerate(AXES, 1)},
    "next_axis": screens.show_statistics,
    "previous_axis": screens.show_statistics,
    "burndown": screens.show_statistics,
    "next_pane": moving.next_pane,
    "previous_pane": moving.previous_pane,
}
"""By the id of the action."""


_WITHOUT_ROWS = frozenset(
    {"overview", "help", "palette", "quit", "back", "leave", "theme", "next_pane", "previous_pane"}
)
"""What can be done before there is a single row."""


def run(screen: DeskScreen, action_id: str) -> None:
    """Do an action, or say where it is valid."""
    begun = begin(screen, action_id)
    if begun is not None:
        screen.desk.back.run(begun)


def _where_valid(action: Action) -> str:
    """Where the keys of an action do something, each of the actions that share them."""
    sharing = [other for other in map(by_id, (each.id for each in COMMANDS)) if set(other.keys) & set(action.keys)]
    return "，".join(f"“{each.label}”用于{'、'.join(sorted(each.where))}" for each in sharing or [action])


def begin(screen: DeskScreen, action_id: str) -> Coroutine[Any, Any, None] | None:
    """Do an action that does its work at once; one that asks or writes is given back to be waited for."""
    action = by_id(action_id)
    if screen.where not in action.where:
        screen.warn(_where_valid(action))
        return None
    if action.changes and screen.desk.port.moment:
        screen.warn(screen.desk.read_only_words)
        return None
    waits_for = screen.desk.back.waits_for if screen.desk.loaded is None else ""
    if waits_for and action_id not in _WITHOUT_ROWS:
        screen.warn(f"{waits_for}，还不能“{action.label}”")
        return None
    screen.desk.forget_message()
    if action_id == "open" or (action.changes and action.where <= ON_TASKS | GRID):
        screen.desk.table.stand_here()
    own = screen.own_actions().get(action_id)
    return own() if own is not None else TABLE[action_id](screen.desk)
