"""The text in which bare filter words are looked up, made once per task by the index."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.pinyin import initials, initials_variants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.row import TaskRow


def haystack_of(
    *,
    task_id: str,
    seq: int,
    section: str,
    heading: str,
    requirement: str,
    units: Iterable[str],
    status: str,
) -> str:
    """Return the folded text of a task, one field a line, then pinyin initials of heading, units, status.

    `seq` is 0 where the task has no number. The requirement's initials are left out: in long runs of letters
    nearly every abbreviation occurs by chance. No unit aliases: those change in units/ without the task.
    """
    names = tuple(units)
    printed = (task_id, number_line(seq), heading, section, requirement, *names, status)
    spelled = (heading, *names, status)
    lines = [fold(text) for text in printed if text]
    lines.extend(spelling(text) for text in spelled if text)
    return "\n".join(lines)


def haystack_of_row(row: TaskRow) -> str:
    """Return the same of a row that has the texts and the status to say it of."""
    return haystack_of(
        task_id=row.id,
        seq=row.seq,
        section=row.section,
        heading=row.heading,
        requirement=row.requirement,
        units=(name for name, _ in (*row.units, *((member, group) for group, member in row.chosen))),
        status=row.status,
    )


def number_line(seq: int) -> str:
    """Return the number of a task as one looks for it; empty where it has none."""
    return f"第{seq}项" if seq else ""


@lru_cache(maxsize=4096)
def spelling(text: str) -> str:
    """Return the pinyin initials of a text, and on a line of their own those of other readings."""
    # The same headings, units and statuses stand in thousands of tasks.
    variants = initials_variants(text)
    return f"{initials(text)}\n{variants}" if variants else initials(text)
