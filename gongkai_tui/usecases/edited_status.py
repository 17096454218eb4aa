"""Status changes that somebody typed into the file of a task: each as if it had been asked for by a command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.changes import BadValue, read_change
from gongkai_tui.domain.leaving_units import Leaving
from gongkai_tui.domain.records import Recorder, lacking_entries
from gongkai_tui.domain.task import LogKind
from gongkai_tui.domain.unit_status import plain, status_of
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.usecases.changing import Changer


class EditedStatus:
    """What an edit makes of the statuses of a task; log entries made beside it count as what was said."""

    def __init__(self, changer: Changer, before: Task, after: Task) -> None:
        """`after` is the task as typed."""
        self._changer = changer
        self._before = before
        self._units = changer.units(before.plan)
        self._new = [entry for entry in after.log if entry not in before.log]
        self._whole = before.status is not after.status
        self.refusals: list[str] = []
        """Why the changes may not be."""
        refused = self._unit_refusal(after)
        if refused:
            self.refusals.append(refused)
            self.after = after
            return
        led = self._walked(None, after.status) if self._whole else before
        self.after = self._taken_along(led, after)
        """The task, in which the units' parts have gone along with the whole task."""
        self._moved = self._moved_apart(led)
        for unit in self._moved:
            self._walked(unit, status_of(self.after, unit, self._units))

    def _unit_refusal(self, after: Task) -> str:
        changer, before = self._changer, self._before
        if changer.is_office(before.plan):
            return ""
        try:
            own = changer.unit_for(before, None)
        except ChangeRefused as refusal:
            return str(refusal)
        if before.status is not after.status and [each.unit for each in before.units] != [own]:
            return f"你以{changer.own_unit}的身份操作，不能改整项任务的状态；本单位的写在 unit_status 里"
        return ""

    def _walked(self, unit: str | None, target: Status) -> Task:
        """The task before the edit after one of its changes, as a command makes it."""
        said = " ".join(entry.text for entry in self._new)
        evidence = tuple(item for entry in self._new for item in entry.evidence)
        try:
            corrects = any(entry.kind is LogKind.CORRECTION for entry in self._new)
            note = "" if corrects else said
            change = read_change({"status": target}, unit=unit, note=note, reason=said, evidence=evidence)
            return self._changer.change(self._before, change)
        except (BadValue, ChangeRefused) as refusal:
            self.refusals.append(str(refusal))
            return self._before

    def _taken_along(self, led: Task, after: Task) -> Task:
        before, units = self._before, self._units
        if not self._whole or (led.status is after.status and led.unit_status == after.unit_status):
            return after
        own = {
            unit: status_of(led, unit, units) if before.unit_status.get(unit) is status else status
            for unit, status in after.unit_status.items()
        }
        back = {unit: status for unit, status in led.unit_status.items() if unit not in before.unit_status}
        again = status_of(before, None, units) is after.status
        return plain(replace(after, status=after.status if again else led.status, unit_status={**back, **own}), units)

    def _moved_apart(self, led: Task) -> list[str]:
        """The units that stand elsewhere than the change of the whole task would have led them."""
        before, after, units = self._before, self.after, self._units
        leaving, is_office = Leaving(before, after, units), self._changer.is_office(before.plan)
        acting = (each.name for each in Parts(assignment_in_task(after), units).acting) if self._whole else ()
        return [
            unit
            for unit in dict.fromkeys((*before.unit_status, *after.unit_status, *acting))
            if status_of(led, unit, units) is not status_of(after, unit, units)
            # Who has no part in the task any more cannot keep a status in it.
            and not (is_office and unit not in after.unit_status and leaving.is_outside(unit))
        ]

    def with_what_steps_write(self, entered: Task) -> Task:
        """An edited task with what its changes of the status leave in the log and was not typed beside them."""
        before, units = self._before, self._units
        log = list(entered.log)
        for unit in (*((None,) if self._whole else ()), *self._moved):
            typed = [entry for entry in log[len(before.log) :] if unit is None or entry.unit in (unit, None)]
            step = (status_of(before, unit, units), status_of(entered, unit, units))
            record = Recorder(self._changer.today, self._changer.name, new_id, self._changer.unit_for(before, unit))
            if any(each.kind is LogKind.CORRECTION for each in typed):
                continue
            for entry in lacking_entries(record, step, {each.kind for each in typed}):
                log.insert(_place(log, len(before.log), entry), entry)
        return entered if len(log) == len(entered.log) else replace(entered, log=tuple(log))


def _place(log: Sequence[LogEntry], begin: int, entry: LogEntry) -> int:
    """Where an entry belongs among the new ones: before what comes later on the way."""
    later = _ON_THE_WAY[_ON_THE_WAY.index(entry.kind) + 1 :]
    return next((at for at in range(begin, len(log)) if log[at].kind in later), len(log))


_ON_THE_WAY = (LogKind.PROGRESS, LogKind.REPORT, LogKind.CHECK)
