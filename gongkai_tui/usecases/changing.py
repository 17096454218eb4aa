"""Apply one change to one task on behalf of the person at this machine, or say why not."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.change_refusal import change_refusal, may_mean_correction
from gongkai_tui.domain.changes import Terms, apply_change, value_refusal
from gongkai_tui.domain.collective import is_open_collective, which_unit
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.leaving_units import changes_units, leaving_refusal, without_leavers
from gongkai_tui.domain.office_fields import CONTENT, decided_by_the_office
from gongkai_tui.domain.records import Recorder
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.task_change import TaskChange
from gongkai_tui.domain.transitions import Actor as ActsAs
from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.domain.whole_status import previous_in
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.usecases.checking import passing_refusal, unproven
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import open_by_task
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.selecting import Spellings
from gongkai_tui.usecases.unit_lookup import likely_units
from gongkai_tui.usecases.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.task import Recurring, Task
    from gongkai_tui.domain.whole_status import StepTaken
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.workspace import Workspace


class ChangeRefused(GongkaiError):
    """The state machine or the actor's role forbids a change; `problems` are named where there are several."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Changer:
    """Applies changes; reads who acts, plans and units once, and only when a change needs them."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._view = committed_view(ws)
        self._spellings = Spellings(self._view)
        self.known = PlanUnits(self._view)
        """The units of all plans."""

    @cached_property
    def _actor(self) -> Actor:
        return self._ws.actor()

    @property
    def today(self) -> date:
        """The day on which changes are made."""
        return self._ws.today

    @cached_property
    def _problems(self) -> dict[str, list[ProblemRecord]]:
        """Open problems by the task that they are about."""
        return open_by_task(self._view)

    def leave_out(self, task_id: str, problem_id: str) -> None:
        """Forget an open problem that the same action withdraws."""
        left = [each for each in self._problems.get(task_id, ()) if each.id != problem_id]
        self._problems[task_id] = left

    def change(self, task: Task, change: TaskChange) -> Task:
        """The task after the change; equal where nothing changes.

        Raises:
            ChangeRefused: the state machine, the role or the unit forbids it; the message says what to do.
            BadValue: a value cannot be understood.
        """
        unit = self.unit_for(task, change.unit)
        if unit != change.unit:
            change = replace(change, unit=unit)
        undone = self._undone(task, change)
        acts_as = ActsAs.BOTH if self.is_office(task.plan) else ActsAs.UNIT
        units = self.units(task.plan)
        # What no check stands behind is no 更正: the table has to lead there.
        lacking = undone and unproven(self, task, unit, undone)
        if lacking:
            undone = None
        refusal = change_refusal(task, change, units, actor=acts_as, undone=undone)
        if not refusal and undone is None:
            refusal = passing_refusal(self, task, change)
        if refusal:
            raise ChangeRefused(f"{refusal}（不能作为更正：{lacking}，撤销了、更正了的不算。）" if lacking else refusal)
        after = apply_change(
            task,
            change,
            units,
            self._terms(task),
            actor_name=self._actor.name,
            new_id=new_id,
            undone=undone,
        )
        if change.status is not None and (held := self._hold(task, after, unit)):
            raise ChangeRefused(held)
        for forbidden in self.office_refusals(task, after):
            raise ChangeRefused(forbidden)
        return self.settled(task, after)

    def _with_unit(self, task: Task, duty: Recurring) -> Recurring:
        """A duty with the unit that does it as the task names it; ChangeRefused where it has no part in the task."""
        return replace(duty, unit=self.one_unit_in(task, duty.unit)) if duty.unit else duty

    def _refuse_never_asked(self, before: Task, after: Task) -> None:
        from gongkai_tui.domain.duty_start import never_asked

        plan = self.known.plan(after.plan)
        year = plan.year if plan else None
        for duty in after.recurring:
            if duty not in before.recurring and (why := never_asked(duty.every, duty.begins, year)):
                raise ChangeRefused(why)

    def settled(self, before: Task, after: Task) -> Task:
        """The task after a change, without a status of those that the change has taken out of it.

        Raises:
            ChangeRefused: one of them has an open problem in this task, a duty is of a unit without a part in it, or
                no period of the plan ever counts for it.
        """
        if after.recurring != before.recurring:
            self._refuse_never_asked(before, after)
            after = replace(after, recurring=tuple(self._with_unit(after, duty) for duty in after.recurring))
        if not changes_units(before, after):
            return after
        units = self.units(before.plan)
        refused = leaving_refusal(before, after, self.open_problems(before.id), units)
        if refused:
            raise ChangeRefused(refused)
        # Of the office, not of no unit: it is no sign of life from those who act.
        log = Recorder(self.today, self._actor.name, new_id, self.known.office_in(before.plan))
        return without_leavers(before, after, units, log)

    def status_hold(self, task: Task, target: Status, unit: str | None) -> str:
        """Why the open problems of a task forbid a status, whatever is written down with it; empty where they do not.

        `unit` is one that the task names, None for the whole task.
        """
        change, known = TaskChange((("status", target.value),), unit), self.units(task.plan)
        after = apply_change(task, change, known, self._terms(task), actor_name=self.name, new_id=new_id)
        return self._hold(task, after, unit)

    def _hold(self, before: Task, after: Task, unit: str | None) -> str:
        """Why open problems forbid a change of status; empty where they do not."""
        problems = self.open_problems(before.id)
        if not problems:
            return ""
        # The loop of the problems costs 10 ms to load, which a change of a task without any does not pay.
        from gongkai_tui.domain.problem_task import status_hold

        return status_hold(before, after, problems, self.units(before.plan), of_whole=unit is None)

    def open_problems(self, task_id: str) -> Sequence[ProblemRecord]:
        """The problems about a task that are not closed."""
        return self._problems.get(task_id, ())

    def value_refusal(self, task: Task, field: str, value: str) -> str:
        """Why a task cannot take a value of a field, as typed; empty where it can."""
        return value_refusal(task, field, value, self._terms(task))

    def _terms(self, task: Task) -> Terms:
        return Terms(self.today, self.known.plan(task.plan), work_calendar)

    def unit_for(self, task: Task, typed: str | None) -> str | None:
        """The unit that an action is for, as the task names it; None for the whole task.

        Raises:
            ChangeRefused: the unit has no part in the task, or the actor may not act for it.
        """
        actor = self._actor
        refusal = actor.entry_refusal(self.jurisdiction(task.plan))
        if refusal:
            raise ChangeRefused(refusal)
        is_office = self.is_office(task.plan)
        wanted = actor.unit if typed is None and not is_office else typed
        if wanted is None:
            return None
        unit = self.unit_in(task, wanted)
        if not is_office and not self.acts_for(task.plan, unit):
            raise ChangeRefused(actor.not_for_words(unit))
        return unit

    def entry_refusal(self, task: Task) -> str:
        """Why the person at this machine may enter nothing in a task, whatever it is; empty where they may."""
        try:
            self.unit_for(task, None)
        except ChangeRefused as refused:
            return str(refused)
        return ""

    def content_refusal(self, task: Task) -> str:
        """Why they may not change what a task says, who acts and by when; empty where they may."""
        return self.entry_refusal(task) or ("" if self.is_office(task.plan) else CONTENT)

    def acts_for(self, plan: str, unit: str) -> bool:
        """Whether the person at this machine acts for a unit of the government of a plan."""
        own, is_at_home = self._actor.unit, self._actor.is_at_home(self.jurisdiction(plan))
        return bool(own and unit) and is_at_home and self.same_unit(plan, own, unit)

    def works_for(self, plan: str, unit: str) -> bool:
        """Whether they act for a unit, or are of the office and one of its contacts, now or at some time."""
        return self.acts_for(plan, unit) or (self._actor.is_office and self.name in self.people_of(plan, unit))

    def people_of(self, plan: str, unit: str) -> frozenset[str]:
        """Names of all people who serve or served a unit."""
        government = self.known.governments.get(self.jurisdiction(plan))
        units = government.units if government else ()
        served = (known for known in units if self.same_unit(plan, known.name, unit))
        return frozenset(contact.name for known in served for contact in known.contacts)

    @property
    def name(self) -> str:
        """What the person at this machine is called in records."""
        return self._actor.name

    @property
    def own_unit(self) -> str:
        """The unit that they act for; empty for an office that is none."""
        return self._actor.unit

    def is_office(self, plan: str) -> bool:
        """Whether the person at this machine is the office that a plan belongs to."""
        return self._actor.is_office_for(self.jurisdiction(plan))

    def office_refusals(self, before: Task, after: Task) -> Iterator[str]:
        """Why a unit may not change what is the office's: text of the plan, last days, 回头看, links, sets, doubts."""
        # The office of another government was refused as a whole (`unit_for`).
        return iter(()) if self._actor.is_office else decided_by_the_office(before, after)

    def unit_in(self, task: Task, typed: str) -> str:
        """The name that the task uses for a unit; a member of one of its collectives keeps its own name.

        Raises:
            ChangeRefused: the task does not name the unit.
        """
        named = [u.unit for u in task.units]
        if typed in named or typed in task.unit_status:
            return typed
        spellings = self._spellings(typed)
        jurisdiction = self.jurisdiction(task.plan)
        canonical = self._spellings.registry.canonical(jurisdiction, typed) or typed
        for unit in named:
            if self._spellings.registry.canonical(jurisdiction, unit) == canonical:
                return unit
        chosen = {choice.group: choice.members for choice in task.chosen if choice.members}
        whole = [unit for unit in named if unit not in chosen]
        is_chosen = any(canonical in members for members in chosen.values())
        if canonical in task.unit_status or is_chosen or spellings.intersection(whole):
            return canonical
        unknown = f"；{self.unregistered_words(task.plan, typed)}" if self.registered(task.plan, typed) is None else ""
        raise ChangeRefused(f"{typed} 不是这项任务的责任单位（{_who(named, chosen)}）{unknown}")

    def one_unit_in(self, task: Task, typed: str) -> str:
        """As `unit_in`, for what a single unit has to answer for: a set is refused with those who act through it.

        Raises:
            ChangeRefused: the task does not name the unit, or it is a set.
        """
        unit = self.unit_in(task, typed)
        parts = Parts(assignment_in_task(task), self.units(task.plan))
        name = parts.name(unit)
        if parts.kind(name) is not LineKind.UNIT:
            choose = by_doing(Remedy.CHOOSE_UNITS_OF, task.id, to="选定")
            still = "" if parts.kind(name) is LineKind.ALL else f"还没有选定的，先{choose}。"
            raise ChangeRefused(which_unit(typed, parts.members(name)) + still)
        return unit

    def same_unit(self, plan: str, one: str, other: str) -> bool:
        """Tell whether two names mean one unit in the government of a plan."""
        jurisdiction = self.jurisdiction(plan)
        registry = self._spellings.registry
        return one == other or (registry.canonical(jurisdiction, one) or one) == (
            registry.canonical(jurisdiction, other) or other
        )

    def registered(self, plan: str, name: str) -> str | None:
        """The registered name of a unit in the government of a plan, `name` where that has no registry, else None."""
        jurisdiction, registry = self.jurisdiction(plan), self._spellings.registry
        return registry.canonical(jurisdiction, name) if registry.names(jurisdiction) else name

    def unregistered_words(self, plan: str, name: str) -> str:
        """That the government of a plan has registered no unit of a name, with those that may be meant."""
        government = self.known.governments.get(self.jurisdiction(plan))
        near = likely_units((government,), name) if government else ""
        return f"units/{self.jurisdiction(plan)}.yaml 里没有单位“{name}”{near}"

    def jurisdiction(self, plan_id: str) -> str:
        """The government of a plan; empty where nobody has said."""
        return self.known.government_of(plan_id)

    def units(self, plan_id: str) -> GridUnits:
        """The units of the government of a plan."""
        return self.known.of_plan(plan_id)

    def _undone(self, task: Task, change: TaskChange) -> StepTaken | None:
        """The step that a change takes back as 更正, from the history; asked only where that may be meant."""
        target, units = change.status, self.units(task.plan)
        source = status_of(task, change.unit, units)
        if target is None or not self.is_office(task.plan) or not may_mean_correction(source, target, change):
            return None
        from gongkai_tui.usecases.previous_status import last_step

        found = last_step(self._ws, task.id, change.unit, source, units)
        return found if previous_in(found, change.unit, units) is target else None


def _who(named: list[str], chosen: Mapping[str, tuple[str, ...]]) -> str:
    """The units of a task, with those chosen for a set behind it and a set that waits for a choice marked."""
    parts = [
        f"{unit}：{'、'.join(chosen[unit])}"
        if unit in chosen
        else f"{unit}待选定，{by_doing(Remedy.CHOOSE_UNITS, verb='见')}"
        if is_open_collective(unit)
        else unit
        for unit in named
    ]
    return "、".join(parts) or "未写责任单位"
