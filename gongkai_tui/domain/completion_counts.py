"""How many tasks each value has that a filter may be completed with: counted when somebody asks for it."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_owes_terms import OWES
from gongkai_tui.domain.filter_parser import FieldTerm, parse
from gongkai_tui.domain.filter_terms import test_of
from gongkai_tui.domain.filter_unit_terms import UNIT_FIELDS, name_test
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.flags import flags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.filter_completion import Completion
    from gongkai_tui.domain.filter_context import FilterContext
    from gongkai_tui.domain.row import TaskRow

    Count = Callable[[FieldTerm], int | None]
    Key = Callable[[TaskRow], object]

_LOOKED_AT: dict[str, tuple[str, ...]] = {
    "plan": ("plan",),
    "section": ("section",),
    "status": ("status",),
    "updated": ("updated", "issued"),
    "evidence": ("evidence",),
    "hint": ("hints",),
    "urged": ("is_shelved",),
}
"""What the tests of a field look at; those of the others look at the flags, too."""


def with_counts(
    text: str, found: Sequence[Completion], rows: Sequence[TaskRow], context: FilterContext
) -> tuple[Completion, ...]:
    """Return the values that `text` may be completed with, each with how many of `rows` it would select.

    Beside the rest of the text, where that is a filter without what is being typed.
    """
    terms = [_term(each.term) for each in found]
    field = next((canonical_field(term.name) for term in terms if term), None)
    # Who must act takes too long to tell of many units.
    if field is None or field == OWES:
        return tuple(found)
    left = _beside(text[: found[0].begins] + text[found[0].end :], rows, context)
    count = _unit_counter(left, UNIT_FIELDS[field], context) if field in UNIT_FIELDS else _counter(left, field, context)
    return tuple(each._replace(tasks=count(term) if term else None) for each, term in zip(found, terms, strict=True))


def _term(text: str) -> FieldTerm | None:
    try:
        return next((node for node in parse(text).nodes if isinstance(node, FieldTerm)), None)
    except FilterError:
        return None


def _beside(rest: str, rows: Sequence[TaskRow], context: FilterContext) -> Sequence[TaskRow]:
    if not rest.strip():
        return rows
    try:
        return parse_filter(rest, context).select(rows)
    except FilterError:
        return rows


def _counter(rows: Sequence[TaskRow], field: str, context: FilterContext) -> Count:
    """Look at one task of each kind: tens of thousands are of a few hundred kinds."""
    names = _LOOKED_AT.get(field)
    key: Key = attrgetter(*names) if names else lambda row: (row.due, row.open_due, flags_of(row, context.today))
    counts = Counter(map(key, rows))
    first = {key(row): row for row in rows}

    def count(term: FieldTerm) -> int | None:
        try:
            test = test_of(term, context)
        except FilterError:
            return None
        return sum(counts[kind] for kind, row in first.items() if test(row))

    return count


def _unit_counter(rows: Sequence[TaskRow], role: str, context: FilterContext) -> Count:
    """Look at each name instead of each task, but for those few in which somebody was chosen for a set."""
    places: dict[str, set[int]] = {}
    chosen: list[TaskRow] = []
    for place, row in enumerate(rows):
        if row.packed_chosen:
            chosen.append(row)
            continue
        for unit, own in row.units:
            if not role or own == role:
                places.setdefault(unit, set()).add(place)
        for unit, _ in () if role else row.unit_status:
            places.setdefault(unit, set()).add(place)

    def count(term: FieldTerm) -> int | None:
        fits = name_test(term, context)
        if fits is None:
            return None
        found = set[int]().union(*(at for name, at in places.items() if fits(name)))
        return len(found) + sum(map(test_of(term, context), chosen))

    return count
