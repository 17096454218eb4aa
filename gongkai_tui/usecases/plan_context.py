"""What the head of a plan is checked against: apart, for many commands look up a plan and few change one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.plan_fields import PlanContext
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace


def head_context(ws: Workspace) -> PlanContext:
    """The day, and the plans and governments that are committed."""
    view = committed_view(ws)
    return PlanContext(ws.today, frozenset(view.plans()), frozenset(each.id for each in view.jurisdictions()))
