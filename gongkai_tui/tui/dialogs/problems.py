"""Say what did not work, in full sentences, with every item named."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.dialogs.pane_dialog import PaneDialog
from gongkai_tui.tui.lines import BLANK, Line, Tone, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.problem import Problem


class ProblemsDialog(PaneDialog[None]):
    """Shows a sentence and the findings behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", "关闭", show=False)]
    hint_text = "回车 关闭"

    def __init__(self, title: str, sentence: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__()
        self.title_text = title
        self._sentence = sentence
        self._problems = problems
        self.tall = len(problems) > 1

    def lines(self, cells: int) -> list[Line]:
        """The text at a width."""
        found = [*paragraph(self._sentence, cells, tone=Tone.WARN)]
        if self._problems:
            found.append(BLANK)
        for problem in self._problems:
            found += paragraph(str(problem), cells, first="- ")
        return found
