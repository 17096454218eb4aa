"""What waits for the office, on its 交接 page: the same matters that `gongkai owe` lists under its name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.domain.handover import Waiting, title_of
from gongkai_tui.domain.owed import OfficeMatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.domain.owed import OfficeItem
    from gongkai_tui.domain.task import Task

_ORDER = tuple(OfficeMatter)


def waiting_for_office(items: Iterable[OfficeItem], tasks: Mapping[str, Task]) -> tuple[Waiting, ...]:
    """Everything on which the office has to act, by kind, the longest waiting first; `tasks` by id."""
    ordered = sorted(items, key=lambda item: (_ORDER.index(item.matter), item.since))
    return tuple(_waiting(item, tasks) for item in ordered)


def _waiting(item: OfficeItem, tasks: Mapping[str, Task]) -> Waiting:
    since = date.fromisoformat(item.since) if item.since else None
    if item.problem is not None:
        return Waiting(item.matter, item.problem.id, item.whose, item.problem.what.partition("\n")[0], since)
    task_id = item.row.id if item.row else ""
    title = title_of(tasks[task_id]) if task_id in tasks else ""
    if item.extension is not None:
        title = f"{title}：拟延至 {item.extension.proposed}，理由：{item.extension.reason}"
    return Waiting(item.matter, task_id, item.whose, title, since)
