"""What an import would write, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.table import table_lines
from gongkai_tui.reporting.task_columns import units_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task


def preview_text(plan: Plan, tasks: Sequence[Task], *, room: int | None = None) -> str:
    """Give the header of the plan and one line a task."""
    header = [
        ("计划", plan.id),
        ("标题", plan.title),
        ("发文机关", plan.issuer),
        ("文号", plan.doc_number),
        ("印发", plan.issued.isoformat() if plan.issued else ""),
        ("年度", str(plan.year or "")),
        ("公开方式", plan.disclosure),
    ]
    labels, values = zip(*[pair for pair in header if pair[1]], strict=True)
    lines = table_lines(["", ""], [labels, values], room=room)[1:]
    if tasks:
        titles = ["序号", "章节", "任务", "责任单位", "期限", "待确认"]
        columns = list(zip(*map(_cells, tasks), strict=True))
        lines += ["", *table_lines(titles, columns, room=room, right={0})]
    return "\n".join(lines) + "\n"


def doubts_text(plan: Plan, tasks: Sequence[Task]) -> str:
    """Give what a person is to look at, in the document as a whole and in each task; empty for nothing."""
    found = [*plan.hints]
    found += [f"第 {task.seq} 项 {_name(task)}：{'；'.join(task.hints)}" for task in tasks if task.hints]
    return "".join(f"- {line}\n" for line in found)


def _name(task: Task) -> str:
    return task.heading or task.requirement.partition("\n")[0]


def _cells(task: Task) -> tuple[str, ...]:
    deadline = task.deadline
    return (
        str(task.seq or ""),
        task.section,
        _name(task),
        units_text(tuple((unit.unit, unit.role) for unit in task.units)),
        (f"{deadline.due or deadline.kind}" if deadline else ""),
        "、".join(task.hints),
    )
