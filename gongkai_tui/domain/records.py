"""The log entries that a change leaves behind: what was reported, checked, returned, extended, corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.corrections import DEADLINE_CORRECTED, STATUS_CORRECTED
from gongkai_tui.domain.extensions import granted_at_once
from gongkai_tui.domain.found_in_log import CLOSED, ENDED, FOUND, NOT_PASSED, PASSED
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogEntry, LogKind
from gongkai_tui.domain.transitions import transition

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from datetime import date

    from gongkai_tui.domain.task import Extension, Task
    from gongkai_tui.domain.task_change import TaskChange


READ_ANEW = "（完成时限改写）"
"""Beside a day in such an entry: nobody decided on it, it follows from words that were written anew."""
DAY_CHANGED = "期限由"
"""How the text of an entry begins that keeps the last day which stood before."""

_HAPPENED = frozenset({LogKind.PROGRESS, LogKind.REPORT})
"""What may have happened before it is recorded; a check or a decision is made by recording it."""


class Recorder(NamedTuple):
    """Who records, when, for which unit."""

    today: date
    by: str
    new_id: Callable[[], str]
    unit: str | None
    on: date | None = None
    """The day on which it happened, where somebody has said that it was another than today."""
    method: str = ""
    """How it was checked, where somebody has said so."""

    def entry(self, kind: LogKind, text: str, evidence: tuple[str, ...] = ()) -> LogEntry:
        """Return a new entry of today."""
        on = self.on if kind in _HAPPENED and self.on != self.today else None
        method = self.method if kind is LogKind.CHECK else ""
        return LogEntry(self.new_id(), self.today, kind, self.unit, text, evidence, self.by, on=on, method=method)


def step_entries(
    record: Recorder,
    old: Task,
    new: Task,
    change: TaskChange,
    step: tuple[Status, Status],
    previous: Status | None,
) -> tuple[LogEntry, ...]:
    """Return the entries of one change, oldest first; a note or evidence without a status step is 进展."""
    entries = list(_deadline_entries(record, old, new, change))
    if step[0] is not step[1]:
        entries.extend(_status_entries(record, change, step, previous))
    elif change.note or change.evidence:
        entries.append(record.entry(LogKind.PROGRESS, change.note, change.evidence))
    if change.reason and not entries and old != new:
        # Words of one's own may not say what they correct.
        head = DEADLINE_CORRECTED if old.deadline != new.deadline else ""
        entries.append(record.entry(LogKind.CORRECTION, _headed(head, change.reason)))
    return tuple(entries)


def _status_entries(
    record: Recorder, change: TaskChange, step: tuple[Status, Status], previous: Status | None
) -> tuple[LogEntry, ...]:
    source, target = step
    said = "；".join(dict.fromkeys(filter(None, (change.reason, change.note))))
    if previous is target:
        return (record.entry(LogKind.CORRECTION, f"{STATUS_CORRECTED}：{said}", change.evidence),)
    row = transition(source, target)
    if row is not None and row.via is Status.IN_PROGRESS:
        return (started(record, "报送"), record.entry(LogKind.REPORT, said, change.evidence))
    if row is not None and row.via is Status.REPORTED:
        report = record.entry(LogKind.REPORT, change.note, change.evidence)
        return (report, record.entry(LogKind.CHECK, _headed(PASSED, change.note)))
    found = _wording(source, target)
    if found:
        kind, head = found
        return (record.entry(kind, _headed(head, said), change.evidence),)
    if said or change.evidence:
        return (record.entry(LogKind.PROGRESS, said, change.evidence),)
    return ()


def lacking_entries(record: Recorder, step: tuple[Status, Status], kinds: Container[LogKind]) -> Iterator[LogEntry]:
    """Give the 进展, 报送 and 核查 that a step of the table leaves behind, without those of `kinds`, oldest first."""
    source, target = step
    row = transition(source, target)
    if row is None:
        return
    if row.via is Status.IN_PROGRESS and LogKind.PROGRESS not in kinds:
        yield started(record, "报送")
    if Status.REPORTED in (row.via, target) and LogKind.REPORT not in kinds:
        yield record.entry(LogKind.REPORT, f"由{source}转为{Status.REPORTED}")
    found = _wording(source, target)
    if found and found[0] is LogKind.CHECK and LogKind.CHECK not in kinds:
        yield record.entry(*found)


def started(record: Recorder, with_what: str) -> LogEntry:
    """Return the entry of 未启动 → 推进中 where it was one step with another, which tells what was done and when."""
    return record._replace(on=None).entry(LogKind.PROGRESS, started_words(with_what))


def started_words(with_what: str) -> str:
    """Return how the log says that 未启动 became 推进中 in one step with another."""
    return f"由{Status.NOT_STARTED}转为{Status.IN_PROGRESS}，与{with_what}一步办理"


_WORDING: dict[tuple[Status | None, Status], tuple[LogKind, str]] = {
    (None, Status.REPORTED): (LogKind.REPORT, ""),
    (None, Status.DONE): (LogKind.CHECK, PASSED),
    (Status.REPORTED, Status.IN_PROGRESS): (LogKind.RETURN, "退回补充"),
    (Status.REPORTED, Status.RECTIFYING): (LogKind.CHECK, NOT_PASSED),
    (None, Status.RECTIFYING): (LogKind.CHECK, FOUND),
    (None, Status.CLOSED): (LogKind.CHECK, CLOSED),
    (None, Status.ENDED): (LogKind.PROGRESS, ENDED),
}
"""Kind of entry and its first word by (from, to); from None = whatever it was."""


def _wording(source: Status, target: Status) -> tuple[LogKind, str] | None:
    return _WORDING.get((source, target)) or _WORDING.get((None, target))


def _headed(head: str, said: str) -> str:
    return f"{head}：{said}" if head and said else head or said


def _deadline_entries(record: Recorder, old: Task, new: Task, change: TaskChange) -> tuple[LogEntry, ...]:
    """Keep the day that stood before: see `_is_extension` for when a later one is 延期, else it is 更正."""
    before, after = _days(old, new)
    if before is None or before == after:
        return ()
    extended = _is_extension(before, after, change)
    aside = "（逾期后申请）" if extended and record.today > before else READ_ANEW if _reads_words(change) else ""
    words = f"{DAY_CHANGED} {before.isoformat()} 改为 {after.isoformat() if after else '无'}{aside}"
    text = f"{words}：{change.reason}" if change.reason else words
    return (record.entry(LogKind.EXTENSION if extended else LogKind.CORRECTION, text),)


def extension_of(record: Recorder, old: Task, new: Task, change: TaskChange) -> tuple[Extension, ...]:
    """Return the 延期 that a change of the last day amounts to, asked and granted today; mostly none."""
    before, after = _days(old, new)
    if before is None or after is None or not _is_extension(before, after, change):
        return ()
    return (granted_at_once(record, before, after, change.reason or change.note),)


def _days(old: Task, new: Task) -> tuple[date | None, date | None]:
    return (old.deadline.due if old.deadline else None, new.deadline.due if new.deadline else None)


def _is_extension(before: date, after: date | None, change: TaskChange) -> bool:
    """A later day is 延期, unless the words of the document were read anew or the reason says it is a mistake."""
    if after is None or after <= before or _reads_words(change):
        return False
    return not change.reason.startswith(MISTAKES)


def _reads_words(change: TaskChange) -> bool:
    """Whether the words of the deadline are written anew, and no day beside them."""
    named = {name for name, _ in change.assignments}
    return "deadline" in named and "due" not in named


MISTAKES = ("更正", "笔误", "误记", "误写", "误录", "误填", "误读", "写错", "记错", "录错", "填错", "读错")
"""A reason that begins so makes a later day a 更正, which leaves no 延期 behind."""
