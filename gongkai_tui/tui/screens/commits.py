"""The whole history: what was done to all plans and units, newest first, page by page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.tui.actions import Where, key_of
from gongkai_tui.tui.commands import commits as doing
from gongkai_tui.tui.first_steps import first_steps
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.screens.commit_reader import CommitReader
from gongkai_tui.tui.screens.desk import LaidOver
from gongkai_tui.tui.screens.panes import WIDE
from gongkai_tui.tui.widgets.commit_list import CommitList
from gongkai_tui.tui.widgets.filter_bar import FilterBar
from gongkai_tui.tui.widgets.history_filter_bar import HistoryFilterBar
from gongkai_tui.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Resize
    from textual.timer import Timer
    from textual.widget import Widget

    from gongkai_tui.tui.screens.desk import Own
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.history_pages import HistoryPage

PAGE = 200
"""Commits read at once."""
_NEAR_THE_END = 50
"""Lines below the cursor at which older commits are fetched."""
_LEAP = 2000
"""Commits read at once while one of them is looked for."""
_TYPING_SECONDS = 0.15
"""How long typing rests before the history is searched."""


class CommitsScreen(LaidOver):
    """Lists commits; the one under the cursor is shown in full beside or below."""

    AUTO_FOCUS = "#commits"

    def __init__(self, desk: TasksScreen) -> None:
        super().__init__(desk)
        self.filter_bar = HistoryFilterBar(id="filter")
        self.filter_bar.values = self._known_values
        self.list = CommitList(id="commits")
        self.list.follower = self._moved
        self.list.words = ("正在读取历史……",)
        self.detail = TextPane(id="commit-detail")
        self.reader = CommitReader(self)
        self.page: HistoryPage | None = None
        self.wanted = ""
        """Commit to put the cursor on once the history is read; empty for none."""
        self._text = ""
        """The filter that was searched for last."""
        self._search = 0
        """Number of the search that is wanted; results of others are dropped."""
        self._reading = False
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield self.title_line
        yield self.filter_bar
        with Container(id="commit-panes", classes="-side-right" if self.app.size.width >= WIDE else ""):
            yield self.list
            yield self.detail
        yield self.message_line
        yield self.key_bar

    @property
    def where(self) -> Where:
        """This screen."""
        return Where.COMMITS

    def own_actions(self) -> Own:
        """What the keys do here."""
        return {
            "filter": self.filter_bar.start,
            "clear_filter": self.clear_filter,
            "mark": partial(doing.mark, self),
            "compare": partial(doing.compare, self),
            "raw": self.reader.toggle_raw,
            "undo": partial(doing.undo, self),
            "past": partial(doing.look_back, self),
            "open": partial(doing.open_tasks, self),
            "copy": partial(doing.copy, self),
            "detail": self.toggle_detail,
            "next_pane": self._other_pane,
            "previous_pane": self._other_pane,
            "back": self._back,
        }

    def on_mount(self) -> None:
        """Read the newest commits."""
        self.show_words()
        self.wait_for_lines()
        self.search()

    def on_resize(self, event: Resize) -> None:
        """Put the detail beside or below."""
        self.query("#commit-panes").set_class(event.size.width >= WIDE, "-side-right")

    def data_changed(self) -> None:
        """Read again; the cursor stays on its commit."""
        self.show_words()
        self.search(keep=True)

    @property
    def current(self) -> HistoryEntry | None:
        """The commit under the cursor."""
        return self.list.current

    def show_words(self) -> None:
        """Say what is listed, and how many."""
        self.show_title_words((Span("全部历史", Tone.TITLE), Span("  所有计划和单位的修改，新的在前")))
        more = "+" if self.page is not None and self.page.more else ""
        marked = (Span("  已标记 1", Tone.WARN),) if self.list.marked else ()
        self.filter_bar.counts.show_one_of(((), (Span(f"{self.list.count}{more}", Tone.ACCENT), *marked)))

    # Reading

    def search(self, *, keep: bool = False) -> None:
        """Read the newest commits of the filter; with `keep` as many as it takes to find the cursor's again."""
        self._search += 1
        self._reading = True
        self._text = self.filter_bar.input.value
        size = self.list.cursor + PAGE if keep else PAGE
        self.desk.back.look_up(self._read(self._search, None, size, keep=keep), "commits")

    def _moved(self) -> None:
        self.reader.follow()
        if self.page and self.page.more and not self._reading and self.list.cursor + _NEAR_THE_END >= self.list.count:
            self.desk.back.look_up(self._read(self._search, self.page, PAGE), "commits")

    async def _read(self, number: int, after: HistoryPage | None, size: int, *, keep: bool = False) -> None:
        self._reading = True
        if after is not None:
            self.say("正在读取更早的历史……")
        target = self.wanted or (self.current.commit if keep and self.current else "")
        try:
            page = await self._page_after(number, after, size)
            entries = page.entries
            while target and page.more and self._is_wanted(number) and not _holds(entries, target):
                page = await self._page_after(number, page, _LEAP)
                entries += page.entries
        except FilterError as error:
            if self._is_wanted(number):
                self.filter_bar.show_error(error)
            return
        finally:
            if number == self._search:
                self._reading = False
                # The keys come behind this: what was read is shown by then.
                self.lines_stand()
        if not self._is_wanted(number):
            return
        if after is not None:
            self._add(page)
        else:
            self._show(page, entries, target)

    async def _page_after(self, number: int, after: HistoryPage | None, size: int) -> HistoryPage:
        indexing = False

        def progress(done: int, total: int) -> None:
            nonlocal indexing
            indexing = True
            self.app.call_from_thread(self.say, f"正在建立索引 {done}/{total}，只在第一次需要……")

        go_on = partial(self._is_wanted, number)
        read = partial(self.desk.port.history_page, self._text, after, size, go_on, progress)
        page = await self.desk.back.read(read)
        if indexing:
            self.say("")
        return page

    def _is_wanted(self, number: int) -> bool:
        return number == self._search and self.is_attached

    def _add(self, page: HistoryPage) -> None:
        self.page = page
        self.list.add(page.entries)
        self.say(f"已列出 {self.list.count} 次" if page.more else f"共 {self.list.count} 次，最早的在最后")
        self.reader.follow(quiet=True)
        self.show_words()

    def _show(self, page: HistoryPage, entries: Sequence[HistoryEntry], target: str) -> None:
        self.page, self.wanted = page, ""
        self.filter_bar.show_error(None)
        self.list.show(entries, self._empty_words(), keep=target)
        self.reader.follow()
        self.show_words()

    def _empty_words(self) -> tuple[str, ...]:
        if self._text.strip():
            clear, explain = key_of("clear_filter"), key_of("help")
            return ("没有符合这个筛选的提交。", f"按 {clear} 清除筛选，按 {explain} 查看筛选写法。")
        return first_steps("还没有历史。")

    def _known_values(self) -> dict[str, list[str]]:
        authors = list(dict.fromkeys(entry.author for entry in self.list.entries))
        known = self.desk.board.known_values()
        return {"who": authors, "plan": known["plan"], "unit": known["unit"]}

    # Filter

    @on(FilterBar.Changed)
    def _filter_changed(self) -> None:
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING_SECONDS, self._settle)

    @on(FilterBar.Done)
    @on(FilterBar.Cancelled)
    def _filter_done(self) -> None:
        self._settle()
        self.set_focus(self.list)
        if self._reading:
            self.wait_for_lines()

    def _settle(self) -> None:
        if self.filter_bar.input.value != self._text:
            self.search()

    def set_filter(self, text: str) -> None:
        """Search for something else."""
        self.filter_bar.set_text(text)
        self._settle()

    def go_to(self, commit: str) -> None:
        """Put the cursor on a commit, without a filter where it hides it."""
        place = self.list.place_of(commit)
        if place is not None:
            self.list.move_to(place)
            return
        self.wanted = commit
        if self.filter_bar.input.value:
            self.set_filter("")

    def clear_filter(self) -> None:
        """List everything again; the cursor stays on its commit."""
        if self.filter_bar.input.value:
            self.wanted = self.current.commit if self.current else ""
            self.set_filter("")
        else:
            self.say("没有筛选，列出的就是全部")

    # Panes

    def toggle_detail(self) -> None:
        """Show or hide the commit in full."""
        self.detail.display = not self.detail.display
        if not self.detail.display:
            self.set_focus(self.list)
        self.reader.follow()

    def _other_pane(self) -> None:
        if not self.detail.display:
            self.say(f"右边的内容已收起，按 {key_of('detail')} 显示")
        other: Widget = self.detail if self.focused is self.list and self.detail.display else self.list
        self.set_focus(other)

    def _back(self) -> None:
        if self.focused is not self.list:
            self.set_focus(self.list)
        elif not self.reader.stop_comparing():
            self.close()


def _holds(entries: Sequence[HistoryEntry], commit: str) -> bool:
    return any(entry.commit == commit for entry in entries)
