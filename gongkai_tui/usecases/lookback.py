"""回头看 on last year's plan: each task with where it stands, and this year's tasks that may carry it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.lookback import Candidate, LookbackItem, LookbackRound, figures_of, in_order, is_clear
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.wording import called, using
from gongkai_tui.usecases.likeness import propose_matches, texts_of
from gongkai_tui.usecases.lookback_successors import following
from gongkai_tui.usecases.plan_files import tasks_of_plan
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from gongkai_tui.domain.lookback import LookbackFigures
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

CONFIRMED = 100
"""Score of a link that a person has confirmed."""


class NoSuccessor(GongkaiError):
    """It is not clear which plan is this year's."""


def lookback(
    ws: Workspace, plan: str, *, into: str = "", filter_text: str = "", as_of: str | None = None
) -> LookbackRound:
    """回头看 on a plan as far as it has come: its tasks that a filter selects, all but 已终止.

    This year's plan is `into`, else the one whose `follows` names the plan; without any nothing is proposed.

    Raises:
        UnknownPlan: there is no plan of that id.
        NoSuccessor: several plans follow it and `into` names none.
        FilterError: the filter cannot be read.
        UnknownUnit: it selects none, for nobody knows the unit that it names.
        GitError: the repository or `as_of` cannot be read.
    """
    view = read_view(ws, as_of=as_of)
    plans = view.plans()
    refuse_unknown_plan(plan, plans)
    successor = successor_of(plans, plan, into)
    tasks = tasks_of_plan(ws, view, plan)
    wanted = {row.id for row in select_rows(view, filter_text, texts="none", plan=plan)} if filter_text else None
    if wanted is not None and not wanted:
        refuse_unknown_names(view, filter_text)
    chosen = [task for task in in_order(tasks) if wanted is None or task.id in wanted]
    problems = problems_by_task(view, plan)
    rows = select_rows(view, "", plan=successor.id) if successor else []
    carried = carried_by(view, successor, rows)
    proposals = _proposals(chosen, rows)
    units = PlanUnits(view).of_plan(plan)
    items = tuple(
        LookbackItem(
            task,
            shown(task, units),
            is_clear(task),
            tuple(problems.get(task.id, ())),
            carried.get(task.id, ()),
            proposals.get(task.id, ()),
        )
        for task in chosen
    )
    apart = _open_apart(problems, {task.id for task in chosen}) if wanted is None else ()
    return LookbackRound(plans[plan], successor, items, figures_of(tasks), view.day, tuple(view.problems), apart)


def _open_apart(problems: Mapping[str, Sequence[ProblemRecord]], tasks: AbstractSet[str]) -> tuple[ProblemRecord, ...]:
    """The open ones of problems, given by task, that are about none of some tasks."""
    return tuple(each for task, found in problems.items() if task not in tasks for each in found if each.is_open)


def lookback_figures(ws: Workspace, plan: str) -> LookbackFigures:
    """How far 回头看 on a plan has come."""
    return figures_of(tasks_of_plan(ws, read_view(ws), plan))


def successor_of(plans: Mapping[str, Plan], plan: str, into: str = "") -> Plan | None:
    """This year's plan to last year's `plan`; None where no plan follows it and none is named.

    Raises:
        UnknownPlan: `into` is no plan.
        NoSuccessor: `into` is the plan itself, or several plans follow it.
    """
    if into:
        refuse_unknown_plan(into, plans)
        if into == plan:
            raise NoSuccessor(f"{plan} 不能转入它自己；{called(inputs.THIS_YEARS_PLAN)} 写今年的计划。")
        return plans[into]
    found = following(plans, plan)
    if len(found) > 1:
        names = "、".join(each.id for each in found)
        raise NoSuccessor(
            f"承接 {plan} 的计划有 {len(found)} 份（{names}）；请{using(inputs.THIS_YEARS_PLAN, '写明是哪一份')}。"
        )
    return found[0] if found else None


def carried_by(view: View, successor: Plan | None, rows: Sequence[TaskRow]) -> dict[str, tuple[Candidate, ...]]:
    """By id of last year's tasks, those of this year with a 承接 link to them."""
    if successor is None:
        return {}
    titles = {row.id: _title(row) for row in rows}
    found: dict[str, list[Candidate]] = {}
    for facts in view.facts(successor.id):
        for target in facts.follows:
            found.setdefault(target, []).append(Candidate(facts.id, titles.get(facts.id, ""), CONFIRMED))
    return {target: tuple(candidates) for target, candidates in found.items()}


def _proposals(tasks: Sequence[Task], rows: Sequence[TaskRow]) -> dict[str, tuple[Candidate, ...]]:
    going_on = {row.id: row for row in rows if row.stored_status != Status.ENDED}
    matches = propose_matches(texts_of(tasks), texts_of(going_on.values()))
    return {
        task_id: tuple(Candidate(match.id, _title(going_on[match.id]), match.score) for match in found)
        for task_id, found in matches.items()
    }


def _title(row: TaskRow) -> str:
    return row.heading or row.requirement.partition("\n")[0]


def problems_by_task(view: View, plan: str) -> dict[str, list[ProblemRecord]]:
    """The 问题 of a plan by the task that they are about, oldest first."""
    found: dict[str, list[ProblemRecord]] = {}
    for problem in problems_in(view, plan):
        found.setdefault(problem.record.task, []).append(problem.record)
    return found
