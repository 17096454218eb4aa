"""The bottom line: which key does what here. A click does it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.painting import Painted

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from gongkai_tui.tui.actions import Action


_KEPT = frozenset({"undo", "palette"})
"""Ids of the actions that have room before any other: what takes a step back, and what leads to everything."""


class KeyBar(Painted):
    """Shows as many actions as fit."""

    @dataclass
    class Clicked(Message):
        """An action was clicked."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.actions: list[Action] = []

    def show(self, actions: list[Action]) -> None:
        """Show what is valid now."""
        if actions != self.actions:
            self.actions = actions
            self.refresh()

    def _fitting(self) -> list[tuple[Action, int]]:
        """The actions that fit, each with the cell after it."""
        left = self.size.width - sum(_cells(action) for action in self.actions if action.id in _KEPT)
        found, used = [], -1
        for action in self.actions:
            if action.id not in _KEPT:
                left -= _cells(action)
                if left < 0:
                    continue
            used += _cells(action)
            found.append((action, used))
        return found

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw the line."""
        spans = [Span(" ")]
        for action, _ in self._fitting():
            spans += [Span(action.short, Tone.ACCENT), Span(action.label), Span("  ")]
        spans.pop()
        return self.paint(spans, self.size.width, "line--bar")

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for action, end in self._fitting():
            if event.x < end:
                self.post_message(self.Clicked(action.id))
                return


def _cells(action: Action) -> int:
    return width(action.short) + width(action.label) + 2
