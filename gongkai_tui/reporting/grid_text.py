"""The grid of units and tasks as text: one character a state and one a mark, the same on screen and in files."""

from __future__ import annotations

from gongkai_tui.domain import inputs
from gongkai_tui.domain.acting_units import LEAD
from gongkai_tui.domain.grid import summed
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.wording import at_end
from gongkai_tui.reporting.delimited import csv_text, tsv_text
from gongkai_tui.reporting.json_text import json_rows_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.table import GAP, table_lines
from gongkai_tui.reporting.width import width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from gongkai_tui.domain.grid import Cell, Grid, Section, UnitLine
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.summary import Summary

STATUS_CHARS = {
    Status.NOT_STARTED: "未",
    Status.IN_PROGRESS: "推",
    Status.REPORTED: "查",
    Status.DONE: "完",
    Status.CLOSED: "销",
    Status.RECTIFYING: "改",
    Status.ONGOING: "长",
    Status.ENDED: "止",
}
NO_PART = "."
LEAD_MARK = "*"
LATE_MARK, STALE_MARK, BOTH_MARK = "!", "?", "#"

STATES_LEGEND = "未启动 推进中 待核查 已完成 已核销 整改中 长期坚持 已终止"
MARKS_LEGEND = "!逾期 ?久未更新 #逾期且久未更新 *牵头 .未单列"
SUMS_LEGEND = "已落实/应落实 !有逾期 ?有久未更新 #两者都有 .没有任务"
FIGURES = (("total", "总"), ("done", "完"), ("overdue", "逾"), ("stale", "久"))
"""Keys and one-character headings of a line's figures."""

_FIGURE_WORDS = ("任务", "已落实", "逾期", "久未更新")

_KINDS = {LineKind.ALL: "集合", LineKind.OPEN: "未定集合", LineKind.UNIT: "单位", LineKind.NOBODY: "无"}


def legend(*, by_section: bool = False) -> str:
    """Give what the characters mean."""
    if by_section:
        return f"图例：{SUMS_LEGEND}"
    states = " ".join(f"{char}={status}" for status, char in STATUS_CHARS.items())
    return f"图例：{states}  {MARKS_LEGEND}（随各X办理的，见各X的成员{at_end(inputs.MEMBERS)}；单位名后的数连同这些）"


def mark(*, late: bool, stale: bool) -> str:
    """Give the mark for what is late, stale or both; empty for neither."""
    return BOTH_MARK if late and stale else LATE_MARK if late else STALE_MARK if stale else ""


def cell_text(cell: Cell | None) -> str:
    """Give a cell in at most four terminal cells."""
    if cell is None:
        return NO_PART
    lead = LEAD_MARK if cell.role == LEAD else ""
    return lead + STATUS_CHARS[Status(cell.row.status)] + mark(late=cell.late, stale=cell.stale)


def sum_text(figures: Summary | None) -> str:
    """Give the figures of a section: done of what is due, and a mark."""
    if figures is None:
        return NO_PART
    late, stale = bool(figures.flags[Flag.OVERDUE]), bool(figures.flags[Flag.STALE])
    return f"{figures.done}/{figures.due_in_all}{mark(late=late, stale=stale)}"


def number_of(row: TaskRow) -> str:
    """Give the heading of a task's column: its number, or the end of its id where it has none."""
    return str(row.seq) if row.seq else row.id.partition("/")[2].removeprefix("x-")


def figures_of(line: UnitLine) -> dict[str, int]:
    """Give the counts that stand beside a unit's name."""
    figures = line.figures
    flags = figures.flags
    return {
        "total": figures.total,
        "done": figures.done,
        "overdue": flags[Flag.OVERDUE],
        "stale": flags[Flag.STALE],
    }


def name_of(line: UnitLine) -> str:
    """Give a unit's name, a member behind its set, an open set with what it waits for."""
    if line.kind is LineKind.OPEN:
        return f"{line.name}（待选定）"
    return f"　{line.name}" if line.group else line.name


def with_members(lines: Iterable[UnitLine]) -> list[UnitLine]:
    """Give every line, and behind each set its members."""
    return [each for line in lines for each in (line, *line.members)]


