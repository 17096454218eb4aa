"""What one unit has recorded in a task. Light: the start path of every list imports it."""

from __future__ import annotations

from typing import NamedTuple


class Recorded(NamedTuple):
    """The sum of some log entries."""

    last: str
    """ISO date of the newest one; empty where there is none."""
    evidence: int = 0
    """How many pieces of evidence they hold."""
    own: str = ""
    """ISO date of the newest one that is of nobody but the unit that is asked about, or of a set that it acts through;
    empty where there is none."""


NOTHING = Recorded("")
