"""The workers behind the main screen: loading, watching HEAD, running commands.

Nothing here blocks a key. Reads may be dropped when they come too late; writes are done one after another.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from gongkai_tui.domain.errors import GongkaiError, MissingIdentity
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui import failure_log
from gongkai_tui.tui.actions import by_id
from gongkai_tui.tui.messages import (
    ChangeSaved,
    IndexingProgressed,
    OperationFailed,
    RowsLoaded,
)
from gongkai_tui.tui.screens.dialog_news import DialogNews
from gongkai_tui.tui.screens.view_news import ViewNews

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.unit_finder import UnitFinder
    from gongkai_tui.tui.app import GongkaiApp
    from gongkai_tui.tui.dialogs.base import Dialog
    from gongkai_tui.tui.early_keys import EarlyKeys
    from gongkai_tui.tui.port import Loaded, Port
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.first_tasks import FirstTasks
    from gongkai_tui.usecases.saved import Saved

Result = TypeVar("Result")

WATCH_SECONDS = 1.0
_NOBODY = "身份未设"
_MOVES = frozenset(key for name in ("up", "down", "page_up", "page_down") for key in by_id(name).keys)
"""Keys that do the same among the first tasks as among all."""


class Backstage:
    """Starts workers for one screen and hands it what they bring."""

    def __init__(self, screen: TasksScreen, port: Port) -> None:
        self._screen = screen
        self._port = port
        self.dialogs = DialogNews(self, screen, port)
        self.views = ViewNews(self, screen, port)
        self._units_of: tuple[Sequence[TaskRow], UnitFinder] | None = None
        """The rows for which units were made ready to be found, and what finds them."""
        self._writing = asyncio.Lock()
        self._not_begun: dict[Coroutine[Any, Any, None], Coroutine[Any, Any, None]] = {}
        """What was handed over and waits for its turn, with what will run it."""
        self._is_leaving = False
        """Whether the program ends once the writes that are under way are done."""
        self._loading = False
        self._load_again = False
        self.waits_for = ""
        """What the first rows wait for, where that takes long."""
        self.actor: Actor | None = None
        """As whom the person works; None where nobody knows, or not yet."""
        self.actor_words = ""
        """The same for the title."""
        self._closed = ""
        """Why nothing at all can be saved; empty where it can."""

    def start(self) -> None:
        """Load the rows, then watch for commits from outside."""
        # The first frame has them already.
        if at_hand := self._port.first_at_hand():
            self._show_first(*at_hand)
        self.reload()
        self._screen.set_interval(WATCH_SECONDS, self._watch)
        self.look_up(self._learn_surroundings(), "reads")

    def learn_actor(self) -> None:
        """Find out as whom the person works: what was loaded may say otherwise than before."""
        self.look_up(self._learn_actor(), "reads")

    def reload(self, *, whole: bool = False) -> None:
        """Read what changed, or the `whole` again; a request that comes while one runs is served after it."""
        if self._loading:
            self._load_again = True
            return
        self._loading = True
        self.look_up(self._load(None if whole else self._screen.loaded), "reads")

    async def _load(self, before: Loaded | None) -> None:
        def progress(done: int, total: int) -> None:
            self._screen.app.call_from_thread(self._screen.post_message, IndexingProgressed(done, total))

        def meanwhile(first: FirstTasks, shown: Callable[[], None]) -> None:
            self._screen.app.call_from_thread(self._show_first, first, shown)

        try:
            loaded = await self.read(partial(self._port.load, progress, before, meanwhile))
            self._screen.reader.forget()
            self._screen.post_message(RowsLoaded(loaded))
        except GongkaiError:
            # There may be nothing at the day that was asked for: what is on screen stays.
            if self._port.moment != self._screen.arrivals.shown_moment:
                self._port.travel(self._screen.arrivals.shown_moment)
                self._screen.say("")
            raise
        finally:
            self._loading = False
            # Behind the rows that were just sent there.
            self._screen.call_later(self._stand_ready)
        if not self._port.moment:
            self.look_up(self._note_visit(loaded.tasks.head), "visit")
        if self._load_again:
            self._load_again = False
            self.reload()

    def wait_for(self, words: str) -> None:
        """Take keys although the first rows wait for something, which `words` say how far it is.

        It takes a minute: what needs no rows is done, and all else refused, not done a minute later.
        """
        if self._screen.loaded is None:
            if not self.waits_for:
                self._early_keys.release()
            self.waits_for = words

    def _stand_ready(self) -> None:
        """All rows that there are have come: every key works, and the quick start is over."""
        self._early_keys.release()
        cast("GongkaiApp", self._screen.app).settle()

    def _show_first(self, first: FirstTasks, shown: Callable[[], None]) -> None:
        """Show the first tasks, and tell when they are on the screen."""
        self._early_keys.hold_all_but(_MOVES)
        self._screen.arrivals.show_first(first)
        self._screen.call_after_refresh(shown)

    async def _note_visit(self, head: str) -> None:
        await self.read(partial(self._port.note_visit, head))

    async def _learn_actor(self) -> None:
        try:
            actor = await self.read(self._port.actor)
        except MissingIdentity:
            # Whoever only reads needs no name: saving asks for it.
            if self.actor_words != _NOBODY:
                self._screen.warn("还没有设置姓名和邮箱，可以查看；保存时会说明怎样设置")
            self.actor, self.actor_words = None, _NOBODY
        else:
            known = "身份不明" if actor.barred else "政务公开办"
            left = "，已离任，只能查看" if actor.unit and actor.barred else ""
            self.actor, self.actor_words = actor, clean(f"{actor.name}（{actor.unit or known}{left}）")
            await self._learn_whether_closed()
        self._screen.show_title()
        self._screen.show_keys()

    async def _learn_surroundings(self) -> None:
        await self._learn_actor()
        if said := await self.read(self._port.register_merge_driver):
            self._screen.say(said)

    async def _learn_whether_closed(self) -> None:
        """Say once what forbids every change, such as a HEAD on no branch: not when a form was filled in."""
        before, self._closed = self._closed, await self.read(self._port.closed_words)
        if self._closed:
            self.actor_words += "，不能保存"
            if self._closed != before:
                self._screen.warn(f"可以查看；{self._closed}")

    def _watch(self) -> None:
        """Look for commits and edits from outside, unless something is going on anyway."""
        loaded = self._screen.loaded
        if loaded is not None and not self._loading and not self._writing.locked():
            self.look_up(self._look(loaded.tasks.head), "watch")

    async def _look(self, head: str) -> None:
        if await self.read(partial(self._port.changed_since, head)):
            self.reload()

    async def look_again(self) -> Loaded:
        """Read what stands on disk now, and show it."""
        loaded = await self.read(partial(self._port.load, None, self._screen.loaded))
        self._screen.reader.forget()
        self._screen.post_message(RowsLoaded(loaded))
        return loaded

    # Reads and writes

    async def read(self, work: Callable[[], Result]) -> Result:
        """Call a use case in a thread, where it speaks as the screen does."""
        return await asyncio.to_thread(work)

    async def write(self, work: Callable[[], Saved]) -> Saved:
        """Call a writing use case in a thread, after the writes before it; the screen hears of the result."""
        self._early_keys.open()
        async with self._writing:
            saved = await self.read(work)
        self._screen.post_message(ChangeSaved(saved))
        return saved

    def leave(self) -> None:
        """Quit, behind the writes that are under way; asked a second time, at once."""
        if not self._writing.locked() or self._is_leaving:
            self._screen.app.exit(0)
            return
        self._is_leaving = True
        self._screen.say("正在保存，保存后退出……")
        self._screen.run_worker(self._leave_after_writing(), group="leave", exit_on_error=False)

    async def _leave_after_writing(self) -> None:
        async with self._writing:
            self._screen.app.exit(0)

    async def ask(self, dialog: Dialog[Result]) -> Result | None:
        """Show a dialog and wait for its answer; None when it was left without one.

        What is typed before it stands is kept for it, and what is typed behind its answer for the next one.
        """
        self._early_keys.shut()
        dialog.early_keys = self._early_keys
        answer: Result | None = await self._screen.app.push_screen_wait(dialog)
        return answer

    async def confirm(self, dialog: Dialog[Result]) -> Result | None:
        """Show what was worked out and wait for the answer; the message line says so, and no more what went before."""
        self._screen.say("等你在框里回答")
        return await self.ask(dialog)

    def run(self, command: Coroutine[Any, Any, None]) -> None:
        """Run a command that asks or writes. Keys wait until it asks, writes or is done."""
        self._early_keys.shut()
        self._begin(command, "writes", asks=True)

    def drop_early_keys(self) -> None:
        """Nothing is asked: what was typed as the answer must not be taken for commands."""
        self._early_keys.drop()

    @property
    def _early_keys(self) -> EarlyKeys:
        return cast("GongkaiApp", self._screen.app).early_keys

    def look_up(self, work: Coroutine[Any, Any, None], group: str) -> None:
        """Run something that only reads, beside everything else; what goes wrong is told."""
        self._begin(work, group)

    def _begin(self, work: Coroutine[Any, Any, None], group: str, *, asks: bool = False) -> None:
        guarded = self._not_begun[work] = self._guarded(work, asks=asks)
        self._screen.run_worker(guarded, group=group, exit_on_error=False)

    def give_up(self) -> None:
        """The program ends: what has not begun never will, and is closed lest Python complain on the terminal."""
        for coroutines in self._not_begun.items():
            for coroutine in coroutines:
                coroutine.close()
        self._not_begun.clear()

    async def _guarded(self, work: Coroutine[Any, Any, None], *, asks: bool = False) -> None:
        self._not_begun.pop(work, None)
        try:
            await work
        except Exception as error:  # noqa: BLE001  (the worker boundary: nothing may take the screen down)
            if asks and "".join(span.text for span in self._screen.message_line.left).startswith("正在"):
                self._screen.say("没有完成")
            self._screen.post_message(OperationFailed(error))
        finally:
            if asks:
                self._early_keys.open()

    def show_failure(self, error: Exception) -> None:
        """Tell what went wrong: our own errors in their words, others by the name of the log."""
        from gongkai_tui.tui.dialogs.problems import ProblemsDialog  # noqa: PLC0415

        if not isinstance(error, GongkaiError):
            words = failure_log.keep(self._port.folder, error)
            self._screen.app.push_screen(ProblemsDialog("没有完成", words))
            return
        self._screen.app.push_screen(ProblemsDialog("没有完成", str(error), getattr(error, "problems", ())))

    # What is got ready, or told unasked

    def get_ready(self, rows: Sequence[TaskRow]) -> None:
        """Read the tasks of a bulk change while the person still chooses."""
        self.look_up(self.read(partial(self._port.get_ready, [row.id for row in rows])), "ready")

    def tell_of_drafts(self) -> None:
        """Say at the start what was left unsaved, unless something was said already."""
        self.look_up(self._tell_of_drafts(), "drafts")

    async def _tell_of_drafts(self) -> None:
        words = await self.read(partial(_drafts_told, self._port))
        if words and not any(span.text.strip() for span in self._screen.message_line.left):
            self._screen.say(f"草稿 {words}")

    async def unit_finder(self) -> UnitFinder:
        """What finds units among the registered ones and those of the rows before the filter; made once for them."""
        rows = self._screen.board.scoped
        known = self._units_of
        if known is None or known[0] is not rows:
            known = self._units_of = rows, await self.read(partial(_unit_finder, self._port, rows))
        return known[1]


def _drafts_told(port: Port) -> str:
    from gongkai_tui.tui.commands.drafts import drafts_in_words  # noqa: PLC0415  (it knows the screens)
    from gongkai_tui.tui.waiting_drafts import waiting_drafts  # noqa: PLC0415

    return drafts_in_words(waiting_drafts(port.folder))


def _unit_finder(port: Port, rows: Sequence[TaskRow]) -> UnitFinder:
    from gongkai_tui.domain.unit_finder import UnitFinder  # noqa: PLC0415
    from gongkai_tui.usecases.unit_names import other_names  # noqa: PLC0415

    names: Mapping[str, tuple[str, ...]] = {}
    # Where the register cannot be read, the units that the tasks name are found all the same.
    with suppress(GongkaiError):
        names = port.ask(other_names)
    return UnitFinder(names, rows)
