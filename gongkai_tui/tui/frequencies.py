"""Lines of the statistics: what stands in each column, in which order, and which are found by what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.pinyin import initials
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.word_match import is_meant
from gongkai_tui.tui.lines import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai_tui.domain.summary import Group, Summary

AXES = ("unit", "section", "status", "month", "plan", "year", "flag", "lead")
"""What can be counted by, in the order of `tui.actions.AXES`."""
ORDERS = {
    "count": ("项数", "多的在前"),
    "name": ("名称", "按拼音首字母"),
    "rate": ("落实率", "低的在前"),
    "overdue": ("逾期", "多的在前"),
}
"""What can be sorted by: its name and which end comes first."""
SHARE_CELLS = 10
_BY_COUNT = frozenset({"unit", "section", "flag", "lead"})


class Frequency(NamedTuple):
    """One line."""

    name: str
    group: Group


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column behind the name."""

    title: str
    short: str
    """The title where room is scarce."""
    least: int
    """Cells where room is scarce."""
    cell: Callable[[Summary, int], str]
    """The text of a line, of so many tasks in all."""
    rank: int
    """Columns of a higher rank leave first when it gets narrow."""
    tone: Tone = Tone.PLAIN
    """Where there is something to show."""


def _share(figures: Summary, whole: int) -> str:
    return f"{share(figures, whole):.0%}"


def share(figures: Summary, whole: int) -> float:
    """The part of all tasks that a line stands for."""
    return figures.total / whole if whole else 0.0


def share_bar(figures: Summary, whole: int, cells: int = SHARE_CELLS) -> str:
    """The share as a bar of `#`; whatever there is shows at least one."""
    full = max(round(share(figures, whole) * cells), 1) if figures.total else 0
    return "#" * full + "-" * (cells - full)


def _flag(flag: Flag) -> Callable[[Summary, int], str]:
    return lambda figures, _whole: str(figures.flags[flag] or "-")


def _status(status: Status) -> Callable[[Summary, int], str]:
    return lambda figures, _whole: str(figures.by_status[status] or "-")


SHARE = FigureColumn("占比", "占比", 4, _share, 9, Tone.DIM)
"""The bar stands beside it, or in its place."""
COLUMNS = (
    FigureColumn("任务", "任务", 4, lambda figures, _whole: str(figures.total), 0),
    SHARE,
    FigureColumn(
        "落实/应落实", "落实", 7, lambda figures, _whole: f"{figures.done}/{figures.due_in_all}", 2, Tone.GOOD
    ),
    FigureColumn("落实率", "率", 4, lambda figures, _whole: f"{figures.rate:.0%}", 1),
    FigureColumn("逾期", "逾期", 4, _flag(Flag.OVERDUE), 3, Tone.BAD),
    FigureColumn("临期", "临期", 4, _flag(Flag.DUE_SOON), 4, Tone.WARN),
    FigureColumn("整改中", "整改", 4, _status(Status.RECTIFYING), 5, Tone.BAD),
    FigureColumn("待核查", "待核", 4, _status(Status.REPORTED), 6, Tone.ACCENT),
    FigureColumn("久未更新", "久未", 4, _flag(Flag.STALE), 7, Tone.WARN),
    FigureColumn("有佐证", "佐证", 4, lambda figures, _whole: str(figures.with_evidence or "-"), 8),
)


def arranged(lines: Iterable[Frequency], axis: str, sort: str, typed: str) -> list[Frequency]:
    """The lines that `typed` finds by name or pinyin initials, sorted by one of `ORDERS` (`-` turns it round).

    Without an order, months, years, statuses and plans keep their own; the rest stands by size.
    """
    words = fold(typed).split()
    found = [line for line in lines if all(is_meant(line.name, word) for word in words)]
    order = sort.removeprefix("-") or ("count" if axis in _BY_COUNT else "")
    if order:
        found.sort(key=_SORT_KEYS[order])
    return found[::-1] if sort.startswith("-") else found


_SORT_KEYS: dict[str, Callable[[Frequency], tuple[float | str, ...]]] = {
    "count": lambda line: (-line.group.summary.total,),
    "name": lambda line: (initials(line.name), line.name),
    "rate": lambda line: (line.group.summary.rate, -line.group.summary.total),
    "overdue": lambda line: (-line.group.summary.flags[Flag.OVERDUE], -line.group.summary.total),
}


def table(label: str, lines: Sequence[Frequency], whole: Summary) -> tuple[list[str], list[list[str]]]:
    """Titles and cells of the whole table, to be copied; the last line is all tasks together.

    Not `22/66` and `-` as on the screen: a spreadsheet takes the one for a date and the other for a formula.
    """
    rows = [(line.name, line.group.summary) for line in lines]
    cells = [[name, *map(str, _numbers(figures, whole.total))] for name, figures in (*rows, ("合计", whole))]
    titles = ["任务", "占比", "已落实", "应落实", "落实率", "逾期", "临期", "整改中", "待核查", "久未更新", "有佐证"]
    return [label, *titles], cells


def _numbers(figures: Summary, whole: int) -> tuple[int | str, ...]:
    return (
        figures.total,
        f"{share(figures, whole):.0%}",
        figures.done,
        figures.due_in_all,
        f"{figures.rate:.0%}",
        figures.flags[Flag.OVERDUE],
        figures.flags[Flag.DUE_SOON],
        figures.by_status[Status.RECTIFYING],
        figures.by_status[Status.REPORTED],
        figures.flags[Flag.STALE],
        figures.with_evidence,
    )
