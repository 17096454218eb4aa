"""Figures of several days, one a line."""

from __future__ import annotations

from gongkai_tui.reporting.overview import figures_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any, Protocol

    from gongkai_tui.domain.summary import Summary

    class DayOfFigures(Protocol):
        """A day and the figures of its tasks."""

        @property
        def day(self) -> date:
            """The day."""

        @property
        def figures(self) -> Summary:
            """What was counted."""


BURNDOWN_TITLES = {
    "date": "日期",
    "total": "任务",
    "not_started": "未启动",
    "in_progress": "推进中",
    "rectifying": "整改中",
    "reported": "待核查",
    "completed": "已完成",
    "closed": "已核销",
    "ongoing": "长期",
    "ended": "已终止",
    "done": "已落实",
    "rate": "落实率",
    "overdue": "逾期",
}
"""The statuses first: where the terminal is narrow, the last columns leave."""


def point_record(point: DayOfFigures) -> dict[str, Any]:
    """Give one day as a JSON object."""
    by_status = {status.value: count for status, count in point.figures.by_status.items()}
    return {
        "date": point.day.isoformat(),
        **figures_record(point.figures),
        "completed": by_status["已完成"],
        "closed": by_status["已核销"],
        "ongoing": by_status["长期坚持"],
    }
