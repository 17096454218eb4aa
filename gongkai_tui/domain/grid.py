"""Units against tasks: who takes part in which task of a plan, how it stands there, and when it last recorded.

Who acts and how it stands is settled by `acting_units`, what counts as recorded by `unit_records`. 有关X has two lines
where the office has chosen for some tasks only: one for these, with the members chosen, and one for those that wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts, assignment_in_row
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.pinyin import initials
from gongkai_tui.domain.reports import report_day
from gongkai_tui.domain.status import TO_DO, Flag, Status
from gongkai_tui.domain.summary import NO_SECTION, NO_UNIT, Summary, summarise
from gongkai_tui.domain.unit_dues import unit_due
from gongkai_tui.domain.unit_records import UnitRecords
from gongkai_tui.domain.word_match import is_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.own_plans import Publication
    from gongkai_tui.domain.recorded import Recorded
    from gongkai_tui.domain.row import TaskRow

    _Standing = tuple[tuple[TaskRow | None, ...], Summary]
    """The rows of a line, and its figures."""

_UNREPORTED = frozenset({Status.NOT_STARTED.value, Status.IN_PROGRESS.value})


class Cell(NamedTuple):
    """One unit in one task."""

    row: TaskRow
    """The task as this unit stands in it: status, last day and latest record are the unit's."""
    role: str
    """牵头, 配合, 责任; that of its set where only the set is named."""
    is_own: bool
    """The unit has a status of its own here."""
    flags: tuple[Flag, ...]
    members: tuple[str, ...] = ()
    """Who acts in this task through the set that this is; empty for a unit, or where nobody can tell yet."""

    @property
    def late(self) -> bool:
        """逾期."""
        return Flag.OVERDUE in self.flags

    @property
    def stale(self) -> bool:
        """Nothing recorded for too long."""
        return Flag.STALE in self.flags


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit or set with its part in each task."""

    name: str
    kind: LineKind
    cells: tuple[Cell | None, ...]
    """One a column; None where it is not named, a member of a set where it does not act through that."""
    rows: tuple[TaskRow | None, ...]
    """One a column, as it stands in the task; a unit wherever it acts, by name or through a set."""
    figures: Summary
    """Of these."""
    spellings: tuple[str, ...] = ()
    """How the tasks write the name."""
    members: tuple[UnitLine, ...] = ()
    """Of a set, each with those of its tasks in which it acts."""
    confirmed: bool = False
    """A person has confirmed the members, in the registry or by choosing them for every task."""
    group: str = ""
    """The set that this line is a member of; empty for a line that stands by itself."""

    @property
    def open(self) -> int:
        """How many tasks are not done."""
        return self.figures.due_in_all - self.figures.done


class Section(NamedTuple):
    """Columns summed up."""

    title: str
    places: tuple[int, ...]
    """Of the columns that belong to it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole of it, units in official order and tasks in that of the document."""

    columns: tuple[TaskRow, ...]
    lines: tuple[UnitLine, ...]
    day: date

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in document order."""
        places: dict[str, list[int]] = {}
        for place, row in enumerate(self.columns):
            places.setdefault(row.section, []).append(place)
        return tuple(Section(title or NO_SECTION, tuple(found)) for title, found in places.items())


def through_sets(grid: Grid, name: str, place: int) -> tuple[tuple[str, Cell], ...]:
    """Return the sets through which a unit acts in the task of a column, each with how the unit stands there."""
    members = ((line.name, member) for line in grid.lines for member in line.members if member.name == name)
    return tuple((group, cell) for group, member in members if (cell := member.cells[place]) is not None)


def summed(line: UnitLine, section: Section, day: date) -> Summary | None:
    """Return the figures of a line in one section; None where it has no part."""
    rows = [row for place in section.places if (row := line.rows[place]) is not None]
    return summarise(rows, day) if rows else None


