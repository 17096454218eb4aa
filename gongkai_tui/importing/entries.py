"""Rows of a grid become entries: repeated heads dropped, cells cut by a page break joined, headings told from rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.unit_cell import read_unit_cell
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import deadline_like, footer_like, heading_like, unit_like
from gongkai_tui.importing.lines import is_finished, squeeze
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.table import Cell, Grid, Loose, Row

if TYPE_CHECKING:
    from gongkai_tui.importing.columns import Columns

_USUALLY: Final = 0.6
_SUMS: Final = frozenset({"合计", "总计", "小计", "共计"})
_NOTES: Final = ("注：", "注:", "备注：", "备注:", "说明：", "说明:")


@dataclass
class Entry:
    """One row that asks for something, as it stands; blank cells are still blank."""

    first: int
    last: int
    number: int | None = None
    section: str = ""
    task: tuple[str, ...] = ()
    """Paragraphs of the task column."""
    requirement: list[str] = field(default_factory=list)
    units: dict[Column, tuple[str, ...]] = field(default_factory=dict)
    """Paragraphs of every unit column that is not blank."""
    deadline: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    label_rank: int = 0
    """1 for a section heading between rows, 2 for an item heading, 0 for a row."""
    hints: list[str] = field(default_factory=list)
    chars: int = 0
    """Visible characters of the cells it was made from."""

    @property
    def empty(self) -> bool:
        """No words for a task."""
        return not (self.requirement or self.task or self.section or self.units or self.deadline)


@dataclass
class Entries:
    """What the rows of one table gave."""

    entries: list[Entry] = field(default_factory=list)
    empty_rows: list[tuple[int, int]] = field(default_factory=list)
    """(line, printed number) of rows with a number and nothing else."""
    structure: int = 0
    """Visible characters of heads, numbers of empty rows, and rules."""
    loose: list[Loose] = field(default_factory=list)


def read_entries(grid: Grid, columns: Columns, result: Entries) -> None:
    """Add the entries of `grid` below its head to `result`, which holds those of the tables before."""
    result.structure += grid.structure
    result.loose += grid.loose
    for row in grid.rows[: columns.head_first]:
        if not row.blank:
            result.loose.append(Loose(row.first, " ".join(cell.text for cell in row.cells if not cell.blank)))
    for row in grid.rows[columns.head_first : columns.head_first + columns.head_rows]:
        result.structure += row.chars
    body = [row for row in grid.rows[columns.head_first + columns.head_rows :] if not row.blank]
    found = [(row, _entry(row, columns)) for row in body if not _structural(row, columns, result)]
    whole = sum(entry.number is not None or bool(entry.requirement and entry.units) for _, entry in found)
    numbered = sum(entry.number is not None for _, entry in found) * 2 > whole
    closed = _usually_closed([*result.entries, *(entry for _, entry in found)])
    for row, entry in found:
        _place(entry, row, result, numbered=numbered, closed=closed)


def _structural(row: Row, columns: Columns, result: Entries) -> bool:
    """A head that is repeated, a sum, or a note to the whole table: no task."""
    if columns.is_head(row):
        result.structure += row.chars
        return True
    words = [cell.text for cell in row.cells if cell.chars]
    if words and (squeeze(words[0]) in _SUMS or (len(words) == 1 and words[0].startswith(_NOTES))):
        result.loose.append(Loose(row.first, " ".join(words)))
        return True
    return False


def _place(entry: Entry, row: Row, result: Entries, *, numbered: bool, closed: bool) -> None:
    previous = result.entries[-1] if result.entries and not result.entries[-1].label_rank else None
    if entry.empty and not entry.label_rank:
        if entry.number is not None:
            result.empty_rows.append((row.first, entry.number))
            result.structure += row.chars
        elif entry.notes and previous is not None:
            _absorb(previous, entry)
        elif row.chars:
            result.loose.append(Loose(row.first, " ".join(cell.text for cell in row.cells if not cell.blank)))
    elif previous is not None and _continues(previous, entry, numbered=numbered, closed=closed):
        _absorb(previous, entry)
    elif previous is not None and _same_requirement(previous, entry, row):
        _add_units(previous, entry)
    else:
        result.entries.append(entry)


def _entry(row: Row, columns: Columns) -> Entry:
    entry = Entry(row.first, row.last, chars=row.chars, hints=[*row.hints])
    label = _label(row, columns)
    if label is not None:
        rank, text = label
        entry.label_rank = rank
        entry.section = squeeze(text)
        return entry
    for place, cell in enumerate(row.cells):
        kind = columns.kinds[place] if place < len(columns.kinds) else Column.OTHER
        if not cell.blank and not cell.across:
            _fill(entry, kind, cell, columns.names[place] if place < len(columns.names) else "")
    return entry


def _label(row: Row, columns: Columns) -> tuple[int, str] | None:
    """A heading that stands alone in its row, and its rank."""
    filled = [(place, cell) for place, cell in enumerate(row.cells) if not cell.blank]
    own = [(place, cell) for place, cell in filled if not cell.across]
    if len(own) == 2 and _is_ordinal(own[0][1].label, columns, own[0][0]):  # noqa: PLR2004
        return (1, own[1][1].text) if heading_like(own[1][1].label) else None
    if len({cell.text for _, cell in filled}) != 1 or not _may_head(filled[0][1].text):
        return None
    place, cell = filled[0]
    mark = heading_mark(cell.text)
    rank = 2 if mark is not None and mark.rank > 1 else 1
    kind = columns.kinds[place] if place < len(columns.kinds) else Column.OTHER
    if mark is not None and mark.rank == 1 and heading_like(cell.text) and not is_finished(cell.text):
        return rank, cell.text
    wide = len(row.cells) == 1 or (len(filled) > 1 and len(filled) == len(row.cells))
    if wide or kind in {Column.NUMBER, Column.SECTION} or (mark is not None and kind is Column.TASK):
        return rank, cell.text
    if place == 0 and _stands_apart(cell, kind):
        return (2 if Column.SECTION in columns.kinds and kind is Column.TASK else rank), cell.text
    return None


def _may_head(text: str) -> bool:
    """Neither a number, a sentence, a note nor a footer."""
    plain = "。" not in text.rstrip("。") and not text.startswith(_NOTES)
    return plain and row_number(text) is None and not footer_like(text)


def _stands_apart(cell: Cell, kind: Column) -> bool:
    """The words do not suit the column that they stand in, so they head the rows below."""
    words = cell.label
    if not heading_like(words) or kind is Column.REQUIREMENT:
        return False
    return not (kind in UNIT_COLUMNS and unit_like(words)) and not (kind is Column.DEADLINE and deadline_like(words))


def _is_ordinal(label: str, columns: Columns, place: int) -> bool:
    """一, （二）: the number of a section, where the rows have Arabic numbers."""
    kind = columns.kinds[place] if place < len(columns.kinds) else Column.OTHER
    return kind is Column.NUMBER and not any(char.isdigit() for char in label) and row_number(label) is not None


def _fill(entry: Entry, kind: Column, cell: Cell, name: str) -> None:
    if kind in UNIT_COLUMNS:
        entry.units[kind] = (*entry.units.get(kind, ()), *cell.paragraphs)
    elif kind is Column.SECTION:
        entry.section = cell.label
    elif kind is Column.TASK:
        entry.task = (*entry.task, *(squeeze(text) for text in cell.paragraphs))
    elif kind is Column.REQUIREMENT:
        entry.requirement += cell.paragraphs
    elif kind is Column.DEADLINE:
        entry.deadline = (*entry.deadline, *cell.paragraphs)
    elif kind is Column.NUMBER and row_number(cell.label) is not None:
        entry.number = None if cell.spanned else row_number(cell.label)
    elif kind is not Column.IGNORED:
        entry.notes.append(f"{name or '其他一列'}：{cell.text}")


def _usually_closed(entries: list[Entry]) -> bool:
    """Requirements of this table end with a full stop, so one that does not was cut."""
    whole = [entry for entry in entries if entry.requirement and entry.units]
    ended = sum(is_finished(entry.requirement[-1]) for entry in whole)
    return bool(whole) and ended >= _USUALLY * len(whole)


def _continues(previous: Entry, entry: Entry, *, numbered: bool, closed: bool) -> bool:
    """`entry` is the rest of a row that a page break cut."""
    if entry.label_rank or entry.number is not None:
        return False
    repeats = entry.section in {"", previous.section} and entry.task in {(), previous.task}
    if numbered and previous.number is not None and not (entry.requirement and entry.units and closed):
        return repeats or (not entry.requirement and not entry.units)
    if entry.requirement and entry.units and repeats and numbered and closed:
        return not is_finished("".join(previous.requirement))
    if not entry.requirement or entry.units or entry.deadline or not repeats:
        return False
    return closed and bool(previous.requirement) and not is_finished(previous.requirement[-1])


def _absorb(previous: Entry, entry: Entry) -> None:
    if entry.requirement:
        joined = [*previous.requirement]
        if joined:
            joined[-1] += entry.requirement[0]
        else:
            joined = [entry.requirement[0]]
        previous.requirement = joined + entry.requirement[1:]
        previous.hints.append(f"具体要求在换页处断开，已与第 {entry.first} 行的下文连接")
    for kind, texts in entry.units.items():
        before = previous.units.get(kind, ())
        previous.units[kind] = (*before[:-1], _units_joined(before[-1], texts[0]), *texts[1:]) if before else texts
        previous.hints.append(f"{kind.value}在换页处断开，已与第 {entry.first} 行的下文连接")
    if entry.task and entry.task != previous.task:
        previous.task = ("".join((*previous.task, *entry.task)),)
        previous.hints.append(f"工作任务在换页处断开，已与第 {entry.first} 行的下文连接")
    if entry.deadline and entry.deadline != previous.deadline:
        previous.deadline = ("".join(previous.deadline + entry.deadline),)
        previous.hints.append(f"完成时限在换页处断开，已与第 {entry.first} 行的下文连接")
    previous.notes += entry.notes
    previous.last = max(previous.last, entry.last)
    previous.chars += entry.chars


def _units_joined(above: str, below: str) -> str:
    """A name cut in two is one again; two whole names stay two, with the space of the break between them."""
    joined, apart = above + below, f"{above} {below}"
    return apart if len(read_unit_cell(apart).units) > len(read_unit_cell(joined).units) else joined


def _same_requirement(previous: Entry, entry: Entry, row: Row) -> bool:
    """The requirement cell is merged over several rows of units."""
    spanned = any(cell.spanned and cell.paragraphs and list(cell.paragraphs) == entry.requirement for cell in row.cells)
    return spanned and entry.requirement == previous.requirement and entry.number in {None, previous.number}


def _add_units(previous: Entry, entry: Entry) -> None:
    for kind, texts in entry.units.items():
        before = previous.units.get(kind, ())
        previous.units[kind] = (*before, *(text for text in texts if text not in before))
    previous.deadline = (*previous.deadline, *(text for text in entry.deadline if text not in previous.deadline))
    previous.hints.append(f"具体要求合并了几行，第 {entry.first} 行的责任单位并入本项")
    previous.notes += entry.notes
    previous.last = max(previous.last, entry.last)
    previous.chars += entry.chars
