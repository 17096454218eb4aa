"""问题 records, one a row: the list, the lines below a task, and JSON."""

from __future__ import annotations

from gongkai_tui.domain.problem_dues import first_due, moved_dues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from gongkai_tui.domain.problem_record import ProblemRecord, Round
    from gongkai_tui.domain.problem_row import ListedProblem

PROBLEM_TITLES = {
    "id": "编号",
    "plan": "计划",
    "task_number": "任务",
    "unit": "单位",
    "state": "状态",
    "round": "轮次",
    "due": "整改期限",
    "due_was": "原期限",
    "days_left": "剩余天数",
    "flags": "标记",
    "what": "问题",
}
"""Columns of a list of problems."""


def problem_titles(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Give the columns of these rows: 原期限 only where a 整改期限 was moved."""
    is_moved = any(row["due_was"] for row in rows)
    return {key: title for key, title in PROBLEM_TITLES.items() if is_moved or key != "due_was"}


def problem_row(problem: ListedProblem) -> dict[str, Any]:
    """Give one problem as a flat row, and as the JSON object of a list."""
    record = problem.record
    last = record.last_round
    found = record.found
    return {
        "id": record.id,
        "plan": problem.plan,
        "task": record.task or None,
        "task_number": record.task.partition("/")[2],
        "unit": record.unit,
        "state": record.state.value,
        "round": last.n if last else None,
        "due": last.due.isoformat() if last and last.due else None,
        "due_was": _was_words(record, last) if last and last.moves else None,
        "days_left": problem.days_left,
        "flags": [str(flag) for flag in problem.flags] + (["未提交"] if problem.uncommitted else []),
        "what": record.what,
        "where": found.where if found else "",
        "found": found.date.isoformat() if found and found.date else None,
        "repeats": record.repeats or None,
    }


def problem_json(problem: ListedProblem) -> dict[str, Any]:
    """Give one problem as a JSON object of a list."""
    row = problem_row(problem)
    del row["task_number"]
    last = problem.record.last_round
    was = first_due(last) if last and last.moves else None
    row["due_was"] = was.isoformat() if was else None
    return row


def problem_words(problem: ListedProblem) -> str:
    """Give one line: `20220518-3f9a2c 区财政局 整改中 第2轮 期限 2022-06-10（逾期）：链接失效`."""
    row = problem_row(problem)
    parts = [row["id"], row["unit"], row["state"]]
    if row["round"]:
        parts.append(f"第{row['round']}轮")
    if problem.days_left is not None:
        parts.append(f"期限 {row['due']}" + (f"（原 {row['due_was']}）" if row["due_was"] else ""))
    flags = f"（{'、'.join(row['flags'])}）" if row["flags"] else ""
    return f"{' '.join(filter(None, parts))}{flags}：{row['what']}"


def _was_words(record: ProblemRecord, each: Round) -> str:
    """`2022-06-15（逾期 5 天后改期）`: the first 整改期限 of a round, and how late it was when it was moved."""
    late = max((moved.days_late for moved in moved_dues(record, each)), default=0)
    return f"{first_due(each)}{f'（逾期 {late} 天后改期）' if late else ''}"
