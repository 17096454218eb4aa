"""The statistics: the tasks of the main screen counted by one thing after the other, and from day to day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from gongkai_tui.domain.group_filter import group_filter
from gongkai_tui.domain.summary import AXIS_LABELS
from gongkai_tui.reporting.burndown_text import BURNDOWN_TITLES, point_record
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.untold_text import untold_count
from gongkai_tui.tui.actions import AXES as AXIS_NAMES
from gongkai_tui.tui.actions import Where, by_id, key_of
from gongkai_tui.tui.commands.copying import copy_table
from gongkai_tui.tui.commands.screens import go_home, travel
from gongkai_tui.tui.commands.views import drill
from gongkai_tui.tui.dialogs.choose import ChooseDialog
from gongkai_tui.tui.frequencies import AXES, ORDERS, Frequency, arranged, table
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.messages import DaysCounted
from gongkai_tui.tui.screens.day_count import DayCount
from gongkai_tui.tui.screens.desk import LaidOver
from gongkai_tui.tui.screens.plan_items import ALL, plan_names
from gongkai_tui.tui.widgets.burndown_chart import BurndownChart
from gongkai_tui.tui.widgets.choice_list import Choice
from gongkai_tui.tui.widgets.find_line import FindLine
from gongkai_tui.tui.widgets.frequency_table import FrequencyTable
from gongkai_tui.tui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from textual.app import ComposeResult

    from gongkai_tui.tui.lines import Line
    from gongkai_tui.tui.screens.desk import Own
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.statistics import Figures

_TABS = (*AXIS_NAMES, "燃尽")
_TAB_ACTIONS = (*(f"axis_{number}" for number, _ in enumerate(AXES, 1)), "burndown")
_BURNDOWN = len(AXES)
"""Place of the burndown among the tabs."""


class StatisticsScreen(LaidOver):
    """One tab for each thing to count by, and one for the burndown."""

    AUTO_FOCUS = "#frequencies"
    before_lines = frozenset(_TAB_ACTIONS) | {"axis", "next_axis", "previous_axis", "next_pane", "previous_pane"}

    def __init__(self, desk: TasksScreen) -> None:
        super().__init__(desk)
        self.tabs = TabStrip(_TABS, [by_id(action).shown.rpartition(" ")[2] for action in _TAB_ACTIONS], id="tabs")
        self.find = FindLine(id="find")
        self.table = FrequencyTable(id="frequencies")
        self.table.follower = self._say_whole
        self.chart = BurndownChart(id="burndown")
        self.days = DayCount(self, self.chart)
        self.tab = 0
        """Place of the tab that is shown."""
        self.sort = ""
        """As `arranged` takes it."""
        self._typed = ""
        self._listed = ""
        """In which order how many lines are listed."""
        self._said: str | None = None
        """What was said last of the line under the cursor; None where something else was said since."""
        self._figures: dict[str, Figures] = {}
        """What was counted, by axis."""

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield self.title_line
        yield self.tabs
        yield self.find
        yield self.table
        yield self.chart
        yield self.message_line
        yield self.key_bar

    def on_mount(self) -> None:
        """Count by the first axis."""
        self.data_changed()

    def on_unmount(self) -> None:
        """Let a count that goes on in a thread end."""
        self.days.stop()

    @property
    def where(self) -> Where:
        """This screen."""
        return Where.STATISTICS

    def own_actions(self) -> Own:
        """What keys do here."""
        return {
            "open": self._open,
            "back": self._back,
            "filter": self._find,
            "clear_filter": self._clear_asked,
            "sort": self._choose_order,
            "reverse": self._reverse,
            "copy": self._copy,
            "axis": self._choose_tab,
            "next_axis": partial(self._step, 1),
            "next_pane": partial(self._step, 1),
            "previous_axis": partial(self._step, -1),
            "previous_pane": partial(self._step, -1),
            "figures_right": partial(self._turn, 1),
            "figures_left": partial(self._turn, -1),
            **{action: partial(self._tab_asked, place) for place, action in enumerate(_TAB_ACTIONS)},
        }

    def data_changed(self) -> None:
        """Count again."""
        self._figures.clear()
        self.days.stop()
        self._show_title()
        self._show_tab(self.tab)

    def _show_title(self) -> None:
        board, loaded = self.desk.board, self.desk.loaded
        plan = (plan_names(loaded.plans) if loaded else {}).get(board.plan, ALL)
        spans = [Span("统计", Tone.TITLE), Span(f"  {clean(plan)}")]
        if board.filter_text.strip():
            spans.append(Span(f"  筛选 {clean(board.filter_text)}", Tone.ACCENT))
        self.show_title_words((*spans, Span(f"  {len(board.visible)} 项")))

    # Tabs

    def _tab_asked(self, place: int) -> None:
        if place == self.tab:
            self.say(f"已按{_TABS[place]}统计" if place != _BURNDOWN else "已在燃尽图")
        else:
            self._show_tab(place)

    def _show_tab(self, place: int) -> None:
        self.tab = place
        is_burndown = place == _BURNDOWN
        had_keys = self.focused in (self.table, self.chart)
        self.table.display, self.chart.display = not is_burndown, is_burndown
        if had_keys:
            self.set_focus(self.chart if is_burndown else self.table)
        if is_burndown:
            self.lines_stand()
            self.tabs.show(place)
            self.say("")
            self._said = None
            self._work(self.days.start(), "days")
        else:
            self._show_axis()

    def _step(self, by: int) -> None:
        self._show_tab((self.tab + by) % len(_TABS))

    @on(TabStrip.Clicked)
    def _tab_clicked(self, event: TabStrip.Clicked) -> None:
        self._show_tab(event.place)

    async def _choose_tab(self) -> None:
        choices = [
            Choice(str(place), name, by_id(action).shown)
            for place, (name, action) in enumerate(zip(_TABS, _TAB_ACTIONS, strict=True))
        ]
        answer = await self.desk.back.ask(ChooseDialog("按什么统计", choices))
        if answer is not None:
            self._show_tab(int(answer))

    # The frequency table

    @property
    def _axis(self) -> str:
        return AXES[min(self.tab, len(AXES) - 1)]

    def _show_axis(self) -> None:
        axis = self._axis
        figures = self._figures.get(axis)
        if figures is None:
            self.tabs.show(self.tab)
            self.table.show(AXIS_LABELS[axis], (), None, ("正在统计……",))
            self.wait_for_lines()
            self._work(self._count(axis), "figures")
            return
        lines = arranged(self._lines(figures), axis, self.sort, self._typed)
        found = f"{len(lines)}/{len(figures.groups)}" if self._typed else str(len(figures.groups))
        self._listed = f"{self._sort_words()} {found}类"
        clear = key_of("clear_filter")
        ways = ("任务表里没有任务。", f"按 {key_of('leave')} 返回，按 {clear} 清除筛选。")
        nothing = ways if self.desk.board.rows else self.desk.empty_hints()
        empty = (f"没有这样的名称，按 {clear} 清除查找",) if figures.groups else nothing
        self.table.show(AXIS_LABELS[axis], lines, figures.whole, empty)
        self.lines_stand()
        self._show_found()
        self._say_whole()

    def _show_found(self) -> None:
        """Say at the right of the tabs what is listed, and where the columns are that have no room."""
        more = "右箭头看其余的列  " if self.table.is_more else ""
        back = "左箭头看前面的列  " if self.table.is_before else ""
        hint = (Span(back + more, Tone.ACCENT),) if back or more else ()
        self.tabs.show(self.tab, (*hint, Span(self._listed, Tone.DIM)))

    def _turn(self, by: int) -> None:
        """Show the columns further right or left; where all have room, the next or the previous table."""
        if self.tab == _BURNDOWN or not self.table.is_paged:
            self._step(by)
            return
        self.table.turn(by)
        self._show_found()
        self._say_whole()

    def on_resize(self) -> None:
        """Say what has no room now."""
        if self.tab != _BURNDOWN and self._figures.get(self._axis):
            self.call_after_refresh(self._show_axis)

    def standing(self) -> Line:
        """Say where nobody can tell how long nothing was recorded."""
        figures = None if self.tab == _BURNDOWN else self._figures.get(self._axis)
        words = untold_count(figures.untold_tasks, figures.untold) if figures else ""
        return (Span(words, Tone.WARN),) if words else ()

    def _say_whole(self) -> None:
        """Say what the line under the cursor has no room for: the whole of its name, the last of its figures."""
        line = self.table.current
        words = "" if line is None else self._not_shown(line)
        # Other messages stay until there is something else to say.
        if words != self._said:
            self._said = words
            self.say(words)

    def _not_shown(self, line: Frequency) -> str:
        return "  ".join(filter(None, (line.name if self.table.cuts(line) else "", self.table.left_out(line))))

    def _sort_words(self) -> str:
        name, _ = ORDERS.get(self.sort.removeprefix("-"), ("", ""))
        return f"{name}倒序" if self.sort.startswith("-") else name

    async def _count(self, axis: str) -> None:
        rows = self.desk.board.visible
        found = await self.desk.back.read(partial(self.desk.port.figures, rows, axis))
        if rows is self.desk.board.visible:
            self._figures[axis] = found
            if axis == self._axis and self.tab != _BURNDOWN:
                self._show_axis()

    def _lines(self, figures: Figures) -> list[Frequency]:
        loaded = self.desk.loaded
        names = plan_names(loaded.plans) if loaded and figures.by == "plan" else {}
        # A plan is known by its short name, and by its id where commands are typed.
        return [
            Frequency(" ".join(dict.fromkeys((names.get(group.key, group.key), group.key))), group)
            for group in figures.groups
        ]

    def _open(self) -> None:
        if self.tab == _BURNDOWN:
            self._look_back()
            return
        line = self.table.current
        if line is None:
            return
        desk = self.desk
        term = group_filter(self._axis, line.group, desk.board.visible, desk.board.context)
        text = f"{desk.board.filter_text} {term}".strip()
        desk.way_back.open_from(self, lambda: drill(desk, desk.board.plan, text))

    def _back(self) -> None:
        if self._typed or self.find.has_class("-open"):
            self._find_everything()
        else:
            self.close()

    # Find and sort

    def _find(self) -> None:
        if self._is_table():
            self.find.start()

    def _clear_asked(self) -> None:
        if self._typed:
            self._find_everything()
        else:
            self.say("没有查找，列出的就是全部")

    def _find_everything(self) -> None:
        self.find.clear()
        self._find_changed(FindLine.Changed(""))

    @on(FindLine.Changed)
    def _find_changed(self, event: FindLine.Changed) -> None:
        if event.text != self._typed:
            self._typed = event.text
            if self.tab != _BURNDOWN:
                self._show_axis()

    @on(FindLine.Done)
    def _found(self) -> None:
        self.set_focus(self.table)
        if not self.find.input.value:
            self.find.clear()

    async def _choose_order(self) -> None:
        if not self._is_table():
            return
        current = self.sort.removeprefix("-")
        again = "现在为倒序，再选则正序" if self.sort.startswith("-") else "现在的顺序，再选则倒序"
        choices = [Choice(key, name, note=again if key == current else note) for key, (name, note) in ORDERS.items()]
        answer = await self.desk.back.ask(ChooseDialog("排序", [*choices, Choice("-", "原有顺序")]))
        if answer is not None:
            self.sort = "" if answer == "-" else f"-{answer}" if answer == self.sort else answer
            self._show_axis()

    def _reverse(self) -> None:
        if self._is_table():
            self.sort = self.sort.removeprefix("-") if self.sort.startswith("-") else f"-{self.sort}"
            self._show_axis()

    def _is_table(self) -> bool:
        if self.tab == _BURNDOWN:
            self.warn(f"燃尽图不能查找和排序；按 {key_of('axis_1')} 看统计表")
        return self.tab != _BURNDOWN

    async def _copy(self) -> None:
        if self.tab == _BURNDOWN:
            records = map(point_record, self.chart.points)
            rows = [[str(record[key]) for key in BURNDOWN_TITLES] for record in records]
            await copy_table(self.desk, f"燃尽图的 {len(rows)} 天", list(BURNDOWN_TITLES.values()), rows)
        elif self.table.whole is not None:
            titles, rows = table(self.table.label, self.table.lines, self.table.whole)
            await copy_table(self.desk, f"按{self.table.label}统计的 {len(rows) - 1} 行和合计", titles, rows)

    # The burndown

    @on(DaysCounted)
    def _days_counted(self, event: DaysCounted) -> None:
        self.days.heard(event)

    def _look_back(self) -> None:
        point = self.chart.current
        if point is None:
            return
        go_home(self.desk)
        if self.chart.cursor < len(self.chart.points) - 1:
            travel(self.desk, point.day.isoformat())

    def _work(self, work: Coroutine[Any, Any, None], group: str) -> None:
        self.run_worker(self._guarded(work), group=group, exit_on_error=False)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001  (the worker boundary: nothing may take the screen down)
            self.desk.back.show_failure(error)
