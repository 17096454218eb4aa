"""Fields that two people have changed differently, side by side: whose value stands is chosen for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gongkai_tui.domain.form_values import Side
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.spacing import put_together
from gongkai_tui.tui.dialogs.pane_dialog import FittedPane, PaneDialog
from gongkai_tui.tui.lines import Line, Span, Tone, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.form_values import Clash

_SHORT = 3
"""Clashes up to which the box is as small as its text."""


class ClashesDialog(PaneDialog[dict[str, Side]]):
    """Returns a side for every field, or None to go back to what was being edited."""

    takes_early_keys = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "上一项", show=False, priority=True),
        Binding("down,j,tab", "step(1)", "下一项", show=False, priority=True),
        Binding("1,m", "choose('OURS')", "用我的", show=False),
        Binding("2,t", "choose('THEIRS')", "用对方的", show=False),
        Binding("3,M", "choose_all('OURS')", "全用我的", show=False),
        Binding("4,T", "choose_all('THEIRS')", "全用对方的", show=False),
        Binding("enter,f9", "accept", "保存", show=False),
    ]
    hint_text = "1 用我的  2 用对方  3 全我的  4 全对方  回车 保存  Esc 返回"

    def __init__(self, task_id: str, clashes: Sequence[Clash], *, who: str = "", back_to: str = "表单") -> None:
        """`who` has committed meanwhile; `back_to` is where Esc leads."""
        super().__init__()
        self.title_text = put_together(who or "别人", f"同时改了 {task_id}，{len(clashes)} 处不同")
        self.hint_text = f"{self.hint_text}{back_to}"
        self.tall = len(clashes) > _SHORT
        self._clashes = clashes
        self._sides: dict[str, Side] = {}
        self._place = 0
        self._starts: list[int] = []
        """Line on which each field begins."""

    def action_step(self, step: int) -> None:
        """Go to another field."""
        self._place = (self._place + step) % len(self._clashes)
        self._redraw()

    def action_choose(self, side: str) -> None:
        """Decide the field under the cursor, and go to the next undecided one."""
        self._sides[self._clashes[self._place].field] = Side[side]
        places = [*range(self._place, len(self._clashes)), *range(self._place)]
        self._place = next((n for n in places if self._clashes[n].field not in self._sides), self._place)
        self._redraw()

    def action_choose_all(self, side: str) -> None:
        """Decide every field."""
        self._sides = {clash.field: Side[side] for clash in self._clashes}
        self._redraw()

    def action_accept(self) -> None:
        """Answer once everything is decided."""
        left = [clash.label for clash in self._clashes if clash.field not in self._sides]
        if left:
            self.complain(f"还没有选：{'、'.join(left)}；1 用我的，2 用对方的")
            return
        self.dismiss(self._sides)

    def _redraw(self) -> None:
        self.hint((Span(clean(self.hint_text), Tone.DIM),))
        pane = self.query_one(FittedPane)
        pane.show(self.lines, keep_place=True)
        start = self._starts[self._place]
        if not pane.top <= start < pane.top + max(pane.size.height - 2, 1):
            pane.scroll_to_line(start)

    def lines(self, cells: int) -> list[Line]:
        """The text at a width."""
        found: list[Line] = []
        self._starts = []
        for place, clash in enumerate(self._clashes):
            self._starts.append(len(found))
            side = self._sides.get(clash.field)
            here = place == self._place
            found += paragraph(
                f"{clash.label}：{side or '还没有选'}",
                cells,
                first="> " if here else "  ",
                tone=Tone.ACCENT if side else Tone.WARN,
            )
            for name, text, own in (("对方", clash.theirs, Side.THEIRS), ("本地", clash.ours, Side.OURS)):
                tone = Tone.GOOD if side is own else Tone.DIM if side else Tone.PLAIN
                found += paragraph(
                    text or "（空）", cells, first=f"  {'*' if side is own else ' '} {name}: ", tone=tone
                )
        return found
