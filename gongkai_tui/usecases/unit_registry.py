"""The names in units/: listed, another name entered, the members of a set confirmed; each change is one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.unit import Group
from gongkai_tui.domain.unit_names import NameRefused, with_alias, with_confirmed
from gongkai_tui.usecases.change_units import save_units
from gongkai_tui.usecases.reading import committed_view, read_view
from gongkai_tui.usecases.saved import Saved
from gongkai_tui.usecases.unit_lookup import ambiguous, no_such_unit, searched_jurisdictions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai_tui.domain.unit import Jurisdiction, Unit
    from gongkai_tui.usecases.workspace import Workspace

RULE = "单位的别名和集合的成员由政务公开办登记"


class Named(NamedTuple):
    """One unit or set, and its government."""

    jurisdiction: Jurisdiction
    each: Unit | Group

    @property
    def full_name(self) -> str:
        """Its name with that of its government."""
        return f"{self.jurisdiction.name} {self.each.name}"


def list_names(ws: Workspace, name: str = "", *, jurisdiction: str = "") -> tuple[Named, ...]:
    """All units and sets, or those of one name.

    Raises:
        UnknownUnit: nothing has the name, or there is no such government.
    """
    searched = searched_jurisdictions(read_view(ws), jurisdiction)
    found = tuple(_named(searched, name))
    if name and not found:
        raise no_such_unit(name, searched)
    return found


def add_alias(
    ws: Workspace, name: str, alias: str, *, jurisdiction: str = "", message: str = "", dry_run: bool = False
) -> Saved:
    """Enter another name of a unit or set.

    Raises:
        UnknownUnit: nothing has the name, or several governments have it.
        NameRefused: the other name is taken.
        Refused: it is the office's.
    """
    found = _one(ws, name, jurisdiction)
    said = f"{found.full_name}：登记别名 {alias.strip()}"
    return _save(ws, found, lambda units: with_alias(units, found.each.name, alias), said, message, dry_run=dry_run)


def confirm_members(
    ws: Workspace, name: str, *, jurisdiction: str = "", message: str = "", dry_run: bool = False
) -> Saved:
    """Record that a person has looked at the members of a set, and that they are right.

    Raises:
        UnknownUnit: nothing has the name, or several governments have it.
        NameRefused: it is no set, or has no members yet.
        Refused: it is the office's.
    """
    found = _one(ws, name, jurisdiction)
    if not isinstance(found.each, Group):
        raise NameRefused(f"{found.full_name}是一个单位，没有成员要确认")
    said = f"{found.full_name}：确认成员 {len(found.each.members)} 个单位"
    return _save(ws, found, lambda units: with_confirmed(units, found.each.name), said, message, dry_run=dry_run)


def _save(
    ws: Workspace,
    found: Named,
    change: Callable[[Jurisdiction], Jurisdiction],
    subject: str,
    message: str,
    *,
    dry_run: bool,
) -> Saved:
    ws.actor().refuse_unless_office(RULE, found.jurisdiction.id)
    if change(found.jurisdiction) == found.jurisdiction:
        return Saved("", "没有需要修改的内容")
    if dry_run:
        return Saved("", subject)
    return save_units(ws, found.jurisdiction.id, change, "unit", subject, message)


def _one(ws: Workspace, name: str, jurisdiction: str) -> Named:
    searched = searched_jurisdictions(committed_view(ws), jurisdiction)
    found = list(_named(searched, name)) if name.strip() else []
    if not found:
        raise no_such_unit(name, searched)
    if len(found) > 1:
        raise ambiguous(name, found)
    return found[0]


def _named(searched: Sequence[Jurisdiction], name: str) -> Iterator[Named]:
    for place in searched:
        registry = UnitRegistry((place,))
        wanted = registry.canonical(place.id, name) if name else None
        yield from (Named(place, each) for each in registry.holders(place.id) if not name or each.name == wanted)
