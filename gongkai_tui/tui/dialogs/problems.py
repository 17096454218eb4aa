"""Say what did not work, in full sentences, with every item named."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.command_words import in_screen_words
from gongkai_tui.tui.dialogs.base import Dialog
from gongkai_tui.tui.lines import BLANK, Line, Tone, paragraph
from gongkai_tui.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from gongkai_tui.domain.problem import Problem


class ProblemsDialog(Dialog[None]):
    """Shows a sentence and the findings behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", "关闭", show=False)]
    hint_text = "回车 关闭"

    def __init__(self, title: str, sentence: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__()
        self.title_text = title
        self._sentence = sentence
        self._problems = problems
        self.tall = len(problems) > 1

    def body(self) -> Iterable[Widget]:
        """The text."""
        pane = FittedPane()
        pane.show(self._lines)
        yield pane

    def _lines(self, cells: int) -> list[Line]:
        found = [*paragraph(in_screen_words(self._sentence), cells, tone=Tone.WARN)]
        if self._problems:
            found.append(BLANK)
        for problem in self._problems:
            found += paragraph(in_screen_words(str(problem)), cells, first="- ")
        return found

    def begin(self) -> None:
        """Scroll with the arrow keys."""
        self.query_one(FittedPane).focus()


class FittedPane(TextPane):
    """A pane as high as its text, as far as the dialog allows."""

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Lines at this width."""
        return max(len(self._make(max(width - 2, 4))), 1)
