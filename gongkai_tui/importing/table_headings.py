"""Headings that stand in running text, each over a table of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import heading_like
from gongkai_tui.importing.lines import is_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.importing.lines import Line
    from gongkai_tui.importing.table import Grid
    from gongkai_tui.importing.text_tables import Parts

_LEAST: Final = 2
"""A single heading over a single table rather belongs to the body, unless the next one stands in the table."""


def headings_over_tables(parts: Parts) -> Mapping[int, tuple[Line, ...]]:
    """Numbered headings just above each table, by index of the table; empty unless several tables have one."""
    found = {index: lines for index in range(len(parts.grids)) if (lines := _last_headings(parts.texts[index]))}
    go_on = any(_go_on_inside(lines[-1], parts.grids[index]) for index, lines in found.items())
    return found if go_on or len(found) >= _LEAST else {}


def _go_on_inside(line: Line, grid: Grid) -> bool:
    """The next heading of the same kind stands between the rows of the table."""
    own = heading_mark(line.text)
    rows = [[cell for cell in row.cells if not cell.blank] for row in grid.rows]
    marks = [heading_mark(cells[0].text) for cells in rows if len(cells) == 1]
    return own is not None and any(mark is not None and mark.rank == own.rank for mark in marks)


def _last_headings(text: tuple[Line, ...]) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in reversed(text):
        if line.blank or is_rule(line.text):
            continue
        if heading_mark(line.text) is None or not heading_like(line.text.strip()):
            break
        found.append(line)
    return tuple(reversed(found))
