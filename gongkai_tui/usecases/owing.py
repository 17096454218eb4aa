"""Who still owes what, by unit: over all plans that are being carried out, one of them, or what a filter selects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.flags import STALE_DAYS, untold_by_plan
from gongkai_tui.domain.owing import Knowledge, debts_of
from gongkai_tui.domain.recurrence import done_lately, missed
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.usecases.full_tasks import full_tasks
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.published import published_by_task
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.recurring import counts_of
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unknown_names import refuse_unknown_names, refuse_unknown_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.owed import Debts
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.storage.index_rows import RecordedByTask
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


class UnitOwing(NamedTuple):
    """One unit of one government with what it owes."""

    label: str
    """Its name, with that of its government where several stand side by side."""
    government: str
    """Id of the government."""
    debts: Debts


@dataclass(frozen=True, slots=True)
class Owing:
    """What `gongkai owe` shows."""

    units: tuple[UnitOwing, ...]
    """Plan by plan in the order of governments, units in official order."""
    plan_names: Mapping[str, str]
    """Short name by plan id."""
    day: date
    silent_after: int
    problems: tuple[Problem, ...]
    idle: tuple[str, ...] = ()
    """Units that were asked for and have no task, as typed."""

    @property
    def silent(self) -> tuple[UnitOwing, ...]:
        """The units none of whose tasks has had a record for too long."""
        return tuple(each for each in self.units if each.debts.is_silent)

    @property
    def unheard(self) -> tuple[UnitOwing, ...]:
        """The units that never recorded anything, of which nobody can tell for how long."""
        return tuple(each for each in self.units if each.debts.is_unheard)

    @property
    def untold(self) -> dict[str, int]:
        """By plan without an issue date, the tasks of which nobody can tell how long a unit has been silent."""
        return untold_by_plan(item.row for each in self.units for item in each.debts.untold)


def _nobody_hears(_done: int, _total: int) -> None:
    pass


def owing(
    ws: Workspace,
    asked: Sequence[str] = (),
    filter_text: str = "",
    *,
    plan: str = "",
    as_of: str | None = None,
    silent_after: int = STALE_DAYS,
    progress: Progress = _nobody_hears,
) -> Owing:
    """What every unit owes, or those `asked` for, in that order.

    `progress` hears (done, total) files while the cache is built, then governments.

    Without a filter and a plan, what nobody is urged over (archived plans, tasks that 回头看 carried on) is left out; a
    问题 that is open is owed whatever became of its plan. A filter selects tasks, and with them the 问题 that are
    about them alone.

    Raises:
        UnknownUnit: nobody knows a unit that was asked for, or one that a filter names which selects nothing.
        UnknownPlan: there is no plan of that id.
        FilterError: the filter cannot be read.
    """
    view = read_view(ws, as_of=as_of, progress=progress)
    units = PlanUnits(view)
    if plan:
        refuse_unknown_plan(plan, sorted(units.plans))
    for unit in asked:
        if not units.knows(unit):
            refuse_unknown_unit(view, unit)
    by_government = _selected(view, units, plan, filter_text)
    several = len(by_government) > 1
    recorded = view.recorded_in({plan for counted in by_government.values() for plan in counted.plans})
    found: dict[tuple[str, str], UnitOwing] = {}
    idle: list[str] = []

    def owed(place: int, government: str, unit: str) -> Iterator[UnitOwing]:
        progress(place, len(by_government))
        counted = by_government[government]
        only = units.meant(government, unit) if unit else frozenset()
        for debts in government_debts(
            ws, view, units, government, counted, silent_after=silent_after, only=only, recorded=recorded
        ):
            yield UnitOwing(_label(units, debts.name, government, several=several), government, debts)

    for unit in asked or ("",):
        of_unit = [each for place, government in enumerate(by_government) for each in owed(place, government, unit)]
        # One that was asked for under two names, or with a set that holds it, is told of once.
        found.update({(each.government, each.debts.name): each for each in of_unit})
        if unit and not of_unit:
            idle.append(unit)
    names = {each.id: short_name(each) for each in units.plans.values()}
    return Owing(tuple(found.values()), names, view.day, silent_after, tuple(view.problems), tuple(idle))


class Selected(NamedTuple):
    """What is counted of one government."""

    rows: list[TaskRow]
    problems: list[ProblemRecord]
    """Open 问题."""
    beside: list[TaskRow]
    """Tasks that are not counted, nobody being urged over them."""

    @property
    def plans(self) -> set[str]:
        """Ids of the plans of these tasks."""
        return {row.plan for row in (*self.rows, *self.beside)}


def _selected(view: View, units: PlanUnits, plan: str, filter_text: str) -> dict[str, Selected]:
    """The tasks and open 问题 to count, by government."""
    is_filtered = bool(filter_text.strip())
    rows = select_rows(view, filter_text, texts="titles", plan=plan)
    if is_filtered and not rows:
        refuse_unknown_names(view, filter_text, words_are_names=True)
    is_over_all = not is_filtered and not plan
    selected = {row.id for row in rows} if is_filtered else None
    found: dict[str, Selected] = {}
    beside = [row for row in rows if is_over_all and row.is_shelved]
    for row in rows:
        if not (is_over_all and row.is_shelved):
            found.setdefault(units.government_of(row.plan), Selected([], [], [])).rows.append(row)
    for each in problems_in(view, plan):
        if each.record.is_open and (selected is None or each.record.task in selected):
            found.setdefault(units.government_of(each.plan), Selected([], [], [])).problems.append(each.record)
    for row in beside:
        if of_government := found.get(units.government_of(row.plan)):
            of_government.beside.append(row)
    return found


def government_debts(
    ws: Workspace,
    view: View,
    units: PlanUnits,
    government: str,
    selected: Selected,
    *,
    silent_after: int = STALE_DAYS,
    only: frozenset[str] = frozenset(),
    recorded: RecordedByTask | None = None,
) -> tuple[Debts, ...]:
    """What units of one government owe in some of its tasks and 问题; with `only` just these, by registered name.

    `recorded` may be given by who has it for several governments.
    """
    if recorded is None:
        recorded = view.recorded_in(selected.plans)
    return debts_of(
        selected.rows,
        recorded,
        units.of_government(government),
        view.day,
        office=units.office(government),
        silent_after=silent_after,
        known=_known(ws, view, units, selected, recorded),
        only=only,
    )


def units_plan_and_filter(
    ws: Workspace, words: Sequence[str], *, as_of: str | None = None, progress: Progress | None = None
) -> tuple[tuple[str, ...], str, str]:
    """What typed words mean: those that are units, a plan before, between or behind them, and a filter."""
    view = read_view(ws, as_of=as_of, progress=progress)
    units = PlanUnits(view)
    left = list(words)
    asked: list[str] = []
    plan = ""
    while left:
        if units.knows(left[0]):
            asked.append(left.pop(0))
        elif not plan and left[0] in units.plans:
            plan = left.pop(0)
        else:
            break
    return tuple(asked), plan, " ".join(left)


def _known(ws: Workspace, view: View, units: PlanUnits, selected: Selected, recorded: RecordedByTask) -> Knowledge:
    """What the rows do not tell; few tasks have such keys, so their files are read."""
    wanted = {row.id for row in selected.rows}.intersection(
        (*view.tasks_with("recurring"), *view.tasks_with("extensions"))
    )
    tasks = full_tasks(ws, view, sorted(wanted))
    counts = counts_of(tasks.values(), units, view)
    missing = {(task, unit): each for task, found in counts.items() for unit, each in missed(found).items()}
    done = {(task, unit): each for task, found in counts.items() for unit, each in done_lately(found).items()}
    waiting = {task.id: tuple(entry for entry in task.extensions if entry.decision is None) for task in tasks.values()}
    about = {record.task for record in selected.problems}
    published = published_by_task(view, units, {row.plan for row in selected.rows})
    return Knowledge(
        published=published,
        missed=missing,
        done=done,
        extensions=waiting,
        problems=tuple(selected.problems),
        beside=tuple(row for row in selected.beside if row.id in about or row.id in recorded),
    )


def _label(units: PlanUnits, name: str, government: str, *, several: bool) -> str:
    known = units.governments.get(government)
    return f"{name}（{known.name}）" if several and known else name
