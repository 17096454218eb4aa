"""The palette: any command, plan, view, unit or task by name or number, or what was typed as a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.tui.actions import COMMANDS, by_id, nearest_first
from gongkai_tui.tui.commands.finding import go_to, set_filter
from gongkai_tui.tui.commands.screens import go_home
from gongkai_tui.tui.commands.views import use

# Dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.unit_finder import FoundUnit, UnitFinder
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.widgets.choice_list import Choice

_TASKS_OFFERED = 20
_UNITS_OFFERED = 8
_LETTERS_OF_UNITS = 2
"""One letter means nearly any unit."""
_UNNAMED = ("palette", "view_", "sheet_")
"""Actions that the palette leaves out: itself, and the digits, whose views and sheets stand there by name."""

_DESTINATIONS: dict[str, Callable[[TasksScreen, str], object]] = {
    "plan": lambda screen, plan: screen.choose_plan(plan),
    "view": use,
    "task": go_to,
    "filter": set_filter,
}
"""What a choice that is no command leads to, by the word before its first space."""


async def palette(screen: TasksScreen) -> None:
    """Choose a command or a destination."""
    from gongkai_tui.tui.commands import begin
    from gongkai_tui.tui.dialogs.choose import ChooseDialog

    choices = [*_commands(screen), *_plans(screen), *_views(screen)]
    units: list[UnitFinder] = []

    async def learn_units() -> None:
        units.append(await screen.back.unit_finder())

    dialog = ChooseDialog(
        "命令",
        choices,
        found=lambda word: [*_units(screen, units, word), *_tasks(screen, word)],
        more=_typed,
        tall=True,
    )
    if screen.loaded is not None:
        dialog.preparation = learn_units
    answer = await screen.back.ask(dialog)
    if answer is None:
        return
    kind, space, where = answer.partition(" ")
    if space and screen.loaded is None:
        screen.warn(f"{screen.back.waits_for or '正在读取'}，还不能打开")
    elif space:
        go_home(screen)
        _DESTINATIONS[kind](screen, where)
    elif (begun := begin(screen.front, answer)) is not None:
        await begun


def _commands(screen: TasksScreen) -> list[Choice]:
    from gongkai_tui.tui.widgets.choice_list import Choice

    # Of those that a word means alike the one that people use most comes first.
    usual_first = sorted(COMMANDS, key=lambda action: action.bar or len(COMMANDS))
    actions = nearest_first(usual_first, screen.front.where)
    named = [by_id(a.id) for a in actions if not a.id.startswith(_UNNAMED)]
    return [Choice(a.id, a.label, a.shown, a.help) for a in named]


def _plans(screen: TasksScreen) -> list[Choice]:
    from gongkai_tui.tui.widgets.choice_list import Choice

    items = [item for item in screen.plan_list.items if not item.view]
    return [Choice(f"plan {i.id}", i.name, "计划", f"{i.total} 项，{i.id or '全部'}") for i in items]


def _views(screen: TasksScreen) -> list[Choice]:
    from gongkai_tui.tui.widgets.choice_list import Choice

    return [Choice(f"view {view.name}", view.name, "视图", view.filter) for view in screen.views]


def _typed(word: str) -> list[Choice]:
    from gongkai_tui.tui.widgets.choice_list import Choice

    return [Choice(f"filter {word}", f"筛选：{word}", note="作为筛选条件")]


def _units(screen: TasksScreen, units: Sequence[UnitFinder], word: str) -> list[Choice]:
    from gongkai_tui.tui.widgets.choice_list import Choice

    if len(word) < _LETTERS_OF_UNITS:
        return []
    found = [unit for finder in units for unit in finder.find(word, screen.board.context, _UNITS_OFFERED)]
    return [Choice(f"filter {unit.filter}", unit.name, "单位", _about(unit)) for unit in found]


def _about(unit: FoundUnit) -> str:
    return "，".join(filter(None, (f"{unit.tasks} 项", unit.other and f"又名{unit.other}")))


def _tasks(screen: TasksScreen, word: str) -> list[Choice]:
    from gongkai_tui.tui.columns import title_of
    from gongkai_tui.tui.widgets.choice_list import Choice

    wanted = read_task_id(word) or word.lower()
    if "/" not in wanted and not wanted.isdecimal():
        return []
    found = [row for row in screen.board.rows if wanted in row.id][:_TASKS_OFFERED]
    return [Choice(f"task {row.id}", title_of(row), "任务", row.id) for row in found]
