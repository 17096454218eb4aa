"""The filter language of the command line, the TUI and saved views (README.md, 筛选)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_context import FilterContext
from gongkai_tui.domain.filter_parser import AllOf, FieldTerm, parse
from gongkai_tui.domain.filter_terms import FILTERABLE, all_tests, reads_text, test_of, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    reads_text: bool = False
    """Whether `tests` look at haystack or requirement."""

    def matches(self, row: TaskRow) -> bool:
        """Return whether a row passes."""
        haystack = row.haystack
        return all(word in haystack for word in self.words) and all(test(row) for test in self.tests)

    def select(self, rows: Iterable[TaskRow]) -> list[TaskRow]:
        """Return the rows that pass, in their order; one tight loop per condition."""
        found = list(rows)
        for word in self.words:
            found = [row for row in found if word in row.haystack]
        for test in self.tests:
            found = [row for row in found if test(row)]
        return found


def parse_filter(text: str, context: FilterContext) -> TaskFilter:
    """Return the filter that `text` means. Raises FilterError where something is not understood."""
    nodes = parse(text).nodes
    plain = [(node, word_of(node)) for node in nodes]
    words = tuple(word for _, word in plain if word is not None)
    rest = AllOf(tuple(node for node, word in plain if word is None))
    tests = all_tests(rest, context)
    columns = tuple(
        (_ALONE[name], test_of(node, context))
        for node in rest.nodes
        if isinstance(node, FieldTerm) and (name := canonical_field(node.name) or "") in _ALONE
    )
    return TaskFilter(text, words, tests, columns, any(map(reads_text, rest.nodes)))
