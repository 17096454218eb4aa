"""Invented people for the demo: one for each unit, two for the office, so that nobody checks their own work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from gongkai_tui.domain.contacts import Handover, handed_over
from gongkai_tui.domain.unit import Contact, Duty, Jurisdiction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gongkai_tui.domain.task import Task

_SURNAMES = "张李王赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜"
_NUMERALS = "一二三四五六七八九十"
_OPEN_GROUP_SPEAKERS = 3
_RELIEVED = (3, 6, 9)
"""Places in the registry of the units whose 联络员 changes."""
_MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for a unit; invented."""

    name: str
    email: str
    unit: str


@dataclass(frozen=True, slots=True)
class Relief:
    """交接: from a day on somebody else acts for a unit."""

    day: date
    old: Person
    new: Person
    jurisdiction: Jurisdiction
    """The registry afterwards."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody of one jurisdiction, with the registry that names them as contacts."""

    jurisdiction: Jurisdiction
    people: dict[str, Person]
    """By unit, under each of its names."""
    recorder: Person
    """The office's first person: notes, reminders."""
    checker: Person
    """The office's second person: 核查 and 核销."""
    members: dict[str, tuple[str, ...]]
    """Members by group, under each of its names."""
    reliefs: tuple[Relief, ...] = ()
    """Oldest first."""

    def person(self, unit: str, day: date) -> Person:
        """Return who acts for a unit on a day; the office where the unit has nobody."""
        found = self.people.get(unit, self.recorder)
        return next((each.new for each in self.reliefs if each.old == found and each.day <= day), found)

    def speakers(self, task: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who may report on a task: units that it names or that its groups hold, and others for 有关部门."""
        named: list[str] = []
        others: list[str] = []
        for role in task.units:
            if role.unit in self.people:
                named.append(role.unit)
            elif role.unit in self.members:
                named.extend(unit for unit in self.members[role.unit] if unit in self.people)
                if not self.members[role.unit]:
                    others.extend(self.any_departments(task))
        return tuple(dict.fromkeys(named)), tuple(dict.fromkeys(others))

    def any_departments(self, task: Task) -> list[str]:
        """Return the units that the office means by 有关部门 in a task."""
        names = [unit.name for unit in self.jurisdiction.units if unit.name != self.recorder.unit]
        return Random(task.id).sample(names, min(_OPEN_GROUP_SPEAKERS, len(names)))  # noqa: S311  (the same for the same task)


def make_cast(jurisdiction: Jurisdiction, since: date, names: Iterator[str]) -> Cast:
    """Give every unit a person; the e-mail hosts cannot exist (`example.invalid`)."""
    office = jurisdiction.office or "政务公开办公室"
    people: dict[str, Person] = {}
    units = []
    checker = Person(next(names), f"{jurisdiction.id}-office2@example.invalid", office)
    for number, unit in enumerate(jurisdiction.units, 1):
        person = Person(next(names), f"{jurisdiction.id}-{number:02d}@example.invalid", unit.name)
        people.update(dict.fromkeys((unit.name, *(alias.name for alias in unit.aliases)), person))
        contacts = [Contact(person.name, person.email, since=since)]
        if unit.name == office:
            contacts.append(Contact(checker.name, checker.email, Duty.LEADER, since=since))
        units.append(replace(unit, contacts=(*unit.contacts, *contacts)))
    recorder = people.get(office, Person(next(names), f"{jurisdiction.id}-office1@example.invalid", office))
    members = {
        name: group.members
        for group in jurisdiction.groups
        for name in (group.name, *(alias.name for alias in group.aliases))
    }
    return Cast(replace(jurisdiction, units=tuple(units)), people, recorder, checker, members)


def with_reliefs(cast: Cast, since: date, names: Iterator[str]) -> Cast:
    """Let some people hand over to others after `since`, one a month."""
    jurisdiction, reliefs = cast.jurisdiction, []
    for number, place in enumerate(_RELIEVED, 1):
        unit = jurisdiction.units[place % len(jurisdiction.units)]
        old = cast.people[unit.name]
        if old == cast.recorder:
            continue
        new = Person(next(names), old.email.replace("@", "-b@"), unit.name)
        day = since + _MONTH * number
        change = Handover(old.name, new.name, day, new.email, filed=day)
        jurisdiction = handed_over(jurisdiction, unit.name, change)
        reliefs.append(Relief(day, old, new, jurisdiction))
    return replace(cast, reliefs=tuple(reliefs))


def invented_names() -> Iterator[str]:
    """Yield names that nobody takes for real ones, 张三 first, each once."""
    pairs: Iterable[tuple[int, int]] = (
        (row, column) for row in range(len(_NUMERALS)) for column in range(len(_SURNAMES))
    )
    for row, column in pairs:
        yield _SURNAMES[column] + _NUMERALS[(column + row + 2) % len(_NUMERALS)]
    number = 0
    while True:
        number += 1
        yield f"联络员{number}"
