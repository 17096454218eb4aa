"""The 问题 records out of the index: of HEAD, or of the tree last loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.index_files import plan_range

if TYPE_CHECKING:
    from gongkai_tui.domain.problem_record import PlanProblem
    from gongkai_tui.storage.index import Index


def problem_records(index: Index, source: str = "entry", *, plan: str = "") -> dict[str, PlanProblem]:
    """Every readable problem, or those of one plan, by path."""
    rows = index.db.execute(
        f"SELECT e.path, b.header FROM blob b CROSS JOIN {source} e ON e.path = b.path AND e.n = b.n "
        f"WHERE b.kind != 'task' AND b.kind = 'problem' AND b.readable AND e.path >= ? AND e.path < ? "
        "ORDER BY e.path",
        plan_range(plan),
    )
    return {path: problem_of(path, header) for path, header in rows}


def problem_of(path: str, header: str, *, uncommitted: bool = False) -> PlanProblem:
    """The problem in a file, from the JSON that the index keeps of it."""
    # Making its dataclasses costs 15 ms, which nobody pays where there is no problem.
    from gongkai_tui.domain.problem_record import PlanProblem
    from gongkai_tui.storage.problem_json import problem_from_json

    return PlanProblem(path.split("/")[1], problem_from_json(header), uncommitted)
