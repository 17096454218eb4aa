"""整改中 that was set by hand has no 整改期限: which command opens the problem that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.unit_status import status_of
from gongkai_tui.domain.wording import how_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.change_tasks import Drafted
    from gongkai_tui.usecases.changing import Changer


def rectifying_hints(changer: Changer, drafts: Iterable[Drafted]) -> tuple[str, ...]:
    """What to say of tasks that come to 整改中 without a problem; one sentence for all of them, mostly none."""
    found = [(draft.task_id, unit) for draft in drafts for unit in _set_by_hand(changer, draft.before, draft.after)]
    if not found:
        return ()
    task_id, unit = found[0]
    more = f"等 {len(found)} 处" if len(found) > 1 else ""
    command = how_to(Remedy.OPEN_PROBLEM_OF, task_id, unit or "单位")
    return (f"{task_id}{more}的整改还没有整改期限，也不进整改链接表和通报；立问题：{command}",)


def _set_by_hand(changer: Changer, before: Task, after: Task) -> list[str]:
    """The units that stand at 整改中 now, an empty one for the whole task, and have no open problem."""
    if Status.RECTIFYING not in (after.status, *after.unit_status.values()):
        # The problems, which are read for this alone, are not asked for.
        return []
    units = changer.units(after.plan)
    told = {units.name(each.unit) for each in changer.open_problems(after.id)}
    found = [
        unit
        for unit, status in after.unit_status.items()
        if status is Status.RECTIFYING is not status_of(before, unit, units)
        and told.isdisjoint((units.name(unit), *units.members(units.name(unit))))
    ]
    if after.status is Status.RECTIFYING is not before.status and not told:
        found.insert(0, after.units[0].unit if len(after.units) == 1 else "")
    return found
