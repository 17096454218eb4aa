"""Figures by plan, unit, section, status or month; every output takes them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.summary import Summary, summarise
from gongkai_tui.usecases.list_tasks import list_tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.workspace import Workspace


def _due_month(row: TaskRow) -> tuple[str, ...]:
    return (row.due[:7] or "（无期限）",)


def _units(row: TaskRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for unit, _ in row.units)) or ("（无责任单位）",)


GROUPS: dict[str, tuple[str, Callable[[TaskRow], tuple[str, ...]]]] = {
    "plan": ("计划", lambda row: (row.plan,)),
    "unit": ("单位", _units),
    "section": ("章节", lambda row: (row.section or "（无章节）",)),
    "status": ("状态", lambda row: (row.status,)),
    "month": ("期限月份", _due_month),
}
"""How tasks may be grouped: name, column heading, keys of a row. A task of several units counts for each."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The table that `stats` shows."""

    by: str
    heading: str
    groups: tuple[tuple[str, Summary], ...]
    """Key and figures, in the order in which the keys first occur (months: by time)."""
    whole: Summary
    """Figures of all tasks together; a task counts once here."""
    problems: tuple[Problem, ...]
    day: date


def statistics(ws: Workspace, *, filter_text: str = "", as_of: str | None = None, by: str = "plan") -> Figures:
    """Figures of the tasks that a filter selects.

    Raises:
        UsageError: an unknown grouping.
        FilterError: the filter cannot be read.
    """
    if by not in GROUPS:
        raise UsageError(f"不能按“{by}”统计；可用：{'、'.join(GROUPS)}")
    listed = list_tasks(ws, filter_text, as_of=as_of)
    heading, keys = GROUPS[by]
    groups = group(listed.rows, keys)
    pairs = [(key, summarise(rows, listed.day)) for key, rows in groups.items()]
    if by == "month":
        pairs.sort()
    return Figures(by, heading, tuple(pairs), summarise(listed.rows, listed.day), listed.problems, listed.day)


def group(rows: Iterable[TaskRow], keys: Callable[[TaskRow], tuple[str, ...]]) -> dict[str, list[TaskRow]]:
    """Rows by key; a row with several keys stands under each."""
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        for key in keys(row):
            found.setdefault(key, []).append(row)
    return found
