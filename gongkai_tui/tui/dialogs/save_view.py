"""Name a view, and say whether everybody gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.saved_view import ViewPlace
from gongkai_tui.tui.dialogs.base import label
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from gongkai_tui.domain.saved_view import SavedView

_SHARED = "共享给所有人（是：随仓库同步；否：只在本机，不能撤销）"
_YES = frozenset({"是", "y", "yes", "共享", "1"})
_NO = frozenset({"", "否", "n", "no", "私有", "0"})


class ViewAnswer(NamedTuple):
    """What was decided."""

    name: str
    shared: bool


class SaveViewDialog(FieldsDialog[ViewAnswer]):
    """Returns a name, and whether the view is shared."""

    def __init__(self, filter_text: str, order: str, own: SavedView | None, *, may_share: bool = True) -> None:
        """`own` is the view that is looked at: saving under its name changes it. Who may not share is not asked."""
        self._may_share = may_share
        shared = own is not None and own.place is ViewPlace.SHARED
        super().__init__(
            "存为视图",
            (
                Field("name", "名称", own.name if own else "", "如 本月到期"),
                *((Field("shared", _SHARED, "是" if shared else "否"),) if may_share else ()),
            ),
        )
        kept = "" if may_share else "  私有，只留在本机，不能撤销"
        self._words = f"筛选：{filter_text.strip() or '（无）'}  顺序：{order or '原有'}{kept}"

    def body(self) -> Iterable[Widget]:
        """What is kept, then the inputs."""
        yield label(self._words)
        yield from super().body()

    def action_submit(self) -> None:
        """Answer when there is a name and a clear yes or no."""
        name = self.value("name").strip()
        shared = self.value("shared").strip().lower() if self._may_share else ""
        if not name:
            self.stop_at("name", "请写一个名称")
        elif shared not in _YES | _NO:
            self.stop_at("shared", "请写“是”或“否”")
        else:
            self.dismiss(ViewAnswer(name, shared in _YES))
