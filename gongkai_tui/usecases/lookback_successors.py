"""This year's plan to one of last year, and the tasks of it that may carry one on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.workspace import Workspace


def following(plans: Mapping[str, Plan], plan: str) -> tuple[Plan, ...]:
    """The plans that follow last year's `plan`, the newest first."""
    found = (each for each in plans.values() if each.follows == plan)
    return tuple(sorted(found, key=lambda each: (each.year or 0, each.id), reverse=True))


def plans_following(ws: Workspace, plan: str, *, as_of: str | None = None) -> tuple[Plan, ...]:
    """The plans of which one is this year's to `plan`: mostly one."""
    return following(read_view(ws, as_of=as_of).plans(), plan)


def tasks_going_on(ws: Workspace, into: str) -> tuple[TaskRow, ...]:
    """The tasks of this year's plan that can carry one of last year on: all but 已终止."""
    rows = select_rows(read_view(ws), "", plan=into)
    return tuple(row for row in rows if row.stored_status != Status.ENDED)
