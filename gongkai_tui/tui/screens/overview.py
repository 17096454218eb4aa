"""All plans at a glance: figures, what is new since the last visit, and how the data stand to the shared ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.flags import untold_by_plan
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.actions import Where, key_of
from gongkai_tui.tui.commands import screens, undoing
from gongkai_tui.tui.commands.drafts import drafts_in_words
from gongkai_tui.tui.commands.views import drill
from gongkai_tui.tui.figures import figure_rows
from gongkai_tui.tui.first_steps import first_steps
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.overview_text import news_words, sync_lines, untold_words
from gongkai_tui.tui.screens.desk import LaidOver
from gongkai_tui.tui.waiting_drafts import waiting_drafts
from gongkai_tui.tui.widgets.commit_list import CommitList
from gongkai_tui.tui.widgets.figures_table import FiguresTable
from gongkai_tui.tui.widgets.message_line import MessageLine
from gongkai_tui.tui.widgets.status_line import StatusLine, warn

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from gongkai_tui.tui.screens.desk import Own
    from gongkai_tui.tui.screens.tasks import TasksScreen


class OverviewScreen(LaidOver):
    """Figures of each plan above, news and state below."""

    AUTO_FOCUS = "#figures"

    def __init__(self, desk: TasksScreen) -> None:
        super().__init__(desk)
        self.figures = FiguresTable(id="figures")
        self.figures.words = ("正在读取……",)
        self.news_line = StatusLine(id="news-line", state="line--header")
        self.news = CommitList(id="news")
        self.sync_line = MessageLine(id="sync-line")
        self.local_line = MessageLine(id="local-line")
        self.untold_line = MessageLine(id="untold-line")
        self.draft_line = MessageLine(id="draft-line")
        self.untold_line.display = self.draft_line.display = False
        self._asked = 0

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield self.title_line
        yield self.figures
        yield self.news_line
        yield self.news
        yield self.sync_line
        yield self.local_line
        yield self.untold_line
        yield self.draft_line
        yield self.message_line
        yield self.key_bar

    @property
    def where(self) -> Where:
        """This screen."""
        return Where.OVERVIEW

    def own_actions(self) -> Own:
        """What the keys do here."""
        return {
            "open": self.open,
            "undo": self._undo,
            "next_column": partial(self._step_column, 1),
            "previous_column": partial(self._step_column, -1),
            "next_pane": self._other_pane,
            "previous_pane": self._other_pane,
        }

    def on_mount(self) -> None:
        """Show what is at hand, and look for the rest."""
        self.news_line.show(news_words(None))
        self.sync_line.show(sync_lines(None)[0])
        self.data_changed()

    def data_changed(self) -> None:
        """Show the figures as they are now, and look again for what is new."""
        self.show_title_words((Span("总览", Tone.TITLE), Span("  左右选数字，回车看是哪些任务")))
        loaded = self.desk.loaded
        if loaded is not None:
            self.figures.show(figure_rows(loaded.plans), first_steps("还没有计划。"))
            untold = untold_by_plan(loaded.tasks.rows)
            self.untold_line.show(untold_words(untold))
            self.untold_line.display = bool(untold)
        self._asked += 1
        self.desk.back.look_up(self._read_news(self._asked), "overview")
        self.desk.back.look_up(self._read_state(self._asked), "overview")
        self.desk.back.look_up(self._read_drafts(self._asked), "overview")

    async def _read_news(self, asked: int) -> None:
        try:
            news = await self.desk.back.read(self.desk.port.news)
        except GongkaiError as error:
            self._could_not_read(asked, self.news_line, error)
            return
        if asked == self._asked and self.is_attached:
            self.news_line.show(news_words(news))
            current = self.news.current
            self.news.show(news.newest, (f"按 {key_of('commits')} 看全部历史",), keep=current.commit if current else "")

    async def _read_state(self, asked: int) -> None:
        try:
            state = await self.desk.back.read(self.desk.port.sync_state)
        except GongkaiError as error:
            self._could_not_read(asked, self.sync_line, error)
            self.local_line.show(())
            return
        if asked == self._asked and self.is_attached:
            first, second = sync_lines(state)
            self.sync_line.show(first)
            self.local_line.show(second)

    async def _read_drafts(self, asked: int) -> None:
        drafts = await self.desk.back.read(partial(waiting_drafts, self.desk.port.folder))
        if asked == self._asked and self.is_attached:
            self.draft_line.show((Span("草稿", Tone.TITLE), Span(f"  {drafts_in_words(drafts)}", Tone.WARN)))
            self.draft_line.display = bool(drafts)

    def _could_not_read(self, asked: int, place: StatusLine, error: GongkaiError) -> None:
        if asked == self._asked and self.is_attached:
            place.show(warn(clean(str(error))))

    def open(self) -> None:
        """Show the tasks that the chosen figure counts; from the news, the commit in the whole history."""
        if self.focused is self.news:
            self._open_commit()
            return
        row, column, desk = self.figures.current, self.figures.chosen, self.desk
        if row is None:
            self.warn("还没有计划")
            return
        desk.way_back.open_from(self, lambda: drill(desk, row.plan, column.filter if column else ""))
        desk.set_focus(desk.table)

    def _open_commit(self) -> None:
        entry = self.news.current
        if entry is None:
            screens.show_commits(self.desk)
        else:
            screens.show_commit(self.desk, entry.commit)

    async def _undo(self) -> None:
        """Take back the commit under the cursor of the news; elsewhere the last action."""
        entry = self.news.current if self.focused is self.news else None
        await (undoing.undo_commit(self.desk, entry.commit) if entry else undoing.undo(self.desk))

    def _step_column(self, step: int) -> None:
        if not self.figures.step_column(step):
            self.say("已是最后一列" if step > 0 else "已是第一列")

    def _other_pane(self) -> None:
        self.set_focus(self.news if self.focused is self.figures else self.figures)
