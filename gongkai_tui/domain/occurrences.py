"""Which duty of a task each 完成次数 of its log is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.task import LogKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.task import LogEntry, Recurring, Task


def what_key(what: str) -> str:
    """Return what tells one duty from another: letters, figures and Chinese characters, however they were typed."""
    return "".join(filter(str.isalnum, fold(what))) or what


def duty_of(entry: LogEntry, duties: Sequence[Recurring]) -> Recurring | None:
    """Return the duty that an entry is of; None where no duty is called so, or it names none of several."""
    if not entry.what:
        return duties[0] if len(duties) == 1 else None
    wanted = what_key(entry.what)
    return next((duty for duty in duties if what_key(duty.what) == wanted), None)


def occurrences(task: Task, duty: Recurring) -> tuple[LogEntry, ...]:
    """Return the entries that say a duty was done once."""
    return tuple(entry for entry in acts_in(task) if duty_of(entry, task.recurring) == duty)


def is_of_its_unit(entry: LogEntry, duty: Recurring, parts: Parts) -> bool:
    """Return whether an entry is of the unit that does a duty for all, where one does; one that names no unit is."""
    return not duty.unit or parts.about(parts.name(duty.unit))(entry.unit)


def of_no_duty(task: Task) -> tuple[LogEntry, ...]:
    """Return the entries that say something was done, and count for no duty."""
    return tuple(entry for entry in acts_in(task) if duty_of(entry, task.recurring) is None)


def acts_in(task: Task) -> Iterable[LogEntry]:
    """Give every 完成次数 that no 更正 takes back."""
    return (entry for entry in task.standing_log if entry.kind is LogKind.OCCURRENCE)


def correction_refusal(entry: LogEntry, standing: Container[str]) -> str:
    """Return why an entry takes nothing back; empty where it does. `standing` are the ids of what can be taken back."""
    if entry.kind is not LogKind.CORRECTION:
        return f"只有{LogKind.CORRECTION}才写 corrects（它更正的那条完成次数的 id）"
    if entry.corrects not in standing:
        return f"corrects 所指的 {entry.corrects} 不是一条仍然算数的完成次数：核对 id，或已经更正过"
    return ""
