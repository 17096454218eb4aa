"""The state of all plans on one screen."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.summary import Summary

FIGURE_TITLES = {
    "total": "任务",
    "not_started": "未启动",
    "in_progress": "推进中",
    "reported": "待核查",
    "rectifying": "整改中",
    "done": "已落实",
    "ended": "已终止",
    "rate": "落实率",
    "overdue": "逾期",
    "due_soon": "临期",
    "hints": "待确认",
}
"""Columns of figures; 已落实 is 已完成, 已核销 and 长期坚持 together."""

OVERVIEW_TITLES = {"plan": "计划", "title": "标题", **FIGURE_TITLES}


def figures_record(figures: Summary) -> dict[str, Any]:
    """Give the figures as a JSON object; `rate` is a percentage in words, `rate_value` a number from 0 to 1."""
    by_status = {status.value: count for status, count in figures.by_status.items()}
    flags = {flag.value: count for flag, count in figures.flags.items()}
    return {
        "total": figures.total,
        "not_started": by_status["未启动"],
        "in_progress": by_status["推进中"],
        "reported": by_status["待核查"],
        "rectifying": by_status["整改中"],
        "done": figures.done,
        "ended": by_status["已终止"],
        "rate": f"{figures.rate:.0%}",
        "rate_value": round(figures.rate, 4),
        "overdue": flags["逾期"],
        "due_soon": flags["临期"],
        "hints": figures.hints,
        "by_status": by_status,
        "flags": flags,
    }


def plan_record(plan: Plan, figures: Summary) -> dict[str, Any]:
    """Give one plan and its figures as a JSON object."""
    return {"plan": plan.id, "title": plan.title, "year": plan.year, **figures_record(figures)}
