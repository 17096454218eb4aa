"""Which columns of a task are shown at which width, and what stands in each cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from gongkai_tui.domain.flags import flags_of, not_urged_words
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.status_names import FLAG_BRIEFS
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.row import TaskRow

Cell = tuple[str, Tone]

_WIDE = 200
"""Most cells of a column that takes all the room there is."""

STATUS_TONES: dict[str, Tone] = {
    Status.NOT_STARTED: Tone.DIM,
    Status.IN_PROGRESS: Tone.PLAIN,
    Status.REPORTED: Tone.ACCENT,
    Status.DONE: Tone.GOOD,
    Status.CLOSED: Tone.GOOD,
    Status.RECTIFYING: Tone.BAD,
    Status.ONGOING: Tone.GOOD,
    Status.ENDED: Tone.DIM,
}

FLAG_TONES = {
    Flag.OVERDUE: Tone.BAD,
    Flag.DUE_SOON: Tone.WARN,
    Flag.STALE: Tone.WARN,
    Flag.CHECK_LATE: Tone.WARN,
    Flag.BORN_LATE: Tone.DIM,
    Flag.RELINK: Tone.WARN,
    Flag.UNCOMMITTED: Tone.ACCENT,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the task table."""

    field: str
    """Name for sorting; empty where there is no such order."""
    title: str
    least: int
    """Narrowest useful width in cells, where the content needs as many."""
    most: int
    """Widest useful width, whatever the content."""
    rank: int
    """Columns of a higher rank leave first when it gets narrow."""
    cell: Callable[[TaskRow, date], Cell]
    right: bool = False
    enough: int = _WIDE
    """Cells beyond which it grows only once the task text is at ease."""
    step: int = 1
    """How many cells it grows by at a time, where it has not room for everything."""
    brief: Callable[[TaskRow, date], str] | None = None
    """What stands in a cell that is too narrow for its text: as many of these words as fit."""
    values: Callable[[Sequence[TaskRow]], Iterable[str]] | None = None
    """Everything that stands in it, found quickly in very many rows; None where some rows tell enough."""

    def text(self, row: TaskRow, day: date, cells: int) -> Cell:
        """What stands in the cell of a row."""
        text, tone = self.cell(row, day)
        if self.brief and width(text) > cells:
            text = self.brief(row, day)
            while width(text) > cells and text:
                text = text.rpartition(" ")[0]
        return text, tone


def title_of(row: TaskRow) -> str:
    """What a task is called: its heading, else the beginning of its requirement."""
    return clean(row.heading or row.requirement.partition("\n")[0])


def requirement_of(row: TaskRow) -> str:
    """The beginning of a task's requirement, else its heading."""
    return clean(row.requirement.partition("\n")[0] or row.heading)


def units_of(row: TaskRow) -> str:
    """The unit that leads, and how many others there are."""
    if not row.units:
        return "-"
    first = next((unit for unit, role in row.units if role == "牵头"), row.units[0][0])
    more = len(row.units) - 1
    return clean(first) + (f" +{more}" if more else "")


def due_of(row: TaskRow) -> str:
    """The last day, else in one word why there is none."""
    return row.due or row.deadline_kind or "-"


def status_tone(status: str) -> Tone:
    """The tone of a status; one that does not exist stands out."""
    return STATUS_TONES.get(status, Tone.BAD)


def _status_cell(row: TaskRow, _day: date) -> Cell:
    return clean(row.status), status_tone(row.status)


def _flag_cell(row: TaskRow, day: date) -> Cell:
    flags = flags_of(row, day)
    words = " ".join(filter(None, (*flags, not_urged_words(row))))
    return words, FLAG_TONES[flags[0]] if flags else Tone.PLAIN


def _flag_briefs(row: TaskRow, day: date) -> str:
    briefs = [FLAG_BRIEFS[flag] for flag in flags_of(row, day)]
    why = "转入" if row.carried_to else "发布" if row.published else ""
    return " ".join(filter(None, (*briefs, why)))


def _due_cell(row: TaskRow, day: date) -> Cell:
    late = row.due and Flag.OVERDUE in flags_of(row, day)
    return due_of(row), Tone.BAD if late else Tone.PLAIN if row.due else Tone.DIM


def _number_cell(row: TaskRow, _day: date) -> Cell:
    return clean(row.id.partition("/")[2]), Tone.DIM


def _distinct(name: str) -> Callable[[Sequence[TaskRow]], Iterable[str]]:
    read = attrgetter(name)
    return lambda rows: map(clean, set(map(read, rows)))


def _longest(name: str) -> Callable[[Sequence[TaskRow]], Iterable[str]]:
    read = attrgetter(name)
    return lambda rows: (max(map(read, rows), key=len, default=""),)


def _due_values(rows: Sequence[TaskRow]) -> Iterable[str]:
    # Nothing is wider than a day: the first one ends the search.
    yield from map(attrgetter("due"), rows)
    yield from _distinct("deadline_kind")(rows)


