"""What becomes of a unit that a change of 责任单位 or of a choice takes out of a task.

A set whose members nobody has told (有关X not chosen from) may hold any unit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.task import LogKind
from gongkai_tui.domain.wording import by_doing, told_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.records import Recorder
    from gongkai_tui.domain.task import Task


class Leaving:
    """Two versions of a task, asked for one unit after the other."""

    def __init__(self, before: Task, after: Task, units: GridUnits) -> None:
        self._units = units
        self._known_before, self._any_before = _who_acts(before, units)
        self._known_after, self._any_after = _who_acts(after, units)

    def has_left(self, unit: str) -> bool:
        """Whether a unit or set acted before and does not any more."""
        name = self._units.name(unit)
        if name in self._known_after:
            return False
        return name in self._known_before or (self._any_before and not self._any_after)

    def is_outside(self, unit: str) -> bool:
        """Whether it has no part afterwards, whether or not it had one before."""
        name = self._units.name(unit)
        return name not in self._known_after and (name in self._known_before or not self._any_after)


def _who_acts(task: Task, units: GridUnits) -> tuple[frozenset[str], bool]:
    """Units and sets that act by what the task says, and whether any other may be meant too."""
    parts = Parts(assignment_in_task(replace(task, unit_status={})), units)
    acting = frozenset((*parts.names, *(each.name for each in parts.acting)))
    return acting, any(parts.kind(name) is not LineKind.UNIT and not parts.members(name) for name in parts.names)


def leaving_refusal(before: Task, after: Task, problems: Sequence[ProblemRecord], units: GridUnits) -> str:
    """Return why open problems forbid that their units are taken out, as one sentence; empty where none does."""
    if not problems or not changes_units(before, after):
        return ""
    leaving = Leaving(before, after, units)
    held = [problem for problem in problems if problem.unit and leaving.has_left(problem.unit)]
    if not held:
        return ""
    names = "、".join(dict.fromkeys(problem.unit for problem in held))
    ids = "、".join(f"{problem.id}（{problem.unit} {problem.state}）" for problem in held)
    return (
        f"{names}在这项任务上还有没核销的问题 {ids}，不能去掉："
        f"请先{by_doing(Remedy.HANDLE_PROBLEM, to='办结')}；不再需要整改的，先撤销{told_in(inputs.WITHDRAW)}。"
    )


def without_leavers(before: Task, after: Task, units: GridUnits, log: Recorder) -> Task:
    """Return the task after a change, without a status of those that have no part in it now; the log tells of it."""
    if not after.unit_status or not changes_units(before, after):
        return after
    leaving = Leaving(before, after, units)
    gone = {unit: status for unit, status in after.unit_status.items() if leaving.is_outside(unit)}
    if not gone:
        return after
    kept = {unit: status for unit, status in after.unit_status.items() if unit not in gone}
    named = "、".join(f"{unit}（{status}）" for unit, status in gone.items())
    entry = log.entry(LogKind.CORRECTION, f"不再承担这项任务，单列的状态随之去掉：{named}")
    return replace(after, unit_status=kept, log=(*after.log, entry))


def changes_units(before: Task, after: Task) -> bool:
    """Tell whether who acts in a task may be others in its second version."""
    return (before.units, before.chosen) != (after.units, after.chosen)
