"""Turn styled lines into strips of terminal cells, in the colours of the theme."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.dom import DOMNode
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from gongkai_tui.tui.lines import Span, Tone, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.css.styles import RenderStyles


class Painted(Widget):
    """A widget that draws each of its lines itself, from spans; nothing in the data is read as markup.

    Its tones and states are component classes that nobody declares: Textual would style all of them for every widget,
    and again with each change, while most widgets draw in two or three.
    """

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)
    """Nothing lies outside: whoever gets another size does not ask for the layout that gave it to be made again."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._styles: dict[tuple[str, Tone], Style] = {}
        self._cells_painted: dict[tuple[str, str], Strip] = {}

    def notify_style_update(self) -> None:
        """Forget the old colours."""
        self._styles.clear()
        self._cells_painted.clear()
        self._component_styles.clear()
        super().notify_style_update()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of tones and states, each asked of the stylesheet when it is first drawn in."""
        for name in names:
            if name not in self._component_styles:
                node = DOMNode(classes=name)
                node._attach(self)  # noqa: SLF001  (as Textual does for declared ones)
                self.app.stylesheet.apply(node)
                self._component_styles[name] = node.styles
        return super().get_component_styles(*names)

    def _style(self, state: str, tone: Tone) -> Style:
        """The colours of a tone on a line in some state; the ordinary state has no name."""
        style = self._styles.get((state, tone))
        if style is None:
            style = self.get_component_rich_style(state) if state else self.rich_style
            if tone is not Tone.PLAIN:
                style += self.get_component_rich_style(f"tone--{tone}", partial=True)
            self._styles[state, tone] = style
        return style

    @property
    def cursor_state(self) -> str:
        """The state of the line under the cursor."""
        return "line--cursor" if self.has_focus else "line--cursor-idle"

    def paint(self, spans: Iterable[Span], cells: int, state: str = "") -> Strip:
        """Return a strip of exactly `cells`; neighbours in one tone become one segment."""
        segments = [
            Segment("".join(text for text, _ in group), self._style(state, tone))
            for tone, group in groupby(cut(spans, cells), key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(cells, self._style(state, Tone.PLAIN))

    def cell(self, char: str, state: str = "") -> Strip:
        """Return a strip of one cell, such as a piece of a scroll bar; each is painted once."""
        strip = self._cells_painted.get((char, state))
        if strip is None:
            strip = self._cells_painted[char, state] = self.paint((Span(char),), 1, state)
        return strip
