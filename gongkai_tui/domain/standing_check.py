"""更正 leads to a status that rests on a check only where the records still tell of that check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.by_exception import by_exception
from gongkai_tui.domain.found_in_log import NOBODY, checks_in, closes, finds_fault, puts_status_right
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind
from gongkai_tui.domain.transitions import rests_on_a_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongkai_tui.domain.found_in_log import Check
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.domain.whole_status import StepTaken

    MayCheck = Callable[[str, Check], bool]
    """Whether a check of a unit was made by somebody who may check it."""


def unproven(task: Task, after: Task, step: StepTaken, units: GridUnits, may_check: MayCheck) -> str:
    """Return which check is lacking for a 更正 of `task` to `after`, for whom; empty where none is.

    It takes `step` back. A step that is a 更正 itself has taken the check back with the status.
    """
    parts, led = Parts(assignment_in_task(task), units), Parts(assignment_in_task(after), units)
    kind = task.deadline.kind if task.deadline else None
    corrected = any(puts_status_right(entry) for entry in step.after.log if entry not in step.before.log)
    lacking: dict[Status, list[str]] = {}
    for name in parts.actors or ("",):
        status = Status(led.status(name))
        if status == parts.status(name) or not rests_on_a_check(status, kind):
            continue
        if corrected or not any(_gives(status, entry) for entry in _checks(task, name, parts, may_check)):
            lacking.setdefault(status, []).append(name)
    return "，".join(_words(status, names, parts) for status, names in lacking.items())


def _words(status: Status, names: list[str], parts: Parts) -> str:
    who = "、".join(filter(None, by_exception(names, parts)))
    what = "核销的" if status is Status.CLOSED else "核查通过的"
    return f"{who}没有{what}记录"


def _gives(status: Status, check: LogEntry) -> bool:
    return closes(check) if status is Status.CLOSED else not finds_fault(check)


def _checks(task: Task, name: str, parts: Parts, may_check: MayCheck) -> Iterator[LogEntry]:
    """The checks of a unit: its own, those of a set that it acts through, those of the whole task."""
    is_meant = parts.about(name)
    entries = (entry for entry in task.log if entry.kind is LogKind.CHECK)
    for entry, check in zip(entries, checks_in(task.log), strict=True):
        if not name or (is_meant(entry.unit) and may_check(name, check)):
            yield entry


def is_self_check(check: Check, *, serves_the_unit: bool, is_of_the_office: bool) -> bool:
    """Tell whether a unit's own people made a check of it: not of the office, or they had reported it too."""
    return serves_the_unit and (not is_of_the_office or check.reported != NOBODY)
