"""A units file as JSON and back: the index answers `unit:` filters without reading YAML again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from gongkai_tui.domain.unit import Alias, Contact, Duty, Group, Jurisdiction, Unit, UnitKind


def units_to_json(jurisdiction: Jurisdiction) -> str:
    """The names, members and people of a jurisdiction; unknown keys are left to the file."""
    return json.dumps(
        {
            "id": jurisdiction.id,
            "name": jurisdiction.name,
            "parent": jurisdiction.parent,
            "office": jurisdiction.office,
            "units": [
                [u.name, u.kind.value, [_alias(a) for a in u.aliases], [_contact(c) for c in u.contacts]]
                for u in jurisdiction.units
            ],
            "groups": [
                [g.name, list(g.members), g.resolved, [_alias(a) for a in g.aliases]] for g in jurisdiction.groups
            ],
        },
        ensure_ascii=False,
    )


def units_from_json(text: str) -> Jurisdiction:
    """The reverse of `units_to_json`."""
    raw = json.loads(text)
    return Jurisdiction(
        id=raw["id"],
        name=raw["name"],
        parent=raw["parent"],
        office=raw["office"],
        units=tuple(
            Unit(name, UnitKind(kind), _aliases(aliases), tuple(_read_contact(c) for c in contacts))
            for name, kind, aliases, contacts in raw["units"]
        ),
        groups=tuple(
            Group(name, tuple(members), resolved, _aliases(aliases))
            for name, members, resolved, aliases in raw["groups"]
        ),
    )


def _alias(alias: Alias) -> list[str | None]:
    return [alias.name, _iso(alias.since), _iso(alias.until)]


def _aliases(rows: list[Any]) -> tuple[Alias, ...]:
    return tuple(Alias(name, _day(since), _day(until)) for name, since, until in rows)


def _contact(c: Contact) -> list[str | None]:
    return [c.name, c.email, c.duty.value, _iso(c.since), _iso(c.until), c.handed_over_to, _iso(c.filed)]


def _read_contact(row: list[Any]) -> Contact:
    name, email, duty, since, until, handed_over_to, filed = row
    return Contact(name, email, Duty(duty), _day(since), _day(until), handed_over_to, _day(filed))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
