"""Names to offer while somebody types: units and sections, the likeliest first."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.pairs import BETWEEN, unpack_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.registry import UnitRegistry
    from gongkai_tui.domain.row import TaskRow


class KnownNames(NamedTuple):
    """Names by what they name."""

    units: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def known_names(
    registry: UnitRegistry, own: str, plan: str, rows: Iterable[TaskRow], named: Sequence[str] = ()
) -> KnownNames:
    """Gather the names for a task of `plan` in the jurisdiction `own`.

    Units: those `named` in the tasks at hand with the members of their collectives, then the names of the
    jurisdiction, then its other names, then what stands in `rows`, the plan's own first, the frequent first.
    Sections: those of the plan in its order, then those of others.
    """
    units = [name for unit in named for name in (unit, *registry.members(own, unit))]
    holders = registry.holders(own)
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
    # Counted while they are packed: taking each apart once is what makes 100,000 rows quick.
    packed = Counter(chain.from_iterable(row.packed_units.split(BETWEEN) for row in rows))
    for pair, times in packed.items():
        counts.update({unit: times for unit, _ in unpack_pairs(pair)})
    return [unit for unit, _ in counts.most_common()]
