"""Where the characters of a document went: into tasks, into heads and rules, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.importing.lines import count_chars

if TYPE_CHECKING:
    from gongkai_tui.importing.table import Loose


@dataclass(frozen=True, slots=True)
class Accounting:
    """Counts of visible characters; `total` is counted in the document, the others where they were put."""

    place: str
    """What was counted: 表格 or 正文."""
    total: int
    used: int
    """Went into fields of tasks."""
    structure: int
    """Heads, rules, marks and headings that only part the document."""
    left_over: tuple[Loose, ...] = ()
    """Text that went nowhere, with its line."""

    @property
    def left_chars(self) -> int:
        """Visible characters of what is left over."""
        return sum(count_chars(item.text) for item in self.left_over)

    @property
    def unexplained(self) -> int:
        """Characters that no count covers; anything but 0 is a fault of the reader."""
        return self.total - self.used - self.structure - self.left_chars

    @property
    def sentence(self) -> str:
        """The accounting in one Chinese line."""
        rest = "没有剩下文字" if not self.left_over else f"剩下 {self.left_chars} 字（{self._quoted()}）"
        lost = f"，另有 {self.unexplained} 字去向不明" if self.unexplained else ""
        used = f"进入任务 {self.used} 字，表头、分隔与标题 {self.structure} 字"
        return f"{self.place}共 {self.total} 字：{used}，{rest}{lost}。"

    def _quoted(self) -> str:
        shown = [f"第 {item.line} 行“{_short(item.text)}”" for item in self.left_over[:5]]
        more = f"，等 {len(self.left_over)} 处" if len(self.left_over) > len(shown) else ""
        return "，".join(shown) + more


NOTHING = Accounting("表格", 0, 0, 0)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"  # noqa: PLR2004
