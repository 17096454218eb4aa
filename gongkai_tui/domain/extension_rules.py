"""Rules about the 延期 of one task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.extensions import is_for_whole
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.records import DAY_CHANGED
from gongkai_tui.domain.task import Decision, LogKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.task import Extension, Task


def extension_problems(task: Task) -> Iterator[Problem]:
    """Give what does not fit in the requests for 延期 and between them and the deadline."""
    for entry in task.extensions:
        for check, message in _about(entry):
            words = f"延期申请 {entry.id}（{entry.asked.isoformat()}）{message}"
            yield Problem(Severity.WARNING, words, task.id, field="extensions", check=check)
    yield from _day_was_moved(task)


def _about(entry: Extension) -> Iterator[tuple[str, str]]:
    if (entry.decided is None) != (entry.decision is None):
        missing = "decided（答复日期）" if entry.decided is None else "decision（同意或不同意）"
        yield "extension-half", f"的答复不完整，请补上 {missing}。"
    if entry.proposed <= entry.original:
        yield "extension-days", f"要延到 {entry.proposed.isoformat()}，并不晚于原期限 {entry.original.isoformat()}。"
    if entry.decided is not None and entry.decided < entry.asked:
        yield "extension-days", f"的答复日期 {entry.decided.isoformat()} 早于申请日期。"


def _day_was_moved(task: Task) -> Iterator[Problem]:
    """The last 延期 of the whole task is the day that holds, unless a later 更正 changed it again."""
    granted = [e for e in task.extensions if e.decision is Decision.GRANTED and is_for_whole(task, e)]
    if not granted:
        return
    last, due = granted[-1], task.deadline.due if task.deadline else None
    since = last.decided or last.asked
    corrected = any(
        entry.kind is LogKind.CORRECTION and entry.text.startswith(DAY_CHANGED) and entry.date >= since
        for entry in task.log
    )
    if due != last.proposed and not corrected:
        stands = due.isoformat() if due else "没有日期"
        message = f"已同意延期至 {last.proposed.isoformat()}，期限却是 {stands}：请改期限，或用 set 更正并写明理由。"
        yield Problem(Severity.WARNING, message, task.id, field="deadline.due", check="extension-due")
