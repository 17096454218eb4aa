"""What the entries of a log say: whose report a 核查 checks, which fault it finds; what was ended or put right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.corrections import STATUS_CORRECTED
from gongkai_tui.domain.task import LogKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongkai_tui.domain.task import LogEntry

NOT_PASSED = "核查不通过"
RECHECK_FAILED = f"再{NOT_PASSED}"
FOUND = "发现问题"
PASSED = "核查通过"
CLOSED = "核销"
"""How the text of an entry begins that a 核查 leaves behind: it failed, at first or when it was made again, it found
something, it was passed, it closed the task."""
ENDED = "终止"
"""How the entry begins that is left behind where a task, or the part of a unit, was ended."""

_ANSWERS_A_REPORT = frozenset({LogKind.CHECK, LogKind.RETURN})
_TELLS_OF_AN_END = re.compile(f"(?:回头看结论更正，)?{ENDED}(?:：|$)")
_CLOSED_AT_THE_END = f"予以{CLOSED}"
_REOPENS = ("整改", "回头看")
NOBODY = "-"


class Check(NamedTuple):
    """One 核查 entry; only text, so that it can be stored in any plain form."""

    day: str
    unit: str
    """Empty for the whole task."""
    by: str
    reported: str
    """The unit whose report the same person made, empty for the whole task; `NOBODY` where another one did."""


def ended_in(log: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """Give the entries that say that a task, or the part of a unit, was ended."""
    return (entry for entry in log if entry.kind is LogKind.PROGRESS and _TELLS_OF_AN_END.match(entry.text))


def answers_a_report(entry: LogEntry) -> bool:
    """Tell whether by an entry the office checked what was reported, or returned it."""
    return entry.kind in _ANSWERS_A_REPORT


def puts_status_right(entry: LogEntry) -> bool:
    """Tell whether an entry is a 更正 of the status: what was reported before does not stand any more."""
    return entry.kind is LogKind.CORRECTION and entry.text.startswith(STATUS_CORRECTED)


def checks_in(log: Sequence[LogEntry]) -> Iterator[Check]:
    """Give every 核查 entry, each with whether the same person made the report that it is about."""
    waiting: dict[str, str] = {}
    for entry in log:
        taken = _follow(waiting, entry)
        if entry.kind is LogKind.CHECK:
            own = [name for name, by in taken.items() if by and by == entry.by]
            yield Check(entry.date.isoformat(), entry.unit or "", entry.by, own[0] if own else NOBODY)


def waiting_reports(log: Iterable[LogEntry]) -> dict[str, str]:
    """Return who reported for each unit, empty for the whole task, what was neither checked nor returned since."""
    waiting: dict[str, str] = {}
    for entry in log:
        _follow(waiting, entry)
    return waiting


def _follow(waiting: dict[str, str], entry: LogEntry) -> dict[str, str]:
    """The reports that an entry takes out of those that wait; a report waits from then on."""
    if entry.kind is LogKind.REPORT:
        waiting[entry.unit or ""] = entry.by
    return _taken(waiting, entry.unit or "") if answers_a_report(entry) else {}


def _taken(waiting: dict[str, str], unit: str) -> dict[str, str]:
    """The reports that an entry for a unit, or for the whole task, is about; they wait no longer."""
    meant = [unit, ""] if unit else list(waiting)
    found = {name: waiting[name] for name in meant if name in waiting}
    for name in found:
        # Of a report for the whole task the other units still wait.
        if name == unit or not unit:
            del waiting[name]
    return found


def faults_in(log: Sequence[LogEntry]) -> Iterator[LogEntry]:
    """Give the 核查 entries that found fault, without those that a later 更正 of the same unit took back."""
    for place, entry in enumerate(log):
        corrected = (_is_of_a_check(later) and later.unit == entry.unit for later in log[place + 1 :])
        if finds_fault(entry) and not any(corrected):
            yield entry


def _is_of_a_check(entry: LogEntry) -> bool:
    """Tell whether an entry is a 更正 that may be of what was checked, and not of a 完成次数."""
    return entry.kind is LogKind.CORRECTION and not entry.corrects


def finds_fault(entry: LogEntry) -> bool:
    """Tell whether an entry is a 核查 that was not passed, or found something."""
    return entry.kind is LogKind.CHECK and entry.text.startswith((NOT_PASSED, RECHECK_FAILED, FOUND))


def closed_last(log: Sequence[LogEntry]) -> LogEntry | None:
    """Return the last 核销 entry; None where there is none or a later one tells why the task was opened again."""
    for entry in reversed(log):
        if closes(entry):
            return entry
        if _is_of_a_check(entry) or finds_fault(entry) or any(word in entry.text for word in _REOPENS):
            return None
    return None


def closes(entry: LogEntry) -> bool:
    """Tell whether an entry is a 核查 by which a task, or the part of a unit, was closed (核销)."""
    return entry.kind is LogKind.CHECK and (entry.text.startswith(CLOSED) or entry.text.endswith(_CLOSED_AT_THE_END))
