"""Figures over tasks: the one count that the overview, the statistics and every report share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import Flag, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.grid import TaskColumn
    from gongkai_tui.domain.row import TaskRow

_COUNTED_DONE = (Status.DONE, Status.CLOSED, Status.ONGOING)


class Summary(NamedTuple):
    """Counts over some tasks on one date."""

    total: int
    by_status: Mapping[Status, int]
    """Every status, also with 0, in workflow order."""
    flags: Mapping[Flag, int]
    """Every flag, also with 0."""
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
    """As people read it."""
    summary: Summary
    value: str = ""
    """As it stands in the tasks: the unit without its government, the month as 2022-09; empty where there is none."""
    rows: Sequence[TaskRow] = ()
    """The tasks that were counted; by unit, each as that unit stands in it."""
    written: Sequence[str] = ()
    """All names under which the tasks mean the unit, those of sets included; empty where not counted by unit."""


def summarise(rows: Iterable[TaskRow], today: date) -> Summary:
    """Return the figures of `rows` on `today`."""
    kinds = _Kinds(today)
    return kinds.summary(map(kinds.of, rows))


class _Kinds:
    """Tasks told apart by nothing but what is counted, each kind with a number: thousands are of a few dozen kinds."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._numbers: dict[tuple[object, ...], int] = {}
        self._facts: list[tuple[Status, bool, bool, tuple[Flag, ...]]] = []

    def of(self, row: TaskRow) -> int:
        """Return the number of the kind of a task."""
        flags = flags_of(row, self._today)
        # An enumeration takes far longer to look up than its place in memory.
        key = (row.status, row.hints > 0, row.evidence > 0, *map(id, flags))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._facts)
            self._facts.append((Status(row.status), row.hints > 0, row.evidence > 0, flags))
        return number

    def summary(self, numbers: Iterable[int]) -> Summary:
        """Return the figures of tasks of some kinds."""
        by_status = dict.fromkeys(Status, 0)
        flags = dict.fromkeys(Flag, 0)
        total = hints = with_evidence = 0
        for number, times in Counter(numbers).items():
            status, is_unsure, has_evidence, flags_here = self._facts[number]
            total += times
            by_status[status] += times
            hints += times * is_unsure
            with_evidence += times * has_evidence
            for flag in flags_here:
                flags[flag] += times
        return Summary(total, by_status, flags, hints, with_evidence)


def _as_named(_row: TaskRow, unit: str) -> str:
    return unit


def summarise_by(
    rows: Iterable[TaskRow],
    today: date,
    by: str,
    *,
    unit_name: Callable[[TaskRow, str], str] = _as_named,
    unit_label: Callable[[TaskRow, str], str] = _as_named,
    unit_column: Callable[[TaskRow], TaskColumn] | None = None,
) -> tuple[Group, ...]:
    """Return the figures for each plan, year, section, status, unit, leading unit, month of the due date, or flag.

    By unit, each unit that must act in a task counts once, as it stands there; by leading unit, the units and sets
    that the task names so; by flag, a task counts under each of its flags.
    `unit_name` gives the registered name of what a task writes, so that a unit with two names is one; `unit_label`
    what people read: the same name under two governments is two units; `unit_column` who acts in a task and how each
    stands there. Only the caller can tell these; without `unit_column` the units are those that the task names, and
    differ by status alone.
    Raises UsageError.
    """
    axis = axis_called(by)
    if axis in _UNIT_AXES:
        return tuple(sorted(_unit_groups(rows, today, axis, unit_name, unit_label, unit_column), key=_by_size))
    groups: dict[tuple[str, str], list[TaskRow]] = {}
    for row in rows:
        for key, value in _placed(row, axis, today):
            groups.setdefault((key, value), []).append(row)
    found = (Group(key, summarise(of, today), value, of) for (key, value), of in groups.items())
    return tuple(sorted(found, key=_ORDERS.get(axis, _no_order)))


def axis_called(text: str) -> str:
    """Return the name of an axis: plan, year, section, status, unit, lead, month or flag. Raises UsageError."""
    axis = _AXES.get(fold(text.strip()))
    if axis is None:
        names = "、".join(f"{label}({name})" for name, label in AXIS_LABELS.items())
        raise UsageError(f"不能按“{text}”统计。可用：{names}。")
    return axis


AXIS_LABELS = {
    "plan": "计划",
    "year": "年度",
    "section": "章节",
    "status": "状态",
    "unit": "单位",
    "lead": "牵头单位",
    "month": "期限月份",
    "flag": "标记",
}
"""What may be counted by, and how it is called above the column."""

_AXES = {
    alias: name
    for name, aliases in {
        "plan": ("plan", "计划", "jh"),
        "year": ("year", "年", "年度", "nd"),
        "section": ("section", "章节", "zj"),
        "status": ("status", "状态", "zt"),
        "unit": ("unit", "单位", "dw", "责任单位"),
        "lead": ("lead", "牵头", "牵头单位", "qt"),
        "month": ("month", "月", "月份", "期限月份", "due", "期限"),
        "flag": ("flag", "标记", "bj"),
    }.items()
    for alias in aliases
}

NO_UNIT = "（无责任单位）"
NO_SECTION = "（无章节）"
_NOTHING = {
    "section": NO_SECTION,
    "unit": NO_UNIT,
    "lead": "（无牵头单位）",
    "month": "（无期限）",
    "year": "（年度不明）",
    "flag": "（无标记）",
}


