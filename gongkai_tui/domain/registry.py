"""Look names up among the units of all governments: aliases, collectives, and who acts for which unit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gongkai_tui.domain.unit import Contact, Group, Jurisdiction, Unit


@dataclass(slots=True)
class _Names:
    """The names of one government, folded."""

    canonical: dict[str, str] = field(default_factory=dict)
    """Any name of a unit or group -> its first name."""
    spellings: dict[str, frozenset[str]] = field(default_factory=dict)
    """First name, folded -> all names as written."""
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """First name of a group, folded -> first names of its members."""
    groups_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """First name of a unit, folded -> first names of the groups that hold it."""

    def first(self, name: str) -> str | None:
        return self.canonical.get(fold_unspaced(name))

    def all_names(self, name: str) -> frozenset[str]:
        first = self.first(name)
        if first is None:
            return frozenset()
        key = fold_unspaced(first)
        groups = self.groups_of.get(key, ())
        return self.spellings[key].union(*(self.spellings[fold_unspaced(group)] for group in groups))


class UnitRegistry:
    """All units, aliases, collectives and people of the given governments; the same name elsewhere is another unit."""

    def __init__(self, jurisdictions: Iterable[Jurisdiction]) -> None:
        self._jurisdictions = {each.id: each for each in jurisdictions}
        self._names: dict[str, _Names] = {}
        """Those asked for so far: most work is about one government of very many."""

    def canonical(self, jurisdiction_id: str, name: str) -> str | None:
        """Give the registered name that a unit, group or alias stands for; None where nobody has registered it."""
        names = self._names_of(jurisdiction_id)
        return names.first(name) if names else None

    def spellings(self, name: str, jurisdiction_id: str | None = None) -> frozenset[str]:
        """Give every name under which a task may mean `name`: itself, its other names, the groups that hold it.

        Looks in all governments unless `jurisdiction_id` names one. An unknown name gives only itself.
        """
        asked = tuple(self._jurisdictions) if jurisdiction_id is None else (jurisdiction_id,)
        searched = filter(None, map(self._names_of, asked))
        return frozenset((name,)).union(*(names.all_names(name) for names in searched))

    def members(self, jurisdiction_id: str, group: str) -> tuple[str, ...]:
        """Give the registered names of a group's members in the order of the file; empty where nobody has said yet."""
        names = self._names_of(jurisdiction_id)
        first = names.first(group) if names else None
        return names.members.get(fold_unspaced(first), ()) if names and first else ()

    def names(self, jurisdiction_id: str) -> tuple[str, ...]:
        """Give the names of the units of one government, then those of its groups, in the order of the file."""
        return tuple(each.name for each in self.holders(jurisdiction_id))

    def holders(self, jurisdiction_id: str) -> tuple[Unit | Group, ...]:
        """Give the units of one government, then its groups, in the order of the file."""
        jurisdiction = self._jurisdictions.get(jurisdiction_id)
        return () if jurisdiction is None else (*jurisdiction.units, *jurisdiction.groups)

    def is_resolved(self, jurisdiction_id: str, group: str) -> bool:
        """Tell whether a person has confirmed the members of a group."""
        first = self.canonical(jurisdiction_id, group)
        jurisdiction = self._jurisdictions.get(jurisdiction_id)
        return jurisdiction is not None and any(each.resolved for each in jurisdiction.groups if each.name == first)

    def who(self, email: str, on: date | None = None) -> tuple[str, str, bool] | None:
        """Find for whom the owner of `email` acts: (jurisdiction id, unit, whether it is the 政务公开 office).

        With a day, only people who serve on that day count. The office goes first where one person has two places.
        """
        places = (place for place, contact in self._places(email) if serves(contact, on))
        return max(places, key=lambda place: place[2], default=None)

    def acting(self, email: str, on: date) -> tuple[str, str, bool] | None:
        """Find for whom the owner of `email` acts on a day, else will act; as `who`. None for who has left."""
        places = [(place, contact) for place, contact in self._places(email) if not has_left(contact, on)]
        serving = [place for place, contact in places if serves(contact, on)] or [place for place, _ in places]
        return max(serving, key=lambda place: place[2], default=None)

    def last_term(self, email: str, on: date) -> tuple[tuple[str, str, bool], Contact] | None:
        """Find which place the owner of `email` left last before a day, with the term; None where there is none."""
        left = [(place, contact) for place, contact in self._places(email) if has_left(contact, on)]
        return max(left, key=lambda each: str(each[1].until), default=None)

    def name_of(self, email: str, called: str, on: date | None = None) -> str:
        """Give the registered name of the owner of `email`; `called` where units/ does not know the address.

        Who serves on the day goes first. Where several people share an address, `called` tells which of them it is.
        """
        owners = [contact for _, contact in self._places(email)]
        names = [contact.name for contact in owners if serves(contact, on)] or [contact.name for contact in owners]
        same = (name for name in names if fold_unspaced(name) == fold_unspaced(called))
        return next(same, names[0] if names else called)

    def government(self, jurisdiction_id: str) -> str:
        """Give the name of a government; empty for one that nobody has registered."""
        found = self._jurisdictions.get(jurisdiction_id)
        return found.name if found else ""

    def is_below(self, jurisdiction_id: str, above: str) -> bool:
        """Tell whether the chain of parents of one government leads to another."""
        seen: set[str] = set()
        found = self._jurisdictions.get(jurisdiction_id)
        while found is not None and found.parent and found.id not in seen:
            if found.parent == above:
                return True
            seen.add(found.id)
            found = self._jurisdictions.get(found.parent)
        return False

    def out_of_reach(self, email: str, on: date | None = None) -> dict[str, str]:
        """Give the name by id of every government in which the owner of `email` has no say.

        Somebody of an office has a say in its own government and in all below it, others in their own alone. Who
        serves nowhere on the day has a say where he or she served or will serve.
        """
        places = list(self._places(email))
        serving = [place for place, contact in places if serves(contact, on)] or [place for place, _ in places]
        return {
            each.id: each.name
            for each in self._jurisdictions.values()
            if not any(each.id == place or (office and self.is_below(each.id, place)) for place, _, office in serving)
        }

    def _names_of(self, jurisdiction_id: str) -> _Names | None:
        names = self._names.get(jurisdiction_id)
        if names is None and (jurisdiction := self._jurisdictions.get(jurisdiction_id)):
            names = self._names[jurisdiction_id] = _folded_names(jurisdiction)
        return names

    def _places(self, email: str) -> Sequence[tuple[tuple[str, str, bool], Contact]]:
        return self._by_email.get(email.strip().casefold(), ())

    @cached_property
    def _by_email(self) -> dict[str, list[tuple[tuple[str, str, bool], Contact]]]:
        """Who acts for which unit, by e-mail: asked several times of each person."""
        found: dict[str, list[tuple[tuple[str, str, bool], Contact]]] = defaultdict(list)
        for each in self._jurisdictions.values():
            for unit in each.units:
                for contact in unit.contacts:
                    if email := contact.email.strip().casefold():
                        found[email].append(((each.id, unit.name, unit.name == each.office), contact))
        return found


