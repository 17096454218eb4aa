"""What every writing use case answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saved:
    """One action that became one commit."""

    commit: str
    """Full commit id; empty when there was nothing to change."""
    subject: str
    tasks: tuple[str, ...] = ()
    """Ids of the tasks that it concerns."""
    reports: tuple[str, ...] = ()
    """Chinese sentences about hand edits that were kept beside it."""


UNCHANGED = Saved("", "没有需要修改的内容")
"""What was asked for is as it stands."""
