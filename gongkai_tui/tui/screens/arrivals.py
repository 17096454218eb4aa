"""Rows that arrive on the main screen: the first of very many, all of them, others of another day or after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.short_name import short_name
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.spacing import put_together
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.column_widths import ColumnWidths
from gongkai_tui.tui.screens.desk import LaidOver
from gongkai_tui.tui.screens.plan_items import plan_names, unread_items

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.port import Loaded
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.first_tasks import FirstTasks


class Arrivals:
    """Takes what was read to the board and the panes, and tells what has become of what was there."""

    def __init__(self, screen: TasksScreen) -> None:
        self._screen = screen
        self.shown_moment = ""
        """The day or revision that the rows on screen are of; empty for now."""

    def show_first(self, found: FirstTasks) -> None:
        """Show the first tasks of very many while the others are read."""
        screen = self._screen
        screen.table.unread = found.total - len(found.rows)
        self._take(found.rows, {plan.id: short_name(plan) for plan in found.plans}, found.day)
        screen.plan_list.show(unread_items(found.plans, found.total), "")
        screen.show_board(to_top=True)
        screen.forget_message()

    def show(self, loaded: Loaded) -> None:
        """Show all rows."""
        screen = self._screen
        is_start, follows_first = screen.loaded is None, bool(screen.table.unread)
        screen.table.unread = 0
        was_unreadable = screen.is_unreadable
        before, screen.loaded = screen.loaded, loaded
        has_travelled = screen.port.moment != self.shown_moment
        if before is None or has_travelled or not _shows_the_same(before, loaded):
            self._show_rows(loaded, to_top=is_start and not follows_first, has_travelled=has_travelled)
        else:
            screen.show_task_anew()
        screen.back.views.count()
        for laid_over in screen.app.screen_stack:
            if isinstance(laid_over, LaidOver):
                laid_over.data_changed()
        if has_travelled:
            self._tell_of_the_day()
        elif was_unreadable and not screen.is_unreadable:
            screen.say("文件都能读取了")
        if screen.is_unreadable or follows_first:
            screen.forget_message()
        screen.back.dialogs.tell()
        if is_start:
            screen.back.tell_of_drafts()
        else:
            screen.back.learn_actor()

    def _show_rows(self, loaded: Loaded, *, to_top: bool, has_travelled: bool) -> None:
        screen = self._screen
        current = screen.current
        gone = self._take(loaded.tasks.rows, plan_names(loaded.plans), loaded.tasks.day)
        if not has_travelled:
            self._notice_deleted(current, gone)
        screen.show_plans()
        screen.show_board(to_top=to_top, stays=not has_travelled)

    def _take(self, rows: Sequence[TaskRow], plans: Mapping[str, str], day: date) -> Sequence[str]:
        """Take other rows; gives the marked tasks that are not among them."""
        board, table = self._screen.board, self._screen.table
        marked = frozenset(board.marks)
        table.day = day
        board.load(rows, plans, day)
        table.widths = ColumnWidths(board.rows, day, requirements=bool(board.alike))
        return sorted(marked - board.marks)

    def _tell_of_the_day(self) -> None:
        self.shown_moment = self._screen.port.moment
        there = f"正在回看 {self.shown_moment}：只读，按 {key_of('past')} 回到现在"
        self._screen.say(there if self.shown_moment else "已回到现在")

    def _notice_deleted(self, current: TaskRow | None, unmarked: Sequence[str]) -> None:
        screen = self._screen
        if unmarked:
            which = f"标记的 {clean(unmarked[0])}" + (f" 等 {len(unmarked)} 项" if len(unmarked) > 1 else "")
            screen.warn(put_together(which, f"已被删除，还有 {len(screen.board.marks)} 项标记"))
        if current is not None and not screen.board.of([current.id]):
            screen.table.gone = current
            screen.warn(f"{screen.gone_words(current)}；光标移到别的任务再办理")


def _shows_the_same(before: Loaded, after: Loaded) -> bool:
    """Whether nothing that the panes show is another: often it was only looked whether something had changed."""
    same = before.tasks.rows is after.tasks.rows and before.tasks.day == after.tasks.day
    return same and before.plans == after.plans
