"""Duties that come back: the periods of a year, and who has done theirs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_task

from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.recurrence import Standing, count_periods, done_lately, missed, periods
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Chosen, LogEntry, LogKind, Lookback, LookbackVerdict, Recurring, Role, UnitRole
from gongkai_tui.domain.task_facts import facts_of
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit

STREETS = ("北园街道办事处", "无影山街道办事处")
PLACE = Jurisdiction(
    "tianqiao",
    "天桥区",
    units=(Unit("区财政局", aliases=(Alias("区财政"),)), Unit("区司法局"), *(Unit(name) for name in STREETS)),
    groups=(Group("各街道办事处", members=STREETS, resolved=True), Group("有关部门")),
)
UNITS = GridUnits(UnitRegistry([PLACE]), "tianqiao")
PLAN = Plan("tianqiao-2021", "要点", year=2021, issued=date(2021, 8, 10), jurisdiction="tianqiao")
DAY = date(2021, 11, 15)


IDS = count(1)


def done(day, unit=None, what=""):
    return LogEntry(f"{next(IDS):08x}", date.fromisoformat(day), LogKind.OCCURRENCE, unit=unit, text="做了", what=what)


QUARTERLY = Recurring("季")


def task(*log, duty=QUARTERLY, units=("区财政局", "各街道办事处"), **changes):
    duties = duty if isinstance(duty, tuple) else (duty,)
    return make_task(recurring=duties, log=log, units=tuple(UnitRole(name) for name in units), **changes)


def counts(made, day=DAY, plan=PLAN):
    return count_periods(made, plan, UNITS, day)


def test_a_year_is_divided():
    assert [p.label for p in periods(2021, "半年")] == ["2021年上半年", "2021年下半年"]
    assert [(p.first, p.last) for p in periods(2020, "月")][1] == (date(2020, 2, 1), date(2020, 2, 29))
    assert [len(periods(2021, every)) for every in ("年", "半年", "季", "月", "周")] == [1, 2, 4, 12, 52]
    assert len(periods(2020, "周")) == 53


@given(st.integers(1990, 2100), st.sampled_from(["年", "半年", "季", "月", "周"]))
def test_periods_follow_each_other_without_a_gap(year, every):
    found = periods(year, every)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(found))
    if every == "周":
        assert found[0].first - timedelta(days=3) <= date(year, 1, 1) <= found[0].last + timedelta(days=3)
        assert all((p.first + timedelta(days=3)).year == year for p in found)
    else:
        assert (found[0].first, found[-1].last) == (date(year, 1, 1), date(year, 12, 31))


def test_a_period_that_was_over_on_the_day_of_issue_is_nobodys_failure():
    assert [c.standing for c in counts(task())] == [
        Standing.BEFORE_ISSUE,
        Standing.BEFORE_ISSUE,
        Standing.PAST,
        Standing.CURRENT,
    ]
    assert set(missed(counts(task()))) == {"区财政局", *STREETS}
    assert all(len(found) == 1 for found in missed(counts(task())).values())


def test_a_duty_that_begins_later_is_asked_for_in_the_periods_that_begin_since():
    for begins, held in ((date(2021, 7, 1), 1), (date(2021, 7, 2), 0)):
        found = counts(task(done("2021-02-01", "区财政局"), duty=Recurring("季", begins=begins)))
        assert len(missed(found).get("区财政局", ())) == held
        assert [c.standing for c in found[:2]] == [Standing.BEFORE_START] * 2
        assert found[0].done == 1
    assert counts(task(duty=Recurring("季", begins=date(2021, 12, 1))))[3].standing is Standing.BEFORE_START


def test_an_occurrence_counts_for_its_unit_under_any_name_and_for_the_members_of_a_set():
    third = counts(task(done("2021-07-01", "区财政"), done("2021-09-30", "各街道办事处")))[2]
    assert [(c.unit, c.done) for c in third.units] == [("区财政局", 1), *((name, 1) for name in STREETS)]
    assert (third.done, third.missing) == (3, ())
    one = counts(task(done("2021-09-30", STREETS[0])))[2]
    assert one.missing == ("区财政局", STREETS[1])


def test_the_day_of_the_act_says_which_period():
    found = counts(task(done("2021-06-30", "区财政局"), done("2021-10-01", "区财政局")))
    assert [c.units[0].done for c in found] == [0, 1, 0, 1]


def test_often_enough_is_at_least_n():
    twice = task(done("2021-08-01", "区财政局"), duty=Recurring("季", 2))
    assert not counts(twice)[2].units[0].is_done


def test_records_of_other_kinds_and_of_no_unit_do_not_count_for_a_unit():
    note = LogEntry("0a0a0a0a", date(2021, 9, 1), LogKind.PROGRESS, unit="区财政局")
    assert counts(task(note, done("2021-09-01")))[2].done == 0


def test_a_duty_of_the_whole_area_counts_all():
    made = task(done("2021-08-01", STREETS[0]), done("2021-09-01"), duty=Recurring("季", 2, "全区"))
    assert counts(made)[2].missing == ()
    short = task(done("2021-08-01", STREETS[0]), duty=Recurring("季", 2, "全区"))
    assert set(missed(counts(short))) == {"区财政局", *STREETS}


def test_where_a_unit_leads_it_alone_is_asked_for_what_the_whole_area_missed():
    made = make_task(
        recurring=(Recurring("季", 1, "全区"),), units=(UnitRole("区财政局", Role.LEAD), UnitRole("各街道办事处"))
    )
    assert set(missed(counts(made))) == {"区财政局"}
    of_one = replace(made, recurring=(Recurring("季", 1, "全区", unit=STREETS[0]),))
    assert set(missed(counts(of_one))) == {STREETS[0]}


def test_nothing_but_an_occurrence_is_taken_back():
    note = LogEntry("0a0a0a0a", date(2021, 9, 1), LogKind.PROGRESS, evidence=("a.pdf",))
    wrong, right = done("2021-08-12", "区财政局"), done("2021-08-13", "区财政局")
    taken = [LogEntry(f"{next(IDS):08x}", DAY, LogKind.CORRECTION, corrects=each.id) for each in (note, wrong)]
    made = task(note, wrong, right, *taken)
    assert (made.standing_log, made.evidence) == ((note, right, *taken), ("a.pdf",))


def test_an_occurrence_that_is_taken_back_explains_no_other_last_day():
    wrong = done("2021-08-12", "区财政局")
    taken = LogEntry("0b0b0b0b", DAY, LogKind.CORRECTION, text="误记：不在期限内", corrects=wrong.id)
    assert not facts_of(task(wrong, taken)).due_changed
    assert facts_of(task(wrong, replace(taken, corrects=""))).due_changed


def test_what_was_done_lately_is_that_of_the_last_period_that_has_begun():
    made = task(done("2021-12-01", "区财政局"), done("2021-08-12", "各街道办事处"))
    found = {unit: [(each.period.label, each.times) for each in each_of] for unit, each_of in lately(made).items()}
    assert found == {"区财政局": [("2021年第4季度", 1)]}
    common = Recurring("年", 1, "全区")
    made = task(done("2021-12-01", "区财政局"), done("2021-08-12"), duty=common)
    assert {each.times for each_of in lately(made).values() for each in each_of} == {2}


def lately(made):
    return done_lately(counts(made, day=date(2022, 3, 1)))


def test_several_duties_are_told_apart_by_what_they_are():
    duties = (Recurring("月", what="空气"), Recurring("季", what="饮水"))
    found = counts(task(done("2021-09-05", "区财政局", "空气"), duty=duties, units=("区财政局",)))
    assert len(found) == 16
    assert [(c.duty.what, c.period.label) for c in found if c.done] == [("空气", "2021年9月")]


@pytest.mark.parametrize("status", [Status.DONE, Status.CLOSED, Status.ENDED])
def test_what_the_office_has_certified_is_not_missed(status):
    made = task(unit_status={"区财政局": status})
    assert set(missed(counts(made))) == set(STREETS)


def test_a_supporting_unit_need_not_do_it_and_chosen_members_must():
    units = (UnitRole("区财政局", Role.SUPPORT), UnitRole("有关部门"))
    made = make_task(recurring=(Recurring("季"),), units=units)
    assert [c.unit for c in counts(made)[0].units] == ["有关部门"]
    chosen = make_task(recurring=(Recurring("季"),), units=units, chosen=(Chosen("有关部门", ("区司法局",)),))
    assert [c.unit for c in counts(chosen)[0].units] == ["区司法局"]


@pytest.mark.parametrize(
    ("verdict", "on", "held"),
    [
        (LookbackVerdict.CARRIED, DAY, 0),
        (LookbackVerdict.CARRIED, DAY + timedelta(1), 1),
        (LookbackVerdict.RECTIFY, DAY, 1),
    ],
)
def test_what_is_carried_into_this_year_is_held_against_nobody_any_more(verdict, on, held):
    made = task(lookback=Lookback(on, verdict, to="tianqiao-2022/001"))
    assert [len(missed(counts(made)).get(unit, ())) for unit in ("区财政局", STREETS[0])] == [held, held]
    assert [c.missing for c in counts(made)] == [c.missing for c in counts(replace(made, lookback=None))]


def test_without_a_year_there_are_no_periods():
    assert counts(task(), plan=Plan("x-1", "要点")) == ()


@given(
    st.lists(
        st.tuples(st.dates(date(2020, 12, 1), date(2022, 1, 31)), st.sampled_from(["区财政局", "区司法局"])),
        max_size=12,
    ),
    st.sampled_from(["年", "半年", "季", "月", "周"]),
    st.integers(1, 3),
    st.dates(date(2020, 12, 1), date(2022, 2, 1)),
)
def test_counts_are_what_a_naive_count_says(acts, every, least, day):
    made = task(
        *(done(d.isoformat(), unit) for d, unit in acts), duty=Recurring(every, least), units=("区财政局", "区司法局")
    )
    found = counts(made, day)
    gone = {"区财政局": 0, "区司法局": 0}
    for each in found:
        for unit in each.units:
            naive = sum(u == unit.unit and each.period.first <= d <= each.period.last for d, u in acts)
            assert (unit.done, unit.is_done) == (naive, naive >= least)
            gone[unit.unit] += naive < least and each.period.last < day and each.period.last >= PLAN.issued
    assert {u: len(p) for u, p in missed(found).items()} == {u: n for u, n in gone.items() if n}
