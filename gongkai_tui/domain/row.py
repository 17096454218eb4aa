"""A task as one flat row, for lists and filters: dates as ISO text so that they compare as text."""

from __future__ import annotations

from typing import NamedTuple


class TaskRow(NamedTuple):
    """What a list, a filter or the TUI table needs of a task; the index keeps these ready-made."""

    id: str
    plan: str
    year: int
    """Plan year; 0 where unknown."""
    seq: int
    """0 where the task has no number."""
    section: str
    heading: str
    requirement: str
    units: tuple[tuple[str, str], ...]
    """(unit, role) in document order."""
    deadline_raw: str
    deadline_kind: str
    """Empty where the task has no deadline."""
    due: str
    """ISO date, or empty."""
    status: str
    """Shown status: the stored one, or the worst open one of `unit_status`."""
    stored_status: str
    unit_status: tuple[tuple[str, str], ...]
    evidence: int
    """How many pieces of evidence the log holds."""
    hints: int
    """How many points still wait for a person."""
    issued: str
    """ISO date on which the plan was issued, or empty."""
    updated: str
    """ISO date of the last record (log entry or status commit), or empty if nothing was ever recorded."""
    haystack: str
    """NFKC-folded lower-case text of id, heading, section, requirement, units and status, plus pinyin initials."""
    uncommitted: bool
    """The work tree differs from HEAD here."""
