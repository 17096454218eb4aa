"""Figures over tasks: the one count that the overview, the statistics and every report share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import Flag, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from gongkai_tui.domain.row import TaskRow

_COUNTED_DONE = (Status.DONE, Status.CLOSED, Status.ONGOING)


class Summary(NamedTuple):
    """Counts over some tasks on one date."""

    total: int
    by_status: Mapping[Status, int]
    """Every status, also with 0, in workflow order."""
    flags: Mapping[Flag, int]
    """Every flag, also with 0. 逾期 leaves out what was past on the day of issue: that stands apart."""
    hints: int
    """Tasks in which something waits for a person."""
    with_evidence: int
    """Tasks with at least one piece of evidence."""

    @property
    def done(self) -> int:
        """已完成, 已核销 and 长期坚持; 待核查 never counts."""
        return sum(self.by_status[status] for status in _COUNTED_DONE)

    @property
    def due_in_all(self) -> int:
        """Everything but 已终止."""
        return self.total - self.by_status[Status.ENDED]

    @property
    def rate(self) -> float:
        """Share of done among all but 已终止, 0.0 to 1.0; 0.0 where nothing is left."""
        return self.done / self.due_in_all if self.due_in_all else 0.0


class Group(NamedTuple):
    """One line of a statistic."""

    key: str
    summary: Summary


def summarise(rows: Iterable[TaskRow], today: date) -> Summary:
    """Return the figures of `rows` on `today`."""
    by_status = dict.fromkeys(Status, 0)
    flags = dict.fromkeys(Flag, 0)
    total = hints = with_evidence = 0
    for row in rows:
        total += 1
        by_status[Status(row.status)] += 1
        hints += row.hints > 0
        with_evidence += row.evidence > 0
        found = flags_of(row, today)
        for flag in found:
            flags[flag] += 1
        flags[Flag.OVERDUE] -= Flag.OVERDUE in found and Flag.BORN_LATE in found
    return Summary(total, by_status, flags, hints, with_evidence)


def _as_named(_row: TaskRow, unit: str) -> str:
    return unit


def summarise_by(
    rows: Iterable[TaskRow],
    today: date,
    by: str,
    *,
    unit_label: Callable[[TaskRow, str], str] = _as_named,
) -> tuple[Group, ...]:
    """Return the figures for each plan, year, section, status, unit, role's lead or month of the due date.

    By unit, each unit of a task counts once, with its own status where that differs. `unit_label` names the
    unit: the same name under two governments is two units, which only the caller can tell. Raises UsageError.
    """
    name = _AXES.get(fold(by.strip()))
    if name is None:
        raise UsageError(
            f"不能按“{by}”统计。可用：计划(plan)、年(year)、章节(section)、状态(status)、单位(unit)、月(month)。"
        )
    groups: dict[str, list[TaskRow]] = {}
    if name == "status":
        groups = {status.value: [] for status in Status}
    for row in rows:
        for key, counted in _placed(row, name, unit_label):
            groups.setdefault(key, []).append(counted)
    keys = sorted(groups) if name in ("plan", "year", "month") else list(groups)
    lines = (Group(key, summarise(groups[key], today)) for key in keys)
    found = tuple(line for line in lines if line.summary.total)
    if name == "unit":
        return tuple(sorted(found, key=lambda line: (-line.summary.total, line.key)))
    return found


_AXES = {
    alias: name
    for name, aliases in {
        "plan": ("plan", "计划", "jh"),
        "year": ("year", "年", "年度", "nd"),
        "section": ("section", "章节", "zj"),
        "status": ("status", "状态", "zt"),
        "unit": ("unit", "单位", "dw", "责任单位"),
        "month": ("month", "月", "月份", "due", "期限"),
    }.items()
    for alias in aliases
}

NO_UNIT = "（无责任单位）"
NO_SECTION = "（无章节）"
_NOTHING = {"section": NO_SECTION, "unit": NO_UNIT, "month": "（无期限）", "year": "（年度不明）"}


def _placed(row: TaskRow, name: str, unit_label: Callable[[TaskRow, str], str]) -> Iterator[tuple[str, TaskRow]]:
    if name == "unit":
        yield from _by_unit(row, unit_label)
        return
    key = {
        "plan": row.plan,
        "year": str(row.year or ""),
        "section": row.section,
        "status": row.status,
        "month": row.due[: len("2022-09")],
    }[name]
    yield key or _NOTHING[name], row


def _by_unit(row: TaskRow, unit_label: Callable[[TaskRow, str], str]) -> Iterator[tuple[str, TaskRow]]:
    own = dict(row.unit_status)
    names = dict.fromkeys((*(unit for unit, _ in row.units), *own))
    if not names:
        yield NO_UNIT, row
    for unit in names:
        yield unit_label(row, unit), row._replace(status=own.get(unit, row.stored_status))
