"""The rows of a 问题清单 with what becomes of each, for the preview."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any, Protocol

    class Line(Protocol):
        """One row."""

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
