"""The commit message of a change to tasks: one subject, and for many tasks one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_diff import field_changes
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.subjects import bulk_line, bulk_subject, subject_for, unit_lines
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace

    Pairs = Sequence[tuple[Task, Task]]
    """Each task before and after."""


def subject_of(ws: Workspace, pairs: Pairs, unit: str | None) -> str:
    """The subject line."""
    known = PlanUnits(committed_view(ws))
    changes = {after.id: field_changes(before, after, known.of_plan(after.plan)) for before, after in pairs}
    if len(pairs) != 1:
        return bulk_subject(changes)
    after = pairs[0][1]
    plan = known.plans.get(after.plan)
    name = short_name(plan) if plan else after.plan
    return subject_for(name, after, changes[after.id], unit)


def body_lines(ws: Workspace, pairs: Pairs) -> tuple[str, ...]:
    """The list of a bulk change; of a single task only what its subject does not say: several units."""
    known = PlanUnits(committed_view(ws))
    told = [(after, field_changes(before, after, known.of_plan(after.plan))) for before, after in pairs]
    if len(told) == 1:
        return tuple(line for after, changes in told for line in unit_lines(after, changes))
    return tuple(bulk_line(after, changes) for after, changes in told)
