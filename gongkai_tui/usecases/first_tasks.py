"""The tasks at the top of the list, for a front end that wants to show something while very many are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.storage.index_rows import Narrowing, count_tasks
from gongkai_tui.usecases.bringing_up import up_to_date_index
from gongkai_tui.usecases.list_plans import newest_first
from gongkai_tui.usecases.reading import View

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.workspace import Workspace

MANY = 1_000
"""Tasks from which reading all of them takes so long that a person waits for it."""
_ENOUGH = 300
"""More than any terminal shows, and some pages to go on with."""


class FirstTasks(NamedTuple):
    """The first rows as committed, plan after plan; hand edits come with all the others."""

    rows: tuple[TaskRow, ...]
    plans: tuple[Plan, ...]
    """All plans in the order of the list, newest first."""
    total: int
    """How many tasks there are."""
    day: date


def first_tasks(ws: Workspace, progress: Progress | None = None) -> FirstTasks | None:
    """The tasks of the newest plans; None where there are not `MANY`. The cache is brought up to HEAD before."""
    head = ws.repository.head() or ""
    index = up_to_date_index(ws, head, progress)
    total = count_tasks(index)
    if total < MANY:
        return None
    view = View(index, head, ws.today)
    plans = newest_first(view.plans().values())
    rows: list[TaskRow] = []
    for plan in plans:
        rows += view.rows(texts="held", narrowing=Narrowing(plan=plan.id))
        if len(rows) >= _ENOUGH:
            break
    return FirstTasks(tuple(rows), plans, total, ws.today)
