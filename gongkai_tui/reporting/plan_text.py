"""Plans and the head of one in each output format."""

from __future__ import annotations

from gongkai_tui.domain.plan_fields import FIELDS, plan_field_text
from gongkai_tui.reporting.clean import one_line
from gongkai_tui.reporting.fields_text import fields_text
from gongkai_tui.reporting.json_text import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.summary import Summary

PLAN_TITLES = {
    "plan": "计划", "title": "标题", "doc_number": "文号", "issued": "印发日期", "year": "年度", "state": "状态",
    "tasks": "任务", "done": "已完成",
}  # fmt: skip
"""Columns of the table of plans."""

_IN_FILE_ONLY = frozenset({"hints"})


def plan_record(plan: Plan, figures: Summary) -> dict[str, Any]:
    """Give one plan as a JSON object: the fields of its head, and its figures."""
    fields = {field.name: plan_field_text(plan, field.name) or None for field in _shown()}
    return {"plan": plan.id, **fields, "year": plan.year, "tasks": figures.total, "done": figures.done}


def head_text(
    plan: Plan, figures: Summary, waiting: Sequence[str], path: str, form: str, *, room: int | None = None
) -> str:
    """Give the head of one plan; `waiting` are tasks that have no last day until the head says more."""
    if form == "json":
        return json_text({**plan_record(plan, figures), "waiting": list(waiting), "file": path})
    shown = ((field.label, one_line(plan_field_text(plan, field.name)) or "（未填）") for field in _shown())
    fields = [("编号", plan.id), *shown, ("任务", f"{figures.total} 项，已完成 {figures.done} 项")]
    if waiting:
        fields.append(("期限未定", f"{'、'.join(waiting)}（从某事起算，还没有日期）"))
    fields.append(("文件", path))
    return fields_text(fields, form, room=room)


def _shown() -> tuple[Any, ...]:
    return tuple(field for field in FIELDS if field.name not in _IN_FILE_ONLY)
