"""Units against tasks: who takes part in which task of a plan, how it stands there, and when it last recorded.

A unit's own status counts before that of the task. A unit's latest record is its own, that of a set that it
belongs to, or one that names no unit; where no record of a task names a unit, the task's own latest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.grid_units import GridUnits, LineKind
from gongkai_tui.domain.pinyin import initials, initials_variants
from gongkai_tui.domain.status import Flag
from gongkai_tui.domain.summary import NO_SECTION, NO_UNIT, Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.row import TaskRow

LEAD = "牵头"


class Cell(NamedTuple):
    """One unit in one task."""

    row: TaskRow
    """The task as this unit stands in it: status and latest record are the unit's."""
    role: str
    """牵头, 配合, 责任; that of its set where only the set is named."""
    is_own: bool
    """The unit has a status of its own here."""
    flags: tuple[Flag, ...]

    @property
    def late(self) -> bool:
        """逾期; not where the due date had passed before the plan was issued."""
        return Flag.OVERDUE in self.flags and Flag.BORN_LATE not in self.flags

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
    """One a column; None where it has no part."""
    figures: Summary
    spellings: tuple[str, ...] = ()
    """How the tasks write the name."""
    members: tuple[UnitLine, ...] = ()
    """Of a set, each with the set's tasks."""
    confirmed: bool = False
    """A person has confirmed the members."""
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


def summed(line: UnitLine, section: Section, day: date) -> Summary | None:
    """Return the figures of a line in one section; None where it has no part."""
    rows = [cell.row for place in section.places if (cell := line.cells[place]) is not None]
    return summarise(rows, day) if rows else None


def make_grid(tasks: Iterable[TaskRow], latest: Mapping[str, Mapping[str, str]], units: GridUnits, today: date) -> Grid:
    """Return the grid of some tasks of one plan.

    `latest` gives the ISO date of the newest log entry by task id and unit as written there; entries that name
    no unit stand under an empty name.
    """
    columns = tuple(sorted(tasks, key=lambda row: (not row.seq, row.seq, row.id)))
    parts = [_Parts(row, latest.get(row.id, {}), units) for row in columns]
    maker = _Maker(parts, units, today)
    names = dict.fromkeys(name for part in parts for name in part.names)
    lines = [maker.line(name) for name in sorted(names, key=units.rank)]
    if any(not part.names for part in parts):
        lines.append(maker.nobody())
    return Grid(columns, tuple(lines), today)


class _Parts:
    """Who takes part in one task, by registered name."""

    def __init__(self, row: TaskRow, latest: Mapping[str, str], units: GridUnits) -> None:
        self.row = row
        self.roles: dict[str, str] = {}
        self.own: dict[str, str] = {}
        self.written: dict[str, dict[str, None]] = {}
        self.latest: dict[str, str] = {}
        for unit, role in row.units:
            name = self._named(unit, units)
            if name not in self.roles or role == LEAD:
                self.roles[name] = role
        for unit, status in row.unit_status:
            self.own[self._named(unit, units)] = status
        for unit, day in latest.items():
            name = units.name(unit) if unit else ""
            self.latest[name] = max(self.latest.get(name, ""), day)
        self.shared = self.latest.pop("", "")
        if not self.latest:
            self.shared = max(self.shared, row.updated)
        self.names = dict.fromkeys((*self.roles, *self.own))

    def _named(self, written: str, units: GridUnits) -> str:
        name = units.name(written)
        self.written.setdefault(name, {})[written] = None
        return name

    def strangers(self) -> set[str]:
        """Those that recorded something without being named: members of a set, or of one not chosen yet."""
        return self.latest.keys() - self.roles.keys()


class _Maker:
    """Makes lines out of the parts of every task."""

    def __init__(self, parts: Sequence[_Parts], units: GridUnits, today: date) -> None:
        self._parts = parts
        self._units = units
        self._today = today
        named = dict.fromkeys(name for part in parts for name in part.roles)
        self._sets = {name: found for name in named if (found := frozenset(units.members(name)))}

    def line(self, name: str) -> UnitLine:
        kind = self._units.kind(name)
        cells = tuple(self._cell(part, name) if name in part.names else None for part in self._parts)
        members = self._units.members(name) if kind is LineKind.ALL else ()
        spellings = dict.fromkeys(text for part in self._parts for text in part.written.get(name, ()))
        return UnitLine(
            name,
            kind,
            cells,
            self._figures(cells),
            tuple(spellings),
            tuple(self._member(member, name) for member in members),
            self._units.is_confirmed(name),
        )

    def nobody(self) -> UnitLine:
        cells = tuple(
            None if part.names else Cell(part.row, "", is_own=False, flags=flags_of(part.row, self._today))
            for part in self._parts
        )
        return UnitLine(NO_UNIT, LineKind.NOBODY, cells, self._figures(cells))

    def _member(self, name: str, group: str) -> UnitLine:
        cells = tuple(self._cell(part, name, group) if group in part.names else None for part in self._parts)
        return UnitLine(name, LineKind.UNIT, cells, self._figures(cells), (name,), group=group)

    def _figures(self, cells: Iterable[Cell | None]) -> Summary:
        return summarise((cell.row for cell in cells if cell is not None), self._today)

    def _cell(self, part: _Parts, name: str, group: str = "") -> Cell:
        """The part of a unit; as a member of `group`, with what holds for the set where it has nothing of its own."""
        holders = [each for each in part.roles if name in self._sets.get(each, ())]
        status = part.own.get(name) or part.own.get(group) or part.row.stored_status
        role = part.roles.get(name) or next((part.roles[each] for each in (group, *holders) if each in part.roles), "")
        sources = {name, *holders, *self._sets.get(name, ())}
        if self._units.kind(name) is LineKind.OPEN:
            sources |= part.strangers()
        updated = max(part.shared, *(part.latest.get(each, "") for each in sources))
        row = part.row._replace(status=status, stored_status=status, updated=updated)
        return Cell(row, role, name in part.own, flags_of(row, self._today))


def matches(line: UnitLine, word: str) -> bool:
    """Return whether a name holds a word or its pinyin initials do."""
    wanted = fold(word.strip())
    spelled = (fold(line.name), initials(line.name), initials_variants(line.name))
    return any(wanted in text for text in spelled)


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
