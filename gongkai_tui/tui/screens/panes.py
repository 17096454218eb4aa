"""Which panes are shown at which size: three parts on a wide screen, the table alone on a small one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WIDE = 140
"""Columns from which the detail stands beside the table."""
MIDDLE = 100
"""Columns from which the plans stand beside the table."""
TALL = 30
"""Lines from which the detail stands below the table."""


class Tab(StrEnum):
    """What the pane beside the table shows of the task under the cursor."""

    DETAIL = "详情"
    UNITS = "单位"
    EVIDENCE = "佐证"
    HISTORY = "历史"
    DIFFERENCE = "差异"

    def after(self, step: int) -> Tab:
        """The tab so many places on, round and round."""
        tabs = list(Tab)
        return tabs[(tabs.index(self) + step) % len(tabs)]


@dataclass
class PaneLayout:
    """What the person at the keyboard wants to see, and what there is room for."""

    columns: int = 80
    lines: int = 24
    plans_wanted: bool | None = None
    """None until somebody chose: then the size decides."""
    side_wanted: bool | None = None
    tab: Tab = Tab.DETAIL
    full: bool = False
    """The detail takes the place of the table."""

    @property
    def plans(self) -> bool:
        """Whether the plans are shown."""
        return self.columns >= MIDDLE if self.plans_wanted is None else self.plans_wanted

    @property
    def side(self) -> bool:
        """Whether the detail or the history is shown."""
        if self.full:
            return True
        roomy = self.columns >= WIDE or (self.columns >= MIDDLE and self.lines >= TALL)
        return roomy if self.side_wanted is None else self.side_wanted

    @property
    def floats(self) -> bool:
        """Whether opening a task should take the place of the table, for want of room."""
        return self.columns < MIDDLE or (self.columns < WIDE and self.lines < TALL)

    @property
    def plans_shown(self) -> bool:
        """Whether the plans are shown, now that a detail may have taken all the room."""
        return self.plans and not (self.full and self.floats)

    def classes(self) -> dict[str, bool]:
        """CSS classes of the container of the panes."""
        side_right = self.columns >= WIDE
        return {"-side-right": side_right, "-side-below": not side_right and not self.full}
