"""Names that a form offers while units and sections are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.known_names import KnownNames, known_names
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.workspace import Workspace


def offer_names(ws: Workspace, plan: str, rows: Iterable[TaskRow], named: Sequence[str] = ()) -> KnownNames:
    """Names for the tasks of `plan`, the likeliest first; `rows` are all tasks, `named` the units of those at hand."""
    view = committed_view(ws)
    header = view.plan(plan)
    return known_names(view.registry(), header.jurisdiction if header else "", plan, rows, named)
