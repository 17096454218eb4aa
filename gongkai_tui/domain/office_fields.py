"""What of a task the office decides: a unit may not change it, by whatever way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import how_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.task import Task

CONTENT = "任务的内容、责任单位和周期由政务公开办修改；责任单位填报进展、佐证和状态"
_FIELDS = (
    (("seq", "section", "heading", "requirement", "units_raw", "units", "recurring"), CONTENT),
    (("internal_due",), "内控时限由政务公开办掌握，责任单位不能填写"),
    (("lookback",), "回头看由政务公开办核查核销，责任单位不能自行认定"),
    (("links",), "任务之间的关联由政务公开办确认，责任单位不能修改"),
    (("chosen",), "由政务公开办选定单位，责任单位不能自行选定"),
    (("hints",), "导入时存疑的地方由政务公开办确认，责任单位不能自行确认"),
)
"""Fields of a task, and why a unit may not change them."""


def decided_by_the_office(before: Task, after: Task) -> Iterator[str]:
    """Give the reasons why a unit may not make of a task what it is after a change."""
    if _moves_day(before, after):
        yield f"期限由政务公开办决定；要延期请申请：{how_to(Remedy.ASK_EXTENSION_OF, before.id)}"
    for fields, why in _FIELDS:
        if any(getattr(before, name) != getattr(after, name) for name in fields):
            yield why
    decisions = {entry.id: entry.decision for entry in before.extensions}
    if any(entry.decision is not decisions.get(entry.id) for entry in after.extensions):
        yield "延期由政务公开办答复，责任单位不能自行填写"


def _moves_day(before: Task, after: Task) -> bool:
    """Tell whether a last day that stood is another one now, or gone."""
    was, now = (task.deadline.due if task.deadline else None for task in (before, after))
    return was is not None and was != now