def _updated_values(rows: Sequence[TaskRow]) -> Iterable[str]:
    return map(attrgetter("updated"), rows)


_MOST_ID_CELLS = 24
_ID = Column(
    "id",
    "编号",
    _MOST_ID_CELLS,
    _MOST_ID_CELLS,
    2,
    lambda row, _day: (clean(row.id), Tone.DIM),
    values=_longest("id"),
)


def _hint_cell(row: TaskRow, _day: date) -> Cell:
    return (str(row.hints), Tone.WARN) if row.hints else ("-", Tone.DIM)


_NUMBER = Column("seq", "序号", 4, 12, 2, _number_cell)
_TITLE = Column("heading", "任务", 14, _WIDE, 0, lambda row, _day: (title_of(row), Tone.PLAIN))
_REST = (
    Column("unit", "单位", 12, 30, 5, lambda row, _day: (units_of(row), Tone.PLAIN)),
    Column("status", "状态", 8, 8, 1, _status_cell, values=_distinct("status")),
    Column("due", "期限", 10, 10, 4, _due_cell, values=_due_values),
    Column("", "标记", 4, 28, 3, _flag_cell, enough=10, step=5, brief=_flag_briefs),
    Column("evidence", "佐证", 4, 4, 7, lambda row, _day: (str(row.evidence or "-"), Tone.DIM), right=True),
    Column("hint", "提示", 4, 4, 6, _hint_cell, right=True),
    Column("updated", "更新", 10, 10, 8, lambda row, _day: (row.updated or "-", Tone.DIM), values=_updated_values),
)


def columns_for(*, one_plan: bool, chosen: Sequence[str] = ()) -> tuple[Column, ...]:
    """The chosen columns, by the names of `domain.row.TITLES`; without a choice the usual ones.

    Numbers stand for ids where the rows are of one plan.
    """
    named = _NUMBER if one_plan else _ID
    if not chosen:
        return (named, _TITLE, *_REST)
    known = {"id": named, "seq": _NUMBER, "heading": _TITLE, **_BY_NAME}
    return tuple(replace(known[name], rank=0) for name in dict.fromkeys(chosen))


def _plain(name: str, title: str, least: int, most: int, read: Callable[[TaskRow], object], *, few: str = "") -> Column:
    values = _distinct(few) if few else None
    return Column(
        name, title, least, most, 1, lambda row, _day: (clean(str(read(row) or "-")), Tone.PLAIN), values=values
    )


_BY_NAME = {
    **dict(zip(("units", "status", "due", "flags", "evidence", "hints", "updated"), _REST, strict=True)),
    "plan": _plain("plan", "计划", 8, 20, lambda row: row.plan, few="plan"),
    "year": _plain("year", "年度", 4, 4, lambda row: row.year),
    "section": _plain("section", "章节", 10, 30, lambda row: row.section, few="section"),
    "requirement": _plain("requirement", "要求", 16, _WIDE, lambda row: row.requirement.replace("\n", " ")),
    "deadline": _plain("due", "完成时限", 10, 24, lambda row: row.deadline_raw),
    "deadline_kind": _plain("kind", "期限类型", 8, 10, lambda row: row.deadline_kind, few="deadline_kind"),
}
"""Columns that may be chosen besides number and title."""


_OPTIONAL_RANK = 6
"""Columns from this rank on are shown only where everything else has room."""
_READABLE, _AT_EASE = 28, 40
"""Cells that the task text gets, where it has use for them, before others have enough, and before they have all."""


def lay_out(columns: Sequence[Column], cells: int, needs: Callable[[Column], int]) -> list[tuple[Column, int]]:
    """Return the columns that fit `cells`, in order, each with its width; one cell of gap goes between two.

    `needs` tells how many cells the content of a column takes. The column that may be the widest is always there
    and takes the room that the others leave; it leaves them what it has no content for.
    """
    text = max(columns, key=lambda c: c.most)
    widths = {text: min(text.least, cells)}
    spare = cells - widths[text]
    for column, wish in _wishes(text, sorted(columns, key=lambda c: c.rank)):
        wanted = min(wish, needs(column))
        if column in widths:
            more = max(wanted - widths[column], 0)
            more = more if more <= spare else spare // column.step * column.step
            widths[column] += more
            spare -= more
        elif wanted < spare:
            widths[column] = wanted
            spare -= 1 + wanted
    widths[text] += spare
    return [(column, widths[column]) for column in columns if column in widths]


def _wishes(text: Column, columns: Sequence[Column]) -> Iterator[tuple[Column, int]]:
    """How wide each column would like to be, by turns: the more urgent wish first."""
    others = [column for column in columns if column is not text]
    urgent = [column for column in others if column.rank < _OPTIONAL_RANK]
    yield from ((column, column.least) for column in urgent)
    yield text, _READABLE
    yield from ((column, column.enough) for column in urgent)
    yield text, _AT_EASE
    yield from ((column, _WIDE) for column in others)
