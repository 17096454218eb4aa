"""Tables of a document become tasks, with everything inferred named in hints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.importing.accounting import Accounting
from gongkai_tui.importing.alignment import fit
from gongkai_tui.importing.columns import Columns, read_columns
from gongkai_tui.importing.dittos import without_dittos
from gongkai_tui.importing.draft import DraftTask
from gongkai_tui.importing.entries import Entries, Entry, read_entries
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.fields import raw_units, read_due, read_units
from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column
from gongkai_tui.importing.heading_marks import bare_title, heading_mark
from gongkai_tui.importing.headings import Placed, place_entries
from gongkai_tui.importing.headless import infer_columns
from gongkai_tui.importing.likeness import heading_like
from gongkai_tui.importing.limits import MAX_TASKS
from gongkai_tui.importing.lines import is_finished, squeeze
from gongkai_tui.importing.looks import date_in_text, looks_of, repeated_sentences, unlike_body
from gongkai_tui.importing.rhythms import rhythms_of
from gongkai_tui.importing.shifted_rows import straightened
from gongkai_tui.importing.splitting import Part, split_row
from gongkai_tui.importing.statements import names_and_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gongkai_tui.importing.lines import Line
    from gongkai_tui.importing.outline import Outline
    from gongkai_tui.importing.table import Grid, Row

_QUOTED: Final = 60


@dataclass(frozen=True, slots=True)
class PlanDates:
    """What deadlines are reckoned from."""

    year: int | None
    issued: date | None


@dataclass
class Tasks:
    """Tasks and findings so far."""

    tasks: list[DraftTask] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    accounting: Accounting | None = None


@dataclass
class _Tables:
    """All tables of a document on their way to tasks."""

    columns: list[Columns] = field(default_factory=list)
    entries: Entries = field(default_factory=Entries)
    raw_chars: int = 0
    explicit_spans: bool = False

    @property
    def kinds(self) -> set[Column]:
        """What the columns hold, over all tables."""
        return {kind for columns in self.columns for kind in columns.kinds}

    @property
    def two_levels(self) -> bool:
        """Section and heading have a column each."""
        return any({Column.SECTION, Column.TASK} <= set(columns.kinds) for columns in self.columns)


def tables_to_tasks(
    grids: Sequence[Grid], outline: Outline, dates: PlanDates, headings: Mapping[int, tuple[Line, ...]]
) -> Tasks:
    """Tasks of all tables that have a head of their own or go on under the head above.

    `headings` are those printed over each table, by its index.
    """
    result = Tasks()
    tables = _Tables()
    for index, grid in enumerate(grids):
        columns = read_columns(grid) or _inherited(grid, tables) or (None if tables.columns else infer_columns(grid))
        if columns is None:
            result.problems.append(_unread(grid))
        else:
            tables.entries.entries += map(_heading, headings.get(index, ()))
            read_entries(without_dittos(straightened(grid, columns), columns), columns, tables.entries)
            tables.columns.append(columns)
            tables.raw_chars += grid.raw_chars
            tables.explicit_spans = tables.explicit_spans or grid.explicit_spans
            result.hints += [hint for hint in (*grid.hints, *columns.hints) if hint not in result.hints]
    if not tables.columns:
        return result
    entries = tables.entries.entries
    placed = place_entries(entries, outline, two_levels=tables.two_levels)
    _note_unlocated(placed)
    _carry_down(placed, tables)
    _make_tasks(placed, result, outline, dates)
    used = sum(entry.chars for entry in entries if not entry.label_rank)
    structure = tables.entries.structure + sum(entry.chars for entry in entries if entry.label_rank)
    result.accounting = Accounting("表格", tables.raw_chars, used, structure, tuple(tables.entries.loose))
    _report(tables.entries, result)
    return result


def _inherited(grid: Grid, tables: _Tables) -> Columns | None:
    """A table without a head, as wide as the one before it, goes on with the same columns."""
    if not tables.columns or not grid.rows:
        return None
    before = tables.columns[-1]
    width = max(len(row.cells) for row in grid.rows)
    if width != len(before.kinds):
        return None
    filled = [row for row in grid.rows if sum(not cell.blank for cell in row.cells) > 1]
    suited = sum(_suits(row, before.kinds) for row in filled)
    return Columns(before.kinds, before.names, 0, 0) if suited * 2 >= len(filled) else None


def _suits(row: Row, kinds: Sequence[Column]) -> bool:
    """What stands in the row is rather what these columns hold than not."""
    return sum(fit(cell.label, kind) for cell, kind in zip(row.cells, kinds, strict=False) if not cell.blank) > 0


def _unread(grid: Grid) -> Problem:
    words = " ".join(" ".join(cell.text.split()) for row in grid.rows for cell in row.cells if cell.chars)
    message = f"这张表（{len(grid.rows)} 行）的各列不像任务，没有读作任务：“{words[:_QUOTED]}”，请核对。"
    return Problem(Severity.WARNING, message, line=grid.rows[0].first, check="import-other-table")


def _heading(line: Line) -> Entry:
    mark = heading_mark(line.text)
    rank = 2 if mark is not None and mark.rank > 1 else 1
    return Entry(line.number, line.number, section=squeeze(line.text), label_rank=rank)


def _note_unlocated(placed: Sequence[Placed]) -> None:
    """Where the body holds nearly every row, one that it does not hold is for a person to look at."""
    missing = [item for item in placed if item.node is None and item.entry.requirement]
    if missing and len(missing) * 5 <= len(placed):
        for item in missing:
            item.hints.append("正文里没有找到与这一项相同的文字，请核对")


def _carry_down(placed: Sequence[Placed], tables: _Tables) -> None:
    """Units and deadline of merged cells stand in the row above."""
    explicit = tables.explicit_spans
    units: dict[Column, tuple[str, ...]] = {}
    deadline: tuple[str, ...] = ()
    for item in placed:
        entry = item.entry
        if not entry.units and units and not explicit:
            entry.units = dict(units)
            item.carried.append("责任单位")
            if item.opens:
                item.hints.append("工作任务从本行换新而责任单位为空，是沿用还是漏印，请核对")
        elif Column.LEAD in units and Column.LEAD not in entry.units and Column.SUPPORT in entry.units and not explicit:
            entry.units = {Column.LEAD: units[Column.LEAD], **entry.units}
            item.carried.append("牵头单位")
        if not entry.units and tables.kinds & UNIT_COLUMNS:
            item.hints.append("责任单位为空，请补充")
        if not entry.deadline and deadline and not explicit:
            entry.deadline = deadline
            item.carried.append("完成时限")
        units, deadline = entry.units or units, entry.deadline or deadline


def _make_tasks(placed: Sequence[Placed], result: Tasks, outline: Outline, dates: PlanDates) -> None:
    numbered = sum(item.entry.number is not None for item in placed) * 2 > len(placed)
    closed = _mostly_closed(placed)
    printed: list[int | None] = []
    for item in placed:
        parts, hints = _parts(item, numbered=numbered)
        item.hints += hints
        if len(parts) > 1:
            item.hints.append(f"原表一行按段拆分为 {len(parts)} 项任务")
        for part in parts:
            task = _task(item, part, dates, outline, closed=closed)
            result.tasks.append(task)
            printed.append(item.entry.number if len(parts) == 1 else None)
            if len(result.tasks) > MAX_TASKS:
                raise DocumentError(f"文件里的任务超过 {MAX_TASKS} 项，不像一份工作要点，没有读取。")
    number_tasks(result, printed)
    note_repeats(result)


def _mostly_closed(placed: Sequence[Placed]) -> bool:
    texts = [item.entry.requirement[-1] for item in placed if item.entry.requirement]
    return sum(map(is_finished, texts)) * 10 >= 8 * len(texts)


def _parts(item: Placed, *, numbered: bool) -> tuple[list[Part], tuple[str, ...]]:
    """A row with a printed number is one task; without numbers it may hold several."""
    entry = item.entry
    parts, hints = split_row(entry.requirement, entry.units, entry.deadline)
    if len(parts) > 1 and numbered:
        whole = Part(tuple(entry.requirement), entry.units, entry.deadline)
        return [whole], (f"具体要求与责任单位各有 {len(parts)} 段，逐段对应；因只有一个序号，作为一项任务",)
    return parts, hints


def _task(item: Placed, part: Part, dates: PlanDates, outline: Outline, *, closed: bool) -> DraftTask:
    requirement = "\n".join(part.requirement)
    hints = [*item.hints, *item.entry.hints]
    if item.carried:
        hints.insert(0, "、".join(item.carried) + "由合并单元格沿用")
    if not requirement:
        requirement = item.heading
        hints.append("具体要求为空，取自工作任务")
    heading = item.heading or _short_heading(requirement)
    named, stated = _times_apart(part)
    hints += [f"“{'、'.join(stated)}”取自责任单位一栏"] if stated else []
    units, unit_hints = read_units(named)
    deadline, due_hints, recurring = read_due(part.deadline or stated, year=dates.year, issued=dates.issued)
    hints += [*unit_hints, *due_hints, *looks_of(requirement, closed=closed)]
    node = outline.locate(requirement) or item.node
    if node is not None:
        differs = unlike_body(requirement, units, node, outline)
        hints += [differs] if differs else []
    if deadline is None:
        dated = date_in_text(requirement)
        hints += [f"文中写有“{dated}”，表中没有完成时限，未作为时限填写"] if dated else []
    hints += [*item.entry.notes, *rhythms_of(requirement, known=recurring is not None)]
    lines = (item.entry.first, item.entry.last)
    raw = raw_units(part.units)
    return DraftTask(0, item.section, heading, requirement, raw, units, deadline, _unique(hints), lines, recurring)


def _times_apart(part: Part) -> tuple[Mapping[Column, tuple[str, ...]], tuple[str, ...]]:
    """Units without the times that stand behind their names, and these times: 区财政局，6月底前."""
    if part.deadline:
        return part.units, ()
    parted = {kind: [names_and_time(text) for text in texts] for kind, texts in part.units.items()}
    times = tuple(time for pairs in parted.values() for _, stated in pairs for time in stated)
    if not times:
        return part.units, ()
    return {kind: tuple(names for names, _ in pairs) for kind, pairs in parted.items()}, times


def _short_heading(requirement: str) -> str:
    """A requirement of a few words is its own heading, without its number and full stop."""
    words = bare_title(requirement.rstrip("。；"))
    return words if heading_like(words) and "\n" not in words else ""


def _unique(hints: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hint for hint in hints if hint))


def number_tasks(result: Tasks, printed: Sequence[int | None]) -> None:
    """Keep printed numbers where every one is there once; otherwise number in order and say so."""
    tasks = result.tasks
    known = [number for number in printed if number is not None]
    if known and len(set(known)) == len(known) == len(tasks):
        result.tasks = [_numbered(task, number) for task, number in zip(tasks, known, strict=True)]
        return
    result.tasks = [_numbered(task, place) for place, task in enumerate(tasks, start=1)]
    if not known:
        result.hints.append(f"原文没有序号，已按先后编为 1—{len(tasks)}")
        return
    for place, number in enumerate(printed):
        if number != place + 1:
            was = "本行没有序号" if number is None else f"原序号为 {number}，与其他行重复或中断"
            task = result.tasks[place]
            result.tasks[place] = _hinted(task, f"{was}，已重新编为 {place + 1}")


def _numbered(task: DraftTask, number: int) -> DraftTask:
    return DraftTask(
        number, task.section, task.heading, task.requirement, task.units_raw,
        task.units, task.deadline, task.hints, task.source_lines, task.recurring,
    )  # fmt: skip


def _hinted(task: DraftTask, hint: str) -> DraftTask:
    return DraftTask(
        task.seq, task.section, task.heading, task.requirement, task.units_raw,
        task.units, task.deadline, (*task.hints, hint), task.source_lines, task.recurring,
    )  # fmt: skip


def note_repeats(result: Tasks) -> None:
    """A sentence that stands in two tasks is for a person to look at."""
    repeats = repeated_sentences([task.requirement for task in result.tasks])
    for index, first in repeats.items():
        number = result.tasks[first].seq
        result.tasks[index] = _hinted(result.tasks[index], f"有一句与第 {number} 项相同，可能是重复印入，请核对")


def _report(entries: Entries, result: Tasks) -> None:
    for line, number in entries.empty_rows:
        message = f"序号 {number} 的一行没有内容，未列为任务，其余编号不变；请核对原文是否漏印。"
        result.problems.append(Problem(Severity.WARNING, message, line=line, check="import-empty-row"))
    for item in entries.loose:
        message = f"表中这段文字不知属于哪一项，未导入：“{' '.join(item.text.split())[:60]}”，请人工处理。"
        result.problems.append(Problem(Severity.WARNING, message, line=item.line, check="import-left-over"))
