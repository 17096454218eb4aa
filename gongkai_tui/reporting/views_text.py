"""Saved views, one a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from gongkai_tui.domain.saved_view import SavedView

VIEW_TITLES = {"name": "视图", "place": "来源", "filter": "筛选", "sort": "排序", "columns": "列", "plan": "计划"}
"""Columns of a list of views."""


def view_record(view: SavedView) -> dict[str, Any]:
    """Give one view as a JSON object."""
    return {
        "name": view.name,
        "place": view.place.value,
        "filter": view.filter,
        "sort": view.sort,
        "columns": list(view.columns),
        "plan": view.plan,
    }
