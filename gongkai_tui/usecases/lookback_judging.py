"""One verdict of 回头看 on one task after the other: what becomes of it, and what is opened or linked beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.changes import read_change
from gongkai_tui.domain.corrections import VERDICT_CHANGED
from gongkai_tui.domain.lookback_verdicts import (
    carrying_refusal,
    closing_refusal,
    closing_steps,
    continuing_refusal,
    rectifying_refusal,
    unit_to_tell,
    verdict_refusal,
)
from gongkai_tui.domain.problem_loop import after, found_problem, refusal
from gongkai_tui.domain.problem_record import Found, ProblemState
from gongkai_tui.domain.problem_steps import Notify, Party, Withdraw
from gongkai_tui.domain.problem_task import coupled, coupling_refusal, told
from gongkai_tui.domain.records import Recorder, started_words
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind, Lookback, LookbackVerdict
from gongkai_tui.domain.whole_status import taken_back, with_whole_status
from gongkai_tui.domain.wording import by_doing, using
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.lookback_carrying import TAKEN_BACK
from gongkai_tui.usecases.new_ids import new_id, new_problem_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.lookback_carrying import Carrier
    from gongkai_tui.usecases.lookback_request import VerdictRequest
    from gongkai_tui.usecases.workspace import Workspace

METHOD = "回头看"
"""How the problems that it opens were found."""


@dataclass(slots=True)
class Judge:
    """Gives the verdict of a request to tasks; collects the 问题 that it opens."""

    ws: Workspace
    request: VerdictRequest
    by: str
    problems: Mapping[str, Sequence[ProblemRecord]]
    """Those known, by task."""
    carrier: Carrier
    due: date | None = None
    """整改期限 as understood."""
    changer: Changer = field(init=False)
    opened: list[ProblemRecord] = field(default_factory=list)
    withdrawn: list[ProblemRecord] = field(default_factory=list)
    """Those that an earlier verdict opened, taken back."""

    def __post_init__(self) -> None:
        self.changer = Changer(self.ws)

    def judge(self, task: Task) -> Task:
        """The task with its verdict.

        Raises:
            ChangeRefused: it cannot have this verdict; the message says what is missing.
            BadValue: a value cannot be understood.
        """
        verdict = self.request.verdict
        refused = verdict_refusal(task, verdict, reason=self.request.reason)
        if refused:
            raise ChangeRefused(refused)
        corrected = self._corrected(task)
        if verdict is LookbackVerdict.CLOSED:
            changed, to = self._closed(corrected), ""
        elif verdict is LookbackVerdict.RECTIFY:
            changed, to = self._rectified(corrected)
        else:
            changed, to = self._carried(corrected)
        text = "；".join(filter(None, (self.request.reason, self.request.note)))
        return replace(changed, lookback=Lookback(self.ws.today, verdict, self.by, text, to))

    def _closed(self, task: Task) -> Task:
        units = self.changer.units(task.plan)
        refused = closing_refusal(task, self.changer.open_problems(task.id), units, note=self.request.note)
        if refused:
            raise ChangeRefused(refused)
        steps = closing_steps(task, units)
        if not steps:
            # Its units may have been closed one by one: with the verdict the whole task is.
            closed = with_whole_status(task, Status.CLOSED, units)
            return self._noted(closed, LogKind.CHECK, f"回头看核查：{self.request.note}")
        return self._walked(task, steps)

    def _rectified(self, task: Task) -> tuple[Task, str]:
        request, waiting = self.request, self.changer.open_problems(task.id)
        if request.to:
            refused = continuing_refusal(waiting, request.to, reason=request.reason)
            if refused:
                raise ChangeRefused(refused)
            return self._noted(task, LogKind.PROGRESS, f"回头看转整改（{request.to}）：{request.reason}"), request.to
        unit = self.changer.one_unit_in(task, request.unit) if request.unit else unit_to_tell(task)
        refused = rectifying_refusal(waiting, reason=request.reason, unit=unit, due=self.due)
        if refused or unit is None or self.due is None:
            raise ChangeRefused(refused)
        found = Found(self.ws.today, self.by, METHOD, what=request.reason)
        record = found_problem(new_problem_id(self.ws.today), task=task.id, unit=unit, found=found)
        return self._told(task, record, Notify(self.ws.today, self.due))

    def _told(self, task: Task, record: ProblemRecord, step: Notify) -> tuple[Task, str]:
        """Tell the unit of a new problem: record and task change together, as when it is found on any other day."""
        others = self.problems.get(task.id, ())
        who, units = Party(self.by, is_office=True), self.changer.units(task.plan)
        refused = refusal(record, step, who, self.ws.today)
        if not refused:
            record = told(after(record, step, who), task, others, units)
            refused = coupling_refusal(task, record, step, others, units)
        if refused:
            raise ChangeRefused(refused)
        self.opened.append(record)
        return coupled(task, record, step, others, units, self._recorder(record.unit)), record.id

    def _carried(self, task: Task) -> tuple[Task, str]:
        refused = carrying_refusal(task, self.changer.units(task.plan))
        if refused:
            raise ChangeRefused(refused)
        to = self.carrier.carry(task)
        said = "：".join(filter(None, (f"回头看转入今年（{to}）", self.request.note or self.request.reason)))
        return self._noted(task, LogKind.PROGRESS, said), to

    def _corrected(self, task: Task) -> Task:
        """Take an earlier verdict back where this one needs it; says so in the log."""
        given, verdict = task.lookback, self.request.verdict
        if given is None:
            return task
        if given.verdict is LookbackVerdict.CARRIED and given.to:
            if self.carrier.new and self.carrier.has_added(task, given):
                other = using(inputs.SUCCESSOR, "写明")
                raise ChangeRefused(f"已经新增 {given.to} 承接它，不再另增一项；改由今年的另一项承接请{other}。")
            self.carrier.let_go(task, given, self.request.reason)
        words = f"{VERDICT_CHANGED}{given.verdict}更正为{verdict}：{self.request.reason}"
        task = self._noted(task, LogKind.CORRECTION, words, ())
        if given.verdict is LookbackVerdict.RECTIFY is not verdict and given.to:
            task = self._taken_back(task, given)
        reopened = task.status is Status.CLOSED and given.verdict is LookbackVerdict.CLOSED
        return self._reopened(task) if reopened and verdict is LookbackVerdict.CARRIED else task

    def _taken_back(self, task: Task, given: Lookback) -> Task:
        """Withdraw the problem that an earlier verdict opened, unless somebody worked on it since."""
        record = next((each for each in self.changer.open_problems(task.id) if each.id == given.to), None)
        if record is None or not _was_opened_by(record, given):
            return task
        if not _is_untouched(record):
            self.carrier.left.append((record.id, f"问题 {record.id} 已有人办理，没有撤销，请核对"))
            return task
        step = Withdraw(self.ws.today, f"{TAKEN_BACK}：{self.request.reason}")
        who, units = Party(self.by, is_office=True), self.changer.units(task.plan)
        others = [each for each in self.problems.get(task.id, ()) if each.id != record.id]
        refused = refusal(record, step, who, self.ws.today)
        changed = record if refused else after(record, step, who)
        refused = refused or coupling_refusal(task, changed, step, others, units)
        if refused:
            raise ChangeRefused(refused)
        self.withdrawn.append(changed)
        self.changer.leave_out(task.id, record.id)
        return coupled(task, changed, step, others, units, self._recorder(record.unit))

    def _reopened(self, task: Task) -> Task:
        from gongkai_tui.usecases.previous_status import last_step

        units = self.changer.units(task.plan)
        closing = last_step(self.ws, task.id, None, Status.CLOSED, units)
        if closing is None:
            correct = by_doing(Remedy.SET_STATUS, to="更正状态")
            raise ChangeRefused(f"历史里看不出核销之前的状态，不能更正为转入今年；请先{correct}。")
        return taken_back(task, closing, units)

    def _walked(self, task: Task, steps: Sequence[Status]) -> Task:
        # A check needs what was reported to it.
        proven = next(step for step in steps if step is not Status.IN_PROGRESS)
        for step in steps:
            # The step that follows tells why what was not begun is begun.
            begins = step is Status.IN_PROGRESS
            change = read_change(
                {"status": step.value},
                note=started_words("回头看核查") if begins else self.request.note,
                evidence=self.request.evidence if step is proven else (),
            )
            task = self.changer.change(task, change)
        return task

    def _noted(self, task: Task, kind: LogKind, text: str, evidence: tuple[str, ...] | None = None) -> Task:
        entry = self._recorder().entry(kind, text, self.request.evidence if evidence is None else evidence)
        return replace(task, log=(*task.log, entry))

    def _recorder(self, unit: str | None = None) -> Recorder:
        return Recorder(self.ws.today, self.by, new_id, unit)


def _was_opened_by(record: ProblemRecord, given: Lookback) -> bool:
    """Tell whether a verdict opened a problem, and did not only go on with one."""
    return record.found is not None and (record.found.method, record.found.date) == (METHOD, given.date)


def _is_untouched(record: ProblemRecord) -> bool:
    """Tell whether nothing happened to a problem since the unit was told."""
    last = record.last_round
    is_first = last is not None and last.n == 1 and not (last.fixed or last.checked or last.moves)
    return is_first and record.state is ProblemState.RECTIFYING and not (record.objections or record.notices)
