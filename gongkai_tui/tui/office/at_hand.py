"""Which plan somebody has before them, whatever the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.screens.grid import GridScreen
from gongkai_tui.tui.screens.sheets import SheetsScreen

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.tui.screens.tasks import TasksScreen


def plan_at_hand(screen: TasksScreen) -> str:
    """Id of the plan that the screen in front shows, else that of the line or task under the cursor; empty for none."""
    front = screen.front
    if isinstance(front, SheetsScreen):
        line = front.table.current
        return front.scope or (line.plan or "".join(line.tasks[:1]).partition("/")[0] if line else "")
    if isinstance(front, GridScreen) and front.found and front.found.plan:
        return front.found.plan.id
    return screen.board.plan or (screen.current.plan if screen.current else "")


def plans_of(screen: TasksScreen) -> dict[str, Plan]:
    """All plans by id, in the order of the main screen."""
    return {found.plan.id: found.plan for found in screen.loaded.plans} if screen.loaded else {}
