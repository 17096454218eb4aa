"""Figures by plan, unit, section, month and so on; every output takes them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.summary import Group, Summary, summarise, summarise_by
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Figures:
    """The table that `stats` shows."""

    by: str
    groups: tuple[Group, ...]
    whole: Summary
    """Figures of all tasks together; a task of several units counts once here."""
    problems: tuple[Problem, ...]
    day: date


def statistics(ws: Workspace, *, filter_text: str = "", as_of: str | None = None, by: str = "plan") -> Figures:
    """Figures of the tasks that a filter selects.

    Raises:
        UsageError: an unknown grouping.
        FilterError: the filter cannot be read.
    """
    view = read_view(ws, as_of=as_of)
    return _figures(view, select_rows(view, filter_text, texts="none"), by)


def figures_of(ws: Workspace, rows: Sequence[TaskRow], *, by: str, as_of: str | None = None) -> Figures:
    """Figures of rows that a front end already holds, counted as `statistics` counts.

    Raises:
        UsageError: an unknown grouping.
    """
    return _figures(read_view(ws, as_of=as_of), rows, by)


def _figures(view: View, rows: Sequence[TaskRow], by: str) -> Figures:
    groups = summarise_by(rows, view.day, by, unit_label=_unit_labels(view))
    return Figures(by, groups, summarise(rows, view.day), tuple(view.problems), view.day)


def _unit_labels(view: View) -> Callable[[TaskRow, str], str]:
    """Names of units; with the government where several stand side by side, for they are different units."""
    governments = {j.id: j.name for j in view.jurisdictions()}
    of_plan = {plan_id: governments.get(plan.jurisdiction, "") for plan_id, plan in view.plans().items()}
    if len(set(of_plan.values())) < 2:  # noqa: PLR2004
        return lambda _row, unit: unit
    return lambda row, unit: f"{unit}（{of_plan[row.plan]}）" if of_plan.get(row.plan) else unit
