"""What the grid of units and tasks works on: which lines are shown, in which order, and what a place means.

Holds no widget and reads no file.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.domain.filter_text import quoted, unit_filter
from gongkai_tui.domain.grid import ORDERS, in_order, matches, summed
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Flag
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.grid_text import FIGURES, NO_PART, cell_text, figures_of, number_of, sum_text
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.columns import status_tone
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.widgets.matrix import HEAD, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.grid import Cell, Grid, Section, UnitLine
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.summary import Summary

_CELL, _SECTION_CELL = 4, 10
_NARROWEST_NAME = 10
_MARKS = {LineKind.OPEN: "~"}
_FIGURE_TONES = {"overdue": Tone.BAD, "stale": Tone.WARN}


class GridBoard:
    """A grid with everything that decides what of it is shown."""

    def __init__(self) -> None:
        self.grid: Grid | None = None
        self.day = date.min
        self.opened: set[str] = set()
        """Sets whose members are shown."""
        self.order = ""
        """One of `domain.grid.ORDERS`."""
        self.word = ""
        """Only units whose names or initials hold it are shown."""
        self.by_section = False
        self.lines: list[UnitLine] = []
        """What is shown, members behind their set."""
        self.sections: tuple[Section, ...] = ()

    def load(self, grid: Grid | None) -> None:
        """Take another grid, or none."""
        self.grid = grid
        self.day = grid.day if grid else date.min
        self.sections = grid.sections if grid else ()
        self.arrange()

    def arrange(self) -> None:
        """Choose and sort the lines after anything of that changed."""
        self.lines = []
        for line in in_order(self.grid.lines, self.order) if self.grid else ():
            whole = matches(line, self.word)
            found = [member for member in line.members if self.word and matches(member, self.word)]
            if whole or found:
                self.lines.append(line)
                self.lines += line.members if whole and line.name in self.opened else () if whole else found

    def next_order(self) -> str:
        """Sort by what comes next; gives its name."""
        names = list(ORDERS)
        self.order = names[(names.index(self.order) + 1) % len(names)]
        self.arrange()
        return ORDERS[self.order]

    def toggle_members(self, row: int) -> bool:
        """Show or hide the members of a set, from its line or that of a member; False where there are none.

        On the titles: of all sets.
        """
        if row == HEAD:
            every = {line.name for line in self.grid.lines if line.members} if self.grid else set()
            self.opened = set() if self.opened >= every else every
        else:
            name = self.lines[row].group or self.lines[row].name
            if not (self.lines[row].group or self.lines[row].members):
                return False
            self.opened ^= {name}
        self.arrange()
        return True

    # Places, so that the cursor finds its way back

    def key_of(self, row: int, column: int) -> tuple[tuple[str, str], str]:
        """What stands at a place, whatever the order."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        ids = self._column_ids()
        return (_key(line) if line else ("", "")), (ids[column] if 0 <= column < len(ids) else "")

    def place_of(self, key: tuple[tuple[str, str], str]) -> tuple[int | None, int | None]:
        """Row and column of what `key_of` named; None where it is not shown."""
        line, column = key
        rows = (place for place, each in enumerate(self.lines) if _key(each) == line)
        columns = (place for place, each in enumerate(self._column_ids()) if each == column)
        return next(rows, None), next(columns, None)

    def _column_ids(self) -> list[str]:
        if self.grid is None:
            return []
        return [s.title for s in self.sections] if self.by_section else [row.id for row in self.grid.columns]

    def cells(self, row: int, column: int) -> list[Cell]:
        """The cells that a place stands for: one, or those of a section or a whole line."""
        line = self.lines[row]
        found = line.cells if column == HEAD else tuple(line.cells[place] for place in self._places(column))
        return [cell for cell in found if cell is not None]

    def tasks(self, column: int) -> list[TaskRow]:
        """The tasks of a column."""
        return [self.grid.columns[place] for place in self._places(column)] if self.grid else []

    def _places(self, column: int) -> Sequence[int]:
        return self.sections[column].places if self.by_section else (column,)

    def filter_of(self, row: int, column: int) -> str:
        """Filter terms that select the tasks of a line, of a section, or of both."""
        terms = []
        if row != HEAD:
            terms.append(self._line_term(self.lines[row]))
        if column != HEAD and self.by_section:
            rows = self.tasks(column)
            terms.append(f"章节={quoted(rows[0].section)}" if rows[0].section else "章节:无")
        return " ".join(terms)

    def _line_term(self, line: UnitLine) -> str:
        same = [each for each in self.grid.lines if each.name == line.name] if self.grid and not line.group else ()
        if len(same) > 1:
            # No word tells the tasks in which a set waits to be chosen from, so they are named.
            return "编号=" + ",".join(cell.row.id for cell in line.cells if cell)
        return _unit_term(line)

    # Drawing

    def sheet(self, cells: int) -> Sheet:
        """What to show at a width."""
        if self.grid is None:
            return Sheet((), (), (), _NARROWEST_NAME, _CELL, self._cell)
        digits = max((len(str(line.figures.total)) for line in self.lines), default=1)
        figure = max(digits, 2) + 1
        longest = max((width(clean(line.name)) + 2 * bool(line.group) for line in self.lines), default=0)
        name = min(longest, max(cells // 4, _NARROWEST_NAME))
        head = 1 + 1 + name + figure * len(FIGURES) + 1
        sections = [clean(section.title) for section in self.sections]
        titles = sections if self.by_section else [_number(row) for row in self.grid.columns]
        cell_cells = _SECTION_CELL if self.by_section else max([_CELL, *map(width, titles)])
        figures = "".join(fit(title, figure, "right") for _, title in FIGURES)
        return Sheet(
            (Span(" " + fit("单位", name) + figures),),
            titles,
            [self._head(line, name, figure) for line in self.lines],
            head,
            cell_cells,
            self._cell,
        )

    def _head(self, line: UnitLine, name: int, figure: int) -> Line:
        mark = " "
        if line.members:
            mark = "-" if line.name in self.opened else "+"
        indent = "  " if line.group else ""
        spans = [
            Span(_MARKS.get(line.kind, mark), Tone.ACCENT),
            Span(fit(indent + clean(line.name), name), Tone.DIM if line.group else Tone.PLAIN),
        ]
        for key, value in figures_of(line).items():
            tone = _FIGURE_TONES.get(key, Tone.PLAIN) if value else Tone.DIM
            spans.append(Span(fit(str(value) if value else "-", figure, "right"), tone))
        return tuple(spans)

    def _cell(self, row: int, column: int) -> Span:
        line = self.lines[row]
        if self.by_section:
            figures = summed(line, self.sections[column], self.day)
            return Span(f" {sum_text(figures)}", _sum_tone(figures))
        cell = line.cells[column]
        if cell is None:
            return Span(f" {NO_PART}", Tone.DIM)
        text = cell_text(cell)
        tone = Tone.BAD if cell.late else Tone.WARN if cell.stale else status_tone(cell.row.status)
        return Span(text if text.startswith("*") else f" {text}", tone)


def _key(line: UnitLine) -> tuple[str, str]:
    """Set and name; a set that waits to be chosen from may stand below one of the same name."""
    return line.group, _MARKS.get(line.kind, "") + line.name


def _number(row: TaskRow) -> str:
    """Above the state, which stands behind the place of the mark for 牵头."""
    number = clean(number_of(row))
    return f" {number}" if width(number) < _CELL else number


def _unit_term(line: UnitLine) -> str:
    if line.kind is LineKind.NOBODY:
        return "单位:无"
    if line.kind is LineKind.UNIT:
        return unit_filter(line.name)
    return "单位=" + ",".join(map(quoted, line.spellings or (line.name,)))


def _sum_tone(figures: Summary | None) -> Tone:
    if figures is None:
        return Tone.DIM
    if figures.flags[Flag.OVERDUE]:
        return Tone.BAD
    return Tone.WARN if figures.flags[Flag.STALE] else Tone.PLAIN
