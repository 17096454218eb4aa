"""A line of numbers that are read at a glance: where there is no room the words between give way, never a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.width import width
from gongkai_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.strip import Strip

    from gongkai_tui.tui.lines import Line


class CountsLine(StatusLine):
    """Shows, at the right, the first of several forms of the same numbers that has room."""

    _forms: tuple[Line, ...] = ()

    def show_one_of(self, *forms: Line) -> None:
        """Take the forms, the longest first."""
        if forms != self._forms:
            self._forms = forms
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw what has room."""
        fitting = (form for form in self._forms if sum(width(span.text) for span in form) < self.size.width)
        self.right = next(fitting, self._forms[-1] if self._forms else self.right)
        return super().render_line(y)
