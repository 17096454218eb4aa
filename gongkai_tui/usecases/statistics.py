"""Figures by plan, unit, section, month and so on; every output takes them from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.flags import untold_by_plan
from gongkai_tui.domain.summary import Group, Summary, summarise, summarise_by
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unit_columns import UnitColumns
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.bringing_up import Progress
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
    untold: Mapping[str, int]
    """By plan without an issue date, the tasks of which nobody can tell whether they are 久未更新: as counted."""
    untold_tasks: Mapping[str, int]
    """The same of whole tasks, whatever they are counted by."""


def statistics(
    ws: Workspace,
    *,
    filter_text: str = "",
    as_of: str | None = None,
    by: str = "plan",
    progress: Progress | None = None,
) -> Figures:
    """Figures of the tasks that a filter selects; `progress` hears (done, total) files while the cache is built.

    Raises:
        UsageError: an unknown grouping.
        FilterError: the filter cannot be read.
        UnknownUnit, UnknownPlan: it selects none, for nobody knows what it names.
    """
    view = read_view(ws, as_of=as_of, progress=progress)
    rows = select_rows(view, filter_text, texts="none")
    if not rows:
        refuse_unknown_names(view, filter_text)
    return _figures(view, rows, by)


def figures_of(ws: Workspace, rows: Sequence[TaskRow], *, by: str, as_of: str | None = None) -> Figures:
    """Figures of rows that a front end already holds, counted as `statistics` counts.

    Raises:
        UsageError: an unknown grouping.
    """
    return _figures(read_view(ws, as_of=as_of), rows, by)


def _figures(view: View, rows: Sequence[TaskRow], by: str) -> Figures:
    plans = {row.plan for row in rows}
    names, columns = _UnitNames(view, plans), UnitColumns(view, plans)
    groups = summarise_by(
        rows,
        view.day,
        by,
        unit_name=names.registered,
        unit_label=names.label,
        unit_column=columns.column,
    )
    counted = (row for group in groups for row in group.rows)
    whole, problems = summarise(rows, view.day), tuple(view.problems)
    return Figures(by, groups, whole, problems, view.day, untold_by_plan(counted), untold_by_plan(rows))


class _UnitNames:
    """What the units of each plan are called; units/ is only read where units are counted."""

    def __init__(self, view: View, counted: AbstractSet[str]) -> None:
        self._view = view
        self._counted = counted
        self._units = PlanUnits(view)

    def registered(self, row: TaskRow, written: str) -> str:
        """The name that the government of the plan has registered, as the grid shows it."""
        return self._units.of_plan(row.plan).name(written)

    @cached_property
    def _governments(self) -> dict[str, str]:
        """Names of the governments by plan that is counted; empty where all are of one."""
        names = {each.id: each.name for each in self._view.jurisdictions()}
        of_plan = {
            plan_id: names.get(plan.jurisdiction, "")
            for plan_id, plan in self._view.plans().items()
            if plan_id in self._counted
        }
        return of_plan if len(set(of_plan.values())) > 1 else {}

    def label(self, row: TaskRow, name: str) -> str:
        """The name; with the government where several stand side by side, for they are different units."""
        government = self._governments.get(row.plan)
        return f"{name}（{government}）" if government else name
