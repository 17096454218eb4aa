"""Rows for whoever holds all of them: what many tasks share is kept once, what can be made again is not kept."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from gongkai_tui.domain.haystack import haystack_of_row
from gongkai_tui.domain.pairs import BETWEEN, unpack_pair
from gongkai_tui.domain.row import TaskRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

REQUIREMENT_AT = TaskRow._fields.index("requirement")
UNITS_AT = TaskRow._fields.index("packed_units")
RESIDUE_AT = TaskRow._fields.index("haystack")
_units = itemgetter(UNITS_AT)
_MOST_KNOWN = 4_096


class HeldRow(TaskRow):
    """A row whose units are packed one by one, and which has the residue of its requirement for a haystack."""

    __slots__ = ()

    @property
    def packed_units(self) -> str:
        """`units` as one text."""
        return BETWEEN.join(_units(self))

    @property
    def units(self) -> tuple[tuple[str, str], ...]:
        """(unit, role) in document order."""
        return tuple(map(unpack_pair, _units(self)))

    @property
    def haystack(self) -> str:
        """The text in which words are looked up; `word_finder` looks without making it."""
        return haystack_of_row(self)


def held_rows(found: Iterable[tuple[Any, ...]]) -> list[TaskRow]:
    """Make rows of values in the order of `TaskRow`, with the residue in the place of the haystack."""
    once: dict[str, str] = {}
    share = once.setdefault
    all_units: dict[tuple[str, ...], tuple[str, ...]] = {}
    units_of: dict[str, tuple[str, ...]] = {}
    """Of the texts met last: to take one apart is slower than to look it up."""
    new = tuple.__new__
    rows: list[TaskRow] = []
    for (
        task_id, plan, seq, section, heading, requirement, packed, raw, kind, due,
        status, stored, unit_status, chosen, evidence, hints, updated, residue, internal, relink, year,
        issued, changed, archived,
    ) in found:  # fmt: skip
        units = units_of.get(packed)
        if units is None:
            if len(units_of) > _MOST_KNOWN:
                units_of.clear()
            units = tuple([share(u, u) for u in packed.split(BETWEEN)]) if packed else ()
            units = units_of[packed] = all_units.setdefault(units, units)
        # What SQLite hands out lies in a piece of memory twice its size; a copy does not.
        rows.append(new(HeldRow, (
            task_id, share(plan, plan), seq, share(section, section), share(heading, heading),
            (requirement + " ")[:-1], units,
            share(raw, raw), share(kind, kind), share(due, due), share(status, status), share(stored, stored),
            share(unit_status, unit_status), share(chosen, chosen), evidence, hints, share(updated, updated),
            share(residue, residue), share(internal, internal), relink, year, issued, changed, archived,
        )))  # fmt: skip
    return rows
