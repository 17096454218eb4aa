"""`gongkai show`: one task in full."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.reporting.fields_text import fields_text
from gongkai_tui.reporting.task_detail import task_fields, task_json
from gongkai_tui.usecases.show_task import show_task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.show_task import TaskView


def run(settings: Settings, *, task: str, as_of: str = "", form: str = "", **short: bool) -> int:
    """Print the task."""
    form = chosen_format(form, **short)
    found = with_workspace(settings, lambda ws: show_task(ws, task, as_of=as_of or None))
    console.write(_text(found, form))
    console.say_problems(found.problems)
    return 0


def _text(found: TaskView, form: str) -> str:
    flags = flags_of(found.row, found.day)
    if form == "json":
        from gongkai_tui.reporting.json_text import json_text

        return json_text(
            task_json(found.task, found.row, found.path, flags, found.found, acting=found.acting, counts=found.counts)
        )
    fields = task_fields(
        found.task,
        found.row,
        found.plan,
        found.path,
        flags,
        found.found,
        acting=found.acting,
        counts=found.counts,
        day=found.day,
    )
    return fields_text(fields, form, room=console.room())
