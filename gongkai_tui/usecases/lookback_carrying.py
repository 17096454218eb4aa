"""转入今年: the tasks of this year's plan that carry last year's on, linked or newly added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.fingerprint import fingerprint, fingerprints, wording_of
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import ADDED_TO_GO_ON, Link, LinkKind, LogEntry, LogKind, Task
from gongkai_tui.domain.wording import told_in, using
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.task_lookup import UnknownTask
from gongkai_tui.usecases.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.lookback import Candidate
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Lookback
    from gongkai_tui.usecases.lookback_request import VerdictRequest
    from gongkai_tui.usecases.workspace import Workspace

TAKEN_BACK = "回头看结论更正"
"""How the record begins where what an earlier verdict made goes."""
DEADLINE = "全年"
"""By when an added task is due, unless somebody says by when: what last year left over must not vanish again."""
SECTION = "上年结转"
"""Where a task that carries on stands in this year's plan, unless somebody says where."""


@dataclass(slots=True)
class Carrier:
    """Links tasks of last year to those of this year that carry them on; collects what changes there."""

    ws: Workspace
    request: VerdictRequest
    """Its `to` is a whole id."""
    into: Plan | None
    by: str
    carried_by: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    """This year's tasks that are linked already, by task of last year."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """Committed files of this year's tasks that were looked at, by id."""
    before: dict[str, Task] = field(default_factory=dict)
    after: dict[str, Task] = field(default_factory=dict)
    """This year's tasks as they become, new ones too."""
    left: list[tuple[str, str]] = field(default_factory=list)
    """What an earlier verdict made and somebody worked on since: id, and what to say of it."""

    def carry(self, task: Task) -> str:
        """Link a task to one of this year's plan, or to a new one; the id of that task.

        Raises:
            ChangeRefused: nobody said which, or it cannot carry anything on.
        """
        if self.request.new:
            return self._add(task)
        target_id = self.request.to or self._only_link(task)
        target = self._task(target_id)
        if target.status is Status.ENDED:
            raise ChangeRefused(f"{target_id} 已终止，不能承接；请换一项，或{using(inputs.NEW_TASK, '新增')}。")
        link = self._link(task)
        if not any(_says_the_same(old, link, task) for old in target.links):
            links = tuple(old for old in target.links if old.to != task.id)
            self.after[target_id] = replace(target, links=(*links, link))
        return target_id

    def has_added(self, task: Task, given: Lookback) -> bool:
        """Tell whether the task that carries on was added by an earlier verdict, and goes on."""
        target = self._known(given.to)
        return target is not None and _was_added(target, task) and target.status is not Status.ENDED

    def let_go(self, task: Task, given: Lookback) -> None:
        """Take back what an earlier verdict made: its link, and a task that it added and nobody worked on is 已终止.

        A link that was confirmed on another day is somebody's own.
        """
        target = self._known(given.to)
        if target is None:
            return
        links = tuple(
            link
            for link in target.links
            if (link.to, link.kind, link.confirmed) != (task.id, LinkKind.FOLLOWS, given.date)
        )
        is_added = _was_added(target, task) and target.status is not Status.ENDED
        if is_added and _is_untouched(target, task):
            text = f"{TAKEN_BACK}，终止：{self.request.reason}"
            entry = LogEntry(new_id(), self.ws.today, LogKind.PROGRESS, text=text, by=self.by)
            target = replace(target, status=Status.ENDED, log=(*target.log, entry))
        elif is_added:
            self.left.append((target.id, f"{target.id} 是原结论新增的，已有人办理，没有终止，请核对"))
        changed = replace(target, links=links)
        if changed != self.before.get(target.id):
            self.after[target.id] = changed

    def _known(self, task_id: str) -> Task | None:
        try:
            return self._read(task_id)
        except UnknownTask:
            return None

    def changed(self) -> list[tuple[Task, Task]]:
        """This year's tasks that were there before and after, those that change."""
        pairs = ((old, self.after.get(task_id, old)) for task_id, old in self.before.items())
        return [(old, new) for old, new in pairs if old != new]

    def added(self) -> list[Task]:
        """This year's tasks that are new."""
        return [task for task_id, task in self.after.items() if task_id not in self.before]

    def _only_link(self, task: Task) -> str:
        linked = self.carried_by.get(task.id, ())
        if len(linked) == 1:
            return linked[0].id
        if linked:
            ids = "、".join(candidate.id for candidate in linked)
            raise ChangeRefused(
                f"今年有 {len(linked)} 项任务承接它（{ids}）；请{using(inputs.SUCCESSOR, '写明转入哪一项')}。"
            )
        which, new = told_in(inputs.SUCCESSOR, "编号"), told_in(inputs.NEW_TASK)
        raise ChangeRefused(f"请写明转入今年的哪一项{which}，或新增一项{new}。")

    def _task(self, task_id: str) -> Task:
        plan = self.into.id if self.into else "（没有）"
        if task_id.partition("/")[0] != plan:
            raise ChangeRefused(f"{task_id} 不在今年的计划 {plan} 里。")
        return self._read(task_id)

    def _read(self, task_id: str) -> Task:
        if task_id not in self.before and task_id not in self.after:
            data = committed(self.ws, (task_id,))[task_id]
            self.contents[task_id] = data
            self.before[task_id] = decode(data, task_id)
        return self.after.get(task_id) or self.before[task_id]

    def _link(self, task: Task) -> Link:
        mark = fingerprint(wording_of(task.heading, task.requirement))
        return Link(task.id, LinkKind.FOLLOWS, mark, self.ws.today, self.by)

    def _add(self, task: Task) -> str:
        if self.into is None:
            raise ChangeRefused("没有今年的计划。")
        task_id = f"{self.into.id}/x-{new_id()}"
        text = _added_words(task)
        entry = LogEntry(new_id(), self.ws.today, LogKind.PROGRESS, text=text, by=self.by)
        old_due = task.deadline.raw or (task.deadline.due or "") if task.deadline else ""
        words = self.request.deadline or DEADLINE
        reading = read_deadline(words, year=self.into.year, issued=self.into.issued, calendar=work_calendar)
        hints = reading.hints
        if old_due and not self.request.deadline:
            hints = (*hints, f"上一年的完成时限（{old_due}）没有沿用，暂按{words}，请写明今年的期限")
        self.after[task_id] = Task(
            id=task_id,
            section=self.request.section or SECTION,
            heading=task.heading,
            requirement=task.requirement,
            units_raw=task.units_raw,
            units=task.units,
            deadline=reading.deadline,
            log=(entry,),
            links=(self._link(task),),
            hints=hints,
        )
        return task_id


def _added_words(task: Task) -> str:
    return f"{ADDED_TO_GO_ON}{task.id}"


def _was_added(target: Task, task: Task) -> bool:
    """Tell whether a task came into this year's plan to carry `task` on."""
    return bool(target.log) and target.log[0].text == _added_words(task)


def _is_untouched(target: Task, task: Task) -> bool:
    """Tell whether nothing stands in an added task but what it was added with."""
    bare = Task(
        id=target.id,
        section=target.section,
        heading=task.heading,
        requirement=task.requirement,
        units_raw=task.units_raw,
        units=task.units,
        deadline=target.deadline,
        log=target.log,
        links=target.links,
        hints=target.hints,
    )
    is_linked_elsewhere = any(link.to != task.id for link in target.links)
    return target == bare and len(target.log) == 1 and not is_linked_elsewhere


def _says_the_same(old: Link, link: Link, task: Task) -> bool:
    """Tell whether a link to `task` was confirmed with its present wording already, by whomever."""
    present = fingerprints(wording_of(task.heading, task.requirement))
    return (old.to, old.kind) == (link.to, link.kind) and old.fingerprint in present
