"""One field of one task, before and after, as previews, the log and `diff` show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.grid_units import NOBODY_REGISTERED

if TYPE_CHECKING:
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Task


class ProposedChange(NamedTuple):
    """One field of one task, before and after, as people read it."""

    task_id: str
    title: str
    field: str
    old: str
    new: str


def proposed(before: Task, after: Task, units: GridUnits = NOBODY_REGISTERED) -> tuple[ProposedChange, ...]:
    """Every field that differs between two versions of a task; `units` as for `field_changes`."""
    from gongkai_tui.domain.field_diff import field_changes

    title = after.heading or after.requirement[:20]
    found = field_changes(before, after, units)
    return tuple(ProposedChange(after.id, title, c.field, c.old, c.new) for c in found)
