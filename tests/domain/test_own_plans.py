"""Whom a task obliges to publish a plan of its own."""

from __future__ import annotations

from datetime import date, timedelta

from samples import TODAY, make_task

from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.own_plans import Publication, duties
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import (
    Chosen,
    Deadline,
    DeadlineKind,
    Decision,
    Extension,
    LogEntry,
    LogKind,
    Role,
    UnitRole,
)
from gongkai_tui.domain.unit import Group, Jurisdiction, Unit

NAMES = ("区财政局", "区民政局", "甲街道", "乙街道")
PLACE = Jurisdiction("a", "甲区", units=tuple(map(Unit, NAMES)), groups=(Group("各街道", members=NAMES[2:]),))
UNITS = GridUnits(UnitRegistry([PLACE]), "a")


def test_a_day_that_was_put_off_for_a_unit_or_its_set_counts() -> None:
    due, later = TODAY - timedelta(5), TODAY + timedelta(5)
    granted = [
        Extension(f"{number:08x}", due, due, later, unit=unit, decided=due, decision=Decision.GRANTED)
        for number, unit in enumerate(("区财政局", "各街道"), 1)
    ]
    task = make_task(
        units=tuple(UnitRole(name, Role.RESPONSIBLE) for name in ("区财政局", "区民政局", "各街道")),
        deadline=Deadline("印发后30日内", DeadlineKind.WINDOW, due),
        extensions=tuple(granted),
    )
    published = {"甲街道": [Publication(later + timedelta(1))]}
    found = duties(task, UNITS, published, issued=None, due=due, today=TODAY)
    assert [(each.unit, each.late, each.extended) for each in found.units] == [
        ("区财政局", False, later),
        ("区民政局", True, None),
        ("甲街道", True, later),
        ("乙街道", False, later),
    ]


def test_a_plan_counts_if_it_was_issued_after_the_office_found_it_wanting_or_is_accepted_in_the_end() -> None:
    issued, returned, again = (TODAY - timedelta(days) for days in (20, 10, 5))
    sent_back = LogEntry("0000000a", returned, LogKind.RETURN, unit="区财政局", text="链接打不开")
    reported = LogEntry("0000000b", again, LogKind.REPORT, unit="区财政局", evidence=("a.pdf",))

    def published(day: date, status: Status, *log: LogEntry) -> date | None:
        task = make_task(units=(UnitRole("区财政局"),), unit_status={"区财政局": status}, log=(sent_back, *log))
        plans = {"区财政局": [Publication(day)]}
        (found,) = duties(task, UNITS, plans, issued=None, due=None, today=TODAY).units
        return found.publication and found.publication.date

    assert published(returned, Status.IN_PROGRESS) is None
    assert published(returned + timedelta(1), Status.IN_PROGRESS) == returned + timedelta(1)
    assert published(issued, Status.IN_PROGRESS, reported) == again
    assert published(issued, Status.DONE, reported) == issued


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
