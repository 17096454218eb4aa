"""Edit the fields of one task in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.form_values import LABELS, form_values
from gongkai_tui.domain.recurring_words import read_recurring
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.typed_dates import read_typed_date
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.spacing import put_together
from gongkai_tui.tui.dialogs.advice import Calendar, Kind
from gongkai_tui.tui.dialogs.fields import ONLY_THIS, Field, FieldsDialog
from gongkai_tui.tui.lines import Span, Tone

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Task
    from gongkai_tui.tui.drafts import Draft


class EditFormDialog(FieldsDialog[dict[str, str]]):
    """Returns the fields that were changed, by their English names; a date in words as the day that it means."""

    tall = True

    def __init__(
        self, task: Task, calendar: Calendar, draft: Draft | None = None, *, besides_marks: bool = False
    ) -> None:
        """`besides_marks` when other tasks are marked, of which nothing is changed."""
        values = form_values(task)
        super().__init__(
            f"编辑 {task.id}{ONLY_THIS if besides_marks else ''}",
            (
                Field("heading", "任务", values["heading"]),
                Field("requirement", "要求（一段一行）", values["requirement"], lines=True),
                Field("units", "单位", values["units"], "区财政局牵头，各街道办事处配合", kind=Kind.UNITS),
                Field("deadline", "完成时限（原文字样）", values["deadline"], "2022年9月底前完成，长期坚持"),
                Field("due", "期限（日期，可空）", values["due"], "2022-09-30、9月底、下周五", kind=Kind.AHEAD),
                Field("section", "章节", values["section"], kind=Kind.SECTION),
                Field("recurring", "周期（可空）", values["recurring"], "每年1次 每单位", beside=True),
                Field("reason", "理由（期限改晚、去掉时写）", "", "更正：误读原文；经批准延期", beside=True),
            ),
            draft,
        )
        self.calendar: Calendar = calendar
        self.follows = task.id
        self._shown_task = task
        before = {name: text for name, text in self._before_draft.items() if name in values}
        self.begun_with = {**values, **before}
        """What stood in the task when its fields were typed into: for a draft that may be long ago."""

    def is_behind(self, now: Task) -> bool:
        """Whether the task is another than the form shows."""
        return now != self._shown_task

    def changed_elsewhere(self, now: Task, who: str) -> None:
        """Say that somebody has changed the task since the form shows it."""
        shown, found = form_values(self._shown_task), form_values(now)
        what = "、".join(LABELS[name] for name in LABELS if shown[name] != found[name]) or "状态或记录"
        self.standing = (Span(clean(put_together(who or "别人", f"刚改了{what}")), Tone.WARN),)
        self.show_hint()

    def action_submit(self) -> None:
        """Answer with what was changed; a deadline text read anew decides its date."""
        answer = self.changed()
        if "due" in answer:
            found = read_typed_date(answer["due"], self.calendar.day, self.calendar.plan_year)
            if found.problem:
                self.stop_at("due", found.problem)
                return
            answer["due"] = found.due.isoformat() if found.due else "无"
            was = self._shown_task.deadline.due if self._shown_task.deadline else None
            if was and (found.due is None or found.due > was) and not answer.get("reason"):
                self.stop_at("reason", f"期限 {was.isoformat()} 要{'改晚' if found.due else '去掉'}，请写明理由")
                return
        if "recurring" in answer:
            try:
                read_recurring(answer["recurring"], self.calendar.day, self.calendar.plan_year)
            except BadValue as refused:
                self.stop_at("recurring", str(refused))
                return
        self.dismiss(answer)
