"""The text in which bare filter words are looked up, made once per task by the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def haystack_of(
    *,
    task_id: str,
    seq: int,
    section: str,
    heading: str,
    requirement: str,
    units: Iterable[str],
    status: str,
    initials: Callable[[str], str],
) -> str:
    """Return the folded text of a task, one field a line, then pinyin initials of heading, units, status.

    `seq` is 0 where the task has no number. The requirement's initials are left out: in long runs of letters
    nearly every abbreviation occurs by chance. No unit aliases: those change in units/ without the task.
    """
    names = tuple(units)
    number = f"第{seq}项" if seq else ""
    printed = (task_id, number, heading, section, requirement, *names, status)
    spelled = (heading, *names, status)
    lines = [fold(text) for text in printed if text]
    lines.extend(initials(text) for text in spelled if text)
    return "\n".join(lines)
