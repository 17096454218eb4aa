"""Show what an action would change, old and new or as a text of its own, before it is saved."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.tui.change_text import change_lines
from gongkai_tui.tui.dialogs.pane_dialog import PaneDialog
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, laid_out, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.usecases.proposed_change import ProposedChange

_SHORT = 8
"""Lines, about, up to which the box is as small as its text."""


class Decision(StrEnum):
    """What the person decided."""

    ALL = "all"
    REST = "rest"
    """Without the tasks that are refused."""
    SEEN = "seen"
    """Without the tasks that are out of sight."""


class ConfirmDialog(PaneDialog[Decision]):
    """Returns ALL, REST, SEEN or None."""

    takes_early_keys = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "accept", "确定", show=False),
        Binding("r", "rest", "只改其余", show=False),
        Binding("v", "seen", "只改看得见的", show=False),
        Binding("n,q", "leave", "取消", show=False),
    ]

    def __init__(
        self,
        title: str,
        *,
        notes: Sequence[str] = (),
        changes: Sequence[ProposedChange] = (),
        refusals: Sequence[Problem] = (),
        others: int = 0,
        in_sight: int = 0,
        verb: str = "保存",
        text: Callable[[int], str] | None = None,
    ) -> None:
        """`text` (made for its width) stands below the changes.

        `others` is how many tasks could still be changed when some are refused.

        `in_sight` is how many of them are on the list behind; 0 where that is all or nothing.
        """
        super().__init__()
        self.title_text = title
        self._notes = notes
        self._changes = changes
        self._refusals = refusals
        self._others = others
        self._in_sight = in_sight
        self._text = text
        self.tall = text is not None or 2 * len(changes) + 2 * len(notes) + len(refusals) > _SHORT
        offers = []
        if not refusals:
            offers.append(f"回车或 y {verb}")
        elif others:
            offers.append(f"r 只改其余 {others} 项")
        if in_sight:
            offers.append(f"v 只改看得见的 {in_sight} 项")
        self.hint_text = "  ".join((*offers, "Esc 取消")) if offers else "回车 关闭"

    def action_accept(self) -> None:
        """Do all of it, when nothing is refused; close, when nothing else can be done."""
        if not self._refusals:
            self.dismiss(Decision.ALL)
        elif not (self._others or self._in_sight):
            self.dismiss(None)
        else:
            self.complain(f"有 {len(self._refusals)} 项不能这样修改：{self.hint_text}")

    def action_rest(self) -> None:
        """Do what is not refused."""
        if self._refusals and self._others:
            self.dismiss(Decision.REST)

    def action_seen(self) -> None:
        """Do what is on the list behind."""
        if self._in_sight:
            self.dismiss(Decision.SEEN)

    def lines(self, cells: int) -> list[Line]:
        """The text at a width."""
        found: list[Line] = []
        for note in self._notes:
            found += paragraph(note, cells, first="* ", tone=Tone.WARN)
        if self._refusals:
            found.append(line(Span(f"不能这样修改的 {len(self._refusals)} 项：", Tone.BAD)))
            for problem in self._refusals:
                found += paragraph(str(problem), cells, first="  - ")
        if found:
            found.append(BLANK)
        found += change_lines(self._changes, cells)
        return found + laid_out(self._text(cells), cells) if self._text else found
