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
    from textual.geometry import Region


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
        self._drawn: dict[int, Strip] = {}
        """The lines on screen, as long as they stay as they are."""
        self._drawn_size = Size(0, 0)
        """The size that those lines are drawn for."""

    def notify_style_update(self) -> None:
        """Forget the old colours."""
        self._styles.clear()
        self._cells_painted.clear()
        self._component_styles.clear()
        self._drawn.clear()
        super().notify_style_update()

    def _set_dirty(self, *regions: Region) -> None:
        """Forget lines that are to be drawn again, as Textual does for its own."""
        if not regions:
            self._drawn.clear()
        for region in regions:
            for y in region.line_range:
                self._drawn.pop(y, None)
        super()._set_dirty(*regions)

    def on_resize(self) -> None:
        """Know how much has room, drawn or not."""
        self.fit()

    def fit(self) -> None:
        """Settle into the size where it is another one.

        Textual draws in a new size before it tells of it: who waited to be told would draw everything twice.
        """
        size = self.size
        if size != self._drawn_size:
            self._drawn_size = size
            self._drawn.clear()
            self.settle(size)

    def unsettle(self) -> None:
        """Settle into the next size even if it is the old one."""
        self._drawn_size = Size(0, 0)

    def settle(self, size: Size) -> None:
        """Make what is drawn for another size."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines as they are where nothing stands around them.

        What Textual does to each for borders, tints and the like costs more than to draw it.
        """
        self.fit()
        cells = self._drawn_size.width
        if self.styles.gutter or crop.column_span != (0, cells) or self.get_line_filters():
            return super().render_lines(crop)
        drawn = self._drawn
        for y in crop.line_range:
            if y not in drawn:
                drawn[y] = self.render_line(y).adjust_cell_length(cells, self._style("", Tone.PLAIN))
        return [drawn[y] for y in crop.line_range]

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
        """Return a strip of exactly `cells`."""
        return Strip(self.segments(spans, cells, state), cells)

    def segments(self, spans: Iterable[Span], cells: int, state: str = "") -> list[Segment]:
        """Return what fills exactly `cells`; neighbours in one tone become one segment."""
        return [
            Segment("".join(text for text, _ in group), self._style(state, tone))
            for tone, group in groupby(cut(spans, cells), key=itemgetter(1))
        ]

    def cell(self, char: str, state: str = "") -> Strip:
        """Return a strip of one cell, such as a piece of a scroll bar; each is painted once."""
        strip = self._cells_painted.get((char, state))
        if strip is None:
            strip = self._cells_painted[char, state] = self.paint((Span(char),), 1, state)
        return strip
