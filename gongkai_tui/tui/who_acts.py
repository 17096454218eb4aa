"""Who must act in tasks, for the filters of a front end that stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.filter_context import Acting


class WhoActs:
    """Read when a filter wants to know, and again once other tasks were loaded; for one thread."""

    def __init__(self, read: Callable[[], Acting], loads: Callable[[], int]) -> None:
        """`loads` tells how often tasks were loaded."""
        self._read = read
        self._loads = loads
        self._known: tuple[int, Acting] | None = None

    def __call__(self) -> Acting:
        """As of the tasks loaded last."""
        if self._known is None or self._known[0] != self._loads():
            self._known = self._loads(), self._read()
        return self._known[1]