def _by_size(group: Group) -> tuple[int, str]:
    return -group.summary.total, group.key


def _by_key(group: Group) -> tuple[int, str]:
    return 0, group.key


def _no_order(_group: Group) -> tuple[int, str]:
    return 0, ""


def _in_order_of(words: Iterable[str]) -> Callable[[Group], tuple[int, str]]:
    places = {word: place for place, word in enumerate(words)}
    return lambda group: (places.get(group.value, len(places)), group.key)


_ORDERS = {
    "plan": _by_key,
    "year": _by_key,
    "month": _by_key,
    "status": _in_order_of(Status),
    "flag": _in_order_of(Flag),
}
"""Sections keep the order of the documents."""


def _placed(row: TaskRow, axis: str, today: date) -> Iterator[tuple[str, str]]:
    """Where a task counts: the key and value of each group."""
    if axis == "flag":
        flags = flags_of(row, today)
        for flag in flags:
            yield flag.value, flag.value
        if not flags:
            yield _NOTHING[axis], ""
        return
    value = {
        "plan": row.plan,
        "year": str(row.year or ""),
        "section": row.section,
        "status": row.status,
        "month": row.due[: len("2022-09")],
    }[axis]
    yield value or _NOTHING[axis], value


_UNIT_AXES = frozenset({"unit", "lead"})
_LEAD = "牵头"


def _unit_groups(
    rows: Iterable[TaskRow],
    today: date,
    axis: str,
    unit_name: Callable[[TaskRow, str], str],
    unit_label: Callable[[TaskRow, str], str],
    unit_column: Callable[[TaskRow], TaskColumn] | None,
) -> Iterator[Group]:
    found = _UnitGroups(_Kinds(today), unit_label)
    for row in rows:
        column = unit_column(row) if unit_column else None
        names = column.parts.spelled if column and axis == "unit" else _named(row, axis, unit_name)
        if names:
            stands = column.rows_of(list(names)) if column else map(_by_status(row, unit_name), names)
            found.add(row, names, stands)
        else:
            found.add_nobody(row, _NOTHING[axis])
    return found.made()


class _UnitGroups:
    """Tasks as they stand for each unit, by label and name."""

    def __init__(self, kinds: _Kinds, label: Callable[[TaskRow, str], str]) -> None:
        self._kinds = kinds
        self._label = label
        self._groups: dict[tuple[str, str], _UnitGroup] = {}
        self._by_plan: dict[str, dict[str, _UnitGroup]] = {}

    def add(self, row: TaskRow, names: Mapping[str, tuple[str, ...]], stands: Iterable[TaskRow]) -> None:
        """Count a task for its units, each with its spellings and the task as it stands there."""
        known = self._by_plan.setdefault(row.plan, {})
        last, kind = None, 0
        for (name, spellings), as_it_stands in zip(names.items(), stands, strict=True):
            group = known.get(name)
            if group is None:
                group = known[name] = self._group((self._label(row, name), name))
            if as_it_stands is not last:
                last, kind = as_it_stands, self._kinds.of(as_it_stands)
            group.add(as_it_stands, kind, spellings)

    def add_nobody(self, row: TaskRow, label: str) -> None:
        """Count a task that names no unit."""
        self._group((label, "")).add(row, self._kinds.of(row), ())

    def _group(self, place: tuple[str, str]) -> _UnitGroup:
        return self._groups.setdefault(place, _UnitGroup([], [], {}))

    def made(self) -> Iterator[Group]:
        """Return what was counted."""
        for (label, value), (rows, kinds, written) in self._groups.items():
            texts = dict.fromkeys(text for spellings in written for text in spellings)
            yield Group(label, self._kinds.summary(kinds), value, rows, tuple(texts))


class _UnitGroup(NamedTuple):
    """What is counted of one unit."""

    rows: list[TaskRow]
    kinds: list[int]
    written: dict[tuple[str, ...], None]

    def add(self, row: TaskRow, kind: int, spellings: tuple[str, ...]) -> None:
        """Count one task."""
        self.rows.append(row)
        self.kinds.append(kind)
        self.written[spellings] = None


def _named(row: TaskRow, axis: str, unit_name: Callable[[TaskRow, str], str]) -> Mapping[str, tuple[str, ...]]:
    """The units as the task names them, with each spelling."""
    names: dict[str, list[str]] = {}
    for unit in _units_of(row, axis):
        names.setdefault(unit_name(row, unit), []).append(unit)
    return {name: tuple(written) for name, written in names.items()}


def _by_status(row: TaskRow, unit_name: Callable[[TaskRow, str], str]) -> Callable[[str], TaskRow]:
    """Rows of the units of a task that differ by status alone."""
    own = {unit_name(row, unit): status for unit, status in row.own_status.items()}

    def row_of(name: str) -> TaskRow:
        status = own.get(name, row.stored_status)
        if status == row.status:
            return row
        return row._replace(status=status, waits_since=row.waits_since if status == Status.REPORTED else "")

    return row_of


def _units_of(row: TaskRow, axis: str) -> Iterator[str]:
    for unit, role in row.units:
        if axis == "unit" or role == _LEAD:
            yield unit
    if axis == "unit":
        for unit, _ in row.unit_status:
            yield unit
