"""Changes of fields as lines: in previews, and in what a commit did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import Line, Span, Tone, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.usecases.proposed_change import ProposedChange

SHOWN = 500
"""Changes listed; thousands are counted instead."""
_NOTHING, _BECOMES = "（空）", " -> "


def change_lines(changes: Sequence[ProposedChange], cells: int, *, titles: bool = True) -> list[Line]:
    """Changes task by task: field, old value, new value; how many more there are than are listed.

    Without `titles` they are all of one task.
    """
    found: list[Line] = []
    last = ""
    # Of a bulk change most tasks take the same step.
    known: dict[tuple[str, str, str], list[Line]] = {}
    for change in changes[:SHOWN]:
        if titles and change.task_id != last:
            last = change.task_id
            found += paragraph(f"{change.task_id} {change.title}", cells, tone=Tone.ACCENT)
        step = change.field, change.old, change.new
        if step not in known:
            known[step] = _field_lines(*step, cells)
        found += known[step]
    more = len(changes) - SHOWN
    return [*found, line(Span(f"另有 {more} 处没有列出", Tone.DIM))] if more > 0 else found


def _field_lines(field: str, old: str, new: str, cells: int) -> list[Line]:
    head, before, after = f"  {field}  ", old or _NOTHING, new or _NOTHING
    if width(f"{head}{before}{_BECOMES}{after}") <= cells and "\n" not in old + new:
        return [line(Span(head, Tone.DIM), Span(before, Tone.DIM), _BECOMES, Span(after, Tone.GOOD))]
    return [
        *paragraph(before, cells, first=f"{head}- ", tone=Tone.DIM),
        *paragraph(after, cells, first=f"{' ' * width(head)}+ ", tone=Tone.GOOD),
    ]
