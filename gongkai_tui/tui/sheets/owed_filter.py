"""The filter that shows the tasks which a unit has not done: those that `owe` counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.filter_text import plans_filter, quoted

if TYPE_CHECKING:
    from collections.abc import Collection

URGED = "催办:有"
"""Neither archived plans nor what was carried on."""


def owed_filter(unit: str, plans: Collection[str] = ()) -> str:
    """Return the filter, in some plans where the name is that of another unit elsewhere; empty for nobody's tasks."""
    owed = f"欠账={quoted(unit)}" if unit else "欠账:无"
    return f"{plans_filter(plans)} {owed}" if plans else owed
