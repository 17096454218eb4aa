"""The main screen: plans, the task table, detail and history. Wiring only; what keys do is in `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container, Horizontal, Vertical

from gongkai_tui.domain.filter_order import apart
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.saved_view import BUILT_IN
from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.actions import Where, key_of
from gongkai_tui.tui.board import Board
from gongkai_tui.tui.commands import finding, views
from gongkai_tui.tui.first_steps import first_steps
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.messages import (
    ChangeSaved,
    HistoryRead,
    IndexingProgressed,
    OperationFailed,
    RowsLoaded,
    TaskRead,
    ViewsRead,
)
from gongkai_tui.tui.screens.arrivals import Arrivals
from gongkai_tui.tui.screens.backstage import Backstage
from gongkai_tui.tui.screens.desk import DeskScreen, LaidOver
from gongkai_tui.tui.screens.panes import PaneLayout, Tab
from gongkai_tui.tui.screens.plan_items import plan_items, plan_names, view_items
from gongkai_tui.tui.screens.task_reader import TaskReader
from gongkai_tui.tui.way_back import WayBack
from gongkai_tui.tui.widgets.cursor_list import CursorList
from gongkai_tui.tui.widgets.detail import Detail
from gongkai_tui.tui.widgets.filter_bar import FilterBar
from gongkai_tui.tui.widgets.fitting_line import FittingLine
from gongkai_tui.tui.widgets.history import History
from gongkai_tui.tui.widgets.plan_list import PlanList
from gongkai_tui.tui.widgets.status_line import warn
from gongkai_tui.tui.widgets.task_table import TaskTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from textual.app import ComposeResult
    from textual.events import Resize

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.tui.port import Loaded, Port


class TasksScreen(DeskScreen):
    """Owns the board and the panes."""

    AUTO_FOCUS = "#table"

    def __init__(self, port: Port) -> None:
        super().__init__()
        self.port = port
        self.board = Board(port.context())
        self.back = Backstage(self, port)
        self.reader = TaskReader(self, port)
        self.panes = PaneLayout()
        self.loaded: Loaded | None = None
        self.range_start: str | None = None
        """Task where a range of marks began; None outside a range."""
        self.views: Sequence[SavedView] = BUILT_IN
        """All views; until the files of views were read, those that need none."""
        self.view_counts: Mapping[str, int] = {}
        self.views_lost: Mapping[str, Problem] = {}
        """By the name of a view: that it asks for a plan that does not exist."""
        self.view: SavedView | None = None
        """The view that is looked at; None while it is a plan."""
        self.arrivals = Arrivals(self)
        self.way_back = WayBack(self)
        self.range_before: frozenset[str] = frozenset()
        """Marks before the range began."""
        self.filter_bar = FilterBar(id="filter")
        self.filter_bar.values = self.board.known_values
        self.filter_bar.counted = self.board.counted
        self.plan_list = PlanList(id="plans")
        self.table = TaskTable(port.day, self.board.marks, id="table")
        self.side_title = FittingLine(id="side-title", state="line--header")
        self.table.follower = self._task_moved
        self.detail = Detail(id="detail")
        self.history = History(id="history")

    def compose(self) -> ComposeResult:
        """Build the screen."""
        self.panes.columns, self.panes.lines = self.app.size
        classes = " ".join(name for name, wanted in self.panes.classes().items() if wanted)
        yield self.title_line
        yield self.filter_bar
        with Horizontal(id="panes", classes=classes):
            yield self.plan_list
            with Container(id="centre"):
                yield self.table
                with Vertical(id="side", classes="-detail"):
                    yield self.side_title
                    yield self.detail
                    yield self.history
        yield self.message_line
        yield self.key_bar

    def on_mount(self) -> None:
        """Start with what has been read already, if it has."""
        self.table.hints = ("正在读取……",)
        self.show_title()
        self.back.start()

    def on_unmount(self) -> None:
        """Remember when the person left, and what they had seen."""
        self.back.give_up()
        if self.loaded is not None and not self.port.moment:
            self.port.note_visit(self.loaded.tasks.head)

    def on_resize(self, event: Resize) -> None:
        """Fold or unfold the panes."""
        was_beside = self.panes.side
        self.panes.columns, self.panes.lines = event.size
        self.fold_panes()
        if self.panes.side and not was_beside:
            # The cursor may have moved while nothing stood beside the table.
            self.reader.follow(self.current)

    def fold_panes(self) -> None:
        """Show the panes as the layout says."""
        # What is shown is not left to classes: with each change of one all parts of all panes are styled anew.
        self.query_one("#panes").update_classes(self.panes.classes())
        self.plan_list.display = self.panes.plans_shown
        self.table.display = not self.panes.full
        self.query_one("#side").display = self.panes.side
        if self.focused is not None and not self.focused.display:
            self.set_focus(self.table)

    @property
    def desk(self) -> TasksScreen:
        """This screen."""
        return self

    @property
    def where(self) -> Where:
        """The part of the screen that has the keys."""
        focused = {self.plan_list: Where.PLANS, self.detail: Where.DETAIL, self.history: Where.HISTORY}
        return focused.get(self.focused, Where.TABLE) if self.focused else Where.TABLE  # type: ignore[call-overload]

    @property
    def side_pane(self) -> Detail | History:
        """What stands beside the table: text, or the list of commits."""
        return self.history if self.panes.tab is Tab.HISTORY else self.detail

    @property
    def current(self) -> TaskRow | None:
        """The task under the cursor of the table."""
        return self.table.current

    # Messages to the person

    @staticmethod
    def gone_words(gone: TaskRow) -> str:
        """Say of a task that it is no more."""
        return f"{clean(gone.id)} 已被删除"

    def warn_of_no_task(self) -> None:
        """Say why there is no task to do something with."""
        self.warn(self.gone_words(self.table.gone) if self.table.gone else "没有选中的任务")

    @property
    def read_only_words(self) -> str:
        """Why nothing is changed while an older day is looked at."""
        return f"正在回看 {self.port.moment}，只能看不能改；按 {key_of('past')} 回到现在"

    def say(self, text: str) -> None:
        """Show a message on the screen that is looked at."""
        self._tell(text, warning=False)

    def forget_message(self) -> None:
        """As on every screen, on the screen that is looked at too."""
        if self.front is not self:
            self.front.forget_message()
        super().forget_message()

    def warn(self, text: str) -> None:
        """Show what did not work on the screen that is looked at."""
        self._tell(text, warning=True)

    @property
    def front(self) -> DeskScreen:
        """The screen that is looked at, dialogs apart."""
        return next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, LaidOver)), self)

    def _tell(self, text: str, *, warning: bool) -> None:
        front = self.front
        if front is not self:
            (front.warn if warning else front.say)(text)
        (super().warn if warning else super().say)(text)

    def lasting(self) -> tuple[Span, ...]:
        """Say that rows are still read, or that files could not be."""
        if self.table.unread:
            return (Span(f"正在读取其余 {self.table.unread} 项，先可上下翻看……"),)
        if self.loaded is not None and self.is_unreadable:
            return warn(f"有 {len(self.loaded.tasks.problems)} 个文件有问题，按 {key_of('problems')} 查看")
        return ()

    def standing(self) -> tuple[Span, ...]:
        """Remind of a range that is being marked, and of the screen that one came from."""
        if self.range_start:
            return (Span(f"区间标记中，{key_of('range')} 结束", Tone.WARN),)
        way = self.way_back.words
        return (Span(way, Tone.DIM),) if way else ()

    def show_title(self) -> None:
        """Say which plan is shown, in which order, and as whom the person works."""
        names = plan_names(self.loaded.plans) if self.loaded else {}
        changed = f"（已改动，按 {key_of('save_view')} 保存）" if self.is_view_changed else ""
        plan = f"视图 {self.view.name}{changed}" if self.view else names.get(self.board.plan, "全部计划")
        order = self.table.sort_words
        words = f"  按{order}" if order else ""
        self.show_title_words((Span("政务公开工作要点", Tone.TITLE), Span(f"  {clean(plan)}{words}")))

    @property
    def is_unreadable(self) -> bool:
        """Whether files could not be read."""
        return self.loaded is not None and bool(self.loaded.tasks.problems)

    @property
    def is_view_changed(self) -> bool:
        """Whether filter, order, columns or plan are not those of the view any more."""
        board, view = self.board, self.view
        if view is None:
            return False
        shown = (*apart(board.filter_text.strip(), board.sort), self.table.chosen, board.plan)
        return shown != (*apart(view.filter, view.sort), view.columns, view.plan)

    def idle_actions(self) -> AbstractSet[str]:
        """Changes that are refused in every plan that is shown."""
        actor, loaded = self.back.actor, self.loaded
        if actor is None or loaded is None:
            return frozenset()
        shown = {found.plan.jurisdiction for found in loaded.plans if self.board.plan in ("", found.plan.id)}
        idle = set() if any(map(actor.is_office_for, shown)) else {"form"}
        return idle if any(map(actor.may_enter_for, shown)) else idle | {"status", "note", "evidence"}

    # The board and the panes that show it

    def show_board(self, *, to_top: bool = False, stays: bool = False) -> None:
        """Show the board after its filter, plan, order or rows changed; with `stays` not by the person."""
        self.table.marks = self.board.marks
        self.table.alike = self.board.alike
        self.table.hints = self.empty_hints()
        self.table.show(
            self.board.visible,
            sort=self.board.order,
            one_plan=bool(self.board.plan),
            to_top=to_top,
            stays=stays,
        )
        self.show_counts()
        self.show_title()
        self.show_keys()
        self.show_standing()

    def show_counts(self) -> None:
        """Show how many tasks are shown and marked."""
        board = self.board
        shown, scope = (self.table.unread + count for count in (len(board.visible), board.scope))
        self.filter_bar.show_counts(shown, scope, len(board.marks), board.hidden_marks())

    def show_marks(self) -> None:
        """Show the marks after they changed."""
        self.table.marks = self.board.marks
        self.table.redraw()
        self.show_counts()

    def empty_hints(self) -> tuple[str, ...]:
        """What to do where there is no task to show."""
        if self.loaded and self.loaded.plans and not self.board.rows:
            return ("计划里还没有任务。", f"用 {key_of('new_task')} 逐项新增。")
        if not self.board.rows:
            return first_steps("还没有任务。")
        return ("没有任务符合这个筛选。", f"按 {key_of('clear_filter')} 清除筛选，按 {key_of('help')} 查看筛选写法。")

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        finding.filter_while_typing(self, event.text)

    @on(FilterBar.Done)
    @on(FilterBar.Cancelled)
    def _filter_done(self) -> None:
        finding.settle_filter(self)
        self.set_focus(self.table)

    @on(TaskTable.SortAsked)
    def _sort_asked(self, event: TaskTable.SortAsked) -> None:
        self.board.sort_by(event.field)
        finding.show_order(self)

    @on(CursorList.Moved, "#plans")
    def _plan_moved(self) -> None:
        item = self.plan_list.current
        if item is None:
            return
        if item.view:
            views.use(self, item.id)
        elif self.view is not None or item.id != self.board.plan:
            self.choose_plan(item.id)

    def choose_plan(self, plan: str) -> None:
        """Show one plan, or all with an empty id; with the filter that stands, unless it is that of a view."""
        self.forget_message()
        views.remember(self)
        if self.view is not None:
            self.view = None
            self.table.chosen = ()
            self.board.arrange(plan, "", "")
            self.filter_bar.show_text("")
        else:
            self.board.choose_plan(plan)
        self.show_plans()
        self.show_board(to_top=True)

    def show_plans(self) -> None:
        """Show plans and views at the left, with a star at what is looked at."""
        plans = plan_items(self.loaded.plans) if self.loaded else []
        items = [*plans, *view_items(self.views, self.view_counts)] if plans else []
        chosen = self.view.name if self.view else self.board.plan
        self.plan_list.show(items, chosen, view=self.view is not None)

    def show_task_anew(self) -> None:
        """The rows are the same; what the file of the task says, or a problem about it, may be another."""
        self._task_moved()
        self.table.hints = self.empty_hints()

    def _task_moved(self) -> None:
        if self.table.gone is not None:
            self.reader.stay_with(self.table.gone)
            return
        row = self.current
        if self.range_start and row:
            between = self.board.between(self.range_start, row.id)
            self.board.marks = set(self.range_before | set(between))
            self.show_marks()
        self.reader.follow(row)

    # What workers bring

    @on(IndexingProgressed)
    def _indexing(self, event: IndexingProgressed) -> None:
        self.table.hints = (f"正在建立索引 {event.done}/{event.total}，只在第一次需要……",)
        self.table.refresh()
        self.back.wait_for(f"正在建立索引（{event.done}/{event.total}）")

    @on(RowsLoaded)
    def _rows_loaded(self, event: RowsLoaded) -> None:
        self.arrivals.show(event.loaded)

    @on(ViewsRead)
    def _views_read(self, event: ViewsRead) -> None:
        self.views, self.view_counts, self.views_lost = event.found.views, event.counts, event.found.lost
        if self.view is not None:
            self.view = event.found.named(self.view.name) or self.view
        self.show_plans()
        wrong = next((p for p in event.found.problems if p.severity is Severity.ERROR), None)
        if wrong is not None:
            self.warn(str(wrong))

    @on(TaskRead)
    def _task_read(self, event: TaskRead) -> None:
        self.reader.task_read(event)

    @on(HistoryRead)
    def _history_read(self, event: HistoryRead) -> None:
        self.reader.history_read(event)

    @on(ChangeSaved)
    def _change_saved(self, event: ChangeSaved) -> None:
        saved = event.saved
        subject = in_words(saved.subject)
        done = f"已保存：{subject}" if saved.commit else subject
        self._tell("；".join((done, *saved.reports)), warning=bool(saved.reports))
        self.back.reload()

    @on(OperationFailed)
    def _operation_failed(self, event: OperationFailed) -> None:
        self.back.show_failure(event.error)
