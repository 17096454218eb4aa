"""The grid of units and tasks of one plan: who is where, who is late, who has fallen silent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.flags import untold_by_plan
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.grid_text import MARKS_LEGEND, STATES_LEGEND, STATUS_CHARS, SUMS_LEGEND
from gongkai_tui.reporting.untold_text import untold_count
from gongkai_tui.tui.actions import Where, key_of
from gongkai_tui.tui.columns import status_tone
from gongkai_tui.tui.commands import grid as deeds
from gongkai_tui.tui.first_steps import first_steps
from gongkai_tui.tui.grid_board import GridBoard
from gongkai_tui.tui.grid_words import words_at
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.screens.desk import LaidOver
from gongkai_tui.tui.widgets.line_input import LineInput
from gongkai_tui.tui.widgets.matrix import HEAD, Matrix
from gongkai_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from textual.app import ComposeResult
    from textual.events import Resize

    from gongkai_tui.tui.screens.desk import Own
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.grid import UnitGrid

_LEFT_TO_MATRIX = frozenset({"next_pane", "previous_pane", "history"})
"""Actions of the main screen whose keys move the cursor here."""
_ON_LINES = frozenset({"open", "status", "copy", "sort", "members", "sections"})
"""What has nothing to do where there are no lines."""
_ONE_LINE_LEGEND = 124
"""Columns from which states and marks are explained on one line."""


class UnitInput(LineInput):
    """Narrows the units while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "取消", show=False),
        Binding("down", "submit", "到表格", show=False),
    ]

    def action_give_up(self) -> None:
        """Show all units again."""
        self.value = ""
        self.post_message(Input.Submitted(self, ""))


