"""Where two people have changed the same field of a form, and what is left to save once they chose."""

from dataclasses import replace
from datetime import date

import pytest
from samples import make_task

from gongkai_tui.domain.form_values import Side, clashes, form_values, settled
from gongkai_tui.domain.task import Deadline, DeadlineKind, Role, UnitRole

BASE = make_task(heading="甲", section="节", deadline=Deadline("6月底", DeadlineKind.DATE, date(2022, 6, 30)))
BEGUN = form_values(BASE)


def test_units_as_they_are_typed():
    units = (UnitRole("甲局", Role.LEAD), UnitRole("乙局", Role.LEAD), UnitRole("丙局", Role.SUPPORT), UnitRole("丁局"))
    assert form_values(replace(BASE, units=units))["units"] == "甲局、乙局牵头，丙局配合，丁局"


def test_only_a_field_that_both_changed_differently_clashes():
    now = replace(BASE, heading="乙", section="另一节")
    assert clashes(BEGUN, now, replace(now, requirement="改")) == ()
    assert clashes(BEGUN, now, replace(now, heading="乙")) == ()
    (clash,) = clashes(BEGUN, now, replace(now, heading="丙"))
    assert clash == ("heading", "任务", "乙", "丙")
    assert clashes({}, now, replace(now, heading="丙")) == ()


def test_a_date_that_new_words_would_bring_clashes_with_theirs():
    now = replace(BASE, deadline=replace(BASE.deadline, due=date(2022, 10, 31)))
    after = replace(now, deadline=Deadline("6月底前", DeadlineKind.DATE, date(2022, 6, 30)))
    assert [clash.field for clash in clashes(BEGUN, now, after)] == ["due"]


@pytest.mark.parametrize(
    ("sides", "left"),
    [
        ({"heading": Side.OURS, "due": Side.OURS}, {"heading": "丙", "deadline": "6月底前", "due": "2022-06-30"}),
        ({"heading": Side.THEIRS, "due": Side.THEIRS}, {"deadline": "6月底前", "due": "2022-10-31"}),
    ],
)
def test_what_is_saved_after_the_choice(sides, left):
    now = replace(BASE, heading="乙", deadline=replace(BASE.deadline, due=date(2022, 10, 31)))
    after = replace(now, heading="丙", deadline=Deadline("6月底前", DeadlineKind.DATE, date(2022, 6, 30)))
    found = clashes(BEGUN, now, after)
    assert settled({"heading": "丙", "deadline": "6月底前"}, found, sides) == left


def test_their_words_and_our_date():
    now = replace(BASE, deadline=Deadline("10月底", DeadlineKind.DATE, date(2022, 10, 31)))
    after = replace(now, deadline=Deadline("8月底", DeadlineKind.DATE, date(2022, 8, 31)))
    sides = {"deadline": Side.THEIRS, "due": Side.OURS}
    assert settled({"deadline": "8月底"}, clashes(BEGUN, now, after), sides) == {"due": "2022-08-31"}
    sides = {"deadline": Side.THEIRS, "due": Side.THEIRS}
    assert settled({"deadline": "8月底"}, clashes(BEGUN, now, after), sides) == {}
