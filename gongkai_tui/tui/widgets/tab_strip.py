"""A line of names of which one is chosen: it stands in brackets, so that no colour is needed to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import Line, Span, Tone, width_of
from gongkai_tui.tui.widgets.painting import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip


class TabStrip(Painted):
    """Shows names, with their keys where there is room, and something at the right."""

    @dataclass
    class Clicked(Message):
        """A name was clicked."""

        place: int

    def __init__(self, names: Sequence[str], keys: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names = names
        self._keys = keys
        self._chosen = 0
        self._right: Line = ()

    def show(self, chosen: int, right: Sequence[Span] = ()) -> None:
        """Choose a name."""
        self._chosen, self._right = chosen, tuple(right)
        self.refresh()

    def _labels(self) -> list[str]:
        numbered = [f"{key}{name}" for key, name in zip(self._keys, self._names, strict=True)]
        room = self.size.width - 1
        labels = numbered if sum(width(label) + 2 for label in numbered) <= room else self._names
        return [f"[{label}]" if place == self._chosen else f" {label} " for place, label in enumerate(labels)]

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Draw the line."""
        labels = self._labels()
        spans = [Span(label, Tone.TITLE if place == self._chosen else Tone.PLAIN) for place, label in enumerate(labels)]
        right, room = list(self._right), self.size.width - sum(map(width, labels))
        # What stands last matters most.
        while right and width_of(right) > room:
            right.pop(0)
        spans += [Span(" " * (room - width_of(right))), *right]
        return self.paint(spans, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        end = 0
        for place, label in enumerate(self._labels()):
            end += width(label)
            if event.x < end:
                self.post_message(self.Clicked(place))
                return
