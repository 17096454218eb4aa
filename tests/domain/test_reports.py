"""Since when a report waits for its 核查."""

from datetime import date

import pytest

from gongkai_tui.domain.acting_units import Assignment, Parts
from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.reports import Waiting, report_day, report_steps, waiting_in, who_waits
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogEntry, LogKind, Task
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit

STREETS = ("东街道办事处", "西街道办事处")
PLACE = Jurisdiction(
    "a",
    "甲区",
    units=(Unit("区财政局", aliases=(Alias("财政局"),)), *map(Unit, STREETS)),
    groups=(Group("各街道办事处", members=STREETS, resolved=True),),
)
UNITS = GridUnits(UnitRegistry([PLACE]), "a")
REPORT, CHECK, RETURN, NOTE, CORRECTION = (
    LogKind.REPORT, LogKind.CHECK, LogKind.RETURN, LogKind.PROGRESS, LogKind.CORRECTION,
)  # fmt: skip
OWN = "区财政局"


def day(number):
    return f"2022-06-{number:02d}"


def entry(number, kind, unit=None, text=""):
    return LogEntry(f"{number:08x}", date(2022, 6, number), kind, unit, text)


def steps(*said, status=Status.REPORTED, own=()):
    log = tuple(entry(*each) for each in said)
    return report_steps(Task("a-2022/001", status=status, unit_status=dict(own), log=log))


def since(name, *said, units=((OWN, "责任"), ("各街道办事处", "责任"))):
    return report_day(steps(*said), Parts(Assignment(units, (), "待核查"), UNITS), name)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(1, REPORT)], 1),
        ([(1, REPORT), (9, NOTE), (10, LogKind.EXTENSION), (11, CORRECTION, None, "标题写错")], 1),
        ([(1, REPORT), (9, REPORT, OWN)], 1),
        ([(1, REPORT), (5, RETURN), (9, REPORT)], 9),
        ([(1, REPORT), (5, CHECK), (9, REPORT), (12, REPORT)], 9),
        ([(1, REPORT), (5, CORRECTION, None, "更正：还没有做完"), (9, REPORT)], 9),
        ([(1, REPORT, OWN), (5, RETURN, STREETS[0]), (9, REPORT)], 1),
        ([(1, REPORT, "财政局"), (9, REPORT)], 1),
        ([(1, REPORT, STREETS[0]), (9, REPORT, OWN)], 9),
        # Checked by mistake: it waits since it was made.
        ([(1, REPORT), (5, CHECK), (9, CORRECTION, None, "更正：点错了")], 1),
    ],
)
def test_a_report_waits_until_it_is_checked_or_returned(said, expected):
    assert since(OWN, *said) == day(expected)


def test_a_unit_of_a_set_waits_with_the_report_of_the_set():
    assert since(STREETS[1], (3, REPORT, "各街道办事处")) == day(3)
    assert since(OWN, (3, REPORT, "各街道办事处")) == ""


def test_nothing_is_kept_of_reports_that_wait_no_longer():
    assert steps((1, REPORT), status=Status.DONE) == ()
    assert steps((1, REPORT, OWN), status=Status.DONE, own=[(OWN, Status.REPORTED)]) == ((OWN, day(1)),)


def test_a_task_waits_as_long_as_the_first_of_its_units():
    units = ((OWN, "责任"), ("各街道办事处", "责任"))
    said = Assignment(units, ((OWN, "待核查"), (STREETS[1], "待核查")), "推进中")
    found = steps((2, REPORT, STREETS[1]), (8, REPORT, OWN), own=[(OWN, Status.REPORTED)])
    assert waiting_in(said, found, UNITS) == Waiting(day(2), untold=False)
    assert waiting_in(said._replace(status="已终止"), found, UNITS) == Waiting()
    # Somebody set 待核查 by hand and wrote no 报送.
    assert waiting_in(said, found[1:], UNITS) == Waiting(day(8), untold=True)
    assert Waiting(day(8), untold=True).with_moved(day(5)) == day(5)
    assert Waiting(day(8), untold=True).with_moved("") == day(8)
    assert Waiting(day(8), untold=False).with_moved(day(5)) == day(8)


def test_a_task_that_no_unit_answers_for_waits_itself():
    def waits(*units):
        return who_waits(Parts(Assignment(units, tuple((name, "已完成") for name, _ in units), "待核查"), UNITS))

    assert waits() == waits((OWN, "配合")) == ("",)
    assert waits((OWN, "责任")) == ()
