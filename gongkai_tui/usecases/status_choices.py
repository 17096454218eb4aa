"""What a person may make of the status of some tasks: as whom, from where, and why not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts, assignment_in_row
from gongkai_tui.domain.shown_status import ShownStatus, status_in_row
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.transitions import Actor as ActsAs
from gongkai_tui.domain.transitions import transition
from gongkai_tui.domain.whole_status import previous_in
from gongkai_tui.usecases.changing import Changer
from gongkai_tui.usecases.checking import check_refusal, unproven
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.form_refusals import refuse_unless_savable
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.workspace import Workspace


class Stand(NamedTuple):
    """Where a task stands before a change, as a person sees it."""

    status: Status
    kind: str
    """Kind of its deadline; empty for none."""
    held: frozenset[Status] = frozenset()
    """Statuses that its open problems forbid, whatever is written down with them."""


class StatusChoices(NamedTuple):
    """What a menu of statuses needs to know."""

    acts_as: ActsAs
    unit: str
    """The unit whose status it is; empty for that of the whole task."""
    stands: tuple[Stand, ...]
    """Of the tasks that the person may change; the others are refused one by one when it is saved."""
    refusal: str = ""
    """Why the person may change none of them."""
    shown: ShownStatus = ShownStatus({})
    """What the person sees of each of those tasks."""
    back_to: tuple[Status, ...] | None = None
    """Where a 更正 of the one task may lead: to the status before, if its check stands; None for several tasks."""
    may_check: bool = True
    """False where the one task is the person's own report, which another person has to check."""
    parts: str = ""
    """How the one task stands in itself and in its units, where the row shows another status than its own."""


def status_choices(ws: Workspace, rows: Sequence[TaskRow], unit: str = "") -> StatusChoices:
    """What may become of some tasks, or of a `unit` in them, whose status the rows then hold.

    A unit's contact changes the status of its own unit: what the grid and the list show of it.

    Raises:
        GitError: nothing at all can be saved.
    """
    refuse_unless_savable(ws)
    actor = ws.actor()
    changer = Changer(ws)
    units = changer.known
    refusals = {row: _refusal(actor, units, row, unit) for row in rows}
    acts_as, whose = (ActsAs.BOTH, unit) if actor.is_office else (ActsAs.UNIT, actor.unit)
    open_rows = [row for row, refused in refusals.items() if not refused]
    held = _held(ws, changer, open_rows, whose)
    stands = {
        row: Stand(_status(actor, units, row, unit), row.deadline_kind, held.get(row.id, frozenset()))
        for row in open_rows
    }
    refusal = "" if stands else next(iter(refusals.values()), "")
    back_to = _back_to(ws, changer, rows[0], unit) if actor.is_office and stands and len(rows) == 1 else None
    may_check = back_to is None or Status.DONE in back_to or _may_check(ws, changer, rows[0], unit)
    parts = _parts(rows[0]) if len(rows) == 1 and not whose else ""
    shown = _shown({row: stand.status for row, stand in stands.items()}, whose)
    return StatusChoices(acts_as, whose, tuple(stands.values()), refusal, shown, back_to, may_check, parts)


def _held(ws: Workspace, changer: Changer, rows: Sequence[TaskRow], unit: str) -> dict[str, frozenset[Status]]:
    """Which statuses open problems forbid, by task; only tasks with such problems are read."""
    ids = [row.id for row in rows if not row.uncommitted and changer.open_problems(row.id)]
    texts = committed(ws, ids) if ids else {}
    found = {}
    for task in (decode(texts[task_id], task_id) for task_id in ids):
        named = changer.unit_for(task, unit or None)
        found[task.id] = frozenset(status for status in Status if changer.status_hold(task, status, named))
    return found


def _parts(row: TaskRow) -> str:
    """The status of the task itself, and those of its units, where the row shows another."""
    if row.status == row.stored_status:
        return ""
    own = "、".join(f"{unit} {status}" for unit, status in row.unit_status)
    return f"{row.stored_status}，{own}" if own else row.stored_status


def statuses_shown(rows: Sequence[TaskRow]) -> ShownStatus:
    """What a list shows of the status of some tasks."""
    return _shown({row: Status(row.status) for row in rows}, "")


def _shown(statuses: Mapping[TaskRow, Status], unit: str) -> ShownStatus:
    """What is shown of committed tasks; of one that is being edited by hand, git cannot say what it was."""
    return ShownStatus({row.id: status for row, status in statuses.items() if not row.uncommitted}, unit)


def moved_since(ws: Workspace, shown: ShownStatus, rows: Sequence[TaskRow]) -> dict[str, Status]:
    """The rows that have another status than was shown, by id."""
    units = PlanUnits(committed_view(ws))
    moved = {row.id: shown.moved_to(row, units.of_plan(row.plan)) for row in rows if not row.uncommitted}
    return {task_id: status for task_id, status in moved.items() if status is not None}


def _back_to(ws: Workspace, changer: Changer, row: TaskRow, unit: str) -> tuple[Status, ...]:
    from gongkai_tui.usecases.previous_status import last_step

    whose, units = unit or None, changer.units(row.plan)
    step = last_step(ws, row.id, whose, Status(row.status), units)
    found = previous_in(step, whose, units)
    if step is None or found is None:
        return ()
    task = decode(committed(ws, (row.id,))[row.id], row.id)
    return () if unproven(changer, task, whose, step) else (found,)


def _may_check(ws: Workspace, changer: Changer, row: TaskRow, unit: str) -> bool:
    source = Status(row.status)
    if row.uncommitted or not changer.own_unit or transition(source, Status.DONE) is None:
        return True
    task = decode(committed(ws, (row.id,))[row.id], row.id)
    return not check_refusal(changer, task, unit or None, source)


def _refusal(actor: Actor, units: PlanUnits, row: TaskRow, unit: str) -> str:
    government = units.government_of(row.plan)
    elsewhere = actor.entry_refusal(government)
    if elsewhere or actor.is_office:
        return elsewhere
    names = units.of_plan(row.plan)
    own = names.name(actor.unit)
    if unit and names.name(unit) != own:
        return actor.not_for_words(unit)
    parts = Parts(assignment_in_row(row), names)
    if not unit and own not in parts.names and not parts.holders(own):
        return f"你以{actor.unit}的身份操作，{actor.unit}不是 {row.id} 的责任单位"
    return ""


def _status(actor: Actor, units: PlanUnits, row: TaskRow, unit: str) -> Status:
    if unit or actor.is_office:
        return Status(row.status)
    return status_in_row(row, actor.unit, units.of_plan(row.plan))
