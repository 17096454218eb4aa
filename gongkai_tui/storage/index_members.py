"""What a task shows that takes the units files too to tell: its status, when the next is due, since when it waits.

They say who is meant by 各X, and which names are the same unit.

A task's own record is kept by its content; this is kept by tree (`entry`, `view`), as the same content means
something else once the members of a set are others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.index_layout import DIFFERING, UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from gongkai_tui.storage.index import Index

_PLAN_FILE = "plan.yaml"


def resolve_members(index: Index, source: str, changed: Collection[str] | None = None) -> None:
    """Settle what the tasks of a tree show whose units differ, were granted 延期, or have reported.

    Of the `changed` files only, where no others can show anything else.

    Call it in the transaction that changed the tree.
    """
    if changed is not None and any(path.startswith("units/") or path.endswith(_PLAN_FILE) for path in changed):
        index.db.execute(
            f"UPDATE {source} SET {UNSETTLED} "
            "WHERE shown IS NOT NULL OR open_due > '' OR waits_since > '' OR waits_untold"
        )
        changed = None
    found = [row for row in _candidates(index, source) if changed is None or row[0] in changed]
    if found:
        index.db.executemany(
            f"UPDATE {source} SET shown = ?, haystack = ?, open_due = ?, waits_since = ?, waits_untold = ? "
            "WHERE path = ?",
            _corrected(index, source, found),
        )


def _candidates(index: Index, source: str) -> Iterable[tuple[Any, ...]]:
    # Beginning with `blob`, whose partial index holds just these tasks.
    return index.db.execute(
        "SELECT b.path, b.plan, b.units, b.unit_status, b.stored_status, b.chosen, b.status, b.due, b.dues, "
        f"b.reports FROM blob b CROSS JOIN {source} e ON e.path = b.path AND e.n = b.n WHERE {DIFFERING}"
    )


def _corrected(
    index: Index, source: str, found: Iterable[tuple[Any, ...]]
) -> list[tuple[str | None, str | None, str, str, bool, str]]:
    from gongkai_tui.domain.acting_units import Assignment
    from gongkai_tui.domain.derive import shown_status
    from gongkai_tui.domain.grid_units import NOBODY_REGISTERED, units_of_plans
    from gongkai_tui.domain.pairs import unpack_pairs
    from gongkai_tui.domain.reports import Waiting, waiting_in
    from gongkai_tui.domain.unit_dues import open_due
    from gongkai_tui.storage.index_files import jurisdictions, plan_headers

    plans = plan_headers(index, source)
    units_of = units_of_plans(plans.values(), jurisdictions(index, source))
    corrected: list[tuple[str | None, str | None, str, str, bool, str]] = []
    for path, plan, units, unit_status, stored, chosen, status, due, dues, reports in found:
        said = Assignment(unpack_pairs(units), unpack_pairs(unit_status), stored, unpack_pairs(chosen))
        known = units_of.get(plan, NOBODY_REGISTERED)
        shown = shown_status(said, known).value
        issued = plans[plan].issued if plan in plans else None
        next_due = open_due(said, due, unpack_pairs(dues), known, issued.isoformat() if issued else "")
        waiting = waiting_in(said, unpack_pairs(reports), known)
        if shown != status:
            corrected.append((shown, _haystack(index, source, path, shown), next_due, *waiting, path))
        elif next_due or waiting != Waiting():
            corrected.append((None, None, next_due, *waiting, path))
    return corrected


def _haystack(index: Index, source: str, path: str, status: str) -> str:
    from gongkai_tui.domain.haystack import haystack_of_row
    from gongkai_tui.storage.index_rows import task_row

    row = task_row(index, path, source)
    return haystack_of_row(row._replace(status=status)) if row else ""