def grid_text(
    grid: Grid,
    lines: Sequence[UnitLine],
    form: str,
    *,
    by_section: bool = False,
    room: int | None = None,
    in_words: bool = False,
) -> str:
    """Give some lines of a grid in `form` (table, json, csv, tsv, md); a table too wide for `room` in several parts.

    Titles of csv and tsv are keys for programs, unless they are wanted `in_words`.
    """
    if form == "json":
        return json_rows_text(_record(grid, line, by_section=by_section) for line in lines)
    columns = _columns(grid, lines, by_section=by_section)
    ids = [section.title for section in grid.sections] if by_section else [row.id for row in grid.columns]
    numbers = [section.title for section in grid.sections] if by_section else list(map(number_of, grid.columns))
    heads = [[name_of(line) if form in ("table", "md") else line.name for line in lines]]
    heads += [[str(figures_of(line)[key]) for line in lines] for key, _ in FIGURES]
    if form in ("csv", "tsv"):
        titles = ["unit", "group", "kind", *(key for key, _ in FIGURES), *ids]
        if in_words:
            titles = ["单位", "所属集合", "类别", *_FIGURE_WORDS, *numbers]
        empty = [["" if cell == NO_PART else cell for cell in column] for column in columns]
        kinds, groups = [_KINDS[line.kind] for line in lines], [line.group for line in lines]
        cells = zip(heads[0], groups, kinds, *heads[1:], *empty, strict=True)
        return (csv_text if form == "csv" else tsv_text)(titles, cells)
    titles = ["单位", *(title for _, title in FIGURES)]
    if form == "md":
        return markdown_text([*titles, *numbers], zip(*heads, *columns, strict=True))
    return _tables(titles, heads, numbers, columns, room) if lines else ""


def _columns(grid: Grid, lines: Sequence[UnitLine], *, by_section: bool) -> list[list[str]]:
    if by_section:
        return [[sum_text(summed(line, section, grid.day)) for line in lines] for section in grid.sections]
    return [[cell_text(line.cells[place]) for line in lines] for place in range(len(grid.columns))]


def _tables(
    titles: list[str], heads: list[list[str]], numbers: list[str], columns: list[list[str]], room: int | None
) -> str:
    """Give one table below the other, each with as many columns as fit."""
    fixed = sum(max(map(width, (title, *cells))) + len(GAP) for title, cells in zip(titles, heads, strict=True))
    parts: list[list[int]] = [[]]
    used = fixed
    for place, (title, column) in enumerate(zip(numbers, columns, strict=True)):
        cells = max(map(width, (title, *column))) + len(GAP)
        if room is not None and parts[-1] and used + cells > room + len(GAP):
            parts.append([])
            used = fixed
        parts[-1].append(place)
        used += cells
    figures = range(1, len(titles))
    texts = [
        "\n".join(
            table_lines(
                [*titles, *(numbers[place] for place in part)],
                [*heads, *(columns[place] for place in part)],
                room=room,
                right=set(figures),
                fixed=set(range(1, len(titles) + len(part))),
            )
        )
        for part in parts
    ]
    return "\n\n".join(texts) + "\n"


def _record(grid: Grid, line: UnitLine, *, by_section: bool) -> dict[str, Any]:
    head = {"unit": line.name, "kind": _KINDS[line.kind], "group": line.group, **figures_of(line)}
    if line.kind is LineKind.ALL or line.members:
        head["members"] = [member.name for member in line.members]
        head["members_confirmed"] = line.confirmed
    if by_section:
        return {**head, "sections": {s.title: _sum_record(line, s, grid) for s in grid.sections}}
    return {**head, "tasks": {row.id: _cell_record(cell) for row, cell in zip(grid.columns, line.cells, strict=True)}}


def _sum_record(line: UnitLine, section: Section, grid: Grid) -> dict[str, Any] | None:
    figures = summed(line, section, grid.day)
    if figures is None:
        return None
    flags = figures.flags
    return {
        "total": figures.total,
        "done": figures.done,
        "due": figures.due_in_all,
        "overdue": flags[Flag.OVERDUE],
        "stale": flags[Flag.STALE],
    }


def _cell_record(cell: Cell | None) -> dict[str, Any] | None:
    """A set says who acts through it in this task: with nobody named, it stands for itself."""
    if cell is None:
        return None
    through = {"members": list(cell.members)} if cell.members else {}
    return {
        "status": cell.row.status,
        "role": cell.role,
        "own_status": cell.is_own,
        "flags": [flag.value for flag in cell.flags],
        "updated": cell.row.updated or None,
        **through,
    }
