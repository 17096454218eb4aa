"""Where 问题 records stand: their files, and all of them in a view of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.index_problems import problem_of, problem_records
from gongkai_tui.storage.paths import problem_path
from gongkai_tui.storage.problem_record import emit_problem

if TYPE_CHECKING:
    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.usecases.reading import View


def problem_file(plan: str, record: ProblemRecord) -> tuple[str, bytes]:
    """Path and canonical content of the file of a new problem of a plan.

    Raises:
        IdError: plan or id cannot be the name of a file.
        EmitError: a text cannot stand in a file.
    """
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
