"""Choose the columns of the task table by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.row import TITLES
from gongkai_tui.tui.dialogs.base import label
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.widget import Widget


class ColumnsDialog(FieldsDialog[str]):
    """Returns the names as typed; empty for the usual columns."""

    def __init__(self, shown: str, read: Callable[[str], object]) -> None:
        """`read` raises UsageError for names that there are not."""
        field = Field("columns", "列名，用空格分开；清空为平常的列", shown, "编号 任务 期限")
        super().__init__("任务表的列", (field,))
        self._read = read

    def body(self) -> Iterable[Widget]:
        """The names that there are, then the input."""
        yield label(f"可用：{'、'.join(TITLES.values())}")
        yield from super().body()

    def action_submit(self) -> None:
        """Answer when all names are known."""
        try:
            self._read(self.value("columns"))
        except UsageError as error:
            self.stop_at("columns", str(error))
            return
        self.dismiss(self.value("columns"))
