"""Inputs for the head of a plan, the same whether it is begun or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.plan_fields import FIELDS
from gongkai_tui.reporting.width import fit
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field

if TYPE_CHECKING:
    from gongkai_tui.domain.plan_fields import PlanField

SHOWN = tuple(field for field in FIELDS if field.name != "hints")
_LABEL = max(len(field.label) for field in SHOWN) * 2
"""Cells of the longest label."""
_HINTS = {
    "id": "空则由标题推出，如 huaiyin-2023",
    "title": "2022年槐荫区政务公开工作要点",
    "doc_number": "槐政办字〔2022〕31号",
    "issued": "2022-05-20、5月20日",
    "year": "2022",
    "disclosure": "主动公开",
    "jurisdiction": "units/ 里的编号，如 huaiyin",
    "implements": "计划编号，如 jinan-2021",
    "follows": "计划编号，如 tianqiao-2020",
    "state": "执行中、已归档",
}


def head_input(field: PlanField, value: str = "") -> Field:
    """An input on the line of its label."""
    kind = Kind.DUE if field.name == "issued" else Kind.TEXT
    return Field(field.name, fit(field.label, _LABEL), value, _HINTS.get(field.name, ""), kind=kind, beside=True)
