"""Marks: sets of task ids that survive filter, order and reload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import by_id, key_of

if TYPE_CHECKING:
    from gongkai_tui.tui.screens.tasks import TasksScreen


def mark(screen: TasksScreen) -> None:
    """Mark the task under the cursor, or take its mark away, and go on to the next."""
    row = screen.current
    if row is None:
        return
    screen.board.toggle(row.id)
    screen.show_marks()
    screen.table.move_to(screen.table.cursor + 1)


def mark_range(screen: TasksScreen) -> None:
    """Begin a range of marks at the cursor, or end it."""
    row = screen.current
    if screen.range_start is not None or row is None:
        end_range(screen)
        return
    screen.range_start = row.id
    screen.range_before = frozenset(screen.board.marks)
    screen.board.marks = set(screen.range_before | {row.id})
    screen.show_marks()
    screen.say(f"移动光标扩展区间，{by_id('last').shown.replace(' ', ' 或 ')} 到末行；{key_of('range')} 结束，Esc 放弃")


def end_range(screen: TasksScreen, *, keep: bool = True) -> None:
    """End a range; without `keep` the marks are as before it."""
    if screen.range_start is None:
        return
    if not keep:
        screen.board.marks = set(screen.range_before)
    screen.range_start = None
    screen.show_marks()
    screen.say(f"已选 {len(screen.board.marks)} 项")


def mark_all(screen: TasksScreen) -> None:
    """Mark everything that the filter shows."""
    screen.board.mark_all()
    screen.show_marks()


def invert(screen: TasksScreen) -> None:
    """Turn the marks round within what the filter shows."""
    screen.board.invert()
    screen.show_marks()


def unmark(screen: TasksScreen) -> None:
    """Take all marks away."""
    count = len(screen.board.marks)
    screen.board.marks = set()
    screen.range_start = None
    screen.show_marks()
    screen.say(f"已取消 {count} 项标记" if count else "没有标记")
