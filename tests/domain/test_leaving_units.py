"""Who a change of units or of a choice takes out of a task."""

import pytest
from samples import make_task

from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.leaving_units import Leaving
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.task import Chosen, UnitRole
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit

FINANCE, JUSTICE, STREETS = "区财政局", "区司法局", ("东街道办事处", "西街道办事处")
UNITS = GridUnits(
    UnitRegistry([
        Jurisdiction(
            "q",
            "区",
            units=(Unit(FINANCE, aliases=(Alias("财政局"),)), Unit(JUSTICE), *map(Unit, STREETS)),
            groups=(Group("各街道办事处", members=STREETS), Group("各部门")),
        )
    ]),
    "q",
)  # fmt: skip


def task(*names, chosen=()):
    return make_task(1, units=tuple(map(UnitRole, names)), chosen=(Chosen("有关部门", chosen),) if chosen else ())


@pytest.mark.parametrize(
    ("before", "after", "left", "outside"),
    [
        (task(FINANCE, JUSTICE), task(JUSTICE), {FINANCE}, {FINANCE, *STREETS}),
        (task("财政局"), task(FINANCE), set(), {JUSTICE, *STREETS}),
        (task("各街道办事处"), task(STREETS[0]), {STREETS[1]}, {FINANCE, JUSTICE, STREETS[1]}),
        (task(FINANCE, "各街道办事处"), task(FINANCE, STREETS[0]), {STREETS[1]}, {JUSTICE, STREETS[1]}),
        # Nobody can tell who 有关部门 or a set without members is: anybody may be meant.
        (task("有关部门"), task(FINANCE), {JUSTICE, *STREETS}, {JUSTICE, *STREETS}),
        (task("各部门"), task(FINANCE), {JUSTICE, *STREETS}, {JUSTICE, *STREETS}),
        (task(FINANCE), task("有关部门"), {FINANCE}, {FINANCE}),
        (
            task("有关部门", chosen=(FINANCE, JUSTICE)),
            task("有关部门", chosen=(FINANCE,)),
            {JUSTICE},
            {JUSTICE, *STREETS},
        ),
        (task("有关部门", chosen=(FINANCE,)), task("有关部门"), {FINANCE}, {FINANCE}),
        (task("有关部门"), task("有关部门", chosen=(FINANCE,)), {JUSTICE, *STREETS}, {JUSTICE, *STREETS}),
    ],
)
def test_who_has_left_and_who_has_no_part(before, after, left, outside):
    leaving = Leaving(before, after, UNITS)
    everybody = (FINANCE, JUSTICE, *STREETS)
    assert {unit for unit in everybody if leaving.has_left(unit)} == left
    assert {unit for unit in everybody if leaving.is_outside(unit)} == outside


def test_a_set_leaves_as_such_too():
    assert Leaving(task("各街道办事处", FINANCE), task(FINANCE), UNITS).has_left("各街道办事处")
