"""What a filter needs to know besides the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.in_order import in_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeAlias

    from gongkai_tui.domain.row import TaskRow

    Test: TypeAlias = Callable[[TaskRow], bool]


def _only_itself(name: str) -> frozenset[str]:
    return frozenset({name})


def _in_haystack(word: str) -> Test:
    return lambda row: word in row.haystack


def _in_order(term: str) -> Test:
    return lambda row: in_order(row.haystack, term)


class FilterContext(NamedTuple):
    """The date, the unit registry, and how words are found."""

    today: date
    spellings: Callable[[str], frozenset[str]] = _only_itself
    """All names that mean a unit or contain it: aliases, and groups that it is a member of."""
    holds: Callable[[str], Test] = _in_haystack
    """The test whether a folded word occurs in the haystack of a row."""
    follows: Callable[[str], Test] = _in_order
    """The test whether the characters of a folded term stand in their order in a line of it."""
