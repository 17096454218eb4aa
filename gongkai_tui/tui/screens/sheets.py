"""The 清单: what has to be handled one by one, a sheet for each kind, all with the same keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.actions import Where, by_id, key_of
from gongkai_tui.tui.commands import sheets as doing
from gongkai_tui.tui.first_steps import first_steps
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.screens.desk import LaidOver
from gongkai_tui.tui.screens.panes import TALL, WIDE
from gongkai_tui.tui.screens.plan_items import ALL, plan_names
from gongkai_tui.tui.screens.sheet_lines import SheetLines
from gongkai_tui.tui.sheets import SHEETS
from gongkai_tui.tui.sheets.sheet import Closed
from gongkai_tui.tui.widgets.find_line import FindLine
from gongkai_tui.tui.widgets.sheet_table import SheetTable
from gongkai_tui.tui.widgets.tab_strip import TabStrip
from gongkai_tui.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from textual.app import ComposeResult
    from textual.events import Resize

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.desk import Own
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.sheets.sheet import Page, Sheet, SheetLine

_FIRST_KEYS = ("help", "handle", "add_line", "copy", "detail", "next_sheet", "later_plan", "filter", "undo", "palette")
"""What the sheets are for: there is room for ten keys on a small screen."""
_OTHER_SHEETS = frozenset({"next_sheet", "previous_sheet", "later_plan", "earlier_plan"}) | {
    f"sheet_{number}" for number in range(1, len(SHEETS) + 1)
}
"""What leads on from a sheet that is not read yet."""
_ON_LINES = frozenset({"handle", "copy", "open", "mark", "sort", "filter"})
"""What has nothing to do where there are no lines."""


class SheetsScreen(LaidOver):
    """Tabs above, the lines of one sheet, and the whole of the one under the cursor beside or below."""

    AUTO_FOCUS = "#sheet"
    first_keys = _FIRST_KEYS
    before_lines = _OTHER_SHEETS

    def __init__(self, desk: TasksScreen) -> None:
        super().__init__(desk)
        keys = [by_id(f"sheet_{number}").shown.rpartition(" ")[2] for number in range(1, len(SHEETS) + 1)]
        self.tabs = TabStrip([sheet.name for sheet in SHEETS], keys, id="tabs")
        self.find = FindLine(id="find")
        self.table = SheetTable(id="sheet")
        self.table.follower = self.follow
        self.detail = TextPane(id="sheet-detail")
        self.place = 0
        """Which sheet is shown."""
        self.plan_id = desk.board.plan
        """Plan that the sheet is of; empty for all."""
        self.lines = SheetLines()
        self.closed = Closed()
        """What this person's keys do not do to the lines that are shown."""
        self._introduced = False
        self._asked = 0

    @property
    def sheet(self) -> Sheet:
        """The sheet that is shown."""
        return SHEETS[self.place]

    def compose(self) -> ComposeResult:
        """Build the screen."""
        self.detail.display = self.app.size.width >= WIDE or self.app.size.height >= TALL
        yield self.title_line
        yield self.tabs
        yield self.find
        with Container(id="sheet-panes", classes="-side-right" if self.app.size.width >= WIDE else ""):
            yield self.table
            yield self.detail
        yield self.message_line
        yield self.key_bar

    @property
    def where(self) -> Where:
        """This screen."""
        return Where.SHEETS

    def own_actions(self) -> Own:
        """What the keys do here."""
        return {
            "filter": self.find.start,
            "clear_filter": self._clear_asked,
            "sort": partial(doing.choose_order, self),
            "reverse": partial(self._arrange, reverse=True),
            "mark": self._mark,
            "mark_all": self._mark_all,
            "invert": self._invert,
            "unmark": self._unmark_asked,
            "handle": partial(doing.handle, self),
            "add_line": partial(doing.add, self),
            "copy": partial(doing.copy, self),
            "open": partial(doing.open_tasks, self),
            "detail": self._toggle_detail,
            "next_sheet": partial(self.step_sheet, 1),
            "previous_sheet": partial(self.step_sheet, -1),
            "later_plan": partial(self._step_plan, 1),
            "earlier_plan": partial(self._step_plan, -1),
            "next_pane": self._other_pane,
            "previous_pane": self._other_pane,
            "back": self._back,
            **{f"sheet_{number}": partial(self.choose_sheet, number - 1) for number in range(1, len(SHEETS) + 1)},
        }

    def idle_actions(self) -> AbstractSet[str]:
        """What has nothing to do: on a sheet without lines, for who works here, on the line, on an older day."""
        sheet, past, page = self.sheet, self.desk.port.moment, self.lines.page
        # Nothing is taken away before it is known: keys that come and go while a sheet is read are a flicker.
        is_empty = page is not None and not page.lines
        chosen = self.chosen
        is_closed = bool(chosen) and all(line.key in self.closed.lines for line in chosen)
        idle = set(_ON_LINES) if is_empty else set()
        if past or not sheet.handles or is_closed:
            idle.add("handle")
        if past or not sheet.adds or self.closed.adds:
            idle.add("add_line")
        if len(self._scopes()) < 2:  # noqa: PLR2004  (this one and another)
            idle.add("later_plan")
        return idle

    def on_mount(self) -> None:
        """Read the first sheet."""
        self._introduce()

    def on_resize(self, event: Resize) -> None:
        """Put the detail beside or below."""
        self.query("#sheet-panes").set_class(event.size.width >= WIDE, "-side-right")

    def data_changed(self) -> None:
        """Read again; the cursor stays on its line."""
        self.show_keys()
        self.read_sheet(keep=True)

    # Which sheet of which plan

    @property
    def plans(self) -> Sequence[Plan]:
        """All plans, in the order of the main screen."""
        return [found.plan for found in self.desk.loaded.plans] if self.desk.loaded else []

    @property
    def plan(self) -> Plan | None:
        """The plan that the sheet is of."""
        plans = self.plans
        chosen = next((plan for plan in plans if plan.id == self.plan_id), None)
        if chosen is None and self.sheet.needs_plan:
            return self.sheet.first_plan(plans)
        return chosen

    def choose_sheet(self, place: int) -> None:
        """Show another sheet."""
        if place != self.place:
            self.place = place
            self.table.marks.clear()
            self.find.clear()
            self.lines = SheetLines()
            self._introduce()
        elif self.lines.page is not None:
            self.say(f"已在“{self.sheet.name}”  {self._keys_in_words()}".rstrip())

    def _introduce(self) -> None:
        """Begin a sheet: its keys, what they do here, and its lines."""
        self.closed = Closed()
        self._introduced = False
        self.show_keys()
        self.say("")
        self.read_sheet()

    def lasting(self) -> Sequence[Span]:
        """What the keys of the sheet do, unless there is something to warn of."""
        return super().lasting() or ((Span(self._keys_in_words()),) if self._introduced else ())

    def _keys_in_words(self) -> str:
        """What the keys of the sheet do for who works here."""
        sheet, idle = self.sheet, self.idle_actions()
        if any(line.key not in self.closed.lines for line in self.lines.all) and not self.desk.port.moment:
            # Not on the line under the cursor, it may be, but on another one.
            idle -= {"handle"}
        does = (("handle", sheet.handles), ("add_line", sheet.adds), ("copy", sheet.copies), ("open", sheet.opens))
        told = ((by_id(action), words) for action, words in does if words and action not in idle)
        return "  ".join(f"{action.short} {words}" for action, words in told)

    def step_sheet(self, step: int) -> None:
        """Show the next sheet, round and round."""
        self.choose_sheet((self.place + step) % len(SHEETS))

    def _scopes(self) -> Sequence[str]:
        """Ids of the plans that the sheet may be of; an empty one for all."""
        return ([] if self.sheet.needs_plan else [""]) + [plan.id for plan in self.plans]

    def _step_plan(self, step: int) -> None:
        ids = self._scopes()
        if not ids:
            self.warn("还没有计划")
            return
        place = ids.index(self.scope) if self.scope in ids else 0
        self.plan_id = ids[(place + step) % len(ids)]
        self.table.marks.clear()
        self.read_sheet()

    # Reading

    def read_sheet(self, *, keep: bool = False) -> None:
        """Read the sheet; without `keep` the cursor goes to the top."""
        self._asked += 1
        if not keep:
            self.table.measure(self.sheet.columns, ())
            self.table.show((), ("正在读取……",))
            self.detail.show(lambda _cells: ())
            self.wait_for_lines()
        self._show_words(())
        self.desk.back.look_up(self._read(self._asked, self.sheet, self.plan), "sheets")

    async def _read(self, asked: int, sheet: Sheet, plan: Plan | None) -> None:
        try:
            page, closed = await self.desk.back.read(partial(_read_for, self.desk.port, sheet, plan))
        except GongkaiError as error:
            if asked == self._asked and self.is_attached:
                self.table.show((), tuple(clean(str(error), keep_newlines=True).splitlines()))
                self.warn(str(error))
                self.lines_stand()
            return
        if asked == self._asked and self.is_attached:
            self._show(page, closed)
            self.lines_stand()

    def _show(self, page: Page, closed: Closed) -> None:
        kept = self.table.current.key if self.table.current else ""
        self.lines.page, self.closed = page, closed
        self.table.marks &= {line.key for line in page.lines}
        self.table.measure(self.sheet.columns, page.lines)
        self.table.show(self.lines.shown, self._empty_words(), keep=kept)
        self._show_words(page.said)
        if not self._introduced:
            self._introduced = True
            self.forget_message()
        if page.problems:
            self.warn(f"有 {len(page.problems)} 个文件读不了，按 {key_of('problems')} 查看：{page.problems[0]}")
        self.follow()

    def _empty_words(self) -> tuple[str, ...]:
        if self.lines.all:
            return ("没有符合的行。", f"按 {key_of('clear_filter')} 清除查找。")
        if self.sheet.needs_plan and self.desk.loaded and not self.plans:
            return first_steps("还没有计划。")
        words = self.lines.page.empty if self.lines.page else ()
        return words[:1] if self.closed.adds else words

    def _show_words(self, said: Sequence[Span]) -> None:
        plan = self.plan
        names = plan_names(self.desk.loaded.plans) if self.desk.loaded else {}
        name = names.get(plan.id, plan.id) if plan else ALL
        self.show_title_words((Span("清单", Tone.TITLE), Span(f"  {clean(name)}"), Span("  "), *said))
        shown, marked = len(self.table.lines), len(self.table.marks)
        counts = [Span(f"{shown}/{len(self.lines.all)}", Tone.ACCENT)]
        if marked:
            counts.append(Span(f" 已选 {marked}", Tone.WARN))
        self.tabs.show(self.place, (*counts, Span(" ")))

    def follow(self) -> None:
        """Show the whole of the line under the cursor, and the keys that do something to it."""
        self.show_keys()
        if self.detail.display:
            line = self.table.current
            self.detail.show(line.detail if line else lambda _cells: ())

    # Finding, order, marks

    @on(FindLine.Changed)
    def _find_changed(self, event: FindLine.Changed) -> None:
        self.lines.word = event.text
        self._arrange()

    @on(FindLine.Done)
    def _found(self) -> None:
        self.set_focus(self.table)
        if not self.find.input.value:
            self.find.clear()

    def _clear_asked(self) -> None:
        if self.lines.word:
            self._clear_find()
        else:
            self.say("没有查找，列出的就是全部")

    def _clear_find(self) -> None:
        self.find.clear()
        self.lines.word = ""
        self._arrange()

    def _arrange(self, *, reverse: bool = False) -> None:
        if reverse:
            self.lines.backwards = not self.lines.backwards
        kept = self.table.current.key if self.table.current else ""
        self.table.show(self.lines.shown, self._empty_words(), keep=kept)
        self._show_words(self.lines.said)
        self.follow()

    def sort_by(self, column: int | None) -> None:
        """Put the lines in the order of a column, or back in their own."""
        self.lines.backwards = not self.lines.backwards if column is not None and column == self.lines.column else False
        self.lines.column = column
        self._arrange()

    @property
    def chosen(self) -> list[SheetLine]:
        """The marked lines, else the one under the cursor."""
        if self.table.marks:
            return [line for line in self.lines.all if line.key in self.table.marks]
        return [self.table.current] if self.table.current else []

    @property
    def scope(self) -> str:
        """Id of the plan that the sheet is of; empty for all."""
        return self.plan.id if self.plan else ""

    @property
    def hidden_marks(self) -> int:
        """Marked lines that the word that is looked for hides."""
        return len(self.table.marks - {line.key for line in self.table.lines})

    def _mark(self) -> None:
        line = self.table.current
        if line is not None:
            self.table.marks ^= {line.key}
            self.table.refresh()
            self.table.action_move("down")
            self._marked()

    def _mark_all(self) -> None:
        self.table.marks |= {line.key for line in self.table.lines}
        self._marked()

    def _invert(self) -> None:
        self.table.marks ^= {line.key for line in self.table.lines}
        self._marked()

    def _unmark_asked(self) -> None:
        self.say(f"已取消 {len(self.table.marks)} 行标记" if self.table.marks else "没有标记")
        self.unmark()

    def unmark(self) -> None:
        """Take all marks away."""
        self.table.marks.clear()
        self._marked()

    def _marked(self) -> None:
        self.show_keys()
        self.table.refresh()
        self._show_words(self.lines.said)

    # Panes

    def _toggle_detail(self) -> None:
        self.detail.display = not self.detail.display
        if not self.detail.display:
            self.set_focus(self.table)
        self.follow()

    def show_detail(self) -> None:
        """Show the whole of the line and go there."""
        self.detail.display = True
        self.follow()
        self.set_focus(self.detail)

    def _other_pane(self) -> None:
        if not self.detail.display:
            self.say(f"这一行的全文已收起，按 {key_of('detail')} 显示")
        self.set_focus(self.detail if self.focused is self.table and self.detail.display else self.table)

    def _back(self) -> None:
        if self.focused is not self.table:
            self.set_focus(self.table)
        elif self.table.marks:
            self.unmark()
        elif self.find.input.value:
            self._clear_find()
        else:
            self.close()

    @on(TabStrip.Clicked)
    def _tab_clicked(self, event: TabStrip.Clicked) -> None:
        self.choose_sheet(event.place)


def _read_for(port: Port, sheet: Sheet, plan: Plan | None) -> tuple[Page, Closed]:
    """A page, and what the person who looks at it does nothing to."""
    page = sheet.read(port, plan)
    return page, Closed() if port.moment else sheet.closed(port, plan, page.lines)
