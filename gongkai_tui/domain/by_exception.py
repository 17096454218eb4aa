"""How people name many of the units of one task: 整项, or a set with those of its members that are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from gongkai_tui.domain.acting_units import Parts

WHOLE = "整项"


def by_exception(names: Collection[str], parts: Parts) -> tuple[str, ...]:
    """Return some of those who act in a task, by registered name: sets first, wherever naming them is shorter."""
    if len(names) > 1 and set(names) >= set(parts.actors):
        return (WHOLE,)
    sets: list[str] = []
    told: set[str] = set()
    for group in parts.names:
        meant = [member for member in parts.members(group) if member in names]
        left_out = [member for member in parts.members(group) if member not in names]
        if len(meant) > len(left_out) + 1:
            sets.append(group + (f"（{'、'.join(left_out)}除外）" if left_out else ""))
            told.update(meant)
    return (*sets, *(name for name in names if name not in told))
