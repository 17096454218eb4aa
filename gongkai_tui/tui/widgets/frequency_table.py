"""A frequency table: one value a line, with its share of all tasks as a bar that needs no colour."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import CUT, cut, fit, width
from gongkai_tui.tui.frequencies import COLUMNS, SHARE, SHARE_CELLS, share_bar
from gongkai_tui.tui.lines import Span, Tone, width_of
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.strip import Strip

    from gongkai_tui.domain.summary import Summary
    from gongkai_tui.tui.frequencies import FigureColumn, Frequency

_MARK_CELLS = 2
_SIGN_CELLS = 2
"""At the right of the titles, for the sign that there is more."""
_LEAST_NAME = 16
_WANTED_NAME = 26
"""Cells that the longest name gets before the last of the figures and the length of the bar."""
_SHORT_BAR = 6
"""Cells of the bar where names need the room."""
_LEAST_HEAD = 6
"""Cells of a name that are left in front of a bracket."""
_LEAST_PLACE = 4
"""Characters that are left of what stands in brackets, such as 天桥区）."""
_MOST_NAME = 44
_ROOMY = 120
"""Cells from which titles are written in full and the bar is longer."""


class FrequencyTable(CursorList):
    """Shows lines; the header holds the titles and all tasks together."""

    header_lines = 2

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines: Sequence[Frequency] = ()
        self.whole: Summary | None = None
        self.label = ""
        """What the lines are."""
        self._longest = 0
        """Cells of the longest name."""
        self._page = 0
        """Which of the pages of columns is shown."""
        self.words: Sequence[str] = ()
        """Shown while there is nothing to list."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @property
    def current(self) -> Frequency | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    def show(self, label: str, lines: Sequence[Frequency], whole: Summary | None, words: Sequence[str] = ()) -> None:
        """Take other lines; the cursor stays on its value, or goes to the first."""
        key = self.current.group.key if self.current and label == self.label else None
        self.label, self.lines, self.whole, self.words = label, lines, whole, words
        self._longest = max((width(clean(line.name)) for line in lines), default=0)
        self.cursor = next((place for place, line in enumerate(lines) if line.group.key == key), 0)
        self.bring_on_screen()
        self.refresh()

    def header(self, y: int, cells: int) -> Strip:
        """The titles, then all tasks together."""
        if y == 0:
            layout = self._layout(cells)
            titles = {column: column.title if cells >= _ROOMY else column.short for column, _ in layout.columns}
            back = "<" if self.is_before else ""
            spans = layout.line(back, self.label, fit("占比", layout.bar), lambda column: Span(titles[column]))
            if self.is_more:
                taken = width_of(spans)
                spans.append(Span(fit(">", max(cells - taken, 0), "right"), Tone.ACCENT))
            return self.paint(spans, cells, "line--header")
        return self.paint(self._figures("", "合计", self.whole, cells) if self.whole else (), cells)

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One value."""
        line = self.lines[place]
        spans = self._figures(">" if current else "", line.name, line.group.summary, cells)
        state = self.cursor_state if current else ""
        return self.paint(spans, cells, state)

    def _figures(self, mark: str, name: str, figures: Summary, cells: int) -> list[Span]:
        layout = self._layout(cells)
        whole = self.whole.total if self.whole else 0

        def cell(column: FigureColumn) -> Span:
            text = column.cell(figures, whole)
            return Span(text, Tone.DIM if text in ("-", "0%") else column.tone)

        return layout.line(mark, name, share_bar(figures, whole, layout.bar), cell)

    def _layout(self, cells: int) -> _Layout:
        pages = _pages(cells, self._longest)
        return pages[min(self._page, len(pages) - 1)]

    @property
    def _last_page(self) -> int:
        return len(_pages(self._cells, self._longest)) - 1

    @property
    def is_paged(self) -> bool:
        """Whether the columns have no room beside each other."""
        return self._last_page > 0

    @property
    def is_more(self) -> bool:
        """Whether there are columns at the right that are not shown."""
        return self._page < self._last_page

    @property
    def is_before(self) -> bool:
        """Whether there are columns at the left that are not shown."""
        return min(self._page, self._last_page) > 0

    def turn(self, by: int) -> None:
        """Show the columns further right, or left."""
        last = self._last_page
        self._page = max(0, min(min(self._page, last) + by, last))
        self.refresh()

    def cuts(self, line: Frequency) -> bool:
        """Tell whether the name of a line has not room enough."""
        return width(clean(line.name)) > self._layout(self._cells).name

    def left_out(self, line: Frequency) -> str:
        """The figures of a line whose columns have no room."""
        shown = {column for column, _ in self._layout(self._cells).columns}
        whole = self.whole.total if self.whole else 0
        left = (column for column in COLUMNS if column not in shown and column is not SHARE)
        return "  ".join(f"{column.title} {column.cell(line.group.summary, whole)}" for column in left)

    def empty(self, y: int) -> str:
        """Say why there is nothing, and what to do."""
        return f"  {self.words[y - 1]}" if 0 < y <= len(self.words) else ""


class _Layout(NamedTuple):
    """What there is room for."""

    name: int
    """Cells of the name."""
    bar: int
    """Cells of the bar; 0 for none."""
    columns: Sequence[tuple[FigureColumn, int]]
    """Columns with their cells."""

    def line(self, mark: str, name: str, bar: str, cell: Callable[[FigureColumn], Span]) -> list[Span]:
        """The spans of one line; the bar stands behind the number of tasks."""
        spans = [Span(fit(mark, _MARK_CELLS), Tone.ACCENT), Span(_fit_name(clean(name), self.name))]
        for column, size in self.columns:
            text, tone = cell(column)
            if column is not SHARE:
                spans.append(Span(" " + fit(text, size, "right"), tone))
            if column is COLUMNS[0] and self.bar:
                spans.append(Span(" " + bar, Tone.ACCENT))
            if column is SHARE:
                spans.append(Span((" " * (not self.bar)) + fit(text, size, "right"), tone))
        return spans


@cache
def _pages(cells: int, longest: int) -> Sequence[_Layout]:
    """What is shown, and where not all of it has room, what is shown instead further right."""
    first = _layout(cells, longest)
    if len(first.columns) == len(COLUMNS):
        return (first,)
    pages = [_layout(cells - _SIGN_CELLS, longest)]
    shown = {column for column, _ in pages[0].columns}
    left = [column for column in COLUMNS if column not in shown]
    while left:
        room, taken = cells - _SIGN_CELLS - _MARK_CELLS - _LEAST_NAME, [COLUMNS[0]]
        while left and (len(taken) == 1 or sum(each.least + 1 for each in (*taken, left[0])) <= room):
            taken.append(left.pop(0))
        spare = room - sum(column.least + 1 for column in taken)
        name = min(_LEAST_NAME + max(spare, 0), _MOST_NAME)
        pages.append(_Layout(name, 0, [(column, column.least) for column in taken]))
    return pages


def _layout(cells: int, longest: int) -> _Layout:
    """What fits, where the longest name has so many cells; those that names do not need are the figures'."""
    roomy = cells >= _ROOMY
    least = min(max(longest + 1, _LEAST_NAME), _WANTED_NAME)
    bar = 2 * SHARE_CELLS if roomy else _SHORT_BAR if least > _LEAST_NAME else SHARE_CELLS
    left = cells - _MARK_CELLS - least - bar - 1
    sizes = {}
    for column in sorted(COLUMNS, key=lambda column: column.rank):
        size = max(column.least, width(column.title) + 1) if roomy else column.least
        if left < size + 1:
            break
        left -= size + 1
        sizes[column] = size
    columns = [(column, sizes[column]) for column in COLUMNS if column in sizes]
    return _Layout(min(least + max(left, 0), _MOST_NAME), bar, columns)


def _fit_name(name: str, cells: int) -> str:
    """The name, cut before the end of the government in brackets behind it: that is what tells two units apart."""
    head, bracket, place = name.rpartition("（")
    if width(name) <= cells or not head:
        return fit(name, cells)
    whole = bracket + place
    end = whole if cells - width(whole) >= _LEAST_HEAD else place[-_LEAST_PLACE:]
    return fit(cut(head + CUT, cells - width(end)) + end, cells)
