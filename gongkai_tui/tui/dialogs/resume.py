"""Ask what becomes of a text that was left unsaved: go on with it, or put it away and begin anew."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.dialogs.pane_dialog import PaneDialog
from gongkai_tui.tui.lines import Line, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence


class Resume(StrEnum):
    """What the person decided."""

    DRAFT = "draft"
    ANEW = "anew"


class ResumeDialog(PaneDialog[Resume]):
    """Returns what to begin with; Esc leaves everything as it is."""

    takes_early_keys = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "choose('DRAFT')", "接着编辑", show=False),
        Binding("n", "choose('ANEW')", "重新开始", show=False),
        Binding("q", "leave", "取消", show=False),
    ]
    title_text = "接着编辑草稿？"
    hint_text = "回车或 y 接着编辑  n 另存草稿，重新开始  Esc 取消"

    def __init__(self, notes: Sequence[str]) -> None:
        super().__init__()
        self._notes = notes

    def lines(self, cells: int) -> list[Line]:
        """What there is to know of the draft."""
        return [each for note in self._notes for each in paragraph(note, cells, first="* ")]

    def action_choose(self, what: str) -> None:
        """Answer."""
        self.dismiss(Resume[what])
