"""The 问题 of the demo: every 核查 that finds fault opens one, and later acts take it from round to round."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.problem_loop import after, found_problem, refusal
from gongkai_tui.domain.problem_record import Found
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Party, Recheck
from gongkai_tui.domain.problem_task import told
from gongkai_tui.usecases import demo_acts as acts

if TYPE_CHECKING:
    from random import Random

    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.problem_steps import Step
    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.usecases.demo_acts import Act

_TIME_TO_MEND = timedelta(days=30)
_FAULTS = (acts.FAULT, acts.UNIT_FAULT)
_FIXES = (acts.REPORT_FIXED, acts.UNIT_FIXED)
_PASSES = (acts.PASS, acts.UNIT_PASS)


@dataclass(slots=True)
class ProblemsOfPlan:
    """The problems of one plan that are not closed, by task and unit."""

    rng: Random
    _open: dict[tuple[str, str], ProblemRecord] = field(default_factory=dict)

    def open_in(self, task_id: str) -> str:
        """Return the id of a problem of a task; empty for none."""
        return next((record.id for (task, _), record in self._open.items() if task == task_id), "")

    def follow(self, act: Act, before: Task, entry: LogEntry, where: str) -> ProblemRecord | None:
        """Return the problem that an act opens or changes; None where it has nothing to do with one."""
        place = (before.id, entry.unit or "")
        known = self._open.get(place)
        step = _step(act, known, entry)
        if step is None or not entry.unit:
            return None
        record = known or self._found(before, entry, where)
        who = Party(entry.by, is_office=act.by_office, is_of_unit=not act.by_office)
        refused = refusal(record, step, who, entry.date)
        if refused:
            raise ValueError(refused)
        record = after(record, step, who)
        if isinstance(step, Notify):
            # In the story no set has a status of its own that its members would follow.
            record = told(record, before, (), NOBODY_REGISTERED)
        if record.is_open:
            self._open[place] = record
        else:
            del self._open[place]
        return record

    def _found(self, task: Task, entry: LogEntry, where: str) -> ProblemRecord:
        found = Found(entry.date, entry.by, "网上巡查", where, entry.text)
        problem_id = f"{entry.date:%Y%m%d}-{self.rng.getrandbits(24):06x}"
        return found_problem(problem_id, task=task.id, unit=entry.unit or "", found=found)


def _step(act: Act, known: ProblemRecord | None, entry: LogEntry) -> Step | None:
    """The step that an act is in the loop."""
    day, text, due = entry.date, entry.text, entry.date + _TIME_TO_MEND
    if known is None:
        return Notify(day, due, "OA") if act in _FAULTS else None
    if act in _FAULTS or act in _PASSES:
        passed = act in _PASSES
        return Recheck(day, passed, text, due=None if passed else due)
    if act in _FIXES:
        return Fix(day, text, entry.evidence)
    if act is acts.OBJECT:
        return Object(day, text)
    return Answer(day, upheld=False, text=text) if act is acts.ANSWER else None
