"""The filter condition 欠账: the tasks that a unit has not done, counted as `owe` counts them.

A task is that of whoever must act in it, and stands for each as that unit's own part does.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_parser import AllOf, AnyOf, FieldTerm, Not
from gongkai_tui.domain.filter_value_terms import ANY, NONE, refuse_comparison, text_matches
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeGuard

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.filter_context import Acting, FilterContext, Test
    from gongkai_tui.domain.filter_parser import Node
    from gongkai_tui.domain.row import TaskRow

OWES = "owes"
OF_A_PART = frozenset({"status", "flag", "due", "updated"})
"""What each unit has of its own in a task."""


def asks_what_is_owed(node: Node) -> TypeGuard[FieldTerm]:
    """Return whether a condition asks what a unit has not done."""
    return isinstance(node, FieldTerm) and canonical_field(node.name) == OWES and node.operator != "!="


def is_of_a_part(node: Node) -> bool:
    """Return whether a condition beside 欠账 speaks of the unit's part: of its status, flags, last day or records."""
    if isinstance(node, Not):
        return is_of_a_part(node.node)
    if isinstance(node, (AnyOf, AllOf)):
        return bool(node.nodes) and all(map(is_of_a_part, node.nodes))
    return isinstance(node, FieldTerm) and canonical_field(node.name) in OF_A_PART


def owes_test(term: FieldTerm, context: FilterContext, beside: Sequence[Test] = ()) -> Test:
    """Return the test whether a unit that is meant has a part in a task that is not done and passes `beside`.

    A registered name means that unit, and a set its members as well; any other finds units by a part of the name or
    its initials. `=` means the one of that name alone. `有` asks for any unit, `无` for tasks that name none.
    """
    refuse_comparison(term, OWES)
    wanted = _Wanted(term)
    may_pass = written_test(term, context)
    parts_of = _parts_of(wanted, context)

    def test(row: TaskRow) -> bool:
        # Who must act in a task takes longer to tell than whom it names.
        if may_pass is not None and not any(map(may_pass, _named_in(row))):
            return False
        if not beside:
            acting = context.acting()
            parts = acting.parts(row)
            return bool(wanted.open(row.plan, parts, acting)) if parts.names else wanted.nobodys(row)
        return any(all(passes(part) for passes in beside) for part in parts_of(row))

    return test


def owed_parts(term: FieldTerm, context: FilterContext) -> Callable[[TaskRow], Iterable[TaskRow]]:
    """Return a task as each unit that is meant stands in it with what it has not done."""
    return _parts_of(_Wanted(term), context)


def _parts_of(wanted: _Wanted, context: FilterContext) -> Callable[[TaskRow], Iterable[TaskRow]]:
    def parts_of(row: TaskRow) -> Iterable[TaskRow]:
        acting = context.acting()
        parts = acting.parts(row)
        if not parts.names:
            return (row,) if wanted.nobodys(row) else ()
        names = wanted.open(row.plan, parts, acting)
        return map(acting.column(row).row_of, names) if names else ()

    return parts_of


def written_test(term: FieldTerm, context: FilterContext) -> Callable[[str], bool] | None:
    """Return whether a unit as a task writes it may be, or hold, one that is meant; None where anything may do."""
    if not asks_what_is_owed(term) or any(fold(value.text) in NONE | ANY for value in term.values):
        return None
    whole = term.operator == "="
    tests: list[Callable[[str], bool]] = []

    @cache
    def may_pass(written: str) -> bool:
        if not tests:
            tests.extend(context.acting().written(value.text, whole=whole) for value in term.values)
        return any(test(written) for test in tests)

    return may_pass


def _named_in(row: TaskRow) -> Iterator[str]:
    for unit, _ in row.units:
        yield unit
    for unit, _ in row.unit_status:
        yield unit
    for _, member in row.chosen:
        yield member


class _Wanted:
    """The units that a term means, by what tasks say of their units: worked out once for all that say the same."""

    def __init__(self, term: FieldTerm) -> None:
        self._whole = term.operator == "="
        self._values = [value.text for value in term.values if fold(value.text) not in NONE]
        self._asks_none = len(self._values) < len(term.values)
        self._open: dict[Parts, tuple[str, ...]] = {}
        self._fitting: dict[tuple[str, str], bool] = {}

    def nobodys(self, row: TaskRow) -> bool:
        """Whether a task that names no unit is one that is meant."""
        return self._asks_none and row.status in OPEN

    def open(self, plan: str, parts: Parts, acting: Acting) -> tuple[str, ...]:
        """Those of a task of a plan whose part is not done."""
        found = self._open.get(parts)
        if found is None:
            names = dict.fromkeys(name for value in self._values for name in self._named(value, plan, parts, acting))
            found = self._open[parts] = tuple(name for name in names if parts.status(name) in OPEN)
        return found

    def _named(self, value: str, plan: str, parts: Parts, acting: Acting) -> Sequence[str]:
        meant = acting.meant(plan, value)
        if meant is None:
            # Nobody has registered it: units are called as the tasks spell them.
            return [name for name in parts.actors if self._fits(name, fold(value))]
        if self._whole:
            meant = frozenset((parts.name(value),))
        return [name for name in meant if parts.acts(name)]

    def _fits(self, name: str, word: str) -> bool:
        found = self._fitting.get((name, word))
        if found is None:
            found = self._fitting[name, word] = text_matches(name, word, whole=self._whole)
        return found
