"""Saved views: look at one, keep what is looked at as one, choose columns, and go back to what was before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import FilterError, UsageError
from gongkai_tui.domain.filter_order import apart
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands.saving import is_refused

# Dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.tui.screens.tasks import TasksScreen


_NO_UNDO = "私有视图只在本机，不在撤销之内：换掉、删除的找不回来"


_DIGITS = 10
"""Views before this place have a digit as their key."""


class Shown(NamedTuple):
    """Everything that decides which rows are shown how."""

    plan: str
    filter: str
    sort: str
    columns: tuple[str, ...]
    view: SavedView | None


def shown_now(screen: TasksScreen) -> Shown:
    """What is looked at now."""
    board = screen.board
    return Shown(board.plan, board.filter_text, board.sort, screen.table.chosen, screen.view)


def remember(screen: TasksScreen) -> None:
    """Keep what is looked at now, and where the person is in it, to come back to."""
    screen.way_back.before, screen.way_back.stood = shown_now(screen), screen.table.standing


def show(screen: TasksScreen, wanted: Shown) -> None:
    """Show something else, remembering what was shown."""
    remember(screen)
    try:
        screen.board.arrange(wanted.plan, wanted.filter, wanted.sort)
    except FilterError as error:
        screen.warn(str(error))
        return
    screen.table.chosen, screen.view = wanted.columns, wanted.view
    screen.filter_bar.show_text(wanted.filter)
    screen.show_plans()
    screen.show_board(to_top=True)
    lost = screen.views_lost.get(wanted.view.name) if wanted.view else None
    if lost is not None:
        screen.warn(str(lost))


def drill(screen: TasksScreen, plan: str, text: str) -> None:
    """Show the tasks that something elsewhere is about; `go_back` leads to what was shown before."""
    board, stays = screen.board, plan == screen.board.plan or screen.view is None
    sort = board.sort if stays else ""
    columns, view = (screen.table.chosen, screen.view) if stays else ((), None)
    if (plan, text) == (board.plan, board.filter_text):
        return
    show(screen, Shown(plan, text, sort, columns, view))


def go_back(screen: TasksScreen) -> None:
    """Show again what was shown before, at the task of then where that of now is not in it; once more leads back."""
    before, stood, here = screen.way_back.before, screen.way_back.stood, screen.table.standing
    if before is None:
        screen.say("之前没有看过别的计划或视图")
        return
    show(screen, before)
    if here is None or screen.current is None or here.row.id != screen.current.id:
        screen.table.stand_at(stood)


def use(screen: TasksScreen, name: str) -> None:
    """Show a view."""
    view = next((each for each in screen.views if each.name == name), None)
    if view is not None and (view is not screen.view or screen.is_view_changed):
        show(screen, Shown(view.plan, view.filter, view.sort, view.columns, view))


def use_nth(screen: TasksScreen, *, number: int) -> None:
    """Show the view that has a digit."""
    if number > len(screen.views):
        screen.say(f"没有第 {number} 个视图；按 {key_of('save_view')} 把现在的筛选存成视图")
    else:
        use(screen, screen.views[number - 1].name)


async def choose_view(screen: TasksScreen) -> None:
    """Choose a view by name."""
    from gongkai_tui.tui.commands.screens import go_home
    from gongkai_tui.tui.dialogs.choose import ChooseDialog
    from gongkai_tui.tui.widgets.choice_list import Choice

    choices = [
        Choice(view.name, view.name, str(place) if place < _DIGITS else "", _about(screen, view))
        for place, view in enumerate(screen.views, 1)
    ]
    answer = await screen.back.ask(ChooseDialog("视图", choices, tall=True))
    if answer:
        go_home(screen)
        use(screen, answer)


def _about(screen: TasksScreen, view: SavedView) -> str:
    from gongkai_tui.domain.saved_view import view_in_words

    count = screen.view_counts.get(view.name)
    counted = f"{count} 项" if count is not None else ""
    return "  ".join(filter(None, (counted, view.place, view_in_words(view))))


async def save_view(screen: TasksScreen) -> None:
    """Keep the filter, order and columns of now under a name."""
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.tui.dialogs.save_view import SaveViewDialog
    from gongkai_tui.usecases.change_views import may_share

    board = screen.board
    own = screen.view if screen.view is not None and not screen.view.place.is_fixed else None
    shares = await screen.back.read(partial(screen.port.ask, lambda ws, _moment: may_share(ws)))
    alone = "正在回看，只能存为私有" if screen.port.moment else "" if shares else "私有"
    conditions, order = apart(board.filter_text.strip(), board.sort)
    answer = await screen.back.ask(SaveViewDialog(conditions, screen.table.sort_words, own, alone=alone))
    if answer is None:
        return
    view = SavedView(answer.name, conditions, order, screen.table.chosen, board.plan)
    if not await _may_replace(screen, view, shared=answer.shared):
        screen.say("没有保存")
        return
    await screen.back.write(partial(screen.port.save_view, view, shared=answer.shared))
    screen.view = view
    screen.back.views.count()


async def _may_replace(screen: TasksScreen, view: SavedView, *, shared: bool) -> bool:
    """Whether another view of this name may go, where there is one that says something else."""
    from gongkai_tui.domain.saved_view import view_in_words
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    # As they stand now: another program may have saved one, and the screen reads them when rows come.
    old = (await screen.back.read(screen.port.views)).named(view.name)
    if old is None or old.place.is_fixed or _content(old) == _content(view):
        return True
    notes = (
        f"原有的{old.place}视图：{view_in_words(old)}",
        f"换成：{view_in_words(view)}",
        "共享的随仓库走，可以撤销" if shared else _NO_UNDO,
    )
    dialog = ConfirmDialog(f"已有视图“{view.name}”，换成现在看到的？", notes=notes, verb="换掉")
    return await screen.back.ask(dialog) is not None


def _content(view: SavedView) -> tuple[object, ...]:
    return view.filter, view.sort, view.columns, view.plan


async def remove_view(screen: TasksScreen) -> None:
    """Take away the view under the cursor of the list, else the one that is looked at."""
    from gongkai_tui.domain.saved_view import ViewPlace, view_in_words
    from gongkai_tui.tui.actions import Where
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog
    from gongkai_tui.usecases.change_views import removing_refusal

    item = screen.plan_list.current
    name = item.id if screen.where is Where.PLANS and item and item.view else screen.view.name if screen.view else ""
    view = next((each for each in screen.views if each.name == name), None)
    if view is None:
        screen.warn(f"先选中一个视图：按 {key_of('views')}，或在左栏移到它上面")
        return
    if view.place.is_fixed:
        screen.warn(f"“{view.name}”是内置视图，不能删除")
        return
    if view.place is ViewPlace.SHARED and screen.port.moment:
        screen.warn(f"“{view.name}”是共享视图：{screen.read_only_words}")
        return
    shared = view.place is ViewPlace.SHARED
    if await is_refused(screen, partial(screen.port.ask, lambda ws, _moment: removing_refusal(ws, shared=shared))):
        return
    may_undo = () if shared else (_NO_UNDO,)
    notes = (f"{view.place}视图：{view_in_words(view)}", "任务不受影响", *may_undo)
    if await screen.back.ask(ConfirmDialog(f"删除视图“{view.name}”", notes=notes, verb="删除")) is None:
        return
    await screen.back.write(partial(screen.port.remove_view, view.name))
    if screen.view is not None and screen.view.name == view.name:
        screen.choose_plan(screen.board.plan)
    screen.back.views.count()


async def choose_columns(screen: TasksScreen) -> None:
    """Choose which columns the table shows, by name."""
    from gongkai_tui.tui.dialogs.columns import ColumnsDialog

    usual = not screen.table.chosen
    shown = " ".join(column.title for column, _ in screen.table.columns(screen.table.size.width - 1))
    answer = await screen.back.ask(ColumnsDialog(shown, columns_typed))
    if answer is None or (usual and answer == shown):
        return
    screen.table.chosen = columns_typed(answer)
    screen.show_board()


def columns_typed(text: str) -> tuple[str, ...]:
    """The columns of a list as typed, with spaces or commas between.

    Raises:
        UsageError: there is no such column.
    """
    from gongkai_tui.reporting.task_columns import column_called

    words = text.replace("，", " ").replace(",", " ").replace("、", " ").split()
    found = {word: column_called(word) for word in words}
    unknown = next((word for word, name in found.items() if name is None), None)
    if unknown is not None:
        raise UsageError(f"没有“{unknown}”这一列")
    return tuple(name for name in found.values() if name)
