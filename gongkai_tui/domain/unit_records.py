"""When a unit last recorded something in a task, and with how many pieces of evidence.

What counts for a unit is its own records, those of a set that it acts through or, for a set, of its members, and
those that name no unit. That the status of a unit, or of the task, was changed is a record too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.recorded import NOTHING, Recorded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.row import TaskRow


class UnitRecords:
    """The records of one task, by registered name."""

    def __init__(self, row: TaskRow, recorded: Mapping[str, Recorded], parts: Parts, units: GridUnits) -> None:
        self._parts = parts
        self._units = units
        self._by_name: dict[str, Recorded] = {}
        for unit, found in recorded.items():
            name = units.name(unit) if unit else ""
            own = Recorded(found.last, found.evidence, found.last) if name else found
            self._by_name[name] = _together(self._by_name.get(name, NOTHING), own)
        shared = self._by_name.pop("", NOTHING)
        shared = shared if self._by_name else _together(shared, Recorded(row.updated))
        # What names nobody is of the only unit that acts.
        self._shared = shared._replace(own=shared.last) if len(parts.actors) == 1 else shared

    def of(self, name: str) -> Recorded:
        """Return what counts as recorded by a unit or set."""
        if not self._by_name:
            return self._shared
        parts = self._parts
        sources = {name, *parts.holders(name), *parts.members(name)}
        if name in parts.roles and parts.kind(name) is LineKind.OPEN:
            # Whoever recorded something without being named may be one of those to be chosen.
            sources |= self._by_name.keys() - parts.roles.keys()
        found = self._shared
        for source in sources & self._by_name.keys():
            found = _together(found, self._by_name[source])
        return found

    def heard_of(self) -> Iterator[tuple[str, str]]:
        """Return who has recorded something itself, or through a set, each with the ISO date of the newest."""
        parts = self._parts
        named = {actor for source in self._by_name for actor in parts.members(source) or (source,)}
        to_choose = {name for name in parts.roles if parts.kind(name) is LineKind.OPEN}
        alone = parts.actors if len(parts.actors) == 1 else ()
        for name in {*named, *to_choose, *alone}:
            if parts.acts(name) and (day := self.of(name).own):
                yield name, day

    @property
    def are_of_units(self) -> bool:
        """Whether any of them names a unit: else the same counts for all."""
        return bool(self._by_name)


def _together(one: Recorded, other: Recorded) -> Recorded:
    return Recorded(max(one.last, other.last), one.evidence + other.evidence, max(one.own, other.own))
