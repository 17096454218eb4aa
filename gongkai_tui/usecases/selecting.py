"""Which rows of a view a filter means."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai_tui.domain.registry import UnitRegistry
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.reading import View


class Spellings:
    """Names that mean the same unit or contain it, read from units/ at the first `unit:` term only."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def registry(self) -> UnitRegistry:
        """The units as of the view."""
        from gongkai_tui.domain.registry import UnitRegistry

        return UnitRegistry(self._view.jurisdictions())

    def __call__(self, name: str) -> frozenset[str]:
        """All spellings of a unit and the collectives that it belongs to."""
        return self.registry.spellings(name)


def select_rows(view: View, filter_text: str, rows: list[TaskRow] | None = None) -> list[TaskRow]:
    """The rows that a filter selects, out of `rows` or of all in the view.

    Raises:
        FilterError: the filter cannot be read.
    """
    found = view.rows() if rows is None else rows
    if not filter_text.strip():
        return found
    from gongkai_tui.domain.filters import FilterContext, parse_filter

    return parse_filter(filter_text, FilterContext(view.day, Spellings(view))).select(found)
