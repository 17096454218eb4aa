"""Files that cannot be read, for commands whose figures or lists would be short without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.usecases.reading import read_view

if TYPE_CHECKING:
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.usecases.workspace import Workspace


def unreadable_files(ws: Workspace, *, as_of: str | None = None) -> tuple[Problem, ...]:
    """Each with its line; hand edits included unless `as_of` is given."""
    return read_view(ws, as_of=as_of).problems
