"""Which rows of a view a filter means."""

from __future__ import annotations

import contextlib
from functools import cache, cached_property
from typing import TYPE_CHECKING

from gongkai_tui.storage.index_rows import Narrowing

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from gongkai_tui.domain.filter_context import Acting
    from gongkai_tui.domain.filters import FilterContext, TaskFilter
    from gongkai_tui.domain.registry import UnitRegistry
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.storage.index_rows import Texts
    from gongkai_tui.usecases.reading import View


class Spellings:
    """Names that mean the same unit or contain it, read from units/ at the first `unit:` term only."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def registry(self) -> UnitRegistry:
        """The units as of the view."""
        return self._view.registry()

    def __call__(self, name: str) -> frozenset[str]:
        """All spellings of a unit and the collectives that it belongs to.

        Kept in the cache for as long as units/ stays the same: making the registry costs a list 30 ms.
        """
        key = self._view.units_key()
        if not key:
            return self.registry.spellings(name)
        scope = f"spellings {name}"
        index = self._view.index
        kept = index.finding(scope, key)
        if kept is not None:
            return frozenset(kept.split("\n"))
        found = self.registry.spellings(name)
        with contextlib.suppress(index.Error), index.update():
            index.add_finding(scope, key, "\n".join(sorted(found)))
        return found


def context_of(view: View) -> FilterContext:
    """What filters need to know, read from a view when they ask."""
    from gongkai_tui.domain.filters import FilterContext

    @cache
    def acting() -> Acting:
        from gongkai_tui.usecases.unit_columns import UnitColumns

        return UnitColumns(view)

    @cache
    def plan_names() -> dict[str, str]:
        from gongkai_tui.domain.short_name import short_names

        return short_names(view.plans())

    return FilterContext(view.day, Spellings(view), acting=acting, plan_names=plan_names)


def select_rows(view: View, filter_text: str, *, texts: Texts = "requirement", plan: str = "") -> list[TaskRow]:
    """The rows of a view, or of one `plan` in it, that a filter selects, with at least those texts.

    Raises:
        FilterError: the filter cannot be read.
    """
    if not filter_text.strip():
        return _of_plan(view.rows(texts=texts, narrowing=Narrowing(plan=plan)), plan)
    from gongkai_tui.domain.filters import parse_filter

    task_filter = parse_filter(filter_text, context_of(view))
    # Requirements are dear where most rows are dropped again.
    late = texts == "requirement" and bool(task_filter.tests)
    first: Texts = "all" if task_filter.reads_text else "none" if late else texts
    # A row without a haystack comes from the index, which has looked for the words.
    rows = [
        row
        for row in view.rows(texts=first, narrowing=_narrowing(task_filter, plan))
        if not row.haystack or all(word in row.haystack for word in task_filter.words)
    ]
    found = task_filter.pass_tests(_of_plan(rows, plan))
    return view.with_requirements(found) if first == "none" and late else found


def _of_plan(rows: list[TaskRow], plan: str) -> list[TaskRow]:
    """The rows of a plan alone: those laid over from the work tree were not narrowed."""
    return [row for row in rows if row.plan == plan] if plan else rows


class _OneValue:
    """Stands in for a row when a test is asked of one value alone."""

    def __init__(self, column: str, value: str) -> None:
        setattr(self, column, value)


def untold_rows(view: View, filter_text: str) -> list[TaskRow]:
    """The tasks that a filter leaves out for no other reason than that nobody can tell whether they are 久未更新."""
    from gongkai_tui.domain.filters import parse_filter
    from gongkai_tui.domain.flags import silence_untold

    task_filter = parse_filter(filter_text, context_of(view))
    unissued = [plan.id for plan in view.plans().values() if plan.issued is None]
    rows = [
        row
        for plan in unissued
        for row in _of_plan(view.rows(narrowing=Narrowing(plan=plan)), plan)
        if silence_untold(row)
    ]
    selected = {row.id for row in task_filter.select(rows)}
    # As if the plan had been issued long ago.
    long_silent = (row._replace(issued="0001-01-01") for row in rows if row.id not in selected)
    meant = {row.id for row in task_filter.select(long_silent)}
    return [row for row in rows if row.id in meant]


def _narrowing(task_filter: TaskFilter, plan: str) -> Narrowing:
    return Narrowing(
        task_filter.words,
        tuple((column, _value_test(column, test)) for column, test in task_filter.columns),
        task_filter.units,
        plan,
        task_filter.sparse,
    )


def _value_test(column: str, test: Callable[[Any], bool]) -> Callable[[str], bool]:
    return lambda value: test(_OneValue(column, value))
