"""What a filter needs to know besides the rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gongkai_tui.domain.in_order import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import TypeAlias

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.grid import TaskColumn
    from gongkai_tui.domain.row import TaskRow

    Test: TypeAlias = Callable[[TaskRow], bool]


def _only_itself(name: str) -> frozenset[str]:
    return frozenset({name})


def _in_haystack(word: str) -> Test:
    return lambda row: word in row.haystack


def _in_order(term: str) -> Test:
    return lambda row: in_order(row.haystack, term)


class Acting(Protocol):
    """Who must act in tasks and how each stands there, as the government of each plan has registered its units."""

    def parts(self, row: TaskRow) -> Parts:
        """Return who must act in a task; the same object for tasks that say the same of their units."""

    def column(self, row: TaskRow) -> TaskColumn:
        """Return a task with the last days and records of its units."""

    def meant(self, plan: str, typed: str) -> frozenset[str] | None:
        """Return what a whole name means in the tasks of a plan: a unit, or a set and its members; else None."""

    def written(self, typed: str, *, whole: bool) -> Callable[[str], bool]:
        """Return whether a name as written in a task may be, or hold, a unit that is meant."""


@cache
def _as_tasks_say() -> Acting:
    from gongkai_tui.domain.as_tasks_say import AsTasksSay

    return AsTasksSay()


def _no_plans() -> Mapping[str, str]:
    return {}


class FilterContext(NamedTuple):
    """The date, the unit registry, and how words are found."""

    today: date
    spellings: Callable[[str], frozenset[str]] = _only_itself
    """All names that mean a unit or contain it: aliases, and groups that it is a member of."""
    holds: Callable[[str], Test] = _in_haystack
    """The test whether a folded word occurs in the haystack of a row."""
    follows: Callable[[str], Test] = _in_order
    """The test whether the characters of a folded term stand in their order in a line of it."""
    acting: Callable[[], Acting] = _as_tasks_say
    """Who must act in tasks: not asked for before a filter wants to know."""
    plan_names: Callable[[], Mapping[str, str]] = _no_plans
    """Short name by plan id, as lists of plans show it."""
