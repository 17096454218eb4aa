"""Who must act in tasks where nobody has registered any units: whom they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import SharedParts
from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.row import TaskRow


class AsTasksSay:
    """The `Acting` of a filter for who has nothing but rows."""

    def __init__(self) -> None:
        self._parts = SharedParts(NOBODY_REGISTERED)

    def parts(self, row: TaskRow) -> Parts:
        """Who is named in a task."""
        return self._parts.of(row)

    def column(self, row: TaskRow) -> TaskColumn:
        """The task without records of its units."""
        return TaskColumn(row, {}, NOBODY_REGISTERED)

    def meant(self, _plan: str, _typed: str) -> frozenset[str] | None:
        """No name is known."""
        return None

    def written(self, _typed: str, *, whole: bool) -> Callable[[str], bool]:  # noqa: ARG002
        """Any name may fit."""
        return lambda _written: True
