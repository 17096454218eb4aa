"""转整改: the 问题 that a verdict opens, goes on with, or takes back from an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.lookback_verdicts import continuing_refusal, rectifying_refusal, unit_to_tell
from gongkai_tui.domain.problem_loop import found_problem
from gongkai_tui.domain.problem_record import Found, ProblemState
from gongkai_tui.domain.problem_steps import Notify, Party, Withdraw
from gongkai_tui.domain.problem_taking import take
from gongkai_tui.domain.problem_task import withdrawn_from
from gongkai_tui.domain.records import Recorder
from gongkai_tui.domain.task import ID_SEPARATOR, LogKind, LookbackVerdict
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.lookback_carrying import TAKEN_BACK
from gongkai_tui.usecases.new_ids import new_id, new_problem_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.problem_steps import Step
    from gongkai_tui.domain.task import Lookback, Task
    from gongkai_tui.usecases.changing import Changer
    from gongkai_tui.usecases.lookback_request import VerdictRequest

METHOD = "回头看"
"""How the problems that it opens were found."""


@dataclass(slots=True)
class Rectifier:
    """Opens 问题 and takes them back, each with the task that it is about; collects them."""

    request: VerdictRequest
    changer: Changer
    problems: Mapping[str, Sequence[ProblemRecord]]
    """Those known, by task."""
    due: date | None = None
    """整改期限 as understood."""
    targets: Collection[str] = ()
    """Ids of the tasks that get the verdict."""
    opened: list[ProblemRecord] = field(default_factory=list)
    withdrawn: list[ProblemRecord] = field(default_factory=list)
    """Those that an earlier verdict opened, taken back."""
    left: list[tuple[str, str]] = field(default_factory=list)
    """Those that an earlier verdict opened and somebody worked on since: id, and what to say of it."""

    _whose: dict[str, str] = field(init=False)
    """Ids of those tasks by their open problems."""

    def __post_init__(self) -> None:
        """Learn whose the problems are that may be named."""
        self._whose = {each.id: task for task in self.targets for each in self.changer.open_problems(task)}

    def rectify(self, task: Task) -> tuple[Task, str]:
        """The task with the problems that must be put right, and their ids.

        Raises:
            ChangeRefused: something is missing, or a unit cannot be told.
        """
        request, waiting, what = self.request, self.changer.open_problems(task.id), self.what(task)
        ids = list(self.going_on(task))
        for problem_id in ids:
            if refused := continuing_refusal(waiting, problem_id, reason=what):
                raise ChangeRefused(refused)
        if ids:
            words = f"回头看转整改（{ID_SEPARATOR.join(ids)}）：{request.what or request.reason}"
            log = Recorder(self.changer.today, self.changer.name, new_id, unit=None)
            task = replace(task, log=(*task.log, log.entry(LogKind.PROGRESS, words)))
        for unit in self._units(task):
            refused = rectifying_refusal(waiting, reason=what, unit=unit, due=self.due)
            if refused or unit is None or self.due is None:
                raise ChangeRefused(refused)
            today = self.changer.today
            found = Found(today, self.changer.name, METHOD, what=what)
            record = found_problem(new_problem_id(today), task=task.id, unit=unit, found=found)
            task = self._taken(task, record, Notify(today, self.due), self.opened)
            ids.append(record.id)
        return task, ID_SEPARATOR.join(ids)

    def going_on(self, task: Task) -> tuple[str, ...]:
        """The problems named that go on in a task: not those of another task that gets the verdict too."""
        return tuple(each for each in self.request.problems if self._whose.get(each, task.id) == task.id)

    def what(self, task: Task) -> str:
        """What was found: as typed, else what a corrected verdict found, whose reason says why it is corrected."""
        if self.request.what or task.lookback is None:
            return self.request.what or self.request.reason
        earlier = (each.what for each in self._opened_by(task.lookback, task) if each.what)
        return next(earlier, self.request.reason)

    def named(self, task: Task, given: Lookback) -> str:
        """The units that a verdict told, as the record of a correction names them."""
        return "、".join(each.unit for each in self.problems.get(task.id, ()) if each.id in given.targets)

    def named_now(self, task: Task) -> str:
        """The units that this verdict tells or goes on with."""
        going_on = (each.unit for each in self.problems.get(task.id, ()) if each.id in self.request.problems)
        return "、".join(dict.fromkeys((*going_on, *filter(None, self._units(task)))))

    def take_back(self, task: Task, given: Lookback) -> Task:
        """Withdraw the problems that an earlier verdict opened, unless somebody worked on one or this verdict keeps it.

        Raises:
            ChangeRefused: one cannot be withdrawn.
        """
        kept = self.request.problems
        units = self._units(task) if self.request.verdict is LookbackVerdict.RECTIFY else ()
        for record in self._opened_by(given, task):
            if not record.is_open or record.id in kept or record.unit in units:
                continue
            if _is_untouched(record):
                task = self._withdrawn(task, record)
            else:
                said = f"{record.unit}的问题 {record.id} 已有人办理，没有撤销，请核对"
                self.left.append((record.id, said))
        return task

    def without_withdrawn(self, task: Task, before: Task) -> Task:
        """A reopened task without the findings that were taken back as it was closed; `before` is how it stood then."""
        targets, units = before.lookback.targets if before.lookback else (), self.changer.units(task.plan)
        for record in self.problems.get(task.id, ()):
            if record.id in targets and record.state is ProblemState.WITHDRAWN:
                task = withdrawn_from(task, record, self._others(task, record), units)
        return task

    def _opened_by(self, given: Lookback, task: Task) -> Iterator[ProblemRecord]:
        """The problems that a verdict opened, without those that it only went on with."""
        for record in self.problems.get(task.id, ()):
            found = record.found
            if record.id in given.targets and found and (found.method, found.date) == (METHOD, given.date):
                yield record

    def _units(self, task: Task) -> tuple[str | None, ...]:
        """Who is told: the units named; where none is and no problem goes on, the one that answers for the task.

        Of several tasks, those in which a problem goes on need nobody beside its unit.
        """
        named, goes_on = self.request.units, bool(self.going_on(task))
        if goes_on and len(self.targets) > 1:
            return ()
        if named or goes_on:
            return tuple(dict.fromkeys(self.changer.one_unit_in(task, unit) for unit in named))
        return (unit_to_tell(task),)

    def _withdrawn(self, task: Task, record: ProblemRecord) -> Task:
        step = Withdraw(self.changer.today, f"{TAKEN_BACK}：{self.request.reason}")
        self.changer.leave_out(task.id, record.id)
        return self._taken(task, record, step, self.withdrawn)

    def _taken(self, task: Task, record: ProblemRecord, step: Step, to: list[ProblemRecord]) -> Task:
        """The task after a step on a problem, which goes to those collected: as when it is taken on any other day."""
        changer = self.changer
        who, others = Party(changer.name, is_office=True), self._others(task, record)
        taken = take(record, task, others, step, who, changer.units(task.plan), today=changer.today, new_id=new_id)
        if taken.refusal or taken.task is None:
            raise ChangeRefused(taken.refusal)
        to.append(taken.record)
        return taken.task

    def _others(self, task: Task, record: ProblemRecord) -> list[ProblemRecord]:
        """The other problems of a task as this action leaves them."""
        changed = {each.id: each for each in self.withdrawn}
        return [changed.get(each.id, each) for each in self.problems.get(task.id, ()) if each.id != record.id]


def _is_untouched(record: ProblemRecord) -> bool:
    """Tell whether nothing happened to a problem since the unit was told."""
    last = record.last_round
    is_first = last is not None and last.n == 1 and not (last.fixed or last.checked or last.moves)
    return is_first and record.state is ProblemState.RECTIFYING and not (record.objections or record.notices)
