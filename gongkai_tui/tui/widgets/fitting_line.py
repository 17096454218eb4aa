"""A line that says the same in several forms: where there is no room words give way, never a digit or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.strip import Strip

    from gongkai_tui.tui.lines import Line


class FittingLine(StatusLine):
    """Shows the first of several forms that has room, else the last."""

    _forms: tuple[tuple[Line, Line], ...] = ()

    def show_one_of(self, *forms: tuple[Line, Line]) -> None:
        """Take the forms, each a left and a right part, the longest first."""
        if forms != self._forms:
            self._forms = forms
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw what has room."""
        if self._forms:
            fitting = (form for form in self._forms if self.shows_whole(*form))
            self.left, self.right = next(fitting, self._forms[-1])
        return super().render_line(y)
