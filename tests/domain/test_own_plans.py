"""Whom a task obliges to publish a plan of its own."""

from __future__ import annotations

from samples import TODAY, make_task

from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.own_plans import duties
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.task import Chosen, Role, UnitRole
from gongkai_tui.domain.unit import Group, Jurisdiction, Unit

NAMES = ("区财政局", "区民政局", "甲街道", "乙街道")
PLACE = Jurisdiction("a", "甲区", units=tuple(map(Unit, NAMES)), groups=(Group("各街道", members=NAMES[2:]),))
UNITS = GridUnits(UnitRegistry([PLACE]), "a")


def test_those_chosen_for_a_set_stand_in_official_order_and_are_sure() -> None:
    named = ("有关部门", "各街道", "有关单位")
    task = make_task(
        units=tuple(UnitRole(name, Role.RESPONSIBLE) for name in named),
        chosen=(Chosen("有关部门", ("区民政局", "区财政局")),),
    )
    found = duties(task, UNITS, {}, issued=None, due=None, today=TODAY)
    assert [(each.unit, each.group) for each in found.units] == [
        ("区财政局", "有关部门"),
        ("区民政局", "有关部门"),
        ("甲街道", "各街道"),
        ("乙街道", "各街道"),
    ]
    assert (found.unresolved, found.unconfirmed) == (("有关单位",), ("各街道",))
