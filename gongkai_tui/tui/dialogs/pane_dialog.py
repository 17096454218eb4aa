"""Dialogs that are a text to scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.dialogs.base import Answer, Dialog
from gongkai_tui.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from gongkai_tui.tui.lines import Line


class PaneDialog(Dialog[Answer]):
    """Shows the lines that a subclass makes; the arrow keys scroll."""

    def lines(self, cells: int) -> list[Line]:
        """The text at a width."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The text."""
        pane = FittedPane()
        pane.show(self.lines)
        yield pane

    def begin(self) -> None:
        """Scroll with the arrow keys."""
        self.query_one(FittedPane).focus()


class FittedPane(TextPane):
    """A pane as high as its text, as far as the dialog allows."""

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Lines at this width."""
        return max(len(self._make(max(width - 2, 4))), 1)
