"""What a dialog ought to know while it is open: the names that it completes, and what others change meanwhile."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.tui.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.shown_status import ShownStatus
    from gongkai_tui.tui.dialogs.fields import FieldsDialog
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.backstage import Backstage
    from gongkai_tui.tui.screens.tasks import TasksScreen


class DialogNews:
    """Brings open dialogs what they cannot ask for themselves."""

    def __init__(self, back: Backstage, screen: TasksScreen, port: Port) -> None:
        self._back = back
        self._screen = screen
        self._port = port

    def teach(self, dialog: FieldsDialog[Any], rows: Sequence[TaskRow], plan: str = "") -> None:
        """Bring a dialog about some tasks the names that it completes: those of their plan, or of a `plan` without."""
        named = dict.fromkeys(unit for row in rows for unit, _ in row.units)
        self._back.look_up(self._teach(dialog, rows[0].plan if rows else plan, tuple(named)), "names")

    async def _teach(self, dialog: FieldsDialog[Any], plan: str, named: Sequence[str]) -> None:
        # Without names there is no completion, and no other harm.
        with suppress(GongkaiError):
            all_rows = self._screen.board.rows
            dialog.learn(await self._back.read(partial(self._port.known_names, plan, all_rows, named)))

    async def last_author(self, task_id: str) -> str:
        """Who committed a task last; empty where that cannot be told."""
        with suppress(GongkaiError):
            return next((entry.author for entry in await self._back.read(partial(self._port.history, task_id, 1))), "")
        return ""

    def tell(self) -> None:
        """Let a dialog know when somebody has changed its task since it opened."""
        dialog = self._screen.app.screen
        if isinstance(dialog, Dialog) and dialog.follows:
            self._back.look_up(self._tell_changed(dialog), "followed")
        if isinstance(dialog, Dialog) and dialog.stood is not None:
            self._back.look_up(self._tell_moved(dialog, dialog.stood), "followed")

    async def _tell_moved(self, dialog: Dialog[Any], stood: ShownStatus) -> None:
        from gongkai_tui.usecases.status_choices import moved_since  # noqa: PLC0415  (the first screen does without)

        with suppress(GongkaiError):
            rows = self._screen.board.of(stood.statuses)
            moved = await self._back.read(partial(self._port.ask, lambda ws, _moment: moved_since(ws, stood, rows)))
            who = await self.last_author(next(iter(moved))) if moved else ""
            if dialog.is_attached:
                dialog.moved_elsewhere(moved, who)

    async def _tell_changed(self, dialog: Dialog[Any]) -> None:
        with suppress(GongkaiError):
            view = await self._back.read(partial(self._port.show_task, dialog.follows))
            if dialog.is_behind(view.task):
                dialog.changed_elsewhere(view.task, await self.last_author(dialog.follows))
