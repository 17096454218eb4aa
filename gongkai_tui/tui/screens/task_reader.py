"""Follows the cursor of the main screen: reads the task under it when it rests, and shows it beside the table."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.messages import HistoryRead, TaskRead
from gongkai_tui.tui.screens.panes import Tab
from gongkai_tui.tui.tab_text import difference_lines, evidence_lines, tab_strip, unit_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.history import CommitChanges
    from gongkai_tui.usecases.show_task import TaskView

REST_SECONDS = 0.12
"""How long the cursor rests on a task before its file is read."""
HURRY_SECONDS = 0.06
"""Keys closer together than this leave the detail pane for later."""
HISTORY_LIMIT = 200
DIFFERENCES = 12
"""Commits whose changes the tab 差异 shows."""
_KEPT_VIEWS = 200


class TaskReader:
    """What the pane beside the table shows: what the row knows at once, the rest when the cursor rests."""

    def __init__(self, screen: TasksScreen, port: Port) -> None:
        self._screen = screen
        self._port = port
        self._views: OrderedDict[str, TaskView] = OrderedDict()
        self._differences: dict[str, Sequence[CommitChanges]] = {}
        """What the last commits changed in the task under the cursor."""
        self._rest: asyncio.TimerHandle | None = None
        self._last_follow = 0.0

    @property
    def known(self) -> Collection[str]:
        """Ids of the tasks whose files were read."""
        return self._views.keys()

    def forget(self) -> None:
        """Read every task anew: the files may have changed."""
        self._views.clear()
        self._differences.clear()

    def follow(self, row: TaskRow | None) -> None:
        """Show the task under the cursor: at once what the row knows, the rest when the cursor rests."""
        if self._rest is not None:
            self._rest.cancel()
        if not self._screen.panes.side:
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        hurried, self._last_follow = now - self._last_follow < HURRY_SECONDS, now
        if not hurried:
            self.show_row(row)
        # Not a timer of Textual, which is a task of its own.
        rested = partial(self._rested, row, late=hurried)
        self._rest = loop.call_later(REST_SECONDS, self._screen.call_later, rested)

    def stay_with(self, gone: TaskRow) -> None:
        """Keep showing a task that is no more, and say so."""
        if self._rest is not None:
            self._rest.cancel()
        self._screen.side_title.show_one_of(((Span(self._screen.gone_words(gone), Tone.WARN),), ()))

    def show_row(self, row: TaskRow | None) -> None:
        """Show a task with what is known of it."""
        screen = self._screen
        if row is None:
            screen.detail.show_nothing("没有选中的任务")
            screen.side_title.show_one_of(((Span("详情"),), ()))
            return
        tabs, place = tuple(tab_strip(screen.panes.tab)), (Span(screen.table.status_words()),)
        close = tuple(Span(tab.text.strip(" ") + " ", tab.tone) for tab in tabs)
        screen.side_title.show_one_of(
            ((*tabs, Span(f" {clean(row.id)}")), place), (tabs, place), (close, place), (close, ())
        )
        view = self._views.get(row.id)
        match screen.panes.tab:
            case Tab.HISTORY:
                screen.history.show_for(row.id)
            case Tab.UNITS:
                screen.detail.show_lines(row.id, partial(unit_lines, row, view))
            case Tab.EVIDENCE:
                screen.detail.show_lines(row.id, partial(evidence_lines, view))
            case Tab.DIFFERENCE:
                screen.detail.show_lines(row.id, partial(difference_lines, self._differences.get(row.id)))
            case _:
                screen.detail.show_task(row, view, self._port.day)

    def _rested(self, row: TaskRow | None, *, late: bool) -> None:
        if late:
            self.show_row(row)
        if row is None:
            return
        if self._screen.panes.tab is Tab.HISTORY:
            self._screen.back.look_up(self._read_history(row.id), "history")
        elif self._screen.panes.tab is Tab.DIFFERENCE:
            self._screen.back.look_up(self._read_differences(row.id), "history")
        elif row.id not in self._views:
            self._screen.back.look_up(self._read_task(row.id), "detail")

    async def _read_task(self, task_id: str) -> None:
        head = self._screen.loaded.tasks.head if self._screen.loaded else ""
        try:
            view = await self._screen.back.read(partial(self._port.show_task, task_id))
        except GongkaiError as error:
            self._screen.post_message(TaskRead(task_id, head, None, str(error)))
            return
        self._screen.post_message(TaskRead(task_id, head, view))

    async def _read_differences(self, task_id: str) -> None:
        if task_id not in self._differences:
            try:
                found = await self._screen.back.read(partial(self._port.task_differences, task_id, DIFFERENCES))
            except GongkaiError as error:
                self._screen.warn(str(error))
                return
            self._differences = {task_id: found}
        row = self._screen.current
        if row is not None and row.id == task_id:
            self.show_row(row)

    async def _read_history(self, task_id: str) -> None:
        try:
            entries = await self._screen.back.read(partial(self._port.history, task_id, HISTORY_LIMIT))
        except GongkaiError as error:
            self._screen.post_message(HistoryRead(task_id, (), str(error)))
            return
        self._screen.post_message(HistoryRead(task_id, entries))

    def task_read(self, event: TaskRead) -> None:
        """Keep and show a task, unless HEAD or the cursor has moved on."""
        if event.view is not None:
            self._views[event.task_id] = event.view
            while len(self._views) > _KEPT_VIEWS:
                self._views.popitem(last=False)
        elif event.error:
            self._screen.warn(event.error)
        row = self._screen.current
        if row is not None and row.id == event.task_id:
            self.show_row(row)

    def history_read(self, event: HistoryRead) -> None:
        """Show a history, unless the cursor has moved on."""
        row = self._screen.current
        if row is not None and row.id == event.task_id:
            self._screen.history.show(event.task_id, event.entries, event.error or "还没有提交过")