def make_grid(
    tasks: Iterable[TaskRow],
    recorded: Mapping[str, Mapping[str, Recorded]],
    units: GridUnits,
    today: date,
    published: Mapping[str, Mapping[str, Publication]] | None = None,
) -> Grid:
    """Return the grid of some tasks of one plan.

    `recorded` gives what was recorded by task id and unit as written there; entries that name no unit stand under
    an empty name. `published` gives what units published of their own, by task id and registered unit.
    """
    seen = published or {}
    columns = tuple(sorted(tasks, key=lambda row: (not row.seq, row.seq, row.id)))
    made = [TaskColumn(row, recorded.get(row.id, {}), units, published=seen.get(row.id)) for row in columns]
    maker = _Maker(made, units, today)
    names = dict.fromkeys(name for column in made for name in column.parts.names)
    lines = [line for name in sorted(names, key=units.rank) for line in maker.lines(name)]
    if any(not column.parts.names for column in made):
        lines.append(maker.nobody())
    return Grid(columns, tuple(lines), today)


class TaskColumn:
    """One task with its units, their records and their last days."""

    def __init__(
        self,
        row: TaskRow,
        recorded: Mapping[str, Recorded],
        units: GridUnits,
        parts: Parts | None = None,
        published: Mapping[str, Publication] | None = None,
    ) -> None:
        self.row = row
        self._published = published or {}
        self.parts = parts or Parts(assignment_in_row(row), units)
        """May be given: tasks that say the same of their units have the same."""
        self.records = UnitRecords(row, recorded, self.parts, units)

    def cell(self, name: str, today: date) -> Cell:
        """The part of a unit or set."""
        parts = self.parts
        row = self.row_of(name)
        return Cell(row, parts.role(name), name in parts.own, flags_of(row, today), parts.members(name))

    def row_of(self, name: str) -> TaskRow:
        """The task as a unit or set stands in it."""
        row, status, last = self.row, self.parts.status(name), self.records.of(name).last
        due = self._due(name) if row.packed_dues else row.due
        seen = self.published(name)
        if seen:
            due, last = "", max(last, seen[0].date.isoformat())
        waits = self.waits_since(name) if status == Status.REPORTED else ""
        as_task = (row.due, row.open_due, row.updated, row.waits_since, row.published)
        if status == row.status == row.stored_status and (due, "", last, waits, "") == as_task:
            # Most units stand as their task does: a list of 8,000 tasks asks this 100,000 times.
            return row
        return row._replace(
            status=status,
            stored_status=status,
            due=due,
            open_due="",
            updated=last,
            waits_since=waits,
            published=seen[0].date.isoformat() if seen else "",
        )

    def _due(self, name: str) -> str:
        """The last day of a unit; of a set, that of the first who has not published what is asked of each."""
        seen = {each for each in self.parts.members(name) if self.published(each)}
        return unit_due(self.row.due, self.row.unit_dues, self.parts, name, seen)

    def waits_since(self, name: str) -> str:
        """Since when the report of a unit or set that is 待核查 waits."""
        return report_day(self.row.reports, self.parts, name) or self.row.moved

    @property
    def tells_apart(self) -> bool:
        """Whether the log names any unit: else those who stand alike have the same records."""
        return self.records.are_of_units or (
            self.row.packed_reports != "" and any(unit for unit, _ in self.row.reports)
        )

    def published(self, name: str) -> tuple[Publication, ...]:
        """Return what a unit published of its own and nobody has recorded, the latest first.

        Of a set, what its members did, once all have that still have to act.

        The office sees it: such a unit is not late, whether it has reported or not.
        """
        if not self._published or self.parts.status(name) not in _UNREPORTED:
            return ()
        members = self.parts.members(name)
        if not members:
            return (self._published[name],) if name in self._published else ()
        found = [self.published(each) for each in members if self.parts.status(each) in TO_DO]
        if not all(found):
            return ()
        return tuple(sorted((each for seen in found for each in seen), key=attrgetter("date"), reverse=True))

    def rows_of(self, names: Sequence[str]) -> Iterable[TaskRow]:
        """The task as each of some who act in it stands there; those whom nothing tells apart share a row."""
        if not names:
            return ()
        if not (self.parts.own or self.row.packed_dues or self.tells_apart or self._published):
            return repeat(self.row_of(names[0]), len(names))
        made: dict[TaskRow, TaskRow] = {}
        return (made.setdefault(row, row) for row in map(self.row_of, names))

    def whole(self, today: date) -> Cell:
        """The task itself, where it names no unit."""
        return Cell(self.row, "", is_own=False, flags=flags_of(self.row, today))


