"""Units and plans that a filter asks for and that nobody knows: it finds nothing, and nothing else would say why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_owes_terms import OWES
from gongkai_tui.domain.filter_parser import AllOf, AnyOf, FieldTerm, Word, error_at, parse
from gongkai_tui.domain.filter_terms import ids_of
from gongkai_tui.domain.filter_unit_terms import UNIT_FIELDS
from gongkai_tui.domain.filter_value_terms import ANY, NONE, text_matches
from gongkai_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gongkai_tui.domain.filter_parser import Node, Value

_MOST_NAMED = 10
_PLAN_LIKE = re.compile(r"[a-z][a-z-]*-[0-9]{4}")


def asked_terms(node: Node) -> Iterator[Word | FieldTerm]:
    """Every condition that must, or may, be met: what a filter rules out may be unknown."""
    if isinstance(node, (AllOf, AnyOf)):
        for child in node.nodes:
            yield from asked_terms(child)
    elif isinstance(node, (Word, FieldTerm)):
        yield node


def asked_values(term: FieldTerm) -> tuple[Value, ...]:
    """Return the values that a field is to have; none where it is to have others, or to lie before or behind them."""
    return term.values if term.operator in (":", "=") else ()


def unknown_plans(node: Node, plans: Mapping[str, str]) -> Iterator[str]:
    """Every plan that a filter asks for and that is not among all `plans`, by id and short name."""
    for term in asked_terms(node):
        if isinstance(term, Word):
            named = (task_id.partition("/")[0] for task_id in sorted(ids_of(term)))
            yield from (plan for plan in named if plan not in plans)
        elif canonical_field(term.name) == "plan":
            yield from (value.text for value in _unknown_values(term, _all_names(plans)))


def refuse_unknown_plans(text: str, plans: Mapping[str, str]) -> None:
    """Raise FilterError at the first plan that a filter asks for by a name or id that fits none."""
    for term in asked_terms(parse(text)):
        if isinstance(term, FieldTerm) and canonical_field(term.name) == "plan":
            for value in _unknown_values(term, _all_names(plans)):
                there = "、".join(list(dict.fromkeys(plans.values()))[:_MOST_NAMED])
                raise error_at(value.place, f"没有“{value.text}”这个计划。现有：{there}。")


def _all_names(plans: Mapping[str, str]) -> tuple[str, ...]:
    return (*plans, *plans.values())


def unknown_units(node: Node, units: Collection[str]) -> Iterator[str]:
    """Every unit that a filter asks for and that none of the names of all units fits."""
    for term in asked_terms(node):
        if isinstance(term, FieldTerm) and canonical_field(term.name) in (*UNIT_FIELDS, OWES):
            yield from (value.text for value in _unknown_values(term, units))


def units_owing(text: str) -> tuple[str, ...]:
    """Every unit, as typed, that a filter asks for what it has not done: with `无` no unit is meant."""
    terms = (term for term in asked_terms(parse(text)) if isinstance(term, FieldTerm))
    asked = (value.text for term in terms if canonical_field(term.name) == OWES for value in asked_values(term))
    return tuple(dict.fromkeys(text for text in asked if fold(text) not in NONE))


def bare_words(node: AllOf) -> tuple[str, ...]:
    """Return the words that stand alone in a filter, unquoted: each must be found."""
    return tuple(each.text for each in node.nodes if isinstance(each, Word) and not each.quoted)


def is_plan_like(word: str) -> bool:
    """Tell whether a word is written like the id of a plan, such as `huaiyin-2022`."""
    return _PLAN_LIKE.fullmatch(word) is not None


def _unknown_values(term: FieldTerm, names: Collection[str]) -> Iterator[Value]:
    whole = term.operator == "="
    return (value for value in asked_values(term) if not is_known(value.text, names, whole=whole))


def is_known(text: str, names: Collection[str], *, whole: bool = False) -> bool:
    """Tell whether a value of a filter fits one of some names, or asks for any or none."""
    word = fold(text)
    return word in ANY | NONE or any(text_matches(name, word, whole=whole) for name in names)
