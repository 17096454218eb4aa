"""The burndown as lines of text: a column a day, `#` done, `+` reported, `.` open.

Drawn here and not by a plotting library: those draw with braille and box characters, which Chinese terminals may
show two cells wide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.status import OPEN, Flag, Status
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.summary import Summary
    from gongkai_tui.usecases.burndown import Point

_HEAD_LINES = 2
"""Lines above the columns: the figures of one day, which are the legend too; more where they need them."""
_FOOT_LINES = 2
"""Lines below: the axis and its dates."""
_DONE, _REPORTED, _OPEN = ("#", Tone.GOOD), ("+", Tone.ACCENT), (".", Tone.WARN)
_TOLD_APART = frozenset(Status) - {Status.REPORTED}
_OPEN_STATES = [status for status in Status if status in OPEN and status is not Status.REPORTED]


class Parts(NamedTuple):
    """What a column is made of; 已终止 is owed by nobody and left out."""

    done: int
    reported: int
    open: int

    @property
    def total(self) -> int:
        """The height of the column."""
        return self.done + self.reported + self.open


def parts_of(figures: Summary) -> Parts:
    """Done, reported and open tasks; 待核查 never counts as done."""
    still_open = sum(figures.by_status[status] for status in _OPEN_STATES)
    return Parts(figures.done, figures.by_status[Status.REPORTED], still_open)


def chart_lines(points: Sequence[Point], cells: int, lines: int, cursor: int) -> list[Line]:
    """Return the chart in so many cells and lines, the point at `cursor` told in figures."""
    columns = [parts_of(point.figures) for point in points]
    top = max([column.total for column in columns] + [1])
    heads = [_figures(point, cells) for point in points]
    # As high for every day: the columns stand still while one goes from day to day.
    highest = max([len(head) for head in heads] + [_HEAD_LINES])
    height = max(lines - highest - _FOOT_LINES, 1)
    edge = len(str(top)) + 1
    room = max(cells - edge - 1, 1)
    slot = max(room // len(points), 1)
    # Where not even one cell is there for each, the newest that leave the chosen one on screen.
    first = min(max(len(points) - room // slot, 0), cursor)
    shown = slice(first, first + room // slot)
    stacks = [_stack(column, top, height) for column in columns[shown]]
    place = cursor - shown.start
    body = [
        (Span(_scale(level, top, height).rjust(edge) + "|", Tone.DIM), *_level(stacks, level, slot))
        for level in range(height, 0, -1)
    ]
    axis = "-" * (place * slot) + "^" * max(slot - 1, 1)
    foot = [
        (Span("0".rjust(edge) + "|", Tone.DIM), Span(axis.ljust(len(stacks) * slot, "-"), Tone.DIM)),
        (Span(" " * (edge + 1)), Span(_dates([point.day.isoformat() for point in points[shown]], slot), Tone.DIM)),
    ]
    head = heads[cursor]
    return [*head, *[BLANK] * (highest - len(head)), *body, *foot]


def _stack(column: Parts, top: int, height: int) -> str:
    """The marks of a column from the bottom up; rounded together, so that equal columns are equally high."""
    done, reported, total = (
        int(amount * height / top + 0.5) for amount in (column.done, column.done + column.reported, column.total)
    )
    total = max(total, 1) if column.total else 0
    return _DONE[0] * done + _REPORTED[0] * (reported - done) + _OPEN[0] * (total - reported)


def _level(stacks: Sequence[str], level: int, slot: int) -> list[Span]:
    tones = dict((_DONE, _REPORTED, _OPEN))
    spans = []
    for stack in stacks:
        mark = stack[level - 1 : level] or " "
        spans.append(Span(mark * max(slot - 1, 1), tones.get(mark, Tone.PLAIN)))
        if slot > 1:
            spans.append(Span(" "))
    return spans


def _scale(level: int, top: int, height: int) -> str:
    """The number beside the highest level and the middle one."""
    if level == height:
        return str(top)
    if level == height // 2 and height > 4:  # noqa: PLR2004  (room for a number between two others)
        return str(round(top * level / height))
    return ""


def _dates(days: Sequence[str], slot: int) -> str:
    """As many days as have room below their columns; the last one always."""
    cells = len(days) * slot
    last = days[-1]
    end = max(cells, len(last))
    begin = min((len(days) - 1) * slot, max(end - len(last), 0))
    text = ""
    for place, day in enumerate(days[:-1]):
        if place * slot >= len(text) + (2 if text else 0) and place * slot + len(day) + 2 <= begin:
            text = text.ljust(place * slot) + day
    return text.ljust(begin) + last


def _figures(point: Point, cells: int) -> list[Line]:
    """The figures of one day, with the marks that stand for them."""
    figures = point.figures
    parts = parts_of(figures)
    told: list[Span] = [Span(f"{point.day}", Tone.TITLE), Span(f" 共 {figures.total}")]
    for (mark, tone), name, amount in (
        (_DONE, "已落实", f"{parts.done}({figures.rate:.0%})"),
        (_REPORTED, "待核查", str(parts.reported)),
        (_OPEN, "未落实", str(parts.open)),
    ):
        told += [Span(" "), Span(f"{mark} {name}", tone), Span(f" {amount}")]
    lost = [Span(f"有 {point.unreadable} 个文件读不了，偏少  ", Tone.WARN)] if point.unreadable else []
    late = [Span(f"逾期 {figures.flags[Flag.OVERDUE]}  ", Tone.BAD)] if figures.flags[Flag.OVERDUE] else []
    told_apart = [(status, count) for status, count in figures.by_status.items() if count and status in _TOLD_APART]
    states = [Span(f"{status} {count} ", Tone.DIM) for status, count in told_apart]
    return [tuple(told), *_on_lines((*lost, *late, *states), cells)]


def _on_lines(spans: Sequence[Span], cells: int) -> list[Line]:
    """Spans on as many lines as they need, none of them broken."""
    lines: list[Line] = [()]
    for span in spans:
        if width("".join(each.text for each in (*lines[-1], span)).rstrip(" ")) > cells:
            lines.append(())
        lines[-1] = (*lines[-1], span)
    return lines
