"""Turn styled lines into strips of terminal cells, in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from gongkai_tui.tui.lines import Span, Tone, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

TONE_CLASSES = {f"tone--{tone}" for tone in Tone}
STATE_CLASSES = {
    "line--cursor",
    "line--cursor-idle",
    "line--marked",
    "line--header",
    "line--bar",
    "line--thumb",
}

_PLAIN = Style()


class Painted(Widget):
    """A widget that draws each of its lines itself, from spans; nothing in the data is read as markup."""

    COMPONENT_CLASSES = TONE_CLASSES | STATE_CLASSES
    ALLOW_SELECT = False

    def state_style(self, name: str) -> Style:
        """The full style of a line in some state; empty for the ordinary one."""
        return self.get_component_rich_style(name) if name else self.rich_style

    def paint(self, spans: Iterable[Span], cells: int, state: str = "") -> Strip:
        """Return a strip of exactly `cells`; on the cursor line the background wins over tones."""
        base = self.state_style(state)
        tones = {Tone.PLAIN: _PLAIN}
        segments = []
        for text, tone in cut(spans, cells):
            style = tones.get(tone)
            if style is None:
                style = tones[tone] = self.get_component_rich_style(f"tone--{tone}", partial=True)
            segments.append(Segment(text, base + style))
        return Strip(segments).adjust_cell_length(cells, base)
