"""A text document is parted into running text and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.importing.bar_stream import bar_stream_header, read_bar_stream
from gongkai_tui.importing.card_grid import card_header, read_card_grid
from gongkai_tui.importing.headless import infer_columns
from gongkai_tui.importing.line_cells import header_layout, headless_layout, whole_line
from gongkai_tui.importing.line_grid import read_line_grid
from gongkai_tui.importing.stacked_grid import read_stacked_grid, stacked_header
from gongkai_tui.importing.table import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.limits import Clock
    from gongkai_tui.importing.lines import Line
    from gongkai_tui.importing.table import Grid


@dataclass(frozen=True, slots=True)
class Parts:
    """A document as running text and tables, in order."""

    grids: tuple[Grid, ...]
    texts: tuple[tuple[Line, ...], ...]
    """Running text before the first table, between tables, and after the last: one more than `grids`."""


def part_lines(lines: Sequence[Line], clock: Clock) -> Parts:
    """Find every table of a text document; the rest is running text."""
    grids: list[Grid] = []
    texts: list[tuple[Line, ...]] = []
    start = index = 0
    while index < len(lines):
        found = None if lines[index].blank else _table_at(lines, index)
        if found is None:
            index += 1
            continue
        clock.check()
        grid, after = found
        texts.append(tuple(lines[start:index]))
        grids.append(grid)
        start = index = after
    texts.append(tuple(lines[start:]))
    return Parts(tuple(grids), tuple(texts)) if grids else _headless(lines)


def _headless(lines: Sequence[Line]) -> Parts:
    """A document whose only table has no head: rows of as many cells each, one of which names units."""
    place = next((index for index in range(len(lines)) if headless_layout(lines, index)), None)
    layout = None if place is None else headless_layout(lines, place)
    if place is None or layout is None:
        return Parts((), (tuple(lines),))
    grid, after = read_line_grid(lines, place, layout, headless=True)
    if infer_columns(grid) is None:
        return Parts((), (tuple(lines),))
    return Parts((grid,), (tuple(lines[:place]), tuple(lines[after:])))


def _table_at(lines: Sequence[Line], index: int) -> tuple[Grid, int] | None:
    layout = header_layout(whole_line(lines, index, Layout.TABS)[0])
    if layout is not None:
        return read_line_grid(lines, index, layout)
    head = stacked_header(lines, index)
    if head:
        return read_stacked_grid(lines, index, head)
    head = bar_stream_header(lines, index)
    if head:
        return read_bar_stream(lines, index, head)
    return read_card_grid(lines, index) if card_header(lines, index) else None
