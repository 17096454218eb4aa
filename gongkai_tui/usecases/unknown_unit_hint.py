"""Responsible units that no registry has: said before they are saved, as `check` would say it afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.snapshot import UnitRoll, with_parents
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.unit_lookup import likely_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace


def unknown_unit_hints(known: PlanUnits, changes: Iterable[tuple[Task, Task]]) -> tuple[str, ...]:
    """What to say of the units that changes (before, after) name and nobody has registered; mostly nothing."""
    found: dict[tuple[str, str], None] = {}
    rolls: dict[str, UnitRoll] = {}
    for old, changed in changes:
        before = {each.unit for each in old.units}
        new = [each.unit for each in changed.units if each.unit not in before]
        government = known.government_of(changed.plan)
        if new and government in known.governments:
            if government not in rolls:
                rolls[government] = UnitRoll(with_parents(government, known.governments))
            found |= dict.fromkeys((government, unit) for unit in new if not rolls[government].knows(unit))
    return tuple(_words(known, government, unit) for government, unit in found)


def unknown_units_of(ws: Workspace, task: Task) -> tuple[str, ...]:
    """What to say of the units of a new task that nobody has registered: documents name such units too."""
    return unknown_unit_hints(PlanUnits(committed_view(ws)), ((replace(task, units=()), task),))


def _words(known: PlanUnits, government: str, unit: str) -> str:
    near = likely_units([known.governments[government]], unit)
    alias = by_doing(Remedy.TELL_ALIAS, to="登记为某单位的别名")
    return f"“{unit}”不在 units/{government}.yaml 里{near}；请核对名称，或先{alias}"
