"""The burndown of what the main screen shows: counted in a thread, given up when nobody waits for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.filter_text import quoted
from gongkai_tui.tui.messages import DaysCounted
from gongkai_tui.usecases.burndown import Abandoned

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.tui.screens.desk import LaidOver
    from gongkai_tui.tui.widgets.burndown_chart import BurndownChart
    from gongkai_tui.usecases.burndown import Burndown


class DayCount:
    """Fills a chart for one screen."""

    def __init__(self, screen: LaidOver, chart: BurndownChart) -> None:
        self._screen = screen
        self._chart = chart
        self._run: object | None = None
        """The count that is wanted; None when there is none."""

    def stop(self) -> None:
        """Let a count that goes on end; the next start begins anew."""
        self._run = None

    async def start(self) -> None:
        """Count and show, unless that is done or under way."""
        if self._run is not None:
            return
        run = self._run = object()
        self._chart.show((), "正在从历史中统计……")
        try:
            found = await self._screen.desk.back.read(self._call(run))
        except Abandoned:
            return
        except GongkaiError as error:
            if self._run is run:
                self._chart.show((), f"不能统计：{error}")
            return
        if self._run is run:
            self._chart.show(found.points)

    def _call(self, run: object) -> Callable[[], Burndown]:
        """The call of the use case, which runs in a thread."""
        port, board = self._screen.desk.port, self._screen.desk.board
        plan = f"plan={quoted(board.plan)} " if board.plan else ""

        def progress(done: int, total: int) -> None:
            self._screen.post_message(DaysCounted(run, done, total))

        return partial(
            port.burndown,
            f"{plan}{board.filter_text}".strip(),
            progress=progress,
            wanted=lambda: self._run is run,
        )

    def heard(self, event: DaysCounted) -> None:
        """Show how far it is."""
        if event.run is self._run and not self._chart.points:
            self._chart.show((), f"正在从历史中统计 {event.done}/{event.total} 天……")
