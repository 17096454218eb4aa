"""Rows for whoever holds all of them: what many tasks share is kept once, what can be made again is not kept."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from gongkai_tui.domain.haystack import haystack_of_row
from gongkai_tui.domain.held_plan import HeldPlan
from gongkai_tui.domain.pairs import BETWEEN, unpack_pair
from gongkai_tui.domain.row import TaskRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Self

REQUIREMENT_AT = TaskRow._fields.index("requirement")
"""Here stands the place of the requirement in the text of the plan."""
UNITS_AT = TaskRow._fields.index("packed_units")
RESIDUE_AT = TaskRow._fields.index("haystack")
PLAN_AT = TaskRow._fields.index("year")
"""Here stands the `HeldPlan`, and behind it `uncommitted` and `archived`."""
_UNCOMMITTED_AT, _ARCHIVED_AT = PLAN_AT + 1, PLAN_AT + 2
_PLACES = {name: place for place, name in enumerate((*TaskRow._fields[:PLAN_AT], "", "uncommitted", "archived"))}
_PLAN_SAYS = frozenset({"year", "issued"})
_plan_facts = itemgetter(*map(TaskRow._fields.index, ("plan", "year", "issued")))
_requirement = itemgetter(REQUIREMENT_AT)
_units = itemgetter(UNITS_AT)
_of_plan = itemgetter(PLAN_AT)
_MOST_KNOWN = 4_096


class HeldRow(TaskRow):
    """A row that has the requirement and what its plan says in common with the other tasks of the plan.

    Its units are packed one by one, and it has the residue of its requirement for a haystack.
    """

    __slots__ = ()

    @property
    def requirement(self) -> str:
        """The text as the plan gives it."""
        plan: HeldPlan = _of_plan(self)
        return plan.requirement(_requirement(self))

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

    @property
    def year(self) -> int:
        """Plan year; 0 where unknown."""
        year: int = _of_plan(self).year
        return year

    @property
    def issued(self) -> str:
        """ISO date on which the plan was issued, or empty."""
        issued: str = _of_plan(self).issued
        return issued

    # Without a step of Python: every count of flags asks each of the rows.
    uncommitted = property(itemgetter(_UNCOMMITTED_AT))
    archived = property(itemgetter(_ARCHIVED_AT))

    def _replace(self, **changes: Any) -> Self:
        """The row with other values; requirement and haystack stay as they are."""
        values = list(self)
        of_plan = {name: changes.pop(name) for name in _PLAN_SAYS.intersection(changes)}
        if of_plan:
            values[PLAN_AT] = _of_plan(self).saying(**of_plan)
        if "packed_units" in changes:
            values[UNITS_AT] = _apart(changes.pop("packed_units"))
        for name, value in changes.items():
            values[_PLACES[name]] = value
        return tuple.__new__(type(self), values)


def _apart(packed: str) -> tuple[str, ...]:
    return tuple(packed.split(BETWEEN)) if packed else ()


def held_rows(found: Iterable[tuple[Any, ...]]) -> list[TaskRow]:
    """Make rows of values in the order of `TaskRow`, with the residue in the place of the haystack.

    Those of a plan must come one after the other to share much.
    """
    once: dict[str, str] = {}
    share = once.setdefault
    all_units: dict[tuple[str, ...], tuple[str, ...]] = {}
    units_of: dict[str, tuple[str, ...]] = {}
    """Of the texts met last: to take one apart is slower than to look it up."""
    new = tuple.__new__
    rows: list[TaskRow] = []
    for (plan, year, issued), tasks in groupby(found, _plan_facts):
        of_one = list(tasks)
        of_plan = HeldPlan(year, issued, list(map(_requirement, of_one)))
        for place, (
            task_id, _, seq, section, heading, _, packed, raw, kind, due,
            status, stored, unit_status, chosen, dues, evidence, hints, updated, residue, internal, carried, relink,
            open_due, reports, waits_since, moved, published, _, _, changed, archived,
        ) in enumerate(of_one):  # fmt: skip
            units = units_of.get(packed)
            if units is None:
                if len(units_of) > _MOST_KNOWN:
                    units_of.clear()
                units = tuple([share(u, u) for u in _apart(packed)])
                units = units_of[packed] = all_units.setdefault(units, units)
            rows.append(new(HeldRow, (
                task_id, plan, seq, share(section, section), share(heading, heading), place, units,
                share(raw, raw), share(kind, kind), share(due, due), share(status, status), share(stored, stored),
                share(unit_status, unit_status), share(chosen, chosen), share(dues, dues), evidence, hints,
                share(updated, updated), share(residue, residue), share(internal, internal), share(carried, carried),
                relink, share(open_due, open_due), share(reports, reports), share(waits_since, waits_since),
                share(moved, moved), share(published, published), of_plan, changed, archived,
            )))  # fmt: skip
    return rows
