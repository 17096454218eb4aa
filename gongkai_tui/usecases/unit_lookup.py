"""One unit by any of its names: the same short name of two governments is two units, and never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.near_names import near_words
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.wording import told_in, using
from gongkai_tui.usecases.plan_lookup import no_such_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.unit import Jurisdiction, Unit
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.unit_registry import Named


class UnknownUnit(GongkaiError):
    """No unit has the name that was asked for, or several have."""


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit and its government."""

    jurisdiction: Jurisdiction
    unit: Unit

    @property
    def is_office(self) -> bool:
        """Whether it is the unit that does 政务公开."""
        return self.unit.name == self.jurisdiction.office

    @property
    def full_name(self) -> str:
        """Its name with that of its government, such as `济南市天桥区 区财政局`."""
        return f"{self.jurisdiction.name} {self.unit.name}"


def find_unit(view: View, name: str, *, jurisdiction: str = "") -> FoundUnit:
    """The unit that a name or alias means.

    Raises:
        UnknownUnit: none has the name, or units of several governments have and `jurisdiction` (id of the government
            or of a plan) does not tell which; the message lists them.
    """
    searched = searched_jurisdictions(view, jurisdiction)
    found = list(units_called(searched, name))
    if not found:
        raise no_such_unit(name, searched, place=searched[0].id if jurisdiction and searched else "")
    if len(found) > 1:
        raise ambiguous(name, found)
    return found[0]


def searched_jurisdictions(view: View, jurisdiction: str = "") -> Sequence[Jurisdiction]:
    """All governments, or the one that an id of a government or of a plan names.

    Raises:
        UnknownUnit: there is no such government.
        UnknownPlan: there is no such plan.
    """
    known = view.jurisdictions()
    if not jurisdiction:
        return known
    wanted = jurisdiction
    if wanted not in {each.id for each in known}:
        plans = view.plans()
        if wanted not in plans and "-" in wanted:
            raise no_such_plan(wanted, plans)
        wanted = plans[wanted].jurisdiction if wanted in plans else wanted
    found = [each for each in known if each.id == wanted]
    if not found:
        there = "、".join(each.id for each in known) or "（还没有 units/ 文件）"
        raise UnknownUnit(f"没有辖区 {wanted or jurisdiction}；现有：{there}")
    return found


def units_called(jurisdictions: Iterable[Jurisdiction], name: str) -> Iterable[FoundUnit]:
    """Every unit that bears the name or has it as an alias."""
    for each in jurisdictions:
        canonical = UnitRegistry((each,)).canonical(each.id, name)
        for unit in each.units:
            if unit.name == canonical:
                yield FoundUnit(each, unit)


def ambiguous(name: str, found: Iterable[FoundUnit | Named]) -> UnknownUnit:
    """The refusal that lists the candidates."""
    shown = "、".join(f"{each.full_name}{told_in(inputs.JURISDICTION, each.jurisdiction.id)}" for each in found)
    return UnknownUnit(f"“{name}”有几个：{shown}；请{using(inputs.JURISDICTION, '写明是哪个辖区的')}")


def no_such_unit(
    name: str, jurisdictions: Iterable[Jurisdiction], *, place: str = "", or_person: bool = False
) -> UnknownUnit:
    """The error that says which units somebody may have meant; `place` is the government looked in, if it was one.

    `or_person` says that a person of that name was looked for too.
    """
    searched = tuple(jurisdictions)
    near = likely_units(searched, name) + ("，也没有叫这个名字的联系人" if or_person else "")
    where = f"units/{place}.yaml 里" if place else "units/ 里"
    file = f"units/{place or (searched[0].id if len(searched) == 1 else '辖区编号')}.yaml"
    return UnknownUnit(f"{where}没有单位“{name}”{near}；请核对名称，或先把这个单位写进 {file} 并提交")


def likely_units(jurisdictions: Iterable[Jurisdiction], name: str) -> str:
    """Units and sets with names like a name, for the end of a message; empty for none."""
    governments = tuple(jurisdictions)
    units = [unit.name for each in governments for unit in each.units]
    return near_words(name, (*units, *(group.name for each in governments for group in each.groups)))
