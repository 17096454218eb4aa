"""The commit message of a change to tasks: one subject, why in full, and for many tasks one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.field_diff import field_changes
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.subjects import bulk_line, bulk_subject, said_lines, subject_for, with_said
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace

    Pairs = Sequence[tuple[Task, Task]]
    """Each task before and after."""


class Message(NamedTuple):
    """What a commit says of the tasks that it changes."""

    subject: str
    body: tuple[str, ...]
    """The reason, note and evidence in full; before them the tasks of a bulk change, or several units of a task.

    What all tasks have in common is said once.
    """


def message_of(ws: Workspace, pairs: Pairs, unit: str | None = None, *, listed: bool = False) -> Message:
    """The message of a change; `unit` is named in the subject. `listed` lists one task as it would several."""
    known = PlanUnits(committed_view(ws))
    changes = {after.id: field_changes(before, after, known.of_plan(after.plan)) for before, after in pairs}
    said = [said_lines(each) for each in changes.values()]
    if listed or len(pairs) != 1:
        lines = [bulk_line(after, changes[after.id]) for _, after in pairs]
        return Message(bulk_subject(changes), with_said(lines, said))
    after = pairs[0][1]
    plan = known.plan(after.plan)
    name = short_name(plan) if plan else after.plan
    return Message(subject_for(name, after, changes[after.id], unit), said[0])
