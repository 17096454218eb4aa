"""The filter language of the command line, the TUI and saved views (README.md, 筛选)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_context import FilterContext
from gongkai_tui.domain.filter_order import asks_order, order_asked
from gongkai_tui.domain.filter_owes_terms import OWES, written_test
from gongkai_tui.domain.filter_parser import AllOf, FieldTerm, Sparse, parse
from gongkai_tui.domain.filter_terms import (
    FILTERABLE,
    all_tests,
    anchor_of,
    asks_for_parts,
    reads_text,
    test_of,
    word_of,
)
from gongkai_tui.domain.filter_unit_terms import UNIT_FIELDS, name_test
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.mixed_word import han_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai_tui.domain.filter_context import Test
    from gongkai_tui.domain.row import TaskRow

__all__ = ["FILTERABLE", "FilterContext", "TaskFilter", "parse_filter"]

_ALONE = {
    "status": "status",
    "plan": "plan",
    "section": "section",
}


class TaskFilter(NamedTuple):
    """A filter that was understood; without words and tests it lets everything through."""

    text: str
    """As typed."""
    words: tuple[str, ...]
    """Folded words that must all occur in the haystack; of use for highlighting too."""
    tests: tuple[Test, ...]
    """Every other condition; all must hold."""
    columns: tuple[tuple[str, Test], ...] = ()
    """Those of `tests` that look at one field of few values alone, by attribute of `TaskRow`: an index can ask
    them of each distinct value instead of each row."""
    units: tuple[Callable[[str], bool], ...] = ()
    """Further conditions that `tests` imply: whether a unit may pass; a row has at least one that does."""
    reads_text: bool = False
    """Whether `tests` look at haystack or requirement."""
    holds: Callable[[str], Test] = FilterContext._field_defaults["holds"]
    """How `words` are found."""
    sparse: tuple[str, ...] = ()
    """Further conditions that `tests` imply: folded terms whose characters the haystack holds in their order."""
    order: str = ""
    """The order that it asks for, as `domain.sorting` reads it; no row passes or fails by it."""

    def matches(self, row: TaskRow) -> bool:
        """Return whether a row passes."""
        return all(self.holds(word)(row) for word in self.words) and all(test(row) for test in self.tests)

    def select(self, rows: Iterable[TaskRow]) -> list[TaskRow]:
        """Return the rows that pass, in their order; one tight loop per condition."""
        found = list(rows)
        for word in self.words:
            found = list(filter(self.holds(word), found))
        return self.pass_tests(found)

    def pass_tests(self, rows: list[TaskRow]) -> list[TaskRow]:
        """Return the rows that pass, where the words were looked for already."""
        for test in self.tests:
            rows = [row for row in rows if test(row)]
        return rows


def parse_filter(text: str, context: FilterContext) -> TaskFilter:
    """Return the filter that `text` means. Raises FilterError where something is not understood."""
    every = parse(text).nodes
    nodes = tuple(node for node in every if not asks_order(node))
    plain = [(node, word_of(node)) for node in nodes]
    words = tuple(found for node, word in plain if (found := word or anchor_of(node)))
    rest = AllOf(tuple(node for node, word in plain if word is None))
    tests = all_tests(rest, context)
    fields = [(canonical_field(node.name) or "", node) for node in rest.nodes if isinstance(node, FieldTerm)]
    # Beside 欠账 the status is that of a part, of which a column of the whole task tells nothing.
    alone = {**_ALONE, "status": ""} if asks_for_parts(rest) else _ALONE
    columns = tuple((alone[name], test_of(node, context)) for name, node in fields if alone.get(name))
    units = tuple(test for name, node in fields if (test := _units_test(name, node, context)))
    sparse = tuple(han_of(fold(node.text)) for node in rest.nodes if isinstance(node, Sparse))
    reads = any(map(reads_text, rest.nodes))
    return TaskFilter(text, words, tests, columns, units, reads, context.holds, sparse, order_asked(every))


def _units_test(name: str, node: FieldTerm, context: FilterContext) -> Callable[[str], bool] | None:
    if name == OWES:
        return written_test(node, context)
    return name_test(node, context) if name in UNIT_FIELDS else None
