"""The rows of a 问题清单 with what becomes of each, for the preview."""

from __future__ import annotations

from gongkai_tui.domain.problem_matching import ranges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Any, Protocol

    class Line(Protocol):
        """One row."""

        @property
        def place(self) -> str: ...  # noqa: D102
        @property
        def row(self) -> int: ...  # noqa: D102
        @property
        def match(self) -> str: ...  # noqa: D102
        @property
        def unit(self) -> str: ...  # noqa: D102
        @property
        def where(self) -> str: ...  # noqa: D102
        @property
        def what(self) -> str: ...  # noqa: D102
        @property
        def task(self) -> str: ...  # noqa: D102
        @property
        def due(self) -> date | None: ...  # noqa: D102
        @property
        def id(self) -> str: ...  # noqa: D102
        @property
        def hints(self) -> Sequence[str]: ...  # noqa: D102
        @property
        def notes(self) -> Sequence[str]: ...  # noqa: D102


IMPORT_TITLES = {
    "row": "行",
    "match": "结果",
    "unit": "单位",
    "where": "位置",
    "what": "问题",
    "task": "任务",
    "due": "整改期限",
    "notes": "说明",
}
"""Columns of the preview."""


def import_record(line: Line) -> dict[str, Any]:
    """Give one row."""
    return {
        "row": line.row,
        "match": str(line.match),
        "unit": line.unit,
        "where": line.where,
        "what": line.what,
        "task": line.task,
        "due": line.due.isoformat() if line.due else "",
        "notes": "；".join(line.notes),
    }


def import_summary(rows: int, added: int, linked: int) -> str:
    """Give in one sentence what becomes of the rows of a list."""
    left = rows - added - linked
    to_link = f"，给已有的 {linked} 条补上任务" if linked else ""
    return f"{rows} 条，登记 {added} 条{to_link}{f'，已有的 {left} 条不再登记' if left else ''}"


def import_hints(lines: Sequence[Line]) -> Iterator[str]:
    """Give what a person should know of single rows, for where nobody sees their table; what is alike once."""
    alike: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        for note in line.notes if line.id else line.hints:
            alike.setdefault((line.place, note), []).append(line.row)
    for (place, note), rows in alike.items():
        yield f"{place} 第 {ranges(rows)} 行：{note}"
