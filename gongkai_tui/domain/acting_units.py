"""Who must act in one task, and how each stands: named units, the members of 各X, whom the office chose for 有关X.

The status of a unit is its own one, else that of the task where the task names the unit, else that of the set
through which it acts, else that of the task. With a task that was ended (已终止) every part of it has.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.worst_status import worst_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task

    Pairs = tuple[tuple[str, str], ...]

LEAD, SUPPORT = "牵头", "配合"
TO_CHOOSE = "待选定"
"""Said of a set whose members the office has yet to choose."""


_STRENGTH = (LEAD, "责任", SUPPORT, "")


class Assignment(NamedTuple):
    """What a task says of its units, names as written there."""

    units: Pairs
    """(unit, role)."""
    unit_status: Pairs
    """(unit, status) by exception."""
    status: str
    """Of all that `unit_status` does not name."""
    chosen: Pairs = ()
    """(set, member chosen by the office)."""


def assignment_in_row(row: TaskRow) -> Assignment:
    """Return the assignment of a task of a list."""
    return Assignment(row.units, row.unit_status, row.stored_status, row.chosen)


def assignment_in_task(task: Task) -> Assignment:
    """Return the assignment of a whole task."""
    return Assignment(
        tuple((entry.unit, entry.role.value) for entry in task.units),
        tuple((unit, status.value) for unit, status in task.unit_status.items()),
        task.status.value,
        tuple((choice.group, member) for choice in task.chosen for member in choice.members),
    )


class ActingUnit(NamedTuple):
    """One unit that must act, or a set that nobody can resolve yet and that stands for its members."""

    name: str
    """Registered name, else as written."""
    role: str
    """牵头, 责任 or 配合 (which supports only); empty for one that merely has a status of its own."""
    status: str
    is_own: bool
    """The status is its own, not that of the set or the task."""
    group: str = ""
    """The set through which it acts; empty where the task names the unit itself."""
    kind: LineKind = LineKind.UNIT
    """Other than 单位: a set without known members (全体), or one that the office has not chosen from (未定)."""
    confirmed: bool = True
    """False for a member of a set whose members no person has confirmed."""
    published: str = ""
    """When it issued the own 要点 that the task asks for, where it still has to act and nobody has recorded it."""


class Alike(NamedTuple):
    """Those who act in one task in the same way."""

    names: tuple[str, ...]
    role: str
    status: str
    group: str
    confirmed: bool
    """These as of `ActingUnit`."""


class Parts:
    """The units of one task by registered name."""

    def __init__(self, said: Assignment, units: GridUnits) -> None:
        self._units = units
        self.default = said.status
        """Status of all that have none of their own."""
        self.roles: dict[str, str] = {}
        """Named units and sets."""
        self.own: dict[str, str] = {}
        """Status of those that have one of their own."""
        self.written: dict[str, dict[str, None]] = {}
        """How the task spells each name."""
        for unit, role in said.units:
            name = self._named(unit)
            if name not in self.roles or role == LEAD:
                self.roles[name] = role
        for unit, status in said.unit_status:
            self.own[self._named(unit)] = status
        self._chosen: dict[str, dict[str, None]] = {}
        for group, member in said.chosen:
            self._chosen.setdefault(units.name(group), {})[units.name(member)] = None
        self.names = dict.fromkeys((*self.roles, *self.own))
        """Everything that the task names, once each."""
        # Few names are those of sets: most units are passed over without a further look.
        sets = (name for name in self.names if units.kind(name) is not LineKind.UNIT or name in self._chosen)
        self._sets = {group: found for group in sets if (found := self._members(group))}

    @cached_property
    def _holders(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for group, members in self._sets.items():
            if not found:
                found = dict.fromkeys(members, (group,))
                continue
            for member in members:
                found[member] = (*found.get(member, ()), group)
        return found

    @cached_property
    def _through(self) -> dict[str, tuple[str, ...]]:
        if len(self._sets) == 1:
            return self._holders
        return {name: self._strongest(holders) for name, holders in self._holders.items()}

    def _members(self, group: str) -> tuple[str, ...]:
        if group in self._chosen:
            return tuple(sorted(self._chosen[group], key=self._units.rank))
        return self._units.members(group) if self._units.kind(group) is LineKind.ALL else ()

    def _named(self, written: str) -> str:
        name = self._units.name(written)
        self.written.setdefault(name, {})[written] = None
        return name

    def name(self, written: str) -> str:
        """Return the registered name of a unit, else the name as written."""
        return self._units.name(written)

    def members(self, group: str) -> tuple[str, ...]:
        """Return who acts through a set that the task names, in official order; empty where nobody can tell yet."""
        return self._sets.get(group, ())

    def kind(self, name: str) -> LineKind:
        """Return what a name is in this task: an open set that was chosen from is a whole one here."""
        kind = self._units.kind(name)
        return LineKind.ALL if kind is LineKind.OPEN and name in self._chosen else kind

    def is_confirmed(self, group: str) -> bool:
        """Return whether a person has said who the members are, in the registry or for this task."""
        return group in self._chosen or self._units.is_confirmed(group)

    def acts(self, name: str) -> bool:
        """Return whether somebody, by registered name, is one of the `actors`."""
        return name in self._holders or (name in self.names and name not in self._sets)

    def holders(self, name: str) -> tuple[str, ...]:
        """Return the sets of the task that hold a unit."""
        return self._holders.get(name, ())

    def about(self, name: str) -> Callable[[str | None], bool]:
        """Return a test for whether what is recorded of a name as written is about a unit, by registered name.

        It is where that is the unit itself or a set that holds it, or none: the whole task.
        """
        meant = {name, *self.holders(name)}
        return lambda written: not written or self.name(written) in meant

    def role(self, name: str) -> str:
        """Return the role of a unit: as named, else the strongest of its sets."""
        return self.roles.get(name) or next((self.roles.get(group, "") for group in self.through(name)), "")

    def through(self, name: str) -> tuple[str, ...]:
        """Return the sets that hold a unit in its strongest role."""
        return self._through.get(name, ())

    def _strongest(self, holders: tuple[str, ...]) -> tuple[str, ...]:
        if len(holders) == 1:
            return holders
        role = min((self.roles.get(group, "") for group in holders), key=_STRENGTH.index)
        return tuple(group for group in holders if self.roles.get(group, "") == role)

    def status(self, name: str) -> str:
        """Return how a unit or set stands."""
        if not self.own or self.default == Status.ENDED:
            return self.default
        if name in self.own:
            return self.own[name]
        if name in self.roles:
            return self.default
        held = {self.own.get(group, self.default) for group in self.through(name)}
        if len(held) < 2:  # noqa: PLR2004
            return next(iter(held), self.default)
        # A part that was ended counts only where nothing else is left.
        return (worst_of({*map(Status, held)} - {Status.ENDED}) or Status.ENDED).value

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Who must act, each once, in the order of the document; members of a set in official order."""
        return tuple(dict.fromkeys(actor for name in self.names for actor in self.members(name) or (name,)))

    @cached_property
    def acting(self) -> tuple[ActingUnit, ...]:
        """The actors and how each stands."""
        return tuple(map(self._acts, self.actors))

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """All who act, those together whom nothing that the task says of its units tells apart.

        In 8,000 tasks that name sets, 200,000 act, but not in more than 30,000 ways.
        """
        blocks: dict[tuple[str, str, str, bool], list[str]] = {}
        if self.own or len(self._sets) > 1 or "" in self.roles.values():
            for unit in self.acting:
                blocks.setdefault((unit.role, unit.status, unit.group, unit.confirmed), []).append(unit.name)
        else:
            for name, role in self.roles.items():
                if name not in self._sets:
                    blocks.setdefault((role, self.default, "", True), []).append(name)
            for group, members in self._sets.items():
                through = [name for name in members if name not in self.roles]
                blocks[self.roles[group], self.default, group, self.is_confirmed(group)] = through
        return tuple(Alike(tuple(names), *said) for said, names in blocks.items() if names)

    @property
    def only_support(self) -> bool:
        """Whether nobody has to do more than support (配合): then the status of the task itself counts."""
        return all(role == SUPPORT for role in self.roles.values())

    def may_be(self, status: Status) -> bool:
        """Return whether any part may be 待核查 or 已终止: these come from nothing but themselves."""
        return self.default == status or (bool(self.own) and status in self.own.values())

    @cached_property
    def spelled(self) -> Mapping[str, tuple[str, ...]]:
        """The actors with every name by which the task means each: its own as written, those of its sets."""
        through: dict[tuple[str, ...], tuple[str, ...]] = {}
        found = {}
        for name in self.actors:
            holders = self.holders(name)
            if holders not in through:
                through[holders] = tuple(text for group in holders for text in self.written.get(group, ()))
            # Most members of a set are meant by nothing but its name.
            found[name] = (*self.written[name], *through[holders]) if name in self.written else through[holders]
        return found

    def _acts(self, name: str) -> ActingUnit:
        through = () if name in self.roles else self.through(name)
        return ActingUnit(
            name,
            self.role(name),
            self.status(name),
            name in self.own,
            through[0] if through else "",
            self._units.kind(name),
            not through or any(map(self.is_confirmed, through)),
        )


class SharedParts:
    """The parts of many tasks of one government: worked out once for all that say the same of their units."""

    def __init__(self, units: GridUnits) -> None:
        self._units = units
        self._made: dict[tuple[str, ...], Parts] = {}

    def of(self, row: TaskRow) -> Parts:
        """Return those of a task."""
        key = (row.packed_units, row.packed_unit_status, row.stored_status, row.packed_chosen)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Parts(assignment_in_row(row), self._units)
        return found


def acting_units(said: Assignment, units: GridUnits) -> tuple[ActingUnit, ...]:
    """Return who must act in a task, given the units of its government."""
    return Parts(said, units).acting
