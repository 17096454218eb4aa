"""What is said of 整改链接表 that came back, beside what they record."""

from __future__ import annotations

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import how_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    class Row(Protocol):
        """One row."""

        @property
        def place(self) -> str: ...  # noqa: D102
        @property
        def row(self) -> int: ...  # noqa: D102
        @property
        def id(self) -> str: ...  # noqa: D102
        @property
        def note(self) -> str: ...  # noqa: D102

    class Returned(Protocol):
        """The tables, read."""

        @property
        def hints(self) -> Sequence[str]: ...  # noqa: D102
        @property
        def unfilled(self) -> Sequence[str]: ...  # noqa: D102
        @property
        def remarked(self) -> Sequence[Row]: ...  # noqa: D102
        @property
        def recorded(self) -> Sequence[str]: ...  # noqa: D102


def returned_words(found: Returned) -> Iterator[str]:
    """Give the sentences: how the files were read, what is not filled in, what a person has to read."""
    for hint in found.hints:
        yield f"提示：{hint}。"
    what_to_do = (
        f"不认可问题的记异议（{how_to(Remedy.OBJECT)}），任务要延期的申请延期（{how_to(Remedy.ASK_EXTENSION)}），"
        "已整改的补齐整改情况、链接和完成时间再收。"
    )
    if found.unfilled:
        yield f"没有填写的 {len(found.unfilled)} 行，算还没有整改：{'、'.join(found.unfilled)}。"
    for row in found.remarked:
        yield f"注意：{row.place} 第 {row.row} 行 {row.id} 只填了备注：{' '.join(row.note.split())}。{what_to_do}"
    if found.remarked:
        yield f"只填了备注的 {len(found.remarked)} 行，没有记下，仍算还没有整改。"
    if found.recorded:
        yield f"已经记过的 {len(found.recorded)} 行，跳过：{'、'.join(found.recorded)}。"