class GridScreen(LaidOver):
    """Shows the plan and the filter of the main screen, and steps through the plans."""

    AUTO_FOCUS = "#matrix"

    def __init__(self, desk: TasksScreen) -> None:
        super().__init__(desk)
        self.board = GridBoard()
        self.matrix = Matrix(id="matrix")
        self.found: UnitGrid | None = None
        self.plan = desk.board.plan
        """Id of the plan to show; empty for the newest."""
        self._asked = 0
        self._untold = ""
        self._input = UnitInput(placeholder="单位名称或拼音首字母", id="unit-input")
        self._who, self._how = StatusLine(id="grid-who"), StatusLine(id="grid-how")
        self._states, self._marks = StatusLine(id="grid-states"), StatusLine(id="grid-marks")

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield self.title_line
        prompt = StatusLine(id="unit-prompt")
        prompt.show((Span("单位>", Tone.ACCENT),))
        with Horizontal(id="unit-line"):
            yield prompt
            yield self._input
        yield self.matrix
        yield self._who
        yield self._how
        yield self._states
        yield self._marks
        yield self.message_line
        yield self.key_bar

    def on_mount(self) -> None:
        """Read what the main screen shows."""
        self.show_title()
        self._show_legend()
        self.matrix.hints = ("正在读取……",)
        self.wait_for_lines()
        self.read()

    def on_resize(self, event: Resize) -> None:
        """Explain on one line where there is room."""
        self._marks.display = event.size.width < _ONE_LINE_LEGEND
        self._show_legend()

    @property
    def where(self) -> Where:
        """This screen."""
        return Where.GRID

    def own_actions(self) -> Own:
        """What keys do here."""
        on_lines: Own = {
            "open": partial(deeds.open_place, self),
            "status": partial(deeds.change_status, self),
            "copy": partial(deeds.copy, self),
            "sort": self._sort,
            "members": self._toggle_members,
            "sections": self._toggle_sections,
            "filter": self._start_narrowing,
        }
        return {
            **on_lines,
            **dict.fromkeys(self._without_lines & on_lines.keys(), self._tell_of_no_lines),
            "clear_filter": partial(deeds.clear, self),
            "back": partial(deeds.back, self),
            "next_plan": partial(deeds.step_plan, self, 1),
            "previous_plan": partial(deeds.step_plan, self, -1),
        }

    @property
    def _without_lines(self) -> AbstractSet[str]:
        """What has nothing to do where there are no lines; other words may find some."""
        if self.board.lines:
            return frozenset()
        return _ON_LINES if self.board.word else _ON_LINES | {"filter"}

    def _tell_of_no_lines(self) -> None:
        self.refuse(self.matrix.hints[0])

    def idle_actions(self) -> AbstractSet[str]:
        """What has nothing to do: without lines, without another plan, for who works here."""
        desk, found = self.desk, self.found
        if found is None or desk.loaded is None:
            return frozenset()
        idle = set(self._without_lines)
        if len(desk.loaded.plans) < 2:  # noqa: PLR2004  (this one and another)
            idle |= {"next_plan", "previous_plan"}
        actor = desk.back.actor
        if actor is not None and found.plan is not None and not actor.may_enter_for(found.plan.jurisdiction):
            idle.add("status")
        return idle

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave left, right and h to the cells."""
        if action == "do" and not _LEFT_TO_MATRIX.isdisjoint(str(parameters[0]).split("|")):
            return False
        return super().check_action(action, parameters)

    # Reading

    def data_changed(self) -> None:
        """Read again."""
        self.show_title()
        self.read()

    def read(self) -> None:
        """Read the plan, in a worker; what comes after a newer request is dropped."""
        self._asked += 1
        self.desk.back.look_up(self._read(self._asked), "grid")

    async def _read(self, number: int) -> None:
        desk = self.desk
        error = ""
        found: UnitGrid | None = None
        try:
            found = await desk.back.read(partial(desk.port.unit_grid, self.plan, desk.board.filter_text))
        except GongkaiError as problem:
            error = str(problem)
        if number != self._asked or not self.is_attached:
            return
        self.lines_stand()
        first, self.found = self.found is None, found
        self._untold = untold_count(untold_by_plan(found.grid.columns), found.untold) if found else ""
        self.show_standing()
        ways_out = f"{_other_plans()}，按 {key_of('leave')} 返回"
        self.matrix.hints = (clean(error), ways_out) if error else self._empty_hints()
        key = self.board.key_of(self.matrix.row, self.matrix.column)
        self.board.load(found.grid if found else None)
        if not first:
            self.show_board(key)
            return
        self.show_board(at=(0, 0))
        if found is not None and found.plan is not None and not found.chosen:
            self.say(f"没有选计划，这是最新的一份：{found.plan.title}；按 {key_of('next_plan')} 看下一份")

    def _empty_hints(self) -> tuple[str, ...]:
        found, clear = self.found, key_of("clear_filter")
        if found is None or found.plan is None:
            return first_steps("还没有计划。")
        if not found.grid.columns:
            why = f"没有任务符合“{clean(found.filter_text)}”。" if found.filter_text else "没有任务。"
            ways_out = f"{_other_plans()}，按 {clear} 清除筛选，按 {key_of('leave')} 返回。"
            return (f"{clean(found.plan.title)}：{why}", ways_out)
        return ("没有单位的名称或首字母是这样的。", f"按 {clear} 显示全部单位。")

    # Showing

    def show_board(
        self, key: tuple[tuple[str, str], str] | None = None, *, at: tuple[int | None, int | None] = (None, None)
    ) -> None:
        """Show the board after it changed; the cursor goes to what `key` names, or to the place `at`."""
        row, column = self.board.place_of(key) if key else at
        self.matrix.show(self.board.sheet, row=row, column=column)
        self.show_keys()
        self.show_title()
        self.show_words()

    def show_title(self) -> None:
        """Say which plan this is, and what of it is shown."""
        spans = [Span("单位任务表", Tone.TITLE)]
        found = self.found
        if found is not None and found.plan is not None:
            newest = "" if found.chosen else "（最新）"
            spans.append(Span(f"  {clean(short_name(found.plan))}{newest}"))
            spans.append(Span(f"  {len(found.grid.lines)} 个单位 {len(found.grid.columns)} 项", Tone.DIM))
            if found.filter_text:
                spans.append(Span(f"  筛选 {clean(found.filter_text)}", Tone.WARN))
            if self.board.word:
                spans.append(Span(f"  单位 {clean(self.board.word)}", Tone.WARN))
        self.show_title_words(spans)

    def standing(self) -> Line:
        """Say where nobody can tell how long a unit has been silent."""
        return (Span(self._untold, Tone.WARN),) if self._untold else ()

    def _show_legend(self) -> None:
        marks = SUMS_LEGEND if self.board.by_section else MARKS_LEGEND
        states: Line = () if self.board.by_section else _states()
        dim = Span(f"{marks} ~成员未定", Tone.DIM)
        if self._marks.display:
            self._states.show(states or (dim,))
            self._marks.show((dim,) if states else ())
        else:
            self._states.show((*states, Span("  "), dim) if states else (dim,))

    @on(Matrix.Moved)
    def show_words(self) -> None:
        """Say what is under the cursor."""
        who, how = words_at(self.board, self.matrix.row, self.matrix.column)
        self._who.show(who, (Span(self.matrix.place_words, Tone.DIM),) if self.matrix.rows else ())
        self._how.show(how)

    @on(Matrix.Chosen)
    def _chosen(self) -> None:
        deeds.open_place(self)

    # Keys of this screen alone

    def _sort(self) -> None:
        key = self.board.key_of(self.matrix.row, self.matrix.column)
        name = self.board.next_order()
        self.show_board(key)
        self.say(f"单位按{name}排列")

    def _toggle_members(self) -> None:
        row = self.matrix.row
        name = self.board.lines[row].group if row != HEAD else ""
        key = self.board.key_of(row, self.matrix.column)
        if not self.board.toggle_members(row):
            self.warn("这一行没有成员可展开；在标题行按 + 展开或收起全部")
            return
        self.show_board((("", name), key[1]) if name else key)

    def _toggle_sections(self) -> None:
        key = self.board.key_of(self.matrix.row, self.matrix.column)
        self.board.by_section = not self.board.by_section
        self.matrix.left = 0
        self.show_board((key[0], ""))
        self.matrix.move_to(self.matrix.row, 0)
        self._show_legend()
        self.say("每列一章" if self.board.by_section else "每列一项任务")

    def _start_narrowing(self) -> None:
        self.query_one("#unit-line").display = True
        self.set_focus(self._input)

    @on(Input.Changed, "#unit-input")
    def _narrow(self, event: Input.Changed) -> None:
        self.narrow(event.value)

    def narrow(self, word: str) -> None:
        """Show only the units whose names or initials hold a word."""
        key = self.board.key_of(self.matrix.row, self.matrix.column)
        self.board.word = word.strip()
        self.board.arrange()
        self.show_board(key)

    @on(Input.Submitted, "#unit-input")
    def _narrowed(self) -> None:
        self.query_one("#unit-line").display = bool(self._input.value)
        self.set_focus(self.matrix)

    def show_all_units(self) -> None:
        """Take the narrowing away."""
        self._input.value = ""
        self.query_one("#unit-line").display = False
        self.narrow("")


def _other_plans() -> str:
    return f"按 {key_of('previous_plan')} 或 {key_of('next_plan')} 看别的计划"


def _states() -> Line:
    """The states, the character that stands for each in its colour."""
    spans: list[Span] = []
    for status, words in zip(STATUS_CHARS, STATES_LEGEND.split(), strict=True):
        before, char, after = words.partition(STATUS_CHARS[status])
        spans += [Span(before, Tone.DIM), Span(char, status_tone(status)), Span(f"{after} ", Tone.DIM)]
    return tuple(spans)
