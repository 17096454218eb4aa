"""No colour at all, for NO_COLOR: only bold, dim, reversed and the like. Textual would still send greys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color


class Colourless(LineFilter):
    """Takes the colours out of every line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Keep the text and what is no colour."""
        return [Segment(text, style.without_color if style else None, control) for text, style, control in segments]
