"""Computed flags, shown status, and the order of rows."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, make_row, make_task

from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.flags import flag_test, flags_of, internal_words, silence_untold
from gongkai_tui.domain.sorting import read_sort, sort_rows
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.task import Role, UnitRole

LATE = {"未启动", "推进中", "整改中"}


def days_away(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def flags(**fields) -> set[Flag]:
    return set(flags_of(make_row(**{"updated": days_away(-1), **fields}), TODAY))


@pytest.mark.parametrize("status", list(Status))
def test_overdue_only_while_something_is_owed(status):
    assert (Flag.OVERDUE in flags(due=days_away(-1), status=status.value)) is (status.value in LATE)


def test_the_due_day_itself_is_not_late():
    assert Flag.OVERDUE not in flags(due=days_away(0))
    assert Flag.DUE_SOON in flags(due=days_away(0))


def test_due_soon_is_fifteen_days():
    assert Flag.DUE_SOON in flags(due=days_away(15))
    assert Flag.DUE_SOON not in flags(due=days_away(16))
    assert Flag.DUE_SOON not in flags(due=days_away(3), status="已完成")


@pytest.mark.parametrize("due", ["", days_away(60)])
def test_from_the_day_that_the_office_set_for_itself_a_task_is_due_soon_and_never_late(due):
    for days, soon in ((-400, True), (-1, True), (0, True), (1, False)):
        found = flags(due=due, internal_due=days_away(days))
        assert (Flag.DUE_SOON in found) is soon
        assert Flag.OVERDUE not in found
    assert Flag.DUE_SOON not in flags(due=due, internal_due=days_away(-1), status="待核查")
    assert Flag.DUE_SOON not in flags(due=due, internal_due=days_away(-1), archived=True)
    # Its public day decides once it has passed.
    assert flags(due=days_away(-1), internal_due=days_away(-9)) == {Flag.OVERDUE}
    row = make_row(due=due, internal_due=days_away(-3))
    assert internal_words(row, TODAY) == "内控已过3天"
    assert internal_words(row._replace(status="已完成"), TODAY) == ""


def test_past_on_the_day_of_issue_stands_instead_of_overdue():
    found = flags(due="2021-06-30", issued="2021-08-10")
    assert Flag.BORN_LATE in found
    assert Flag.OVERDUE not in found
    assert Flag.BORN_LATE not in flags(due="2021-08-10", issued="2021-08-10")


@pytest.mark.parametrize("status", list(Status))
def test_nobody_is_urged_over_an_archived_plan(status):
    old = make_row(due="2021-06-30", issued="2021-01-01", updated="2021-02-01", status=status.value, archived=True)
    assert flags_of(old, TODAY) == ()
    assert flags_of(old._replace(uncommitted=True), TODAY) == (Flag.UNCOMMITTED,)


def test_nobody_is_urged_over_what_all_have_published_until_it_is_silent_again():
    late = {"due": days_away(-40), "internal_due": days_away(-50), "issued": days_away(-200), "updated": ""}
    assert flags(**late) == {Flag.OVERDUE, Flag.STALE}
    assert flags(**late, published=days_away(-90)) == set()
    assert flags(**late, published=days_away(-91)) == {Flag.STALE}
    assert flags(**{**late, "updated": days_away(-1)}, published=days_away(-91)) == set()
    assert flags(due="", internal_due=days_away(-1)) == {Flag.DUE_SOON}
    assert flags(due="", internal_due=days_away(-1), published=days_away(-1)) == set()
    assert not internal_words(make_row(internal_due=days_away(-1), published=days_away(-1)), TODAY)
    assert not silence_untold(make_row(issued="", updated="", published=days_away(-1)))


@pytest.mark.parametrize("status", list(Status))
def test_stale_for_open_tasks_and_lasting_duties(status):
    # 待核查 waits for the office, whose own flag is 待核查超时.
    living = status not in {Status.REPORTED, Status.DONE, Status.CLOSED, Status.ENDED}
    assert (Flag.STALE in flags(updated=days_away(-91), status=status.value)) is living
    assert Flag.STALE not in flags(updated=days_away(-90), status=status.value)


def test_stale_counts_from_the_issue_where_nothing_was_recorded():
    assert Flag.STALE in flags(updated="", issued="2021-08-10")
    assert Flag.STALE not in flags(updated="", issued="")


def test_a_report_not_checked_for_fifteen_days():
    assert Flag.CHECK_LATE in flags(status="待核查", waits_since=days_away(-16), updated=days_away(0))
    assert Flag.CHECK_LATE not in flags(status="待核查", waits_since=days_away(-15))
    assert Flag.CHECK_LATE not in flags(status="待核查", waits_since="", updated=days_away(-16))
    # One unit of several waits: the task may show another status.
    assert Flag.CHECK_LATE in flags(status="推进中", waits_since=days_away(-16))
    assert Flag.CHECK_LATE not in flags(status="推进中", waits_since=days_away(-16), archived=True)


def test_uncommitted():
    assert flags(uncommitted=True, due="") == {Flag.UNCOMMITTED}


@given(
    st.sampled_from([status.value for status in Status]),
    st.integers(-400, 60),
    st.integers(-400, 0),
    st.booleans(),
)
def test_one_flag_tests_agree_with_all_flags(status, due, updated, uncommitted):
    row = make_row(status=status, due=days_away(due), updated=days_away(updated), uncommitted=uncommitted)
    assert set(flags_of(row, TODAY)) == {flag for flag in Flag if flag_test(flag, TODAY)(row)}


def test_the_ends_of_the_calendar_do_no_harm():
    assert flags_of(make_row(due="0001-01-01"), TODAY.replace(year=1, month=1, day=1)) is not None
    assert flags_of(make_row(due="9999-12-31"), TODAY.replace(year=9999, month=12, day=31)) is not None


UNITS = (UnitRole("区财政局"), UnitRole("区民政局"), UnitRole("区司法局", Role.SUPPORT))


@pytest.mark.parametrize(
    ("status", "exceptions", "expected"),
    [
        (Status.NOT_STARTED, {}, Status.NOT_STARTED),
        (Status.IN_PROGRESS, {"区民政局": Status.RECTIFYING}, Status.RECTIFYING),
        (Status.DONE, {"区民政局": Status.RECTIFYING}, Status.RECTIFYING),
        (Status.DONE, {"区民政局": Status.IN_PROGRESS}, Status.IN_PROGRESS),
        (Status.DONE, {"区民政局": Status.REPORTED}, Status.REPORTED),
        (Status.NOT_STARTED, {"区民政局": Status.DONE}, Status.IN_PROGRESS),
        (Status.NOT_STARTED, {"区民政局": Status.DONE, "区财政局": Status.DONE}, Status.DONE),
        (Status.REPORTED, {"区民政局": Status.NOT_STARTED}, Status.IN_PROGRESS),
        (Status.DONE, {"区民政局": Status.ENDED}, Status.DONE),
        (Status.DONE, {"区司法局": Status.RECTIFYING}, Status.DONE),
        (Status.IN_PROGRESS, {"某成员单位": Status.DONE}, Status.IN_PROGRESS),
        (Status.ENDED, {"区民政局": Status.IN_PROGRESS}, Status.ENDED),
        (Status.CLOSED, {"区民政局": Status.DONE}, Status.DONE),
        (Status.IN_PROGRESS, {"区民政局": Status.ENDED, "区财政局": Status.ENDED}, Status.IN_PROGRESS),
    ],
)
def test_the_worst_open_state_is_shown(status, exceptions, expected):
    assert shown(make_task(units=UNITS, status=status, unit_status=exceptions)) is expected


@given(
    st.sampled_from(Status),
    st.dictionaries(st.sampled_from(["区财政局", "区民政局", "各街道办事处"]), st.sampled_from(Status)),
)
def test_nothing_open_is_ever_shown_as_done(status, exceptions):
    found = shown(make_task(units=UNITS, status=status, unit_status=exceptions))
    acting = {exceptions.get(unit, status) for unit in ("区财政局", "区民政局")}
    still_open = acting & {Status.NOT_STARTED, Status.IN_PROGRESS, Status.REPORTED, Status.RECTIFYING}
    if still_open and status is not Status.ENDED:
        assert found not in {Status.DONE, Status.CLOSED, Status.ONGOING}


ROWS = [
    make_row(1, due="2022-12-31", updated="2022-01-01", status="已完成", evidence=2),
    make_row(2, due="", updated="", status="未启动", evidence=0),
    make_row(3, due="2022-06-30", updated="2022-05-05", status="待核查", evidence=1),
    make_row(4, due="2022-06-30", updated="2022-09-09", status="推进中", evidence=0),
]


@pytest.mark.parametrize(
    ("spec", "order"),
    [
        ("", [1, 2, 3, 4]),
        ("due", [3, 4, 1, 2]),
        ("-due", [1, 3, 4, 2]),
        ("due,-updated", [4, 3, 1, 2]),
        ("期限，－更新", [4, 3, 1, 2]),
        ("qx,-gx", [4, 3, 1, 2]),
        ("status", [2, 4, 3, 1]),
        ("-evidence", [1, 3, 2, 4]),
        ("evidence,-seq", [4, 2, 3, 1]),
        ("-id", [4, 3, 2, 1]),
        ("section,-seq", [4, 3, 2, 1]),
    ],
)
def test_order(spec, order):
    assert [row.seq for row in sort_rows(ROWS, spec)] == order


def test_sections_come_in_document_order():
    rows = [make_row(5, section="乙"), make_row(9, section="甲"), make_row(2, section="丙"), make_row(3, section="")]
    assert [row.section for row in sort_rows(rows, "section")] == ["丙", "乙", "甲", ""]


def test_every_named_field_sorts():
    for name in ("plan", "year", "heading", "requirement", "unit", "lead", "support", "duty", "kind", "hint"):
        assert len(sort_rows(ROWS, name)) == len(ROWS)


def test_an_unknown_field_is_named():
    with pytest.raises(UsageError, match="颜色"):
        read_sort("due,颜色")


@given(st.lists(st.sampled_from(["due", "-due", "status", "-updated", "seq", "section"]), max_size=4))
def test_sorting_loses_nothing_and_repeats_itself(parts):
    once = sort_rows(ROWS, ",".join(parts))
    assert sorted(row.id for row in once) == [row.id for row in ROWS]
    assert sort_rows(once, ",".join(parts)) == once
