"""A task as a whole, where units have published the own 要点 that it asks for: what is left of it to be urged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.unit_dues import first_due, still_to_act

if TYPE_CHECKING:
    from gongkai_tui.domain.grid import TaskColumn
    from gongkai_tui.domain.row import TaskRow


class Seen(NamedTuple):
    """What the office sees of a task without being told."""

    published: str
    """As `TaskRow.published`."""
    open_due: str
    """As `TaskRow.open_due`, whoever has published left out."""

    def on(self, row: TaskRow) -> TaskRow:
        """Return the row of the task with it."""
        return row._replace(published=self.published, open_due=self.open_due)


def seen_of(column: TaskColumn) -> Seen | None:
    """Return what is seen of a task; None where nobody who still has to act has published anything."""
    row, parts = column.row, column.parts
    found = {name: column.published(name) for name in still_to_act(parts)}
    days = [publications[0].date.isoformat() for publications in found.values() if publications]
    if not days:
        return None
    left = [name for name, publications in found.items() if not publications]
    if left:
        return Seen("", first_due(parts, left, row.due, row.unit_dues, row.issued))
    return Seen(max(days), "")
