"""How many tasks each value has that a filter may be completed with: counted when somebody asks for it."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_owes_terms import OF_A_PART, OWES, asks_what_is_owed, is_of_a_part, owed_parts
from gongkai_tui.domain.filter_parser import FieldTerm, parse
from gongkai_tui.domain.filter_terms import asks_for_parts, test_of
from gongkai_tui.domain.filter_unit_terms import UNIT_FIELDS, name_test
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.flags import flags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.filter_completion import Completion
    from gongkai_tui.domain.filter_context import FilterContext
    from gongkai_tui.domain.filter_parser import AllOf
    from gongkai_tui.domain.filters import TaskFilter
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
_MOST_PARTS = 1_000
"""Beside 欠账, parts up to which their values are counted: more take longer than a key may."""


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
    rest = _rest(text[: found[0].begins] + text[found[0].end :], context)
    count = _count_beside(parse(rest.text), rest.select(rows), field, context)
    if count is None:
        return tuple(found)
    return tuple(each._replace(tasks=count(term) if term else None) for each, term in zip(found, terms, strict=True))


def _term(text: str) -> FieldTerm | None:
    try:
        return next((node for node in parse(text).nodes if isinstance(node, FieldTerm)), None)
    except FilterError:
        return None


def _rest(text: str, context: FilterContext) -> TaskFilter:
    """What stands beside the condition that is being typed; nothing where it is no filter by itself."""
    try:
        return parse_filter(text, context)
    except FilterError:
        return parse_filter("", context)


def _count_beside(rest: AllOf, left: Sequence[TaskRow], field: str, context: FilterContext) -> Count | None:
    """The counter of a field's values in the tasks that the rest has left; None where counting takes too long."""
    if field in UNIT_FIELDS:
        return _unit_counter(left, UNIT_FIELDS[field], context)
    if field in OF_A_PART and asks_for_parts(rest):
        return _part_counter(rest, left, field, context)
    return _counter(left, field, context)


def _key(field: str, context: FilterContext) -> Key:
    names = _LOOKED_AT.get(field)
    return attrgetter(*names) if names else lambda row: (row.due, row.open_due, flags_of(row, context.today))


def _counter(rows: Sequence[TaskRow], field: str, context: FilterContext) -> Count:
    """Look at one task of each kind: tens of thousands are of a few hundred kinds."""
    key = _key(field, context)
    counts = Counter(map(key, rows))
    first = {key(row): row for row in rows}

    def count(term: FieldTerm) -> int | None:
        try:
            test = test_of(term, context)
        except FilterError:
            return None
        return sum(counts[kind] for kind, row in first.items() if test(row))

    return count


def _part_counter(rest: AllOf, rows: Sequence[TaskRow], field: str, context: FilterContext) -> Count | None:
    """Beside 欠账 it is the parts of those who owe that are looked at: a task counts once, for whichever of them."""
    owed, *others = (node for node in rest.nodes if asks_what_is_owed(node))
    if others:
        return None
    beside = [test_of(node, context) for node in rest.nodes if is_of_a_part(node)]
    parts_of = owed_parts(owed, context)
    parts = [*islice(((place, part) for place, row in enumerate(rows) for part in parts_of(row)), _MOST_PARTS + 1)]
    if len(parts) > _MOST_PARTS:
        return None
    key = _key(field, context)
    places: dict[object, set[int]] = {}
    first: dict[object, TaskRow] = {}
    for place, part in parts:
        if all(passes(part) for passes in beside):
            places.setdefault(key(part), set()).add(place)
            first.setdefault(key(part), part)

    def count(term: FieldTerm) -> int | None:
        try:
            test = test_of(term, context)
        except FilterError:
            return None
        return len(set[int]().union(*(places[kind] for kind, part in first.items() if test(part))))

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
