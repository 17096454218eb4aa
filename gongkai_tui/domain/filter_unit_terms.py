"""Filter conditions on the responsible units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.filter_value_terms import ANY, NONE, refuse_comparison, text_matches
from gongkai_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.filter_context import FilterContext, Test
    from gongkai_tui.domain.filter_parser import FieldTerm
    from gongkai_tui.domain.row import TaskRow

    Units = tuple[tuple[str, str], ...]


def unit_test(role: str) -> Callable[[FieldTerm, FilterContext], Test]:
    """Return the maker for units of one role, or of any role where `role` is empty.

    `:` finds a unit through its other names and its groups, a part of its name, and its pinyin initials;
    `=` only the name as it stands in the task. `无` and `有` ask whether there is any.
    """

    def make(term: FieldTerm, context: FilterContext) -> Test:
        refuse_comparison(term, "unit")
        words = [fold(value.text) for value in term.values]
        names = _all_names(term, context)
        asks_none = any(word in NONE for word in words)
        known: dict[str, bool] = {}

        def matches(unit: str) -> bool:
            if unit not in known:
                whole = term.operator == "="
                known[unit] = fold(unit) in names or any(
                    text_matches(unit, word, context, whole=whole) for word in words
                )
            return known[unit]

        def among(units: Units) -> bool:
            named = [unit for unit, own in units if not role or own == role]
            return any(map(matches, named)) if named else asks_none

        seen: dict[Units, bool] = {}

        def test(row: TaskRow) -> bool:
            units = row.units if role or not row.unit_status else row.units + row.unit_status
            if units not in seen:
                seen[units] = among(units)
            return seen[units]

        return test

    return make


def _all_names(term: FieldTerm, context: FilterContext) -> frozenset[str]:
    if term.operator == "=":
        return frozenset()
    found = (name for value in term.values if value.text not in ANY for name in context.spellings(value.text))
    return frozenset(map(fold, found))
