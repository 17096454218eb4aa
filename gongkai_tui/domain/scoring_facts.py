"""What counts in a 考核: facts about units in a period, out of tasks and 问题 records as they stood at its end.

Who acts and how it stands is that of `acting_units`, silence that of the grid, missed periods those of `recurrence`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import SUPPORT
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.problem_dues import moved_dues
from gongkai_tui.domain.problem_flags import repetition
from gongkai_tui.domain.problem_record import ProblemRecord, ProblemState
from gongkai_tui.domain.recurrence import count_periods, missed
from gongkai_tui.domain.recurring_words import duty_words
from gongkai_tui.domain.scoring import Counted, Fact
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.acting_units import ActingUnit, Parts
    from gongkai_tui.domain.grid import TaskColumn
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import LogEntry, Task

MET = frozenset({Status.DONE, Status.CLOSED, Status.ONGOING})
"""States in which a unit has met a task."""

Whose = Callable[[str], tuple[str, ...]]
"""The units that a name means: itself, or the members of a set."""

_ENTRIES = {LogKind.REPORT: Counted.REPORTED, LogKind.RETURN: Counted.RETURNED}


class Window(NamedTuple):
    """The days that are looked at, both inclusive, and the day on which the data stood so."""

    first: date
    last: date
    day: date
    """The last day of a period that is over, else the day that is looked at."""
    is_over: bool

    @property
    def after(self) -> date:
        """The day against which last days are judged: on the day after its end a period is over in full."""
        return self.day + timedelta(days=1) if self.is_over else self.day

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last


def facts_of_task(task: Task, plan: Plan, column: TaskColumn, units: GridUnits, window: Window) -> Iterator[Fact]:
    """Yield everything that counts in one task: how each unit stands, what was recorded, what is missing."""
    acting = tuple(unit for unit in column.parts.acting if unit.kind is LineKind.UNIT)
    for unit in acting:
        yield from _standing(task, column, unit, window)
    for entry in task.log:
        yield from _recorded(task, entry, column.parts, acting, units, window)
    counts = count_periods(task, plan, units, window.after)
    for name, periods in missed(counts).items():
        for each in periods:
            if window.holds(each.period.last):
                done, needed = next((unit.done, unit.needed) for unit in each.units if unit.unit == name)
                text = f"{duty_words(each.duty)}，{each.period.label}完成{done}次，应{needed}次"
                yield Fact(name, Counted.MISSING, each.period.last, text, task=task.id)


def _standing(task: Task, column: TaskColumn, unit: ActingUnit, window: Window) -> Iterator[Fact]:
    status = Status(unit.status)
    if status in MET:
        yield Fact(unit.name, Counted.DONE, window.day, status.value, task=task.id)
    if unit.role == SUPPORT:
        return
    if column.cell(unit.name, window.after).late:
        due = date.fromisoformat(column.row_of(unit.name).due)
        days = (window.day - due).days
        text = f"{status}，期限{due.isoformat()}，{f'逾期{days}天' if days else '期末当天到期'}"
        yield Fact(unit.name, Counted.OVERDUE, due, text, task=task.id)
    cell = column.cell(unit.name, window.day)
    since = cell.row.updated or cell.row.issued
    if cell.stale and since:
        began = date.fromisoformat(since)
        words = "最近一条记录" if cell.row.updated else "印发"
        text = f"{status}，{words}{since}，之后{(window.day - began).days}天没有记录"
        yield Fact(unit.name, Counted.SILENT, began, text, task=task.id)


def _recorded(
    task: Task, entry: LogEntry, parts: Parts, acting: tuple[ActingUnit, ...], units: GridUnits, window: Window
) -> Iterator[Fact]:
    counts = _ENTRIES.get(entry.kind)
    if counts is None or not window.holds(entry.date):
        return
    if entry.unit:
        name = units.name(entry.unit)
        whose = parts.members(name) or members_of(name, units)
    else:
        # What names no unit was done by, or said to, all who are responsible.
        whose = tuple(unit.name for unit in acting if unit.role != SUPPORT)
    for unit in whose:
        yield Fact(unit, counts, entry.date, entry.text, task=task.id, entry=entry.id)


def members_of(name: str, units: GridUnits) -> tuple[str, ...]:
    """Return the members of a set, or the unit itself."""
    return (units.members(name) if units.kind(name) is LineKind.ALL else ()) or (name,)


def facts_of_problem(record: ProblemRecord, whose: Whose, window: Window, *, again: bool = False) -> Iterator[Fact]:
    """Yield everything that counts in one 问题; nothing where it was withdrawn. `again` as in `problem_flags`."""
    if record.state is ProblemState.WITHDRAWN or not record.unit:
        return
    counted = [*_found(record, window), *_repeated(record, window, again=again), *_fixed_late(record, window)]
    for unit in whose(record.unit):
        for counts, day, text in counted:
            yield Fact(unit, counts, day, text, task=record.task, problem=record.id)


def _found(record: ProblemRecord, window: Window) -> Iterator[tuple[Counted, date, str]]:
    day = record.found.date if record.found else None
    if day and window.holds(day):
        yield Counted.PROBLEM, day, record.what


def _repeated(record: ProblemRecord, window: Window, *, again: bool) -> Iterator[tuple[Counted, date, str]]:
    """Once, in the period in which the problem became 反复."""
    found = repetition(record, again=again)
    if found and window.holds(found.day):
        yield Counted.REPEATED, found.day, f"{found.why}：{record.what}"


def _fixed_late(record: ProblemRecord, window: Window) -> Iterator[tuple[Counted, date, str]]:
    for day, words in late_rounds(record, window):
        yield Counted.FIXED_LATE, day, f"{words}：{record.what}"


def late_rounds(record: ProblemRecord, window: Window) -> Iterator[tuple[date, str]]:
    """Yield the last day of every round that was not fixed by it, and how late it was in words."""
    for each in record.rounds:
        for moved in moved_dues(record, each):
            was = moved.move.was
            if was and moved.days_late and window.holds(was):
                yield was, f"第{each.n}轮，逾期{moved.days_late}天后由{was}改期"
        waits = record.state is ProblemState.OBJECTED and each is record.last_round
        if each.due is None or not window.holds(each.due) or waits:
            continue
        if each.fixed is None and each.due < window.after:
            yield each.due, f"第{each.n}轮，期限{each.due.isoformat()}，没有整改"
        elif each.fixed and each.fixed.date and each.fixed.date > each.due:
            yield each.due, f"第{each.n}轮，期限{each.due.isoformat()}，{each.fixed.date.isoformat()}整改"
