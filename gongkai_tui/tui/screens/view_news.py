"""Which views are saved, and how many tasks each shows."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.tui.messages import ViewsRead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.tui.board import Board
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.backstage import Backstage
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.saved_views import SavedViews


class ViewNews:
    """Brings the main screen its views, counted anew where the rows, the day or the views are others."""

    def __init__(self, back: Backstage, screen: TasksScreen, port: Port) -> None:
        self._back = back
        self._screen = screen
        self._port = port
        self._counted: tuple[Sequence[TaskRow], date, Sequence[SavedView]] | None = None
        """The rows and the day for which the views were counted, and those views."""
        self._counts: dict[str, int] = {}

    def count(self) -> None:
        """Read the saved views and count what each shows."""
        self._back.look_up(self._count(), "views")

    async def _count(self) -> None:
        loaded = self._screen.loaded
        rows = loaded.tasks.rows if loaded else ()
        found = await self._back.read(self._port.views)
        counted = (rows, self._port.day, found.views)
        known = self._counted
        if known is None or known[0] is not rows or known[1:] != counted[1:]:
            self._counts = await self._back.read(partial(_counts, self._port, found, rows, self._screen.board))
            self._counted = counted
        self._screen.post_message(ViewsRead(found, self._counts))


def _counts(port: Port, found: SavedViews, rows: Sequence[TaskRow], board: Board) -> dict[str, int]:
    """How many of `rows` each view shows; one that cannot be used shows nothing."""
    from gongkai_tui.domain.filters import parse_filter  # noqa: PLC0415
    from gongkai_tui.domain.saved_view import filter_with  # noqa: PLC0415

    counts = {}
    board.get_ready()
    context = port.context()._replace(holds=board.context.holds, plan_names=board.context.plan_names)
    for view in found.views:
        with suppress(FilterError):
            counts[view.name] = len(parse_filter(filter_with(view, ""), context).select(rows))
    return counts
