"""Who still owes what: by unit, out of the same cells as the grid, so that the two agree to the digit.

A unit owes what is 未启动, 推进中 or 整改中 for it, what comes back and was missed, and a sign of life in what is
长期坚持. What it has reported (待核查) it does not owe: that waits for the office, as do requests and objections.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, TypedDict

from gongkai_tui.domain.acting_units import Parts, SharedParts
from gongkai_tui.domain.by_exception import by_exception
from gongkai_tui.domain.flags import STALE_DAYS, flags_of
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.owed import Debts, OfficeItem, OfficeMatter, Owed
from gongkai_tui.domain.problem_flags import ProblemFlag, problem_flags
from gongkai_tui.domain.problem_record import ProblemRecord, ProblemState
from gongkai_tui.domain.recorded import Recorded
from gongkai_tui.domain.reports import THE_TASK, who_waits
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.summary import NO_UNIT
from gongkai_tui.domain.unit_records import UnitRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai_tui.domain.acting_units import Alike
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.own_plans import Publication
    from gongkai_tui.domain.recurrence import DoneInPeriod, PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Extension

_MATTERS = {
    ProblemState.TO_NOTIFY: OfficeMatter.TO_NOTIFY,
    ProblemState.OBJECTED: OfficeMatter.OBJECTION,
    ProblemState.TO_RECHECK: OfficeMatter.TO_RECHECK,
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of tasks beyond their rows."""

    missed: Mapping[tuple[str, str], tuple[PeriodCount, ...]] = field(default_factory=dict)
    """Missed periods by (task id, registered unit)."""
    done: Mapping[tuple[str, str], tuple[DoneInPeriod, ...]] = field(default_factory=dict)
    """What is recorded of recurring duties in the last period that has begun; likewise."""
    extensions: Mapping[str, tuple[Extension, ...]] = field(default_factory=dict)
    """Requests that the office has not answered, by task id."""
    problems: tuple[ProblemRecord, ...] = ()
    """问题 records of this government; closed ones are passed over."""
    published: Mapping[str, Mapping[str, Publication]] = field(default_factory=dict)
    """What units published of their own that a task asks for, by task id and registered unit."""
    beside: tuple[TaskRow, ...] = ()
    """Tasks that are not counted, but that some 问题 are about, or in which something is recorded."""


def debts_of(
    rows: Iterable[TaskRow],
    recorded: Mapping[str, Mapping[str, Recorded]],
    units: GridUnits,
    today: date,
    *,
    office: str = "",
    silent_after: int = STALE_DAYS,
    known: Knowledge | None = None,
    only: frozenset[str] = frozenset(),
) -> tuple[Debts, ...]:
    """Return what every unit owes in some tasks of one government, in official order.

    `recorded` is that of `grid.make_grid`. The `office` is there too where something waits for it. With `only`, by
    registered name, nobody else is looked at.
    """
    known = known or Knowledge()
    maker = _Maker(units, today, silent_after, known)
    shared = SharedParts(units)
    for row in known.beside:
        maker.add_beside(row, shared.of(row), recorded.get(row.id, {}))
    for row in sorted(rows, key=lambda row: (row.plan, not row.seq, row.seq, row.id)):
        column = TaskColumn(row, recorded.get(row.id, {}), units, shared.of(row), known.published.get(row.id))
        maker.add(column, only)
        if not only or office in only:
            maker.add_for_office(column)
    return tuple(each for each in maker.debts(office) if not only or each.name in only)