def serves(contact: Contact, on: date | None) -> bool:
    """Tell whether a contact holds the duty on a day; without a day, whether it has not ended."""
    if on is None:
        return contact.until is None
    return (contact.since is None or contact.since <= on) and (contact.until is None or on <= contact.until)


def has_left(contact: Contact, on: date) -> bool:
    """Tell whether a term is over; on the day of 交接 it is the new one's already."""
    return contact.until is not None and (contact.until < on or (contact.until == on and contact.handed_over_to != ""))


def _folded_names(jurisdiction: Jurisdiction) -> _Names:
    names = _Names()
    holders: tuple[Unit | Group, ...] = (*jurisdiction.units, *jurisdiction.groups)
    for holder in holders:
        _enter(names, holder)
    for group in jurisdiction.groups:
        members = tuple(dict.fromkeys(names.first(member) or member for member in group.members))
        names.members[fold_unspaced(group.name)] = members
        for member in members:
            names.groups_of[fold_unspaced(member)].add(group.name)
            if names.first(member) is None:
                names.canonical[fold_unspaced(member)] = member
                names.spellings[fold_unspaced(member)] = frozenset((member,))
    return names


def _enter(names: _Names, holder: Unit | Group) -> None:
    written = (holder.name, *(alias.name for alias in holder.aliases))
    key = fold_unspaced(holder.name)
    names.spellings[key] = names.spellings.get(key, frozenset()).union(written)
    names.canonical[key] = holder.name
    for name in written:
        names.canonical.setdefault(fold_unspaced(name), holder.name)
