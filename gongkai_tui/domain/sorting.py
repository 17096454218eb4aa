"""Order of rows, such as `due,-updated`: empty values come last either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.field_names import allowed, canonical_field
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai_tui.domain.row import TaskRow

    Key = Callable[[TaskRow], int | str]

_WORKFLOW = {status.value: place for place, status in enumerate(Status, start=1)}


def _first_unit(row: TaskRow) -> str:
    return row.units[0][0] if row.units else ""


def _first_with(role: str) -> Key:
    return lambda row: next((unit for unit, own in row.units if own == role), "")


_KEYS: dict[str, Key] = {
    "id": lambda row: row.id,
    "plan": lambda row: row.plan,
    "year": lambda row: row.year,
    "seq": lambda row: row.seq,
    "heading": lambda row: row.heading,
    "requirement": lambda row: row.requirement,
    "unit": _first_unit,
    "lead": _first_with("牵头"),
    "support": _first_with("配合"),
    "duty": _first_with("责任"),
    "status": lambda row: _WORKFLOW.get(row.status, 0),
    "due": lambda row: row.due,
    "kind": lambda row: row.deadline_kind,
    "updated": lambda row: row.updated,
    "evidence": lambda row: row.evidence,
    "hint": lambda row: row.hints,
}

_COUNTS = frozenset({"evidence", "hint"})
"""Here 0 is a value of its own, not a missing one."""

SORTABLE = (*_KEYS, "section")
"""Canonical names of the fields to sort by; `section` is in document order."""


def read_sort(spec: str) -> tuple[tuple[str, bool], ...]:
    """Return (canonical field, descending) in order of weight; raises UsageError for an unknown field."""
    found = []
    for part in fold(spec).split(","):
        word = part.strip()
        if not word:
            continue
        name = canonical_field(word.removeprefix("-"))
        if name not in SORTABLE:
            raise UsageError(f"不能按“{word.removeprefix('-')}”排序。可用：{allowed(SORTABLE)}，前加 - 为倒序。")
        found.append((name, word.startswith("-")))
    return tuple(found)


def sort_rows(rows: Iterable[TaskRow], spec: str) -> list[TaskRow]:
    """Return the rows in the order of `spec`; equal ones keep their order. Raises UsageError."""
    ordered = list(rows)
    for name, descending in reversed(read_sort(spec)):
        ordered = _sorted_by(ordered, name, descending=descending)
    return ordered


def _sorted_by(rows: list[TaskRow], name: str, *, descending: bool) -> list[TaskRow]:
    key = _section_order(rows) if name == "section" else _KEYS[name]
    if name in _COUNTS:
        return sorted(rows, key=key, reverse=descending)
    filled = [row for row in rows if key(row)]
    empty = [row for row in rows if not key(row)]
    return sorted(filled, key=key, reverse=descending) + empty


def _section_order(rows: Sequence[TaskRow]) -> Key:
    """Sections in document order: by plan, then by the first number that stands in each."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        place = (row.plan, row.section)
        first[place] = min(first.get(place, row.seq or 10**9), row.seq or 10**9)
    ranking = sorted(first, key=lambda place: (place[0], first[place], place[1]))
    ranks = {place: rank for rank, place in enumerate(ranking, start=1)}
    return lambda row: ranks[row.plan, row.section] if row.section else 0
