"""Rules about what the 考核 of a plan names: units that are registered, tasks and 问题 that are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.task_id import read_task_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.snapshot import Snapshot

_PROBLEM_ID = re.compile(r"[0-9]{8}-[0-9a-f]{6}")


def _warning(plan: str, check: str, message: str) -> Problem:
    return Problem(Severity.WARNING, message, f"plans/{plan}/scoring.yaml", None, "manual", check)


def _unit_is_known(snapshot: Snapshot) -> Iterator[Problem]:
    for plan_id, scoring in snapshot.scorings:
        plan = snapshot.plan_by_id.get(plan_id)
        roll = snapshot.rolls.get(plan.jurisdiction) if plan else None
        for entry in scoring.manual:
            if plan and roll and not roll.knows(entry.unit):
                message = (
                    f"手工加减分 {entry.id} 的“{entry.unit}”不在 units/{plan.jurisdiction}.yaml 里，没有计入任何单位。"
                )
                yield _warning(plan_id, "scoring-unit", message)


def _link_leads_somewhere(snapshot: Snapshot) -> Iterator[Problem]:
    problems = frozenset(problem.record.id for problem in snapshot.problems)
    for plan_id, scoring in snapshot.scorings:
        for entry in scoring.manual:
            link = entry.link.strip()
            if is_dead(link, snapshot.task_ids, problems):
                message = f"手工加减分 {entry.id}（{entry.unit}）的 link“{link}”：没有这项任务或这个问题，请核对编号。"
                yield _warning(plan_id, "scoring-link", message)


def is_dead(link: str, tasks: frozenset[str], problems: frozenset[str]) -> bool:
    """Tell whether a link is the id of a task or 问题 that is not there; URL and 文号 are not followed."""
    task = read_task_id(link)
    if task is not None:
        return task not in tasks
    return _PROBLEM_ID.fullmatch(link) is not None and link not in problems


SCORING_RULES: dict[str, SnapshotRule] = {
    "scoring-unit": _unit_is_known,
    "scoring-link": _link_leads_somewhere,
}
"""By the name of the finding that each gives."""
