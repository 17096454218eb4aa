"""The grid of units and tasks of one plan: the terminal interface, `gongkai grid` and copies show the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.flags import untold_by_plan
from gongkai_tui.domain.grid import make_grid
from gongkai_tui.usecases.list_plans import newest_first
from gongkai_tui.usecases.plan_lookup import UnknownPlan, refuse_unknown_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.published import published_by_task
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.grid import Grid
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

__all__ = ["UnitGrid", "UnknownPlan", "unit_grid"]


@dataclass(frozen=True, slots=True)
class UnitGrid:
    """A grid and where it comes from."""

    plan: Plan | None
    """None where there is no plan at all."""
    chosen: bool
    """The plan was named; else it is the newest one with tasks that the filter selects."""
    filter_text: str
    grid: Grid
    problems: tuple[Problem, ...]
    day: date

    @property
    def untold(self) -> dict[str, int]:
        """By plan without an issue date, the tasks of which nobody can tell how long a unit has been silent."""
        lines = (each for line in self.grid.lines for each in (line, *line.members))
        return untold_by_plan(cell.row for line in lines for cell in line.cells if cell)


def unit_grid(
    ws: Workspace, plan: str = "", filter_text: str = "", *, as_of: str | None = None, names_must_exist: bool = True
) -> UnitGrid:
    """Units against the tasks of a plan that a filter selects; without a plan, of the newest that has any.

    Raises:
        UnknownPlan: there is no plan of that id.
        UnknownUnit, UnknownPlan: the filter selects none, for nobody knows what it names; unless they need not exist.
        FilterError: the filter cannot be read.
        GitError: the repository or `as_of` cannot be read.
    """
    view = read_view(ws, as_of=as_of)
    plans = newest_first(view.plans().values())
    if plan:
        refuse_unknown_plan(plan, sorted(each.id for each in plans))
    found, rows = _tasks(view, plans, plan, filter_text)
    if filter_text.strip() and not rows and names_must_exist:
        refuse_unknown_names(view, filter_text)
    grid = _grid(view, found, rows)
    return UnitGrid(found, bool(plan), filter_text, grid, tuple(view.problems), view.day)


def _tasks(view: View, plans: Sequence[Plan], wanted: str, filter_text: str) -> tuple[Plan | None, Sequence[TaskRow]]:
    """The plan to show and its tasks; no more of them are read than are needed to tell which plan it is."""
    if filter_text.strip() and not wanted:
        rows = select_rows(view, filter_text, texts="titles")
        filled = {row.plan for row in rows}
        plan = next((each for each in plans if each.id in filled), plans[0] if plans else None)
        return plan, [row for row in rows if plan and row.plan == plan.id]
    for plan in plans:
        if plan.id == wanted or not wanted:
            rows = select_rows(view, filter_text, texts="titles", plan=plan.id)
            if rows or wanted:
                return plan, rows
    return (plans[0] if plans else None), ()


def _grid(view: View, plan: Plan | None, rows: Sequence[TaskRow]) -> Grid:
    units = PlanUnits(view)
    if plan is None:
        return make_grid(rows, {}, units.of_government(""), view.day)
    published = published_by_task(view, units, (plan.id,))
    return make_grid(rows, view.recorded_by_units(plan.id), units.of_plan(plan.id), view.day, published)
