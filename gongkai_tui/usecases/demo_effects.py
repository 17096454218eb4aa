"""What acts of the demo leave in a task beside its status and log: 延期, chosen units, verdicts of 回头看."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.collective import is_open_collective
from gongkai_tui.domain.extensions import answer, request
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.records import Recorder
from gongkai_tui.domain.task import Chosen, Decision, Lookback, LookbackVerdict
from gongkai_tui.usecases import demo_acts as acts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.usecases.demo_acts import Act

_MORE_TIME = timedelta(days=30)
_DECISIONS = {id(acts.GIVE_MORE_TIME): Decision.GRANTED, id(acts.REFUSE_MORE_TIME): Decision.REFUSED}
_VERDICTS = {
    id(acts.LOOK_CLOSE): LookbackVerdict.CLOSED,
    id(acts.LOOK_RECTIFY): LookbackVerdict.RECTIFY,
    id(acts.LOOK_CARRY): LookbackVerdict.CARRIED,
}


def open_group(task: Task) -> str:
    """Return the set of a task whose members the office has to choose; empty for none."""
    return next((role.unit for role in task.units if is_open_collective(role.unit)), "")


def leave_traces(act: Act, task: Task, *, members: Sequence[str], targets: Mapping[str, str]) -> Task:
    """Return a task after an act whose log entry is its last; `members` are those to choose.

    `targets` says what carries a verdict of 回头看 on, by verdict.
    """
    entry = task.log[-1]
    if act is acts.CHOOSE:
        return replace(task, chosen=(Chosen(open_group(task), tuple(members)),))
    if act is acts.ASK_MORE_TIME or id(act) in _DECISIONS:
        return _with_more_time(act, task, entry)
    verdict = _VERDICTS.get(id(act))
    if verdict is None:
        return task
    return replace(task, lookback=Lookback(entry.date, verdict, entry.by, entry.text, targets.get(verdict, "")))


def _with_more_time(act: Act, task: Task, entry: LogEntry) -> Task:
    """The request or its answer; the log keeps the words of the demo."""
    before = replace(task, log=task.log[:-1])
    recorder = Recorder(entry.date, entry.by, lambda: entry.id, entry.unit)
    if act is acts.ASK_MORE_TIME:
        due = task.deadline.due if task.deadline else None
        if due is None:
            raise ValueError(task.id)
        after = request(before, recorder, due + _MORE_TIME, entry.text, unit=None, units=NOBODY_REGISTERED)
    else:
        after = answer(before, recorder, _DECISIONS[id(act)], entry.text)
    return replace(after, log=task.log)
