"""Status changes that somebody typed into the file of a task: each as if it had been asked for by a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.changes import BadValue, read_change
from gongkai_tui.domain.leaving_units import Leaving
from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.usecases.changing import ChangeRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.changing import Changer


def status_refusals(changer: Changer, before: Task, after: Task) -> Iterator[str]:
    """Why the status changes may not be; log entries made beside them count."""
    units = changer.units(before.plan)
    new = [entry for entry in after.log if entry not in before.log]
    said = " ".join(entry.text for entry in new)
    moved = _moved(changer, before, after)
    whole = () if before.status is after.status else (None,)
    if not changer.is_office(before.plan):
        try:
            own = changer.unit_for(before, None)
        except ChangeRefused as refusal:
            yield str(refusal)
            return
        if whole and [each.unit for each in before.units] != [own]:
            yield f"你以{changer.own_unit}的身份操作，不能改整项任务的状态；本单位的写在 unit_status 里"
            return
    for unit in (*whole, *moved):
        try:
            change = read_change(
                {"status": status_of(after, unit, units)},
                unit=unit,
                note=said,
                reason=said,
                evidence=tuple(item for entry in new for item in entry.evidence),
            )
            changer.change(before, change)
        except (BadValue, ChangeRefused) as refusal:
            yield str(refusal)


def _moved(changer: Changer, before: Task, after: Task) -> list[str]:
    """The units whose own status is another one; none where that of the whole task is."""
    if before.status is not after.status:
        return []
    units = changer.units(before.plan)
    leaving = Leaving(before, after, units)
    return [
        unit
        for unit in {**before.unit_status, **after.unit_status}
        if status_of(before, unit, units) is not status_of(after, unit, units)
        # Who has no part in the task any more cannot keep a status in it.
        and not (changer.is_office(before.plan) and unit not in after.unit_status and leaving.is_outside(unit))
    ]
