"""Name a view, and say whether everybody gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.saved_view import ViewPlace
from gongkai_tui.tui.dialogs.base import label
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog
from gongkai_tui.tui.widgets.option_input import NO, YES, YES_NO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from gongkai_tui.domain.saved_view import SavedView

_SHARED = "共享给所有人（是：随仓库同步；否：只在本机，不能撤销）"


class ViewAnswer(NamedTuple):
    """What was decided."""

    name: str
    shared: bool


class SaveViewDialog(FieldsDialog[ViewAnswer]):
    """Returns a name, and whether the view is shared."""

    def __init__(self, filter_text: str, order: str, own: SavedView | None, *, alone: str = "") -> None:
        """`own` is the view that is looked at: saving under its name changes it.

        Whether to share it is not asked where it cannot be: `alone` says so.
        """
        self._may_share = not alone
        shared = own is not None and own.place is ViewPlace.SHARED
        super().__init__(
            "存为视图",
            (
                Field("name", "名称", own.name if own else "", "本月到期"),
                *((Field("shared", _SHARED, YES if shared else NO, options=YES_NO),) if not alone else ()),
            ),
        )
        kept = f"  {alone}，只留在本机，不能撤销" if alone else ""
        self._words = f"筛选：{filter_text.strip() or '（无）'}  顺序：{order or '原有'}{kept}"

    def body(self) -> Iterable[Widget]:
        """What is kept, then the inputs."""
        yield label(self._words)
        yield from super().body()

    def action_submit(self) -> None:
        """Answer when there is a name."""
        name = self.value("name").strip()
        if not name:
            self.stop_at("name", "请写一个名称")
        else:
            self.dismiss(ViewAnswer(name, self._may_share and self.value("shared") == YES))
