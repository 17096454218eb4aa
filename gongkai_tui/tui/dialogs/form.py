"""A form of some fields, for actions that need no dialog of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.typed_dates import past_refusal, read_typed_date
from gongkai_tui.tui.dialogs.advice import DAYS, Calendar, Kind
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.tui.drafts import Draft


class FormDialog(FieldsDialog[dict[str, str]]):
    """Returns what stands in each field; dates as 2022-09-30, evidence as typed."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        draft: Draft | None = None,
        *,
        day: date,
        required: frozenset[str] = frozenset(),
        verb: str = "保存",
    ) -> None:
        """`verb` is what the answer is for."""
        super().__init__(title, fields, draft)
        self.calendar: Calendar = Calendar(day)
        self._required = required
        has_lines = any(field.lines for field in fields)
        keys = f"F9 或 Ctrl+回车 {verb}  Tab 下一项" if has_lines else f"Tab 下一项  回车或 F9 {verb}"
        self.hint_text = f"{keys}  Esc 取消"

    def start(self) -> None:
        """Begin in the first field that was not filled in for the person, with a draft too: it may be what is wrong."""
        empty = (field.name for field in self.fields if not field.value)
        self.query_one(f"#{next(empty, self.fields[0].name)}").focus()

    def action_submit(self) -> None:
        """Check and answer."""
        answer: dict[str, str] = {}
        for field in self.fields:
            text = self.value(field.name)
            if not text and field.name in self._required:
                self.stop_at(field.name, f"请填写{field.label.partition('（')[0]}")
                return
            if field.kind is Kind.EVIDENCE and self.evidence(field.name) is None:
                return
            if field.kind in DAYS and text:
                found = read_typed_date(text, self.calendar.day, self.calendar.plan_year)
                if found.problem or found.due is None:
                    self.stop_at(field.name, found.problem or "请写一个日期")
                    return
                past = past_refusal(text, found.due, self.calendar.day) if field.kind is Kind.AHEAD else ""
                if past:
                    self.stop_at(field.name, past)
                    return
                text = found.due.isoformat()
            answer[field.name] = text
        self.dismiss(answer)
