"""What is under the cursor of the grid, in words: two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.grid import summed, through_sets
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Flag
from gongkai_tui.tui.columns import status_tone, title_of, units_of
from gongkai_tui.tui.lines import Line, Span, Tone, line
from gongkai_tui.tui.widgets.matrix import HEAD

if TYPE_CHECKING:
    from gongkai_tui.domain.grid import Cell, Grid, UnitLine
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.summary import Summary
    from gongkai_tui.tui.grid_board import GridBoard


def words_at(board: GridBoard, row: int, column: int) -> tuple[Line, Line]:
    """Say who and what, then how it stands."""
    if board.grid is None or not board.lines:
        return (), ()
    if row == HEAD and column == HEAD:
        return line(f"{len(board.grid.lines)} 个单位，{len(board.grid.columns)} 项任务"), line("回车看这份计划的任务")
    if row == HEAD:
        return _column_words(board, column)
    unit = board.lines[row]
    if column == HEAD:
        return line(Span(unit.name, Tone.TITLE), f"  {_kind_words(unit)}"), _figures(unit.figures)
    if board.by_section:
        section = board.sections[column]
        figures = summed(unit, section, board.grid.day)
        first = line(Span(unit.name, Tone.TITLE), f"  {section.title}")
        return first, _figures(figures) if figures else line("这一章没有它的任务")
    cell = unit.cells[column]
    first = line(Span(unit.name, Tone.TITLE), f"  {_task_words(board.grid.columns[column])}")
    return first, _cell_words(cell) if cell else _no_part_words(board.grid, unit, column)


def _column_words(board: GridBoard, column: int) -> tuple[Line, Line]:
    if board.by_section:
        section = board.sections[column]
        return line(Span(section.title, Tone.TITLE)), line(f"{len(section.places)} 项任务")
    row = board.tasks(column)[0]
    first = line(Span(_task_words(row), Tone.TITLE))
    return first, line(Span(row.status, status_tone(row.status)), f"  {_due(row)}  {units_of(row)}")


def _task_words(row: TaskRow) -> str:
    return f"第{row.seq}项 {title_of(row)}" if row.seq else f"{row.id} {title_of(row)}"


def _kind_words(unit: UnitLine) -> str:
    if unit.kind is LineKind.OPEN:
        return "成员未定：由政务公开办逐项确定"
    if unit.members:
        sure = "" if unit.confirmed else "（待确认）"
        return f"成员 {len(unit.members)} 个{sure}，按 + 展开或收起"
    if unit.kind is LineKind.ALL:
        return "units/ 里还没有登记成员"
    return f"{unit.group}的成员" if unit.group else ""


def _figures(figures: Summary) -> Line:
    late, stale = figures.flags[Flag.OVERDUE], figures.flags[Flag.STALE]
    return line(
        f"任务 {figures.total}  已落实 {figures.done}/{figures.due_in_all}  ",
        Span(f"逾期 {late}", Tone.BAD if late else Tone.PLAIN),
        "  ",
        Span(f"久未更新 {stale}", Tone.WARN if stale else Tone.PLAIN),
    )


def _cell_words(cell: Cell) -> Line:
    row = cell.row
    flags = " ".join(flag.value for flag in cell.flags)
    return line(
        Span(row.status, status_tone(row.status)),
        "（单独）" if cell.is_own else "",
        Span(f" {flags}" if flags else "", Tone.WARN),
        f"  {cell.role}" if cell.role else "",
        f"  {_due(row)}  最近记录 {row.updated or '无'}  佐证 {row.evidence}",
    )


def _no_part_words(grid: Grid, unit: UnitLine, column: int) -> Line:
    """A unit that acts through a set has its state there: it counts once, below the set."""
    found = through_sets(grid, unit.name, column)
    if unit.group or not found:
        return line("不是这项任务的责任单位")
    status = found[0][1].row.status
    sets = "、".join(group for group, _ in found)
    return line(f"没有单列，随{sets}办理：", Span(status, status_tone(status)), f"  在{found[0][0]}一行按 + 看成员")


def _due(row: TaskRow) -> str:
    return f"期限 {row.due or row.deadline_raw or '无'}"
