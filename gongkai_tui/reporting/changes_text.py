"""Changes of fields in words, one row a field: before a write, in a history, between two days."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Protocol

    class Changed(Protocol):
        """One field of one task, before and after."""

        @property
        def task_id(self) -> str: ...  # noqa: D102
        @property
        def title(self) -> str: ...  # noqa: D102
        @property
        def field(self) -> str: ...  # noqa: D102
        @property
        def old(self) -> str: ...  # noqa: D102
        @property
        def new(self) -> str: ...  # noqa: D102


CHANGE_TITLES = {"task": "编号", "title": "任务", "field": "字段", "old": "原值", "new": "新值"}
"""Columns of a table of changes."""

NOTHING = "（空）"


def change_record(change: Changed) -> dict[str, Any]:
    """Give one change as a JSON object."""
    return {
        "task": change.task_id,
        "title": change.title,
        "field": change.field,
        "old": change.old,
        "new": change.new,
    }


def change_words(change: Changed) -> str:
    """Give `状态：推进中 → 待核查`; what is new or gone altogether is said without an empty side."""
    if not change.old:
        return f"{change.field}：{change.new}"
    return f"{change.field}：{change.old} → {change.new or NOTHING}"


def changed_tasks(changes: Iterable[Changed]) -> int:
    """Count the tasks (or files) that the changes concern; a problem and the task that it is about count once."""
    ids = {change.task_id for change in changes}
    tasks = {each for each in ids if "/" in each}
    return max(len(tasks), len(ids - tasks))
