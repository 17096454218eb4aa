"""Status changes that somebody typed into the file of a task: each as if it had been asked for by a command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.changes import BadValue, read_change
from gongkai_tui.domain.leaving_units import Leaving
from gongkai_tui.domain.records import Recorder, lacking_entries
from gongkai_tui.domain.task import LogKind
from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.domain.task import LogEntry, Task
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


def with_what_steps_write(changer: Changer, before: Task, after: Task) -> Task:
    """The task with what changes of the status leave in the log and was not typed beside them."""
    units = changer.units(before.plan)
    whole = () if before.status is after.status else (None,)
    log = list(after.log)
    for unit in (*whole, *_moved(changer, before, after)):
        typed = [entry for entry in log[len(before.log) :] if unit is None or entry.unit in (unit, None)]
        step = (status_of(before, unit, units), status_of(after, unit, units))
        record = Recorder(changer.today, changer.name, new_id, changer.unit_for(before, unit))
        for entry in lacking_entries(record, step, {each.kind for each in typed}):
            log.insert(_place(log, len(before.log), entry), entry)
    return after if len(log) == len(after.log) else replace(after, log=tuple(log))


def _place(log: Sequence[LogEntry], begin: int, entry: LogEntry) -> int:
    """Where an entry belongs among the new ones: before what comes later on the way."""
    later = _ON_THE_WAY[_ON_THE_WAY.index(entry.kind) + 1 :]
    return next((at for at in range(begin, len(log)) if log[at].kind in later), len(log))


_ON_THE_WAY = (LogKind.PROGRESS, LogKind.REPORT, LogKind.CHECK)


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
