"""Meaning of a filter's conditions: tree to a test of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import allowed, canonical_field
from gongkai_tui.domain.filter_date_terms import due_test, updated_test
from gongkai_tui.domain.filter_order import asks_order, refuse_order
from gongkai_tui.domain.filter_owes_terms import OWES, asks_what_is_owed, is_of_a_part, owes_test
from gongkai_tui.domain.filter_parser import AllOf, AnyOf, FieldTerm, Not, Sparse, Word, error_at
from gongkai_tui.domain.filter_unit_terms import UNIT_FIELDS, unit_test
from gongkai_tui.domain.filter_value_terms import (
    flag_terms,
    id_test,
    number_test,
    plan_test,
    status_test,
    text_test,
    urged_test,
)
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.mixed_word import is_mixed, longest_han, mixed_in
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task_id import read_task_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.filter_context import FilterContext, Test
    from gongkai_tui.domain.filter_parser import Node
    from gongkai_tui.domain.row import TaskRow

    Maker = Callable[[FieldTerm, FilterContext], Test]

_MAKERS: dict[str, Maker] = {
    "plan": plan_test,
    "status": status_test,
    "flag": flag_terms,
    "urged": urged_test,
    "due": due_test,
    "updated": updated_test,
    "id": id_test,
    **{
        name: number_test(name, attribute)
        for name, attribute in (("year", "year"), ("seq", "seq"), ("evidence", "evidence"), ("hint", "hints"))
    },
    **{
        name: text_test(attribute)
        for name, attribute in (
            ("section", "section"),
            ("heading", "heading"),
            ("requirement", "requirement"),
            ("kind", "deadline_kind"),
        )
    },
    **{name: unit_test(role) for name, role in UNIT_FIELDS.items()},
    OWES: owes_test,
}

FILTERABLE = tuple(_MAKERS)
"""Canonical names of the fields that a filter may use."""


def word_of(node: Node) -> str | None:
    """Return the folded word that must occur in the haystack, or None where the node is anything else."""
    if not isinstance(node, Word) or (not node.quoted and ids_of(node)) or _number_of(node):
        return None
    if not node.text.strip():
        raise error_at(node.place, "引号里没有内容。")
    word = fold(node.text)
    return None if not node.quoted and is_mixed(word) else word


def anchor_of(node: Node) -> str | None:
    """Return what must occur in the haystack for a word of Han characters and initials to be found, else None."""
    if not isinstance(node, Word) or node.quoted:
        return None
    word = fold(node.text)
    return longest_han(word) if is_mixed(word) else None


def ids_of(node: Node) -> frozenset[str]:
    """Return the task ids of a bare word such as `tianqiao-2021/17,tianqiao-2021/18`, else none."""
    if not isinstance(node, Word) or node.quoted or "/" not in node.text:
        return frozenset()
    found = {read_task_id(part) for part in node.text.removeprefix("#").split(",") if part}
    return frozenset() if None in found else frozenset(task_id for task_id in found if task_id)


def _number_of(node: Word) -> str:
    """Return the digits of `#17`, or nothing."""
    digits = node.text[1:]
    is_number = digits.isascii() and digits.isdecimal() and not node.quoted and node.text[0] == "#"
    return digits if is_number else ""


def test_of(node: Node, context: FilterContext) -> Test:
    """Return the test of one node. Raises FilterError for unknown fields and values."""
    if isinstance(node, Not):
        inner = test_of(node.node, context)
        return lambda row: not inner(row)
    if isinstance(node, AnyOf):
        either = all_tests(node, context)
        return lambda row: any(test(row) for test in either)
    if isinstance(node, AllOf):
        every = all_tests(node, context)
        return lambda row: all(test(row) for test in every)
    if isinstance(node, FieldTerm):
        return _field_test(node, context)
    if isinstance(node, Sparse):
        term = fold(node.text)
        follows = context.follows(term)
        return _mixed_test(term, follows, sparse=True) if is_mixed(term) else follows
    return _word_test(node, context)


def reads_text(node: Node) -> bool:
    """Return whether the test of a node looks at a row's haystack or requirement."""
    if isinstance(node, Not):
        return reads_text(node.node)
    if isinstance(node, (AnyOf, AllOf)):
        return any(map(reads_text, node.nodes))
    if isinstance(node, FieldTerm):
        return canonical_field(node.name) == "requirement"
    return True


def all_tests(node: AllOf | AnyOf, context: FilterContext) -> tuple[Test, ...]:
    """Return one test per condition, and one for all task ids together: beside each other they mean any of them.

    What stands beside 欠账 and speaks of a part is asked of the part of the unit that owes, not of the whole task.
    """
    ids = frozenset[str]().union(*(ids_of(child) for child in node.nodes))
    children = [child for child in node.nodes if not ids_of(child)]
    tests = _owed_tests(children, context) if asks_for_parts(node) else [test_of(child, context) for child in children]
    return (lambda row: row.id in ids, *tests) if ids else tuple(tests)


def asks_for_parts(node: AllOf | AnyOf) -> bool:
    """Return whether conditions that all must hold ask for the parts of units: one of them is 欠账."""
    return isinstance(node, AllOf) and any(map(asks_what_is_owed, node.nodes))


def _owed_tests(nodes: Sequence[Node], context: FilterContext) -> list[Test]:
    of_a_part = [test_of(node, context) for node in nodes if is_of_a_part(node)]
    owed = [owes_test(node, context, of_a_part) for node in nodes if asks_what_is_owed(node)]
    others = [test_of(node, context) for node in nodes if not (is_of_a_part(node) or asks_what_is_owed(node))]
    return [*others, *owed]


def _word_test(node: Word, context: FilterContext) -> Test:
    ids = ids_of(node)
    if ids:
        return lambda row: row.id in ids
    digits = _number_of(node)
    if digits:
        return lambda row: str(row.seq) == digits.lstrip("0")
    word = fold(node.text)
    if node.quoted or not is_mixed(word):
        return context.holds(word_of(node) or "")
    return _mixed_test(word, context.holds(word))


def _mixed_test(word: str, stands: Test, *, sparse: bool = False) -> Test:
    """The word as it stands, else read as initials in part: as elsewhere in heading, units and status."""
    statuses = frozenset(status.value for status in Status if mixed_in(status.value, word, sparse=sparse))
    known: dict[str, bool] = {}
    units: dict[str, bool] = {}

    def holds(text: str) -> bool:
        found = known.get(text)
        if found is None:
            found = known[text] = mixed_in(fold(text), word, sparse=sparse)
        return found

    def is_spelled(row: TaskRow) -> bool:
        found = units.get(row.packed_units)
        if found is None:
            found = units[row.packed_units] = any(holds(unit) for unit, _ in row.units)
        return found or holds(row.heading) or row.status in statuses

    return lambda row: stands(row) or is_spelled(row)


def _field_test(term: FieldTerm, context: FilterContext) -> Test:
    if asks_order(term):
        raise refuse_order(term)
    name = canonical_field(term.name)
    if name not in _MAKERS:
        raise error_at(
            term.place,
            f"没有“{term.name}”这个字段。可用：{allowed(FILTERABLE)}；要找原文请加引号。",
        )
    if len(term.values) > 1 and term.operator[0] in "<>":
        raise error_at(term.values[1].place, f"“{term.operator}”后面只能有一个值。")
    if term.operator != "!=":
        return _MAKERS[name](term, context)
    equal = _MAKERS[name](term._replace(operator="="), context)
    return lambda row: not equal(row)
