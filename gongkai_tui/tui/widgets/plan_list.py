"""The list of plans with their figures; the first item stands for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip


class PlanItem(NamedTuple):
    """One line of the list."""

    id: str
    """Empty for all plans."""
    name: str
    total: int
    """-1 where it is not known yet."""
    finished: int = 0
    """-1 where this and `overdue` are not known yet."""
    overdue: int = 0
    view: bool = False
    """A saved view; `id` is its name, `total` how many tasks it shows."""


_DIGITS = 9
"""How many views have a digit as their key."""
_NUMBER = 5
"""Cells of each figure."""


class PlanList(CursorList):
    """Shows plans; the chosen one carries a star."""

    header_lines = 1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items: Sequence[PlanItem] = ()
        self.chosen = ""
        self.chosen_view = False
        """Whether it is a view that is shown, not a plan."""
        self.numbers: dict[str, int] = {}
        """Digit of each of the first views."""
        self.words = ""
        """Shown while there is nothing to list."""

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.items)

    @property
    def current(self) -> PlanItem | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def show(self, items: Sequence[PlanItem], chosen: str, *, view: bool = False) -> None:
        """Take new figures; the cursor stays on its plan or view."""
        current = (self.current.id, self.current.view) if self.current else (chosen, view)
        self.items, self.chosen, self.chosen_view, self.words = items, chosen, view, "还没有计划"
        names = [item.id for item in items if item.view]
        self.numbers = {name: number for number, name in enumerate(names[:_DIGITS], 1)}
        self.cursor = next((n for n, item in enumerate(items) if (item.id, item.view) == current), 0)
        self.bring_on_screen()
        self.refresh()

    def header(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """The titles."""
        return self.paint(self._figures("计划", "总数", "完成", "逾期", cells), cells, "line--header")

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One plan."""
        item = self.items[place]
        if item.view:
            return self._view(item, cells, current=current)
        state = self.cursor_state if current else ""
        total = "" if item.total < 0 else str(item.total)
        finished, overdue = ("", "") if item.finished < 0 else (str(item.finished), str(item.overdue or "-"))
        spans = self._figures(clean(item.name), total, finished, overdue, cells)
        spans[0] = self._mark(item, current=current)
        if item.overdue:
            spans[-1] = Span(spans[-1].text, Tone.BAD)
        return self.paint(spans, cells, state)

    def _mark(self, item: PlanItem, *, current: bool) -> Span:
        chosen = (item.id, item.view) == (self.chosen, self.chosen_view)
        return Span((">" if current and self.has_focus else " ") + ("*" if chosen else " "), Tone.ACCENT)

    def _view(self, item: PlanItem, cells: int, *, current: bool) -> Strip:
        state = self.cursor_state if current else ""
        number = self.numbers.get(item.id)
        total = "" if item.total < 0 else str(item.total)
        spans = [
            self._mark(item, current=current),
            Span(f"{number or ' '} ", Tone.DIM),
            Span(fit(clean(item.name), max(cells - 4 - 3 * _NUMBER, 2))),
            # Under 总数: the other columns say nothing of a view.
            Span(fit(total, _NUMBER, "right"), Tone.ACCENT if item.total > 0 else Tone.DIM),
        ]
        return self.paint(spans, cells, state)

    @staticmethod
    def _figures(name: str, total: str, finished: str, overdue: str, cells: int) -> list[Span]:
        room = max(cells - 2 - 3 * _NUMBER, 4)
        return [
            Span("  "),
            Span(fit(name, room)),
            Span(fit(total, _NUMBER, "right")),
            Span(fit(finished, _NUMBER, "right"), Tone.GOOD),
            Span(fit(overdue, _NUMBER, "right"), Tone.DIM),
        ]

    def empty(self, y: int) -> str:
        """Say that there is no plan."""
        return f"  {self.words}" if y == 1 else ""
