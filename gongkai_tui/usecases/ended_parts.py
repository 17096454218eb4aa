"""Which problems are about what was ended (已终止): nothing is put right there any more, the office withdraws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts
from gongkai_tui.domain.status import Status
from gongkai_tui.usecases.plan_units import PlanUnits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.problem_record import PlanProblem
    from gongkai_tui.usecases.reading import View


def about_ended_parts(view: View, problems: Iterable[PlanProblem]) -> frozenset[str]:
    """Ids of the open problems whose task, or whose unit's part of it, was ended."""
    left = [each for each in problems if each.record.is_open and each.record.task]
    if not left:
        return frozenset()
    known = PlanUnits(view)
    facts = {task.id: task for task in view.facts()}
    found = set()
    for each in left:
        task = facts.get(each.record.task)
        if task is not None:
            parts = Parts(task.assignment, known.of_plan(task.plan))
            if parts.status(parts.name(each.record.unit)) == Status.ENDED:
                found.add(each.record.id)
    return frozenset(found)
