"""The filter language of the command line, the TUI and saved views (DESIGN 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.filter_context import FilterContext
from gongkai_tui.domain.filter_parser import AllOf, parse
from gongkai_tui.domain.filter_terms import FILTERABLE, all_tests, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.filter_context import Test
    from gongkai_tui.domain.row import TaskRow

__all__ = ["FILTERABLE", "FilterContext", "TaskFilter", "parse_filter"]


class TaskFilter(NamedTuple):
    """A filter that was understood; without words and tests it lets everything through."""

    text: str
    """As typed."""
    words: tuple[str, ...]
    """Folded words that must all occur in the haystack; of use for highlighting too."""
    tests: tuple[Test, ...]
    """Every other condition; all must hold."""

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
    return TaskFilter(text, words, all_tests(rest, context))
