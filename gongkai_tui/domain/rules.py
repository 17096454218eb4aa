"""Every named check. Per-task ones depend on one file alone; the others on a snapshot of all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.contact_rules import CONTACT_RULES
from gongkai_tui.domain.date_rules import DATE_RULES
from gongkai_tui.domain.link_rules import LINK_RULES
from gongkai_tui.domain.lookback_rules import LOOKBACK_RULES
from gongkai_tui.domain.loop_rules import LOOP_RULES
from gongkai_tui.domain.plan_rules import PLAN_RULES
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.scoring_rules import SCORING_RULES
from gongkai_tui.domain.self_check_rules import SELF_CHECK_RULES
from gongkai_tui.domain.snapshot import Snapshot, snapshot_of
from gongkai_tui.domain.task_facts import TaskFacts, facts_of
from gongkai_tui.domain.task_rules import TASK_RULES, task_problems
from gongkai_tui.domain.unit_rules import UNIT_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gongkai_tui.domain.problem import Problem

__all__ = [
    "SNAPSHOT_RULES",
    "TASK_RULES",
    "VERSION",
    "Snapshot",
    "TaskFacts",
    "by_weight",
    "facts_of",
    "snapshot_of",
    "snapshot_problems",
    "task_problems",
]

VERSION = 1
"""Of the rules as a whole: findings kept under another number are out of date."""

SNAPSHOT_RULES = tuple(
    rule
    for rules in (
        PLAN_RULES,
        LINK_RULES,
        LOOKBACK_RULES,
        DATE_RULES,
        UNIT_RULES,
        CONTACT_RULES,
        LOOP_RULES,
        SELF_CHECK_RULES,
        SCORING_RULES,
    )
    for rule in rules.values()
)
"""Rules over many files."""

_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


def snapshot_problems(snapshot: Snapshot, today: date | None = None) -> tuple[Problem, ...]:
    """Return every finding that takes more than one file to see.

    `place` is a task id, a plan id or `units/<jurisdiction>.yaml`; `field` the key in that file. `today`
    stands for the day of the snapshot.
    """
    seen = snapshot if today is None else replace(snapshot, today=today)
    return tuple(problem for rule in SNAPSHOT_RULES for problem in rule(seen))


def by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """Return the findings, errors first, then by place, line and check."""
    return sorted(problems, key=lambda found: (_WEIGHT[found.severity], found.place, found.line or 0, found.check))
