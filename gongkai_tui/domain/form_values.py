"""The fields of a task as a form shows them, and where two people have changed the same one."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.recurring_words import recurring_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.task import Task, UnitRole

LABELS = {
    "heading": "任务",
    "requirement": "要求",
    "units": "单位",
    "deadline": "完成时限",
    "due": "期限",
    "section": "章节",
    "recurring": "周期",
}
"""Fields of the form in its order, by their names in `settable`."""


class Side(StrEnum):
    """Whose value of a field stands."""

    OURS = "用我的"
    THEIRS = "用对方的"


class Clash(NamedTuple):
    """One field that two people have changed differently."""

    field: str
    """Name in `settable`, or key of the task file."""
    label: str
    """Chinese."""
    theirs: str
    """What is committed now, as people read it."""
    ours: str


def form_values(task: Task) -> dict[str, str]:
    """Return the fields of the form as they are typed; what is not there is empty."""
    deadline = task.deadline
    return {
        "heading": task.heading,
        "requirement": task.requirement,
        "units": units_words(task.units),
        "deadline": deadline.raw if deadline else "",
        "due": deadline.due.isoformat() if deadline and deadline.due else "",
        "section": task.section,
        "recurring": recurring_words(task.recurring),
    }


def units_words(units: Sequence[UnitRole]) -> str:
    """Return units as they are typed: 甲、乙牵头，丙配合."""
    parts = []
    for role, group in groupby(units, key=lambda unit: unit.role.value):
        names = "、".join(unit.unit for unit in group)
        parts.append(names if role == "责任" else names + role)
    return "，".join(parts)


def clashes(begun_with: Mapping[str, str], now: Task, after: Task) -> tuple[Clash, ...]:
    """Return the fields of `now` that somebody has changed since `begun_with` and that `after` would overwrite."""
    theirs, ours = form_values(now), form_values(after)
    return tuple(
        Clash(name, LABELS[name], theirs[name], ours[name])
        for name in LABELS
        if name in begun_with and begun_with[name] != theirs[name] != ours[name]
    )


def settled(assignments: Mapping[str, str], found: Sequence[Clash], sides: Mapping[str, Side]) -> dict[str, str]:
    """Return what is still to be assigned once a side was chosen for each clash."""
    kept = dict(assignments)
    for clash in found:
        if sides[clash.field] is Side.THEIRS:
            kept.pop(clash.field, None)
    for clash in found:
        if clash.field != "due":
            continue
        # Words of a deadline that are read anew bring a date of their own, unless one is named beside them.
        value = clash.theirs if sides["due"] is Side.THEIRS else clash.ours
        if sides["due"] is Side.OURS or "deadline" in kept:
            kept["due"] = value or "无"
    return {name: kept[name] for name in sorted(kept, key=lambda name: name == "due")}