class _Maker:
    def __init__(self, units: GridUnits, today: date, silent_after: int, known: Knowledge) -> None:
        self._units = units
        self._today = today
        self._silent_after = silent_after
        self._known = known
        self._found: dict[str, list[Owed]] = {}
        self._waiting: list[OfficeItem] = []
        self._heard: dict[str, str] = {}
        """ISO date of the latest record of each unit in tasks that are not counted."""
        self._ended: set[tuple[str, str]] = set()
        """(task id, unit) of the parts that were ended: their 问题 wait to be withdrawn."""
        self._problems: dict[str, list[ProblemRecord]] = {}
        for record in known.problems:
            if record.is_open and record.unit:
                self._problems.setdefault(units.name(record.unit), []).append(record)
        self._faulty = {record.task for records in self._problems.values() for record in records}
        """Tasks that a 问题 is about."""
        self._about: dict[str, set[str]] = {}
        """Of these, the ones in which each unit acts."""
        self._coming_back = {task for task, _ in (*known.missed, *known.done)}
        """Tasks with a recurring duty in which units differ."""

    def add(self, column: TaskColumn, only: frozenset[str]) -> None:
        """Enter one task for everyone who acts in it."""
        if column.row.id in self._faulty:
            for name in column.parts.actors:
                self._about.setdefault(name, set()).add(column.row.id)
        found = self._found
        for block in column.parts.alike:
            names = tuple(name for name in block.names if name in only) if only else block.names
            for name, owed in zip(names, self._owed_by(column, block, names), strict=True):
                # Hundreds of thousands of times: what is shared by many is made once.
                if name in found:
                    found[name].append(owed)
                else:
                    found[name] = [owed]
        if not column.parts.names:
            cell = column.whole(self._today)
            owed = Owed(
                cell.row,
                "",
                "",
                confirmed=True,
                flags=cell.flags,
                **self._silence(cell.row, Recorded(cell.row.updated, cell.row.evidence), ()),
            )
            found.setdefault(NO_UNIT, []).append(owed)

    def add_beside(self, row: TaskRow, parts: Parts, recorded: Mapping[str, Recorded]) -> None:
        """Take in what a task that is not counted tells of units: what they recorded there is a sign of life."""
        self.add_ended(row.id, parts)
        for name, day in UnitRecords(row, recorded, parts, self._units).heard_of() if recorded else ():
            self._heard[name] = max(self._heard.get(name, ""), day)

    def add_ended(self, task: str, parts: Parts) -> None:
        """Take in which parts of a task were ended."""
        if task in self._faulty and parts.may_be(Status.ENDED):
            self._ended.update((task, each.name) for each in parts.acting if each.status == Status.ENDED)

    def add_for_office(self, column: TaskColumn) -> None:
        """Enter what waits for the office in one task."""
        self.add_ended(column.row.id, column.parts)
        self._waiting.extend(self._office_items(column))

    def debts(self, office: str) -> tuple[Debts, ...]:
        """Everything entered, by unit in official order."""
        loose = {
            name: tuple(record for record in records if record.task not in self._about.get(name, ()))
            for name, records in self._problems.items()
        }
        for name, records in loose.items():
            self._waiting.extend(self._matters(None, name, records))
        names = {*self._found, *(name for name, records in loose.items() if records)}
        if self._waiting:
            names.add(office)
        return tuple(
            Debts(
                name,
                self._kind(name),
                tuple(self._found.get(name, ())),
                tuple(self._waiting) if name == office else (),
                loose.get(name, ()),
                sum(ProblemFlag.OVERDUE in problem_flags(each, self._today) for each in self._problems.get(name, ())),
                heard := self._heard.get(name, ""),
                self._is_lately(heard),
            )
            for name in sorted(names, key=lambda name: (name == NO_UNIT, self._units.rank(name), name))
        )

    def _kind(self, name: str) -> LineKind:
        if name == NO_UNIT:
            return LineKind.NOBODY
        return self._units.kind(name) if name in self._found else LineKind.UNIT

    def _owed_by(self, column: TaskColumn, block: Alike, names: Sequence[str]) -> Iterable[Owed]:
        """What some of a block owe in a task, in their order: one and the same where nothing tells them apart."""
        row = column.row
        alone = row.id in self._faulty or row.id in self._coming_back or row.id in self._known.published
        if alone or row.packed_dues:
            return (self._owed(column, block, name) for name in names)
        if not column.tells_apart:
            return repeat(self._owed(column, block, names[0]), len(names)) if names else ()
        recorded: list[object] = list(map(column.records.of, names))
        if block.status == Status.REPORTED:
            recorded = list(zip(recorded, map(column.waits_since, names), strict=True))
        first = dict(zip(reversed(recorded), reversed(names), strict=True))
        made = {found: self._owed(column, block, name) for found, name in first.items()}
        return map(made.__getitem__, recorded)

    def _owed(self, column: TaskColumn, block: Alike, unit: str) -> Owed:
        row, published = column.row_of(unit), column.published(unit)
        return Owed(
            row,
            block.role,
            block.group,
            block.confirmed,
            flags_of(row, self._today),
            missed=self._known.missed.get((row.id, unit), ()),
            done=self._known.done.get((row.id, unit), ()),
            problems=tuple(record for record in self._problems.get(unit, ()) if record.task == row.id),
            published=published,
            **self._silence(row, column.records.of(unit), published),
        )

    def _silence(self, row: TaskRow, recorded: Recorded, published: Sequence[Publication]) -> _Silence:
        days = self._days_since(row.updated or row.issued)
        return {
            "silent_days": days,
            "is_quiet": days is not None and days > self._silent_after,
            "is_heard": self._is_lately(max([recorded.own, *(each.date.isoformat() for each in published)])),
            "lacks_evidence": bool(row.updated) and not (recorded.evidence or published),
        }

    def _is_lately(self, day: str) -> bool:
        days = self._days_since(day)
        return days is not None and days <= self._silent_after

    def _days_since(self, day: str) -> int | None:
        return (self._today - date.fromisoformat(day)).days if day else None

    def _waits_again(self, row: TaskRow, unit: str) -> bool:
        """Whether a 问题 of the unit in a task waits for its 再核查."""
        return any(
            record.task == row.id and record.state is ProblemState.TO_RECHECK for record in self._problems.get(unit, ())
        )

    def _office_items(self, column: TaskColumn) -> Iterator[OfficeItem]:
        row, parts = column.row, column.parts
        # What was put right waits once, as the 问题 that it is.
        waiting = [name for name in who_waits(parts) if not self._waits_again(row, name)]
        if waiting:
            names = tuple(name for name in waiting if name != THE_TASK)
            reported = [column.row_of(name) for name in names] or [row]
            yield OfficeItem(
                row,
                OfficeMatter.TO_CHECK,
                names,
                min(filter(None, (each.waits_since for each in reported)), default=""),
                any(Flag.CHECK_LATE in flags_of(each, self._today) for each in reported),
                by_exception=by_exception(names, parts),
            )
        if row.id in self._known.published and not row.is_shelved:
            seen = {each.name: found for each in column.parts.acting if (found := column.published(each.name))}
            if seen:
                since = min(each.date for found in seen.values() for each in found)
                yield OfficeItem(row, OfficeMatter.PUBLISHED, tuple(seen), since.isoformat())
        for request in self._known.extensions.get(row.id, ()):
            units = (self._units.name(request.unit),) if request.unit else ()
            yield OfficeItem(row, OfficeMatter.EXTENSION, units, request.asked.isoformat(), extension=request)
        for each in parts.acting if row.id in self._faulty else ():
            records = (record for record in self._problems.get(each.name, ()) if record.task == row.id)
            yield from self._matters(row, each.name, records)

    def _matters(self, row: TaskRow | None, unit: str, records: Iterable[ProblemRecord]) -> Iterator[OfficeItem]:
        for record in records:
            is_ended = (record.task, unit) in self._ended
            matter = OfficeMatter.TO_WITHDRAW if is_ended else _MATTERS.get(record.state)
            if matter is not None:
                yield OfficeItem(row, matter, (unit,), _since(record), problem=record)


class _Silence(TypedDict):
    silent_days: int | None
    is_quiet: bool
    is_heard: bool
    lacks_evidence: bool


def _since(problem: ProblemRecord) -> str:
    """Since when a problem waits for the office, as far as it says."""
    last = problem.last_round
    days = (
        problem.objections[-1].date if problem.objections and problem.state is ProblemState.OBJECTED else None,
        last.fixed.date if last and last.fixed else None,
        problem.found.date if problem.found else None,
    )
    return next((day.isoformat() for day in days if day is not None), "")
