"""The 问题 of all plans: listed with their flags against a day, and one in full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.problem_flags import ProblemFlag, days_left, found_again, problem_flags
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.problem_row import ListedProblem
from gongkai_tui.storage.paths import normalise_task_id, problem_path
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.problem_files import problems_in, resolve_problem
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import Spellings
from gongkai_tui.usecases.unknown_names import refuse_unknown_task, refuse_unknown_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

OPEN = "未核销"
"""As a `state`: everything that somebody still has to do something about."""


@dataclass(frozen=True, slots=True)
class ProblemList:
    """Problems that were asked for, ordered by plan and id."""

    problems: tuple[ListedProblem, ...]
    findings: tuple[Problem, ...]
    """Files that cannot be read: the list may lack them."""
    day: date
    """Day against which flags are computed."""


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Everything there is to show of one problem."""

    problem: ListedProblem
    plan: Plan | None
    path: str
    findings: tuple[Problem, ...]
    day: date


def list_problems(
    ws: Workspace,
    *,
    plan: str = "",
    unit: str = "",
    task: str = "",
    state: str = "",
    flag: str = "",
    text: str = "",
    as_of: str | None = None,
) -> ProblemList:
    """Problems that meet every condition given, hand edits included unless `as_of` is given.

    `unit` finds all its names and the collectives that hold it; `state` and `flag` take several, separated by commas,
    `state` also 未核销; the words of `text` all stand in the problem.

    Raises:
        UnknownPlan: there is no such plan.
        UnknownUnit: nobody knows the unit.
        UnknownTask: there is no such task.
        UsageError: no such state or flag, or a task id that cannot be one.
    """
    view = read_view(ws, as_of=as_of)
    _refuse_unknown(view, plan, unit.strip(), task.strip())
    tests = [*_tests(view, unit, task, state, text)]
    wanted = frozenset(_choices(flag, tuple(ProblemFlag), "标记"))

    def is_meant(each: ListedProblem) -> bool:
        is_flagged = not wanted or bool(wanted.intersection(each.flags))
        return plan in ("", each.plan) and is_flagged and all(test(each.record) for test in tests)

    return ProblemList(tuple(filter(is_meant, _listed(view))), view.problems, view.day)


def _refuse_unknown(view: View, plan: str, unit: str, task: str) -> None:
    """Stop where something is named (not empty) that nobody knows, and no problem names either."""
    if plan:
        refuse_unknown_plan(plan, view.plans())
    if unit and all(each.record.unit != unit for each in problems_in(view)):
        refuse_unknown_unit(view, unit)
    if task and all(each.record.task != normalise_task_id(task) for each in problems_in(view)):
        refuse_unknown_task(view, normalise_task_id(task))


def show_problem(ws: Workspace, problem_id: str, *, as_of: str | None = None) -> ProblemView:
    """One problem, hand edits included unless `as_of` is given; the id may be the beginning of one.

    Raises:
        UnknownProblem: there is none, or several begin so.
    """
    view = read_view(ws, as_of=as_of)
    found = resolve_problem(problems_in(view), problem_id)
    listed = next(each for each in _listed(view) if (each.plan, each.record.id) == (found.plan, found.record.id))
    path = problem_path(found.plan, found.record.id)
    return ProblemView(listed, view.plans().get(found.plan), path, tuple(view.file_problems(path)), view.day)


def problems_of_task(view: View, task_id: str) -> tuple[ListedProblem, ...]:
    """The problems that are about one task."""
    return tuple(each for each in _listed(view) if each.record.task == task_id)


def _listed(view: View) -> tuple[ListedProblem, ...]:
    problems = problems_in(view)
    again = ids_found_again(view, problems)
    return tuple(
        ListedProblem(
            each.plan,
            each.record,
            problem_flags(each.record, view.day, again=each.record.id in again),
            days_left(each.record, view.day),
            each.uncommitted,
        )
        for each in problems
    )


def ids_found_again(view: View, problems: Sequence[PlanProblem]) -> frozenset[str]:
    """Ids of those, among all problems of a view, before which the same was found at the same unit, under any name."""
    if not problems:
        return frozenset()
    plans, registry = view.plans(), view.registry()

    def under_one_name(scope: str, record: ProblemRecord) -> tuple[str, ProblemRecord]:
        return scope, replace(record, unit=registry.canonical(scope, record.unit) or record.unit)

    return found_again(under_one_name(_scope(plans, each), each.record) for each in problems)


def _scope(plans: dict[str, Plan], problem: PlanProblem) -> str:
    plan = plans.get(problem.plan)
    return plan.jurisdiction if plan and plan.jurisdiction else problem.plan


def _tests(view: View, unit: str, task: str, state: str, text: str) -> list[Callable[[ProblemRecord], bool]]:
    tests: list[Callable[[ProblemRecord], bool]] = []
    if unit.strip():
        names = Spellings(view)(unit.strip())
        tests.append(lambda record: record.unit in names)
    if task.strip():
        task_id = normalise_task_id(task)
        tests.append(lambda record: record.task == task_id)
    if state.strip():
        states = frozenset(_choices(state, (*ProblemState, OPEN), "状态"))
        tests.append(lambda record: record.state in states or (record.is_open and OPEN in states))
    words = fold(text).split()
    if words:
        tests.append(lambda record: all(word in _haystack(record) for word in words))
    return tests


def _choices(typed: str, known: tuple[str, ...], label: str) -> list[str]:
    wanted = [word for word in typed.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    by_name = {fold(str(each)): each for each in known}
    found = [by_name.get(fold(word.strip())) for word in wanted]
    if None in found:
        raise UsageError(f"没有“{typed.strip()}”这个{label}。可用：{'、'.join(known)}。")
    return [each for each in found if each is not None]


def _haystack(record: ProblemRecord) -> str:
    found = record.found
    parts = [record.id, record.task, record.unit]
    if found:
        parts += [found.what, found.where, found.method, found.basis, found.by]
    for each in record.rounds:
        parts += [each.channel, each.fixed.text if each.fixed else "", each.checked.text if each.checked else ""]
    return fold("\n".join(parts))
