"""A change to tasks as a person asks for it, before it is applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.settable import read_status

if TYPE_CHECKING:
    from gongkai_tui.domain.status import Status


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One wish for one or many tasks, as typed but with known field names."""

    assignments: tuple[tuple[str, str], ...] = ()
    """(canonical field of `settable.FIELDS`, value)."""
    unit: str | None = None
    """The unit that reports, or whose status alone changes."""
    note: str = ""
    evidence: tuple[str, ...] = ()
    reason: str = ""
    confirm_hints: bool = False
    on: str = ""
    """The day on which what is noted or reported happened; empty for today."""
    method: str = ""
    """How what is checked was checked."""

    @property
    def status(self) -> Status | None:
        """The status asked for, if any. Raises BadValue."""
        value = dict(self.assignments).get("status")
        return None if value is None else read_status(value)
