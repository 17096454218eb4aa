"""A list of choices for dialogs: key, name, explanation; those that are not possible say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size
    from textual.strip import Strip


_MARK_CELLS = _GAP = 2


class Choice(NamedTuple):
    """One line to choose."""

    id: str
    name: str
    keys: str = ""
    note: str = ""
    tone: Tone = Tone.PLAIN


class ChoiceList(CursorList):
    """Shows choices."""

    def __init__(self, choices: Sequence[Choice] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._take(choices)

    def _take(self, choices: Sequence[Choice]) -> None:
        self.choices = choices
        # Once for all lines: each of them is drawn at every key.
        self._widest_keys = max((width(choice.keys) for choice in choices), default=0)
        self._widest_name = max((width(choice.name) for choice in choices), default=0)

    @property
    def count(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as there are choices."""
        return max(len(self.choices), 1)

    def show(self, choices: Sequence[Choice]) -> None:
        """Take other choices; the cursor goes to the first."""
        self._take(choices)
        self.cursor = self.top = 0
        self.refresh(layout=True)

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One choice."""
        choice = self.choices[place]
        keys, names = self._columns(cells)
        spans = [Span("> " if current else "  ", Tone.ACCENT)]
        if keys:
            spans.append(Span(fit(clean(choice.keys), keys) + "  ", Tone.ACCENT))
        spans += [
            Span(fit(clean(choice.name), names) + "  ", choice.tone),
            Span(clean(choice.note), Tone.DIM),
        ]
        return self.paint(spans, cells, "line--cursor" if current else "")

    def _columns(self, cells: int) -> tuple[int, int]:
        """Cells of the keys and of the names."""
        return self._widest_keys, min(self._widest_name, max(cells // 2, 8))

    def is_cut(self, choice: Choice) -> bool:
        """Tell whether a choice is too long for its line."""
        keys, names = self._columns(self._cells)
        room = self._cells - _MARK_CELLS - (keys + _GAP if keys else 0) - names - _GAP
        return width(choice.name) > names or width(choice.note) > room

    def empty(self, y: int) -> str:
        """Say that nothing matches."""
        return "  没有匹配的内容" if y == 0 else ""
