"""What the units files change in a task's shown status: who is meant by 各X, and which names are the same unit.

A task's own record is kept by its content; this is kept by tree (`entry`, `view`), as the same content means
something else once the members of a set are others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from gongkai_tui.storage.index import Index

_PLAN_FILE = "plan.yaml"


def resolve_members(index: Index, source: str, changed: Collection[str] | None = None) -> None:
    """Settle what the tasks of a tree show whose units differ; of the `changed` files only, where no others can.

    Call it in the transaction that changed the tree.
    """
    if changed is not None and any(path.startswith("units/") or path.endswith(_PLAN_FILE) for path in changed):
        index.db.execute(f"UPDATE {source} SET shown = NULL, haystack = NULL WHERE shown IS NOT NULL")
        changed = None
    found = [row for row in _candidates(index, source) if changed is None or row[0] in changed]
    if found:
        index.db.executemany(
            f"UPDATE {source} SET shown = ?, haystack = ? WHERE path = ?", _corrected(index, source, found)
        )


def _candidates(index: Index, source: str) -> Iterable[tuple[Any, ...]]:
    # Beginning with `blob`, whose partial index holds just the tasks with units that differ.
    return index.db.execute(
        "SELECT b.path, b.plan, b.units, b.unit_status, b.stored_status, b.chosen, b.status "
        f"FROM blob b CROSS JOIN {source} e ON e.path = b.path AND e.n = b.n WHERE b.unit_status > ''"
    )


def _corrected(index: Index, source: str, found: Iterable[tuple[Any, ...]]) -> list[tuple[str, str, str]]:
    from gongkai_tui.domain.acting_units import Assignment
    from gongkai_tui.domain.derive import shown_status
    from gongkai_tui.domain.grid_units import NOBODY_REGISTERED, units_of_plans
    from gongkai_tui.domain.pairs import unpack_pairs
    from gongkai_tui.storage.index_files import jurisdictions, plan_headers

    units_of = units_of_plans(plan_headers(index, source).values(), jurisdictions(index, source))
    corrected = []
    for path, plan, units, unit_status, stored, chosen, status in found:
        said = Assignment(unpack_pairs(units), unpack_pairs(unit_status), stored, unpack_pairs(chosen))
        shown = shown_status(said, units_of.get(plan, NOBODY_REGISTERED))
        if shown != status:
            corrected.append((shown.value, _haystack(index, source, path, shown.value), path))
    return corrected


def _haystack(index: Index, source: str, path: str, status: str) -> str:
    from gongkai_tui.domain.haystack import haystack_of_row
    from gongkai_tui.storage.index_rows import task_row

    row = task_row(index, path, source)
    return haystack_of_row(row._replace(status=status)) if row else ""
