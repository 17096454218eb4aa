"""Write a progress note, with evidence and unit; or evidence alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from gongkai_tui.tui.drafts import Draft

UNIT = Field("unit", "单位（空为不指明）", hint="区财政局")
EVIDENCE = Field("evidence", "佐证（网址、文号或文件名，多个用空格分开）", hint="https://")


class NoteAnswer(NamedTuple):
    """What was written."""

    text: str
    evidence: tuple[str, ...]
    unit: str


class NoteDialog(FieldsDialog[NoteAnswer]):
    """Returns a note; its text is required."""

    def __init__(self, target: str, draft: Draft | None = None) -> None:
        super().__init__(f"添加记录：{target}", (Field("text", "进展情况", lines=True), EVIDENCE, UNIT), draft)

    def action_submit(self) -> None:
        """Answer when there is a text."""
        if not self.value("text"):
            self.complain("请先写进展情况")
            self.query_one("#text").focus()
            return
        self.dismiss(NoteAnswer(self.value("text"), split_evidence(self.value("evidence")), self.value("unit")))


class EvidenceDialog(FieldsDialog[NoteAnswer]):
    """Returns evidence; at least one piece is required."""

    def __init__(self, target: str, draft: Draft | None = None) -> None:
        super().__init__(f"添加佐证：{target}", (EVIDENCE, Field("text", "说明（可空）"), UNIT), draft)

    def action_submit(self) -> None:
        """Answer when there is evidence."""
        evidence = split_evidence(self.value("evidence"))
        if not evidence:
            self.complain("请填写网址、文号或文件名")
            return
        self.dismiss(NoteAnswer(self.value("text"), evidence, self.value("unit")))


def split_evidence(text: str) -> tuple[str, ...]:
    """Pieces of evidence, separated by white space."""
    return tuple(text.split())
