"""Where 问题 records stand: their files, and all of them in a view of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.storage.index_problems import problem_of, problem_records
from gongkai_tui.storage.paths import problem_path
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

_SHOWN = 5


class UnknownProblem(GongkaiError):
    """No problem, or more than one, has the id that was typed."""


def resolve_problem(problems: tuple[PlanProblem, ...], typed: str) -> PlanProblem:
    """The problem that an id, the beginning of one, or `plan/id` means.

    Raises:
        UnknownProblem: there is none, or several begin so.
    """
    text = fold(typed.strip())
    plan, slash, wanted = text.rpartition("/")
    there = [each for each in problems if not slash or each.plan == plan]
    exact = [each for each in there if fold(each.record.id) == wanted]
    found = exact or [each for each in there if wanted and fold(each.record.id).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownProblem(
            f"没有问题 {typed.strip()}（或还没有提交）；{by_doing(Remedy.LIST_PROBLEMS, to='查看编号')}"
        )
    named = "、".join(f"{each.plan}/{each.record.id}" for each in found[:_SHOWN])
    raise UnknownProblem(f"“{typed.strip()}”可以是 {named}{'等' if len(found) > _SHOWN else ''}，请写全一些")


def problem_file(plan: str, record: ProblemRecord) -> tuple[str, bytes]:
    """Path and canonical content of the file of a new problem of a plan.

    Raises:
        IdError: plan or id cannot be the name of a file.
        EmitError: a text cannot stand in a file.
    """
    # Looking problems up does not pay for the readers of YAML.
    from gongkai_tui.storage.problem_record import emit_problem

    return problem_path(plan, record.id), emit_problem(record).encode()


def problems_in(view: View, plan: str = "") -> tuple[PlanProblem, ...]:
    """Every problem of a view, or of one plan, ordered by plan and id; those edited by hand are marked.

    A file that a hand made unreadable or deleted stands as it was committed: never a shorter list. What is wrong with
    it is among `view.problems`.
    """
    found = problem_records(view.index, view.source, plan=plan)
    for path, record in view.overlay.items():
        parts = path.split("/")
        if len(parts) < 4 or parts[2] != "problems" or (plan and parts[1] != plan):  # noqa: PLR2004  (plans/p/problems/id)
            continue
        if record is not None and record.kind == "problem" and record.readable:
            found[path] = problem_of(path, record.header, uncommitted=True)
        elif path in found:
            found[path] = found[path]._replace(uncommitted=True)
    return tuple(found[path] for path in sorted(found))


def open_by_task(view: View) -> dict[str, list[ProblemRecord]]:
    """Open problems by the task that they are about."""
    found: dict[str, list[ProblemRecord]] = {}
    for problem in problems_in(view):
        if problem.record.task and problem.record.is_open:
            found.setdefault(problem.record.task, []).append(problem.record)
    return found


def problem_paths(ws: Workspace, task_id: str) -> tuple[str, ...]:
    """Files of the committed problems that are about a task."""
    problems = problems_in(committed_view(ws), task_id.partition("/")[0])
    return tuple(each.path for each in problems if each.record.task == task_id)
