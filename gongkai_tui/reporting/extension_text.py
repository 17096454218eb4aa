"""Requests for 延期 as rows of a table, a line of a task, and JSON."""

from __future__ import annotations

from gongkai_tui.domain.extensions import asked_late

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gongkai_tui.domain.task import Extension

EXTENSION_TITLES = {
    "task": "编号", "title": "任务", "unit": "单位", "asked": "申请日期", "original": "原期限", "proposed": "延至",
    "late": "逾期后申请", "reason": "理由", "by": "申请人", "decision": "答复", "decided": "答复日期",
}  # fmt: skip
"""Columns of a table of requests."""


def extension_record(entry: Extension) -> dict[str, Any]:
    """Give one request as a JSON object, without its task."""
    return {
        "id": entry.id,
        "unit": entry.unit,
        "asked": entry.asked.isoformat(),
        "original": entry.original.isoformat(),
        "proposed": entry.proposed.isoformat(),
        "late": asked_late(entry),
        "reason": entry.reason,
        "by": entry.by,
        "decided": entry.decided.isoformat() if entry.decided else None,
        "decision": entry.decision.value if entry.decision else None,
        "answer": entry.answer,
        "decided_by": entry.decided_by,
    }


def listed_record(task_id: str, title: str, entry: Extension) -> dict[str, Any]:
    """Give one request with its task."""
    return {"task": task_id, "title": title, **extension_record(entry)}


def listed_cells(record: dict[str, Any]) -> dict[str, Any]:
    """Say the same for people: 是 where it was asked late, 待答复 where it is open."""
    return {**record, "late": "是" if record["late"] else "", "decision": record["decision"] or "待答复"}


def extension_line(entry: Extension) -> str:
    """Give one request on one line of a task: `2022-06-20 区财政局申请 原 2022-06-30 → 2022-08-31（…），同意`."""
    late = "，逾期后申请" if asked_late(entry) else ""
    days = f"原 {entry.original.isoformat()} → {entry.proposed.isoformat()}"
    said = f"{entry.decided.isoformat()} {entry.decision}" if entry.decided and entry.decision else "待答复"
    who = f"（{entry.decided_by}）" if entry.decided_by else ""
    words = f"：{entry.answer}" if entry.answer else ""
    reason = f"；理由：{entry.reason}" if entry.reason else ""
    return f"{entry.asked.isoformat()} {entry.unit or '整项任务'} {days}{late}，{said}{who}{words}{reason}"
