"""Write a progress note, with evidence and unit; or evidence alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.tui.drafts import Draft

UNIT = Field("unit", "单位（空为不指明）", kind=Kind.UNIT)
EVIDENCE = Field("evidence", "佐证（网址、文号或文件名，多个用；分开）", hint="https://", kind=Kind.EVIDENCE)
HAPPENED = Field("happened", "发生日期（空为今天）", hint="昨天、上周五、4月25日", kind=Kind.HAPPENED, beside=True)


class NoteAnswer(NamedTuple):
    """What was written."""

    text: str
    evidence: tuple[str, ...]
    unit: str
    on: str
    """The day on which it happened, as typed; empty for today."""


def _unit(units: Sequence[str] | None) -> tuple[Field, ...]:
    return () if units is None else (UNIT._replace(hint=clean(next(iter(units), ""))),)


class NoteDialog(FieldsDialog[NoteAnswer]):
    """Returns a note; its text is required."""

    hint_text = "F9 或 Ctrl+回车 保存  Tab 下一项  Esc 取消"

    def __init__(
        self, target: str, calendar: Calendar, draft: Draft | None = None, *, units: Sequence[str] | None = ()
    ) -> None:
        """`units` are those of the task, an example of whom to name; None for a unit, which enters for itself."""
        fields = (Field("text", "进展情况（回车换行）", lines=True), EVIDENCE)
        super().__init__(f"添加记录：{target}", (*fields, *_unit(units), HAPPENED), draft)
        self.calendar = calendar

    def action_submit(self) -> None:
        """Answer when there is a text."""
        if not self.value("text"):
            self.stop_at("text", "请先写进展情况")
        elif (evidence := self.evidence()) is not None and (on := self.happened()) is not None:
            self.dismiss(NoteAnswer(self.value("text"), evidence, self.value("unit"), on))


class EvidenceDialog(FieldsDialog[NoteAnswer]):
    """Returns evidence; at least one piece is required."""

    def __init__(
        self, target: str, calendar: Calendar, draft: Draft | None = None, *, units: Sequence[str] | None = ()
    ) -> None:
        """`units` are those of the task, an example of whom to name; None for a unit, which enters for itself."""
        fields = (EVIDENCE, Field("text", "说明（可空）"))
        super().__init__(f"添加佐证：{target}", (*fields, *_unit(units), HAPPENED), draft)
        self.calendar = calendar

    def action_submit(self) -> None:
        """Answer when there is evidence."""
        evidence = self.evidence()
        if evidence == ():
            self.stop_at("evidence", "请填写网址、文号或文件名")
        elif evidence is not None and (on := self.happened()) is not None:
            self.dismiss(NoteAnswer(self.value("text"), evidence, self.value("unit"), on))
