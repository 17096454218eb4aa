"""Edit the fields of one task in a form."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Task, UnitRole
    from gongkai_tui.tui.drafts import Draft


class EditFormDialog(FieldsDialog[dict[str, str]]):
    """Returns the fields that were changed, by their English names."""

    tall = True

    def __init__(self, task: Task, draft: Draft | None = None) -> None:
        deadline = task.deadline
        super().__init__(
            f"编辑 {task.id}",
            (
                Field("heading", "任务", task.heading),
                Field("requirement", "要求（一段一行）", task.requirement, lines=True),
                Field("units", "单位", units_words(task.units), "区财政局牵头，各街道办事处配合"),
                Field(
                    "deadline",
                    "完成时限（原文字样）",
                    deadline.raw if deadline else "",
                    "2022年9月底前完成，长期坚持",
                ),
                Field(
                    "due",
                    "期限（日期，可空）",
                    deadline.due.isoformat() if deadline and deadline.due else "",
                    "2022-09-30",
                ),
                Field("section", "章节", task.section),
            ),
            draft,
        )

    def action_submit(self) -> None:
        """Answer with what was changed; a deadline text read anew decides its date."""
        self.dismiss({name: value or "无" if name == "due" else value for name, value in self.changed().items()})


def units_words(units: tuple[UnitRole, ...]) -> str:
    """Units as they are typed: 甲、乙牵头，丙配合."""
    parts = []
    for role, group in groupby(units, key=lambda unit: unit.role.value):
        names = "、".join(unit.unit for unit in group)
        parts.append(names if role == "责任" else names + role)
    return "，".join(parts)
