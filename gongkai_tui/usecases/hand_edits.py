"""What stands in the work tree and is not committed, laid over the rows of a commit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.status import Status
from gongkai_tui.storage import index_links, index_rows
from gongkai_tui.storage.index_packing import problems_from_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.gitrepo.worktree_check import WorktreeChange
    from gongkai_tui.storage.index_record import Record
    from gongkai_tui.usecases.plan_units import PlanUnits
    from gongkai_tui.usecases.reading import View


def look_at_work_tree(
    repository: Repository, changes: Sequence[WorktreeChange]
) -> tuple[Mapping[str, Record | None], tuple[Problem, ...]]:
    """What differs in the work tree by path, None where a file is gone; and what cannot be read there."""
    if not changes:
        return {}, ()
    from gongkai_tui.storage.index_record import read_record

    overlay: dict[str, Record | None] = {}
    problems: list[Problem] = []
    for change in changes:
        if change.state == "删除":
            overlay[change.path] = None
            problems.append(_problem(change.path, "文件已被删除但没有提交；git restore 可以取回"))
            continue
        if change.state == "冲突":
            problems.append(_problem(change.path, "合并没有完成，文件里还有冲突；请先解决并提交"))
        try:
            data = repository.read_worktree_file(change.path)
        except GongkaiError as problem:
            problems.append(_problem(change.path, str(problem)))
            continue
        record = None if data is None else read_record(change.path, "", data)
        if record is not None:
            overlay[change.path] = record
            if not record.readable:
                problems.extend(problems_from_json(record.problems))
    return overlay, tuple(problems)


def _problem(path: str, message: str) -> Problem:
    return Problem(Severity.ERROR, message, path, check="worktree")


def may_change_members(overlay: Mapping[str, Record | None]) -> bool:
    """Whether hand edits may change who is meant by 各X in tasks that they do not touch."""
    return any(path.startswith("units/") or path.endswith("/plan.yaml") for path in overlay)


def laid_over(rows: list[TaskRow], view: View) -> list[TaskRow]:
    """Rows of the commit of a view, with the tasks that were edited by hand in their place, ordered by id."""
    from gongkai_tui.storage.paths import task_id_of

    facts = {
        p: (
            plan.year or 0,
            plan.issued.isoformat() if plan.issued else "",
            False,
            plan.state == index_rows.ARCHIVED,
        )
        for p, plan in view.plans().items()
    }
    edited: dict[str, TaskRow | None] = {}
    for path, record in view.overlay.items():
        task_id = task_id_of(path)
        if task_id is not None:
            edited[task_id] = index_rows.row_of(record, facts) if record and record.readable else None
    relinked = _relinked(view)
    settle = _Settling(view)
    heads = {path.split("/")[1] for path in view.overlay if path.endswith("/plan.yaml")}
    found = []
    for row in rows:
        if row.plan in heads and row.plan in facts:
            year, issued, _, archived = facts[row.plan]
            row = row._replace(year=year, issued=issued, archived=archived)  # noqa: PLW2901
        if row.id in edited:
            hand = edited.pop(row.id)
            # An unreadable or deleted file stays in the list as committed: never a shorter list.
            if hand:
                hand = hand._replace(updated=max(row.updated, hand.updated), moved=row.moved)
            found.append(settle.settled(hand or row)._replace(uncommitted=True))
        else:
            found.append(settle.settled(row) if settle.concerns_all else row)
        if found[-1].id in relinked:
            found[-1] = found[-1]._replace(relink=relinked[found[-1].id])
    new = [settle.settled(row)._replace(uncommitted=True, relink=relinked[row.id]) for row in edited.values() if row]
    return sorted((*found, *new), key=lambda row: row.id) if new else found


def _relinked(view: View) -> dict[str, bool]:
    """Whether a link is 待复核, by the ids of the tasks of which the hand edits may change that."""
    edited = {path: record for path, record in view.overlay.items() if record and record.columns}
    if not edited:
        return {}
    from gongkai_tui.storage.paths import task_id_of

    found = index_links.relinked(view.index, view.source, edited)
    return {task_id: stale for path, stale in found.items() if (task_id := task_id_of(path))}


class _Settling:
    """What rows show, given the units files as they stand in the work tree."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.concerns_all = may_change_members(view.overlay)

    @cached_property
    def _units(self) -> PlanUnits:
        from gongkai_tui.usecases.plan_units import PlanUnits

        return PlanUnits(self._view)

    def settled(self, row: TaskRow) -> TaskRow:
        """The row with the status that it shows, when the next of its units is due, and since when a report waits."""
        if not (row.packed_unit_status or row.packed_dues or row.stored_status == Status.REPORTED):
            return row
        from gongkai_tui.domain.acting_units import assignment_in_row
        from gongkai_tui.domain.derive import shown_status
        from gongkai_tui.domain.haystack import haystack_of_row
        from gongkai_tui.domain.held_row import HeldRow
        from gongkai_tui.domain.reports import waiting_in
        from gongkai_tui.domain.unit_dues import open_due

        said, units = assignment_in_row(row), self._units.of_plan(row.plan)
        row = row._replace(
            open_due=open_due(said, row.due, row.unit_dues, units, row.issued),
            waits_since=waiting_in(said, row.reports, units).with_moved(row.moved),
        )
        shown = shown_status(said, units)
        if shown == row.status:
            return row
        changed = row._replace(status=shown.value)
        if isinstance(row, HeldRow) or not row.haystack:
            return changed
        return changed._replace(haystack=haystack_of_row(changed))
