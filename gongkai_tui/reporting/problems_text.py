"""Findings about data, one line each, in the form that editors and scripts know: `file:line: …`."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from gongkai_tui.domain.problem import Problem

PROBLEM_TITLES = {
    "severity": "程度",
    "place": "位置",
    "line": "行",
    "field": "字段",
    "check": "检查项",
    "message": "说明",
}
"""Columns of findings as CSV, TSV or Markdown."""


def problem_record(problem: Problem) -> dict[str, Any]:
    """Give one finding as a JSON object."""
    return {
        "severity": problem.severity.value,
        "place": problem.place,
        "line": problem.line,
        "field": problem.field or None,
        "check": problem.check or None,
        "message": problem.message,
    }


def problem_line(problem: Problem) -> str:
    """Give `plans/x/017.yaml:12: 错误：… [unit-unknown]`."""
    place = problem.place + (f":{problem.line}" if problem.line is not None else "")
    field = f"（字段 {problem.field}）" if problem.field else ""
    name = f" [{problem.check}]" if problem.check else ""
    head = f"{place}: " if place else ""
    return clean(f"{head}{problem.severity}：{problem.message}{field}{name}")


def problem_counts(problems: Sequence[Problem]) -> str:
    """Give `错误 2，警告 5，提示 40`, or that nothing was found."""
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.severity.value] = counts.get(problem.severity.value, 0) + 1
    return "，".join(f"{severity} {count}" for severity, count in counts.items()) or "没有发现问题"
