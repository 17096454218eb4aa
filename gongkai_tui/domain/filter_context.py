"""What a filter needs to know besides the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


class FilterContext(NamedTuple):
    """The date, the unit registry, and how words are found."""

    today: date
    spellings: Callable[[str], frozenset[str]] = _only_itself
    """All names that mean a unit or contain it: aliases, and groups that it is a member of."""
    holds: Callable[[str], Test] = _in_haystack
    """The test whether a folded word occurs in the haystack of a row."""
