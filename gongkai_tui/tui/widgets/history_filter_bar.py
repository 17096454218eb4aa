"""The filter line of the whole history: the same line in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.tui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from gongkai_tui.domain.filter_completion import Completion


class HistoryFilterBar(FilterBar):
    """Prompt, input and counts for commits."""

    examples: ClassVar[tuple[str, ...]] = (
        "输入词语、谁:姓名、单位:名称、自:日期、操作:修改",
        "输入词语、谁:姓名、单位:名称、自:日期",
        "输入词语、谁:姓名、单位:名称",
        "输入词语、谁:姓名",
    )

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """What may stand at a place of a history filter."""
        from gongkai_tui.domain.filter_completion import complete_filter  # noqa: PLC0415  (asked once in a while)
        from gongkai_tui.domain.history_completion import HISTORY  # noqa: PLC0415

        return complete_filter(text, cursor, self.values(), language=HISTORY)
