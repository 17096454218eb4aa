"""Loads all rows: begun before anybody asks, and the first tasks ahead of the others where there are very many."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from gongkai_tui.domain.wording import speak
from gongkai_tui.tui.port import Loaded
from gongkai_tui.tui.screen_words import ScreenWording
from gongkai_tui.usecases.finish_interrupted import finish_interrupted
from gongkai_tui.usecases.first_tasks import first_tasks
from gongkai_tui.usecases.list_plans import renew_summaries, summarise_plans
from gongkai_tui.usecases.list_tasks import renewed, whole_list
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.watch import changed_since, watch_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.tui.port import Progress
    from gongkai_tui.usecases.first_tasks import FirstTasks
    from gongkai_tui.usecases.workspace import Workspace

_PATIENCE = 2.0
"""Seconds after which all tasks are read although nobody has shown the first ones."""


class RowsLoader:
    """Loads, and tells whether there is something new to load."""

    def __init__(self, workspace: Callable[[], Workspace]) -> None:
        """`workspace` gives that of the thread which asks."""
        self._workspace = workspace
        self._early: Future[Loaded] | None = None
        self._first: Future[FirstTasks | None] | None = None
        self._shown = threading.Event()
        self._progress: Progress | None = None
        self._files = watch_files(workspace())

    def load_early(self) -> None:
        """Begin to load before anybody asks, while the screen is being built."""
        self._early, self._first = Future(), Future()
        both = (self._early, self._first)
        threading.Thread(target=self._load_first, args=both, name="load-early", daemon=True).start()

    def first_at_hand(self) -> tuple[FirstTasks, Callable[[], None]] | None:
        """The first tasks, once, where they have been read already; the call tells that they are on the screen."""
        if self._first is None or not self._first.done():
            return None
        first, self._first = self._first.result(), None
        return (first, self._shown.set) if first else None

    def _load_first(self, early: Future[Loaded], first: Future[FirstTasks | None]) -> None:
        # Begun before the application is: it would speak as the command line.
        speak(ScreenWording())
        try:
            finish_interrupted(self._workspace())
            found = self._workspace().with_sound_cache(lambda workspace: first_tasks(workspace, self._tell))
            first.set_result(found)
            if found:
                # The screen with them stands twice as soon when nobody reads beside it.
                self._shown.wait(_PATIENCE)
            early.set_result(self._load("", self._tell))
        except BaseException as error:  # noqa: BLE001  (handed to whoever asks for the result)
            early.set_exception(error)
            if not first.done():
                first.set_result(None)

    def _tell(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, total)

    def load(
        self,
        moment: str,
        progress: Progress | None,
        before: Loaded | None,
        meanwhile: Callable[[FirstTasks, Callable[[], None]], None] | None,
    ) -> Loaded:
        """All rows and plans at a moment (empty for now); the rest as `Port.load`."""
        early, self._early = self._early, None
        if early is None:
            return self._load(moment, progress, before)
        self._progress = progress
        first = self._first.result() if self._first else None
        if first and meanwhile:
            meanwhile(first, self._shown.set)
        return early.result()

    def _load(self, moment: str, progress: Progress | None, before: Loaded | None = None) -> Loaded:
        self._files.settle()
        loaded = self._workspace().with_sound_cache(lambda workspace: read_all(workspace, progress, before, moment))
        self._workspace().spare_memory()
        return loaded

    def changed_since(self, head: str) -> bool:
        """Whether HEAD is another commit now, or files were edited since all was loaded."""
        return self._files.look() or changed_since(self._workspace(), head)


def read_all(workspace: Workspace, progress: Progress | None, before: Loaded | None, moment: str) -> Loaded:
    """Read the rows and plans; with what was loaded `before`, only what changed since."""
    view = read_view(workspace, as_of=moment or None, progress=progress)
    if before is None or moment:
        rows = tuple(view.rows(texts="held"))
        return Loaded(whole_list(view, rows), summarise_plans(view.plans(), rows, view.day))
    tasks = renewed(workspace, view, before.tasks, texts="held")
    return Loaded(tasks, renew_summaries(before.plans, view.plans(), before.tasks, tasks))
