"""The names in units/: listed, other names entered, members of sets told and confirmed; each change is one commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.unit import Group
from gongkai_tui.domain.unit_names import (
    NameRefused,
    with_alias,
    with_confirmed,
    with_members,
    without_alias,
    without_members,
)
from gongkai_tui.usecases.change_units import save_units
from gongkai_tui.usecases.proposed_change import ProposedChange
from gongkai_tui.usecases.reading import committed_view, read_view
from gongkai_tui.usecases.saved import UNCHANGED, Saved
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
    return _save(ws, propose_alias(ws, name, alias, jurisdiction=jurisdiction), message, dry_run=dry_run)


def confirm_members(
    ws: Workspace, name: str, *, jurisdiction: str = "", message: str = "", dry_run: bool = False
) -> Saved:
    """Record that a person has looked at the members of a set, and that they are right.

    Raises:
        UnknownUnit: nothing has the name, or several governments have it.
        NameRefused: it is no set, or has no members yet.
        Refused: it is the office's.
    """
    return _save(ws, propose_confirmed(ws, name, jurisdiction=jurisdiction), message, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class NameProposal:
    """One change of what units/ says of a unit or set, before it is saved."""

    found: Named
    change: Callable[[Jurisdiction], Jurisdiction]
    subject: str
    changes: tuple[ProposedChange, ...]
    cautions: tuple[str, ...] = ()
    """What is to be looked at before: what follows from it elsewhere, or who is confirmed."""


def propose_alias(ws: Workspace, name: str, alias: str, *, jurisdiction: str = "") -> NameProposal:
    """Another name of a unit or set; raises as `add_alias`."""
    found = _one(ws, name, jurisdiction)
    said = f"登记别名 {alias.strip()}"
    return _proposal(ws, found, lambda units: with_alias(units, found.each.name, alias), said)


def propose_without_alias(ws: Workspace, name: str, alias: str, *, jurisdiction: str = "") -> NameProposal:
    """One other name of a unit or set less; raises as `add_alias`."""
    found = _one(ws, name, jurisdiction)
    proposal = _proposal(ws, found, lambda units: without_alias(units, found.each.name, alias), f"去掉别名 {alias}")
    count = _written_in(ws, found.jurisdiction.id, alias)
    said = f"{count} 项任务里写的是“{alias}”：去掉后那里的不再是{found.each.name}"
    return replace(proposal, cautions=(said,) if count else ())


def propose_members(ws: Workspace, name: str, units: Sequence[str], *, jurisdiction: str = "") -> NameProposal:
    """Some more members of a set; raises as `confirm_members`."""
    found, group = _one_set(ws, name, jurisdiction)
    said = f"加成员 {'、'.join(units)}"
    return _proposal(ws, found, lambda place: with_members(place, group.name, units), said)


def propose_without_members(ws: Workspace, name: str, units: Sequence[str], *, jurisdiction: str = "") -> NameProposal:
    """Some members of a set less; raises as `confirm_members`."""
    found, group = _one_set(ws, name, jurisdiction)
    said = f"去掉成员 {'、'.join(units)}"
    return _proposal(ws, found, lambda place: without_members(place, group.name, units), said)


def propose_confirmed(ws: Workspace, name: str, *, jurisdiction: str = "") -> NameProposal:
    """That the members of a set are right; raises as `confirm_members`."""
    found, group = _one_set(ws, name, jurisdiction)
    said = f"确认成员 {len(group.members)} 个单位"
    proposal = _proposal(ws, found, lambda units: with_confirmed(units, group.name, group.members), said)
    return replace(proposal, cautions=(f"成员：{'、'.join(group.members)}",))


def carry_out(ws: Workspace, proposal: NameProposal, *, message: str = "") -> Saved:
    """Commit a change of the names.

    Raises:
        UnreadableFile: the file was deleted or spoilt meanwhile.
        NameRefused: what was changed there meanwhile forbids it.
    """
    return save_units(ws, proposal.found.jurisdiction.id, proposal.change, "unit", proposal.subject, message)


def registering_refusal(ws: Workspace, jurisdiction: str) -> str:
    """Why this person may change no name of a government; empty where they may."""
    return ws.actor().office_refusal(RULE, jurisdiction)


def _proposal(ws: Workspace, found: Named, change: Callable[[Jurisdiction], Jurisdiction], what: str) -> NameProposal:
    ws.actor().refuse_unless_office(RULE, found.jurisdiction.id)
    (after,) = _named((change(found.jurisdiction),), found.each.name)
    changes = tuple(
        ProposedChange(found.jurisdiction.name, found.each.name, field, old, new)
        for (field, old), new in zip(_said(found.each).items(), _said(after.each).values(), strict=True)
        if old != new
    )
    return NameProposal(found, change, f"{found.full_name}：{what}", changes)


def _said(each: Unit | Group) -> dict[str, str]:
    """What can be changed of a unit or set, in words."""
    found = {"别名": "、".join(alias.name for alias in each.aliases)}
    if isinstance(each, Group):
        found |= {"成员": "、".join(each.members), "成员确认": each.confirmation}
    return found


def _written_in(ws: Workspace, jurisdiction: str, name: str) -> int:
    """How many tasks of a government write a name."""
    view, wanted = committed_view(ws), fold_unspaced(name)
    own = {plan.id for plan in view.plans().values() if plan.jurisdiction == jurisdiction}
    rows = (row for row in view.rows(texts="none") if row.plan in own)
    return sum(any(fold_unspaced(unit) == wanted for unit, _ in row.units) for row in rows)


def _save(ws: Workspace, proposal: NameProposal, message: str, *, dry_run: bool) -> Saved:
    if not proposal.changes:
        return UNCHANGED
    return Saved("", proposal.subject) if dry_run else carry_out(ws, proposal, message=message)


def _one_set(ws: Workspace, name: str, jurisdiction: str) -> tuple[Named, Group]:
    found = _one(ws, name, jurisdiction)
    if not isinstance(found.each, Group):
        raise NameRefused(f"{found.full_name}是一个单位，没有成员")
    return found, found.each


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
