"""One verdict of 回头看 on one task after the other: what becomes of it, and what is opened or linked beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.changes import read_change
from gongkai_tui.domain.corrections import VERDICT_CHANGED
from gongkai_tui.domain.lookback_verdicts import (
    carrying_refusal,
    closing_refusal,
    closing_steps,
    verdict_refusal,
)
from gongkai_tui.domain.records import Recorder, started_words
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import CARRIED_ON, LogKind, Lookback, LookbackVerdict
from gongkai_tui.domain.whole_status import taken_back, with_whole_status
from gongkai_tui.domain.wording import by_doing, told_in
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.changing import Changer
    from gongkai_tui.usecases.lookback_carrying import Carrier
    from gongkai_tui.usecases.lookback_rectifying import Rectifier
    from gongkai_tui.usecases.lookback_request import VerdictRequest
    from gongkai_tui.usecases.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judge:
    """Gives the verdict of a request to tasks."""

    ws: Workspace
    request: VerdictRequest
    changer: Changer
    carrier: Carrier
    rectifier: Rectifier

    @property
    def left(self) -> tuple[tuple[str, str], ...]:
        """What an earlier verdict made and somebody worked on since: id, and what to say of it."""
        return (*self.carrier.left, *self.rectifier.left)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What became of what an earlier verdict made: taken back, or left."""
        gone = (f"{each.unit}的问题 {each.id} 还没有人办理，随之撤销" for each in self.rectifier.withdrawn)
        return (*gone, *(said for _, said in self.left))

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
            changed, to = self.rectifier.rectify(corrected)
        else:
            changed, to = self._carried(corrected)
        finds = verdict is LookbackVerdict.RECTIFY and not self.rectifier.going_on(task)
        what = self.rectifier.what(task) if finds else ""
        text = "；".join(dict.fromkeys(filter(None, (what, self.request.reason, self.request.note))))
        return replace(changed, lookback=Lookback(self.changer.today, verdict, self.changer.name, text, to))

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

    def _carried(self, task: Task) -> tuple[Task, str]:
        refused = carrying_refusal(task, self.changer.units(task.plan))
        if refused:
            raise ChangeRefused(refused)
        to = self.carrier.carry(task)
        said = "：".join(filter(None, (f"{CARRIED_ON}（{to}）", self.request.note or self.request.reason)))
        return self._noted(task, LogKind.PROGRESS, said), to

    def _corrected(self, task: Task) -> Task:
        """Take an earlier verdict back where this one needs it; says so in the log."""
        given, verdict = task.lookback, self.request.verdict
        if given is None:
            return task
        if given.verdict is LookbackVerdict.CARRIED and given.to:
            if self.request.new and self.carrier.has_added(task, given):
                raise ChangeRefused(
                    f"已经新增 {given.to} 承接它，不再另增一项；"
                    f"改由今年的另一项承接的，写明那一项{told_in(inputs.SUCCESSOR)}。"
                )
            self.carrier.let_go(task, given)
        named = self.rectifier.named_now(task) if verdict is LookbackVerdict.RECTIFY else ""
        changed = f"{_with(given.verdict, self.rectifier.named(task, given))}更正为{_with(verdict, named)}"
        task = self._noted(task, LogKind.CORRECTION, f"{VERDICT_CHANGED}{changed}：{self.request.reason}", ())
        if given.verdict is LookbackVerdict.RECTIFY:
            task = self.rectifier.take_back(task, given)
        reopened = task.status is Status.CLOSED and verdict is LookbackVerdict.CARRIED and _was_closed(task, given)
        return self._reopened(task) if reopened else task

    def _reopened(self, task: Task) -> Task:
        from gongkai_tui.usecases.previous_status import last_step

        units = self.changer.units(task.plan)
        closing = last_step(self.ws, task.id, None, Status.CLOSED, units)
        if closing is None:
            correct = by_doing(Remedy.SET_STATUS, to="更正状态")
            raise ChangeRefused(f"历史里看不出核销之前的状态，不能更正为转入今年；请先{correct}。")
        return self.rectifier.without_withdrawn(taken_back(task, closing, units), closing.before)

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
        recorder = Recorder(self.changer.today, self.changer.name, new_id, unit=None)
        entry = recorder.entry(kind, text, self.request.evidence if evidence is None else evidence)
        return replace(task, log=(*task.log, entry))


def _was_closed(task: Task, given: Lookback) -> bool:
    """Tell whether the last verdict, or one that was corrected since, closed the task."""
    closed = LookbackVerdict.CLOSED
    corrected = (entry.text for entry in task.log if entry.kind is LogKind.CORRECTION)
    return given.verdict is closed or any(text.startswith(f"{VERDICT_CHANGED}{closed}") for text in corrected)


def _with(verdict: LookbackVerdict, units: str) -> str:
    return f"{verdict}（{units}）" if units else verdict.value