class _Maker:
    """Makes lines out of the columns."""

    def __init__(self, columns: Sequence[TaskColumn], units: GridUnits, today: date) -> None:
        self._columns = columns
        self._units = units
        self._today = today
        self._units_standing: dict[str, _Standing] = {}

    def lines(self, name: str) -> Iterator[UnitLine]:
        """The line of a unit or set; two where it waits to be chosen from in some tasks only, these last."""
        kinds = {column.parts.kind(name) for column in self._columns if name in column.parts.names}
        for kind in sorted(kinds, key=lambda kind: kind is LineKind.OPEN):
            yield self._line(name, kind)

    def _line(self, name: str, kind: LineKind) -> UnitLine:
        naming = [
            column.parts if name in column.parts.names and column.parts.kind(name) is kind else None
            for column in self._columns
        ]
        cells = tuple(
            column.cell(name, self._today) if parts else None
            for column, parts in zip(self._columns, naming, strict=True)
        )
        found = [parts for parts in naming if parts]
        members = {member for parts in found for member in parts.members(name)}
        spellings = dict.fromkeys(text for parts in found for text in parts.written.get(name, ()))
        rows, figures = self._of_unit(name) if kind is LineKind.UNIT else self._of_cells(cells)
        return UnitLine(
            name,
            kind,
            cells,
            rows,
            figures,
            tuple(spellings),
            tuple(self._member(member, name) for member in sorted(members, key=self._units.rank)),
            all(parts.is_confirmed(name) for parts in found),
        )

    def nobody(self) -> UnitLine:
        cells = tuple(
            None if column.parts.names else Cell(column.row, "", is_own=False, flags=flags_of(column.row, self._today))
            for column in self._columns
        )
        return UnitLine(NO_UNIT, LineKind.NOBODY, cells, *self._of_cells(cells))

    def _member(self, name: str, group: str) -> UnitLine:
        cells = tuple(
            column.cell(name, self._today) if name in column.parts.members(group) else None for column in self._columns
        )
        return UnitLine(name, LineKind.UNIT, cells, *self._of_unit(name), (name,), group=group)

    def _of_unit(self, name: str) -> _Standing:
        """A unit wherever it acts: the same beside its name and below each of its sets, as in statistics and owing."""
        if name not in self._units_standing:
            rows = tuple(column.row_of(name) if column.parts.acts(name) else None for column in self._columns)
            self._units_standing[name] = rows, self._figures(rows)
        return self._units_standing[name]

    def _of_cells(self, cells: Iterable[Cell | None]) -> _Standing:
        rows = tuple(cell.row if cell else None for cell in cells)
        return rows, self._figures(rows)

    def _figures(self, rows: Iterable[TaskRow | None]) -> Summary:
        return summarise(filter(None, rows), self._today)


def matches(line: UnitLine, word: str) -> bool:
    """Return whether a typed word means a line by its name."""
    return is_meant(line.name, fold(word.strip()))


ORDERS = {"": "名册顺序", "name": "名称", "late": "逾期", "open": "未完成"}
"""What lines may be sorted by, and how it is called."""


def in_order(lines: Sequence[UnitLine], order: str) -> list[UnitLine]:
    """Return lines sorted by one of `ORDERS`; the most late or unfinished first."""
    if order == "name":
        return sorted(lines, key=lambda line: (line.kind is LineKind.NOBODY, initials(line.name), line.name))
    if order == "late":
        return sorted(lines, key=lambda line: -line.figures.flags[Flag.OVERDUE])
    if order == "open":
        return sorted(lines, key=lambda line: -line.open)
    return list(lines)
