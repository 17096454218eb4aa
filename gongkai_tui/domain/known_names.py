"""Names to offer while somebody types: units and sections, the likeliest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.pairs import unpack_pairs
from gongkai_tui.domain.registry import UnitRegistry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.unit import Group, Jurisdiction, Unit


class KnownNames(NamedTuple):
    """Names by what they name."""

    units: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def known_names(
    jurisdictions: Iterable[Jurisdiction], own: str, plan: str, rows: Iterable[TaskRow], named: Sequence[str] = ()
) -> KnownNames:
    """Gather the names for a task of `plan` in the jurisdiction `own`.

    Units: those `named` in the tasks at hand with the members of their collectives, then the names of the
    jurisdiction, then its other names, then what stands in `rows`, the plan's own first, the frequent first.
    Sections: those of the plan in its order, then those of others.
    """
    all_of = list(jurisdictions)
    registry = UnitRegistry(all_of)
    units = [name for unit in named for name in (unit, *registry.members(own, unit))]
    for jurisdiction in all_of:
        if jurisdiction.id == own:
            holders: tuple[Unit | Group, ...] = (*jurisdiction.units, *jurisdiction.groups)
            units += [holder.name for holder in holders]
            units += [alias.name for holder in holders for alias in holder.aliases]
    every = list(rows)
    here = [row for row in every if row.plan == plan]
    units += [*_units_of(here), *_units_of(every)]
    others = Counter(row.section for row in every)
    sections = [*(row.section for row in here), *(section for section, _ in others.most_common())]
    return KnownNames(tuple(dict.fromkeys(filter(None, units))), tuple(dict.fromkeys(filter(None, sections))))


def _units_of(rows: Iterable[TaskRow]) -> list[str]:
    """Units of some rows, the frequent first."""
    counts: Counter[str] = Counter()
    # Many tasks have the same units: taking them apart once each is what makes 100,000 rows quick.
    for packed, times in Counter(row.packed_units for row in rows).items():
        counts.update(dict.fromkeys((unit for unit, _ in unpack_pairs(packed)), times))
    return [unit for unit, _ in counts.most_common()]
