"""The table of tasks: rows addressed by task id, so that filter, sort and reload keep the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.sorting import read_sort
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.column_widths import ColumnWidths
from gongkai_tui.tui.columns import columns_for, lay_out, requirement_of
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from textual import events
    from textual.strip import Strip

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.columns import Column

_CACHED_STRIPS = 2_000
_MARK_CELLS = 2


class Standing(NamedTuple):
    """A task that somebody is at, and how many lines below the first on screen."""

    row: TaskRow
    down: int


class TaskTable(CursorList):
    """Shows rows; knows nothing of where they come from."""

    header_lines = 1

    @dataclass
    class SortAsked(Message):
        """A column title was clicked."""

        field: str

    def __init__(self, day: date, marks: AbstractSet[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.day = day
        """Day against which flags are computed."""
        self.marks = marks
        """Ids of marked tasks, shared with the owner."""
        self.rows: Sequence[TaskRow] = ()
        self.gone: TaskRow | None = None
        """The task that was under the cursor and is no more: the cursor is on none until it is moved."""
        self.unread = 0
        """How many tasks are still being read behind these first ones."""
        self.alike: Mapping[str, AbstractSet[str]] = {}
        """Headings that say too little in some plans: there the requirement stands in the table instead."""
        self.widths = ColumnWidths((), day)
        """What the columns need; measured over more rows than are shown, so that no filter moves them."""
        self.sort = ""
        self.chosen: tuple[str, ...] = ()
        """Names of the columns to show; empty for the usual ones."""
        self.one_plan = False
        """Whether all rows are of one plan, so that the number alone names a task."""
        self.hints: tuple[str, ...] = ()
        """What to do when there is nothing to show."""
        self._stood: Standing | None = None
        """Where the person last put the cursor, before other rows were shown."""
        self._strips: dict[tuple[str, bool, bool, bool], Strip] = {}
        self._layout: list[tuple[Column, int]] = []
        self._layout_key: tuple[object, ...] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def current(self) -> TaskRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) and self.gone is None else None

    def show(
        self,
        rows: Sequence[TaskRow],
        *,
        sort: str = "",
        one_plan: bool = False,
        to_top: bool = False,
        stays: bool = False,
    ) -> None:
        """Take new rows: the cursor goes to the task where the person left it, else stays on its own.

        With `stays` it keeps to its own. Where that is not shown it stays at its place, or goes to the top.
        """
        here = self.current or self.gone
        offset = self.cursor - self.top
        own = Standing(here, offset) if here is not None else None
        self._stood = self._stood or own
        self.rows, self.sort, self.one_plan = rows, sort, one_plan
        self._strips.clear()
        found = self._first_shown([own or self._stood] if stays else [self._stood, own])
        if found is not None or to_top:
            self.gone = None
        self.cursor, offset = found or (0 if to_top else min(self.cursor, max(len(rows) - 1, 0)), offset)
        self.top = max(self.cursor - offset, 0)
        self.bring_on_screen()
        self.refresh()
        self.tell_moved()

    def stand_here(self) -> None:
        """What the person does is about the task under the cursor: this is where they are."""
        self._stood = None

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor; how far down it stands is another then."""
        super().scroll_lines(lines)
        if self._stood is not None and self.current is not None and self._stood.row.id == self.current.id:
            self.stand_here()

    @property
    def standing(self) -> Standing | None:
        """Where the person is, shown or not."""
        here = self.current
        return self._stood or (Standing(here, self.cursor - self.top) if here is not None else None)

    def stand_at(self, standing: Standing | None) -> None:
        """Put the cursor back where the person was, as far as that is shown."""
        found = self._first_shown([standing])
        if found is not None:
            self.cursor, offset = found
            self._stood, self.gone = None, None
            self.top = max(self.cursor - offset, 0)
            self.bring_on_screen()
            self.refresh()
            self.tell_moved()

    def _first_shown(self, wanted: Iterable[Standing | None]) -> tuple[int, int] | None:
        for row, offset in filter(None, wanted):
            place = self._place_of(row)
            if place is not None:
                return place, offset
        return None

    def go_to(self, task_id: str) -> bool:
        """Put the cursor on a task; False when it is not shown."""
        for place, row in enumerate(self.rows):
            if row.id == task_id:
                self.move_to(place)
                return True
        return False

    def move_to(self, place: int) -> None:
        """Put the cursor on a row and bring it on screen."""
        self.stand_here()
        if self.gone is None:
            super().move_to(place)
            return
        self.gone = None
        self.cursor = max(0, min(place, self.count - 1))
        self.bring_on_screen()
        self.refresh()
        self.tell_moved()

    def action_move(self, move: str) -> None:
        """Move the cursor; below a task that is gone comes the one that stands in its place."""
        if self.gone is not None and move == "down":
            self.move_to(self.cursor)
        else:
            super().action_move(move)

    def _place_of(self, wanted: TaskRow) -> int | None:
        if self.cursor < len(self.rows) and self.rows[self.cursor].id == wanted.id:
            return self.cursor
        return next((place for place, row in enumerate(self.rows) if row.id == wanted.id), None)

    def columns(self, cells: int) -> list[tuple[Column, int]]:
        """The columns at a width, with their widths."""
        key = (cells, self.one_plan, self.widths, self.chosen, self.sort)
        if key != self._layout_key:
            self._layout_key = key
            columns = columns_for(one_plan=self.one_plan, chosen=self.chosen)
            self._layout = lay_out(columns, cells - _MARK_CELLS, self._needs)
            self._strips.clear()
        return self._layout

    def _needs(self, column: Column) -> int:
        sorted_by = {name for name, _ in read_sort(self.sort)}
        # The mark of the order stands behind the title.
        return max(self.widths.of(column), width(column.title) + (column.field in sorted_by))

    def header(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """The titles; the sorted one carries ^ or v."""
        order = dict(read_sort(self.sort))
        spans = [Span(" ")]
        for column, size in self.columns(cells):
            arrow = {None: "", False: "^", True: "v"}[order.get(column.field)]
            spans.append(Span(" " + fit(column.title + arrow, size, "right" if column.right else "left")))
        return self.paint(spans, cells, "line--header")

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One row, from the cache when it was drawn before."""
        row = self.rows[place]
        current = current and self.gone is None
        layout = self.columns(cells)
        marked = row.id in self.marks
        key = (row.id, current, marked, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _CACHED_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._draw(row, layout, cells, current=current, marked=marked)
        return strip

    def _draw(
        self, row: TaskRow, layout: list[tuple[Column, int]], cells: int, *, current: bool, marked: bool
    ) -> Strip:
        spans = [Span((">" if current else " "), Tone.ACCENT), Span("*" if marked else " ", Tone.WARN)]
        for column, size in layout:
            text, tone = column.text(row, self.day, size)
            if column.field == "heading" and row.plan in self.alike.get(row.heading, ()):
                text = requirement_of(row)
            spans.append(Span(fit(text, size, "right" if column.right else "left") + " ", tone))
        state = "line--marked" if marked else ""
        return self.paint(spans, cells, self.cursor_state if current else state)

    def empty(self, y: int) -> str:
        """What to do when nothing is shown."""
        return "  " + self.hints[y - 1] if 0 < y <= len(self.hints) else ""

    def redraw(self) -> None:
        """Draw every line again, after marks or the theme changed."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget strips in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Sort by the title under the pointer; a click on a row is the base's."""
        if event.y >= self.header_lines:
            return
        event.prevent_default()
        right = _MARK_CELLS
        for column, size in self.columns(self.size.width - 1):
            right += size + 1
            if event.x < right:
                if column.field:
                    self.post_message(self.SortAsked(column.field))
                return

    @property
    def sort_words(self) -> str:
        """The order in words."""
        parts = read_sort(self.sort)
        return "、".join(label(name) + ("倒序" if down else "") for name, down in parts)

    def status_words(self) -> str:
        """Where the cursor is, such as 12/209."""
        return f"{min(self.cursor + 1, self.count)}/{self.count + self.unread}"
