"""The screen behind a dialog in dimmed colours."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from rich.style import Style as RichStyle
    from textual.color import Color
    from textual.css.styles import RulesMap
    from textual.style import Style
    from textual.visual import RenderOptions


class Dimmed(Visual):
    """Draws what a `BackgroundScreen` does, but every line and colour once: an opening dialog is drawn three times."""

    def __init__(self, behind: BackgroundScreen) -> None:
        self._screen = behind.screen
        self._colour = behind.color
        self._lines: list[Strip] = []

    def shows(self, behind: BackgroundScreen) -> bool:
        """Tell whether it is the same screen in the same colour."""
        return self._screen is behind.screen and self._colour == behind.color

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: Style,  # noqa: ARG002
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        """The lines of the screen."""
        if not self._lines or self._lines[0].cell_length != width or len(self._lines) != height:
            strips = self._screen._compositor.render_strips()  # noqa: SLF001  (as BackgroundScreen does)
            self._lines = [self._dimmed(strip).adjust_cell_length(width) for strip in strips[:height]]
        return self._lines

    def _dimmed(self, strip: Strip) -> Strip:
        colour = self._colour
        return Strip([Segment(text, dimmed(style, colour)) for text, style, _ in strip], strip.cell_length)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """As many lines as the screen has."""
        return self._screen.size.height


@lru_cache(maxsize=1 << 11)
def dimmed(style: RichStyle | None, colour: Color) -> RichStyle | None:
    """A style under a colour that lets it shine through."""
    (segment,) = BackgroundScreen.process_segments((Segment(" ", style),), colour)
    return segment.style
