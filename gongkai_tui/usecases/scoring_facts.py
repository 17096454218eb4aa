"""The facts that count in the 考核 of one plan: as the data stood at the end of a period, or stands now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import SUPPORT, TO_CHOOSE, Parts, assignment_in_row
from gongkai_tui.domain.flags import untold_by_plan
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.scoring_facts import MET, facts_of_problem, facts_of_task, members_of
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind
from gongkai_tui.usecases.plan_files import tasks_of_plan
from gongkai_tui.usecases.plan_lookup import no_such_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.problems import ids_found_again
from gongkai_tui.usecases.scoring_files import scoring_in
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.task_lookup import UnreadableFile
from gongkai_tui.usecases.unit_columns import UnitColumns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.acting_units import ActingUnit
    from gongkai_tui.domain.grid import TaskColumn
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.scoring import Fact, Scoring
    from gongkai_tui.domain.scoring_facts import Window
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

    MetBy = Callable[[str, str], bool]
    """Whether a unit, the second, had met a task."""

_DATED = frozenset({LogKind.REPORT, LogKind.RETURN, LogKind.OCCURRENCE})
"""Log entries that count by their day."""


class ScoredUnits(NamedTuple):
    """Who is ranked, and who is not."""

    ranked: tuple[str, ...]
    """Registered units that act in the plan, in official order, without the office."""
    office: str
    """The office, where it acts in the plan too: it gives the points and gets none."""
    left_out: tuple[str, ...]
    """Sets that wait for a choice or have no known members, and units that nobody registered."""
    unconfirmed: tuple[str, ...]
    """Sets whose members no person has confirmed."""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """One plan in one period."""

    plan: Plan
    scoring: Scoring | None
    """Rules as they stood then; None where there were none that can be read."""
    window: Window
    units: ScoredUnits
    facts: tuple[Fact, ...]
    dated: Mapping[str, date]
    """Day of every log entry and 问题 that counts by its day, by id."""
    names: GridUnits
    commit: str
    untold: Mapping[str, int]
    """Tasks of which nobody can tell how long a unit has been silent, by plan."""
    uncommitted: frozenset[str]
    """Files that stand in the work tree other than committed."""
    problems: tuple[Problem, ...]


def plan_facts(ws: Workspace, view: View, plan_id: str, window: Window) -> PlanFacts:
    """Everything that counts in a plan, out of a view of the data on the day of the window.

    The view is read to its end: another may take its place.

    Raises:
        UnknownPlan: the view has no such plan.
    """
    known = PlanUnits(view)
    plan = known.plans.get(plan_id)
    if plan is None:
        raise no_such_plan(plan_id, known.plans)
    names = known.of_plan(plan_id)
    tasks = tasks_of_plan(ws, view, plan_id)
    everywhere = problems_in(view)
    again = ids_found_again(view, everywhere)
    problems = tuple(each.record for each in everywhere if each.plan == plan_id)
    column_of = UnitColumns(view, {plan_id}).column
    columns = {row.id: column_of(row) for row in select_rows(view, "", texts="none", plan=plan_id)}
    facts: list[Fact] = []
    for task in tasks:
        if task.id in columns:
            facts += facts_of_task(task, plan, columns[task.id], names, window)
    for record in problems:
        whose = partial(_whose, columns.get(record.task), names)
        facts += facts_of_problem(record, whose, window, again=record.id in again)
    return PlanFacts(
        plan,
        _rules(ws, view, plan_id),
        window,
        _scored_units(columns.values(), names, known.office(plan.jurisdiction)),
        tuple(facts),
        dict(_dated(tasks, problems)),
        names,
        view.head,
        {} if plan.issued else untold_by_plan(_asked_of_units(columns.values())),
        frozenset(view.overlay),
        tuple(view.problems),
    )


def met_by_then(view: View, plan_id: str, names: GridUnits) -> MetBy:
    """A test for whether a unit had met a task, by its id, as a view of the past has it; names are those of today."""
    columns = {
        row.id: Parts(assignment_in_row(row), names) for row in select_rows(view, "", texts="none", plan=plan_id)
    }
    return lambda task, unit: task in columns and Status(columns[task].status(unit)) in MET


def _rules(ws: Workspace, view: View, plan_id: str) -> Scoring | None:
    try:
        return scoring_in(ws, view, plan_id)
    except UnreadableFile:
        return None


def _asked_of_units(columns: Iterable[TaskColumn]) -> Iterator[TaskRow]:
    """The tasks as each unit stands in them that is to give signs of life."""
    for column in columns:
        for unit in column.parts.acting:
            if unit.kind is LineKind.UNIT and unit.role != SUPPORT:
                yield column.row_of(unit.name)


def _whose(column: TaskColumn | None, names: GridUnits, written: str) -> tuple[str, ...]:
    """The units that the name in a 问题 means: those of a set as its task has them."""
    name = names.name(written)
    return (column.parts.members(name) if column else ()) or members_of(name, names)


def _scored_units(columns: Iterable[TaskColumn], names: GridUnits, office: str) -> ScoredUnits:
    acting: dict[str, ActingUnit] = {}
    unconfirmed: dict[str, None] = {}
    for column in columns:
        for unit in column.parts.acting:
            acting.setdefault(unit.name, unit)
            if not unit.confirmed and unit.group:
                unconfirmed[unit.group] = None
    is_scored = {
        name: unit.kind is LineKind.UNIT and names.is_registered(name) and name != office
        for name, unit in acting.items()
    }
    ranked = sorted((name for name, scored in is_scored.items() if scored), key=names.rank)
    others = [unit for name, unit in acting.items() if not is_scored[name] and name != office]
    return ScoredUnits(
        tuple(ranked),
        office if office in acting else "",
        tuple(_left_out(others)),
        tuple(unconfirmed),
    )


def _left_out(units: Sequence[ActingUnit]) -> Iterator[str]:
    for unit in units:
        why = {LineKind.OPEN: TO_CHOOSE, LineKind.ALL: "成员未登记"}.get(unit.kind, "未登记")
        yield f"{unit.name}（{why}）"


def _dated(tasks: Iterable[Task], problems: Iterable[ProblemRecord]) -> Iterator[tuple[str, date]]:
    for task in tasks:
        yield from ((entry.id, entry.date) for entry in task.log if entry.kind in _DATED)
    for record in problems:
        if record.found and record.found.date:
            yield record.id, record.found.date
