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
    finished: int
    overdue: int


_NUMBER = 5
"""Cells of each figure."""


class PlanList(CursorList):
    """Shows plans; the chosen one carries a star."""

    header_lines = 1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items: Sequence[PlanItem] = ()
        self.chosen = ""
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

    def show(self, items: Sequence[PlanItem], chosen: str) -> None:
        """Take new figures; the cursor stays on its plan."""
        current = self.current.id if self.current else chosen
        self.items, self.chosen, self.words = items, chosen, "还没有计划"
        self.cursor = next((n for n, item in enumerate(items) if item.id == current), 0)
        self.bring_on_screen()
        self.refresh()

    def header(self, y: int, cells: int) -> Strip:  # noqa: ARG002
        """The titles."""
        return self.paint(self._figures("计划", "总数", "完成", "逾期", cells), cells, "line--header")

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One plan."""
        item = self.items[place]
        state = ("line--cursor" if self.has_focus else "line--cursor-idle") if current else ""
        spans = self._figures(clean(item.name), str(item.total), str(item.finished), str(item.overdue or "-"), cells)
        mark = (">" if current and self.has_focus else " ") + ("*" if item.id == self.chosen else " ")
        spans[0] = Span(mark, Tone.ACCENT)
        if item.overdue:
            spans[-1] = Span(spans[-1].text, Tone.BAD)
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
