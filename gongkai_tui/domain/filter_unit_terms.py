"""Filter conditions on the responsible units."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.filter_value_terms import ANY, NONE, refuse_comparison, text_matches
from gongkai_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.filter_context import FilterContext, Test
    from gongkai_tui.domain.filter_parser import FieldTerm
    from gongkai_tui.domain.row import TaskRow

    Units = tuple[tuple[str, str], ...]


_MOST_KNOWN = 4_096
"""Lists of units whose answer a test remembers: enough for many plans, and nothing beside the rows themselves."""
UNIT_FIELDS = {"unit": "", "lead": "牵头", "support": "配合", "duty": "责任"}
"""Filter field → role that it asks for; empty for any."""


def name_test(term: FieldTerm, context: FilterContext) -> Callable[[str], bool] | None:
    """Return whether a unit fits the term, whatever its role; None where the term may mean rows without any unit."""
    if term.operator == "!=" or _asks_none(term):
        return None
    return _name_matcher(term, context)


def unit_test(role: str) -> Callable[[FieldTerm, FilterContext], Test]:
    """Return the maker for units of one role, or of any role where `role` is empty.

    `:` finds a unit through its other names and its groups, a part of its name, and its pinyin initials, and where
    the office chose it for a group of the task, in the role of the group;
    `=` only the name as it stands in the task. `无` and `有` ask whether there is any.
    """

    def make(term: FieldTerm, context: FilterContext) -> Test:
        refuse_comparison(term, "unit")
        matches = _name_matcher(term, context)
        is_meant = _set_matcher(term, context)
        asks_none = _asks_none(term)

        def among(units: Units, chosen: Units) -> bool:
            named = [unit for unit, own in units if not role or own == role]
            if not chosen:
                return any(map(matches, named)) if named else asks_none
            sets = {group for group, _ in chosen}
            through = [member for group, member in chosen if group in named]
            # The registry's members of a set that the office has chosen from do not act here.
            return any((is_meant if unit in sets else matches)(unit) for unit in named) or any(map(matches, through))

        seen: dict[tuple[Units, Units], bool] = {}

        def test(row: TaskRow) -> bool:
            units = row.units if role or not row.unit_status else row.units + row.unit_status
            key = units, row.chosen
            found = seen.get(key)
            if found is None:
                if len(seen) > _MOST_KNOWN:
                    seen.clear()
                found = seen[key] = among(*key)
            return found

        return test

    return make


def _asks_none(term: FieldTerm) -> bool:
    return any(fold(value.text) in NONE for value in term.values)


def _name_matcher(term: FieldTerm, context: FilterContext) -> Callable[[str], bool]:
    # 无 asks for rows without a unit, not for 无影山街道办事处.
    words = [word for value in term.values if (word := fold(value.text)) not in NONE]
    names = _all_names(term, context)
    whole = term.operator == "="

    @cache
    def matches(unit: str) -> bool:
        return fold(unit) in names or any(text_matches(unit, word, whole=whole) for word in words)

    return matches


def _set_matcher(term: FieldTerm, context: FilterContext) -> Callable[[str], bool]:
    """Whether a set itself is meant, not one that it holds."""
    words = [word for value in term.values if (word := fold(value.text)) not in NONE]
    whole = term.operator == "="

    def matches(group: str) -> bool:
        names = frozenset() if whole else frozenset(map(fold, context.spellings(group)))
        return any(word in names or text_matches(group, word, whole=whole) for word in words)

    return matches


def _all_names(term: FieldTerm, context: FilterContext) -> frozenset[str]:
    if term.operator == "=":
        return frozenset()
    asked = (value.text for value in term.values if fold(value.text) not in ANY | NONE)
    return frozenset(fold(name) for text in asked for name in context.spellings(text))
