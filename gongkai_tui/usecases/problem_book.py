"""The problems and tasks of HEAD in the course of one action: looked up, changed together, written out at the end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.field_diff import field_changes
from gongkai_tui.domain.problem_diff import problem_changes, problem_title
from gongkai_tui.domain.problem_steps import Party
from gongkai_tui.domain.problem_taking import take
from gongkai_tui.domain.problem_transitions import step_refusal
from gongkai_tui.domain.short_name import one_line
from gongkai_tui.domain.subjects import bulk_line, further_statuses
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.paths import problem_path, task_path
from gongkai_tui.storage.problem_record import edit_problem
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.problem_files import problem_file, problems_in
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.problem_steps import Step
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace

OFFICE = "政务公开办"
"""Who acts where it is no unit, in subjects."""
_LINE = 110


@dataclass(slots=True)
class _Held:
    """A record of HEAD and what this action has made of it so far."""

    plan: str
    old: ProblemRecord | None
    """None for one that this action adds."""
    now: ProblemRecord


class ProblemBook:
    """Steps taken on committed problems and their tasks, in memory until `files` is asked for."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._view = committed_view(ws)
        self.changer = Changer(ws)
        self.actor = ws.actor()
        self.problems = problems_in(self._view)
        self._held = {problem_path(each.plan, each.record.id): _Held(each.plan, each.record, each.record)
                      for each in self.problems}  # fmt: skip
        self._tasks: dict[str, tuple[bytes, Task]] = {}
        self._tasks_now: dict[str, Task] = {}
        self.cautions: list[str] = []

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Plans by id."""
        return self._view.plans()

    @property
    def head(self) -> str:
        """Commit that everything is worked out against."""
        return self._view.head

    @property
    def who(self) -> str:
        """Who acts, in subjects."""
        return OFFICE if self.actor.is_office else self.actor.unit

    def office_refusal(self, rule: str, plan: str) -> str:
        """Why what a `rule` leaves to the office may not be done to a plan by who acts; empty where it may."""
        return self.actor.office_refusal(rule, self.changer.jurisdiction(plan))

    def add(self, plan: str, record: ProblemRecord) -> None:
        """Add a new problem."""
        self._held[problem_path(plan, record.id)] = _Held(plan, None, record)

    def task(self, task_id: str) -> Task:
        """A task as this action leaves it so far.

        Raises:
            UnknownTask: it is not committed.
        """
        if task_id not in self._tasks_now:
            data = committed(self._ws, [task_id])[task_id]
            self._tasks[task_id] = (data, decode(data, task_id))
            self._tasks_now[task_id] = self._tasks[task_id][1]
        return self._tasks_now[task_id]

    def change(self, plan: str, problem_id: str, make: Callable[[ProblemRecord], ProblemRecord]) -> None:
        """Change what is no step of the loop, such as the notices in which a problem was sent out."""
        held = self._held[problem_path(plan, problem_id)]
        held.now = make(held.now)

    def take(self, plan: str, problem_id: str, step: Step) -> None:
        """Take one step on one problem and its task.

        Raises:
            ChangeRefused: the loop, the role, the government or the task's state forbids it; nothing has changed.
        """
        elsewhere = self._elsewhere(plan)
        if elsewhere:
            raise ChangeRefused(elsewhere)
        held = self._held[problem_path(plan, problem_id)]
        task_id = held.now.task
        others = [each.now for each in self._held.values() if each.now.task == task_id and each is not held]
        taken = take(
            held.now,
            self._task_of(held),
            others if task_id else [],
            step,
            self._party(held),
            self.changer.units(held.plan),
            today=self._ws.today,
            new_id=new_id,
        )
        if taken.refusal:
            raise ChangeRefused(taken.refusal)
        held.now = taken.record
        if taken.task:
            self._tasks_now[task_id] = taken.task
        self.cautions.extend(f"{problem_id}：{each}" for each in taken.cautions)

    def party_refusal(self, plan: str, record: ProblemRecord, act: str) -> str:
        """Why who acts may not take a step on a problem, whatever the step says; empty where it may."""
        refused = self._elsewhere(plan)
        if refused or self.actor.is_office:
            return refused
        if not self.changer.acts_for(plan, record.unit):
            return f"这是{record.unit or '别的单位'}的问题，不能代它填报。"
        return step_refusal(record.state, act, is_office=False)

    def _elsewhere(self, plan: str) -> str:
        """The office of another government takes no step here, nor does who has left."""
        if self.actor.barred:
            return f"{self.actor.barred}。"
        government = self.changer.jurisdiction(plan)
        if self.actor.is_office and not self.actor.is_office_for(government):
            return f"{self.actor.elsewhere_words(government, '问题')}。"
        return ""

    def _task_of(self, held: _Held) -> Task | None:
        if not held.now.task:
            return None
        try:
            return self.task(held.now.task)
        except GongkaiError as problem:
            raise ChangeRefused(str(problem)) from problem

    def _party(self, held: _Held) -> Party:
        unit = held.now.unit
        return Party(self.actor.name, self.actor.is_office, self.changer.works_for(held.plan, unit))

    def changed(self) -> tuple[tuple[str, ProblemRecord | None, ProblemRecord], ...]:
        """Plan, before and after of every problem that changed; before is None for a new one."""
        return tuple((each.plan, each.old, each.now) for each in self._held.values() if each.old != each.now)

    def changed_tasks(self) -> tuple[tuple[Task, Task], ...]:
        """Before and after of every task that changed."""
        pairs = ((self._tasks[task_id][1], now) for task_id, now in self._tasks_now.items())
        return tuple((before, now) for before, now in pairs if before != now)

    def changes(self) -> Iterator[ProposedChange]:
        """Every field that changed, of problems and of tasks."""
        for _, old, new in self.changed():
            for change in problem_changes(old, new):
                yield ProposedChange(new.id, problem_title(new), change.field, change.old, change.new)
        for before, now in self.changed_tasks():
            yield from proposed(before, now, self.changer.units(now.plan))

    def files(self) -> dict[str, bytes | None]:
        """New content of every file that changed.

        Raises:
            EditError: a file is written in a way that cannot be changed safely.
        """
        files: dict[str, bytes | None] = {}
        paths = [problem_path(plan, new.id) for plan, old, new in self.changed() if old]
        oids = {path: self._view.index.blob_of(path) or "" for path in paths}
        contents = dict(self._ws.repository.blobs(set(oids.values())))
        for plan, old, new in self.changed():
            path, data = problem_file(plan, new)
            files[path] = edit_problem(contents[oids[path]], new, path) if old else data
        for before, now in self.changed_tasks():
            path = task_path(now.id)
            files[path] = edit_task(self._tasks[now.id][0], now, path, says=before)
        return files

    def task_lines(self) -> tuple[str, ...]:
        """One line for each task that the problems are about, for the body of the commit: how its status changed."""
        units: dict[str, dict[str, None]] = {}
        for _, _, new in self.changed():
            if new.task:
                units.setdefault(new.task, {})[new.unit] = None
        changed = {
            now.id: field_changes(before, now, self.changer.units(now.plan)) for before, now in self.changed_tasks()
        }
        lines: list[str] = []
        for task_id, changes in changed.items():
            named = tuple(units.get(task_id, ()))
            whose = named[0] if len(named) == 1 else ""
            lines += (bulk_line(self._tasks_now[task_id], changes, whose), *further_statuses(changes))
        rows = {task_id: self._view.row(task_path(task_id)) for task_id in units if task_id not in changed}
        return (*lines, *(one_line(f"{i} {row.heading or row.requirement}", _LINE) for i, row in rows.items() if row))
