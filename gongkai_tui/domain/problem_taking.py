"""One step on a 问题 together with the task that it is about: both move, or neither does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.problem_loop import after, cautions, refusal
from gongkai_tui.domain.problem_steps import Notify
from gongkai_tui.domain.problem_task import coupled, coupling_refusal, never_reported, told
from gongkai_tui.domain.records import Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.problem_steps import Party, Step
    from gongkai_tui.domain.task import Task


class Taken(NamedTuple):
    """What a step makes of a problem and its task; both as they were where it is refused."""

    record: ProblemRecord
    task: Task | None
    """None for a problem without one."""
    refusal: str = ""
    """One Chinese sentence with what to do."""
    cautions: tuple[str, ...] = ()
    """What a person should know of it."""


def take(
    record: ProblemRecord,
    task: Task | None,
    others: Sequence[ProblemRecord],
    step: Step,
    who: Party,
    units: GridUnits,
    *,
    today: date,
    new_id: Callable[[], str],
) -> Taken:
    """Take a step; `others` are the other problems of the task, `units` those of the plan's government.

    `new_id` gives 8 random hexadecimal digits.
    """
    refused = refusal(record, step, who, today)
    if refused:
        return Taken(record, task, refused)
    moved = after(record, step, who)
    warned = cautions(record, step, who)
    if task is None:
        return Taken(moved, None, cautions=warned)
    refused = coupling_refusal(task, moved, step, others, units)
    if refused:
        return Taken(record, task, refused)
    if isinstance(step, Notify):
        moved = told(moved, task, others, units)
    log = Recorder(step.date, who.name, new_id, moved.unit or None)
    changed = coupled(task, moved, step, others, units, log)
    return Taken(moved, changed, cautions=(*warned, *never_reported(moved, task, changed, units)))
