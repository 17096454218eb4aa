"""What a 交接 page takes from tasks: promises, duties of the period that runs, what last year left."""

from datetime import date, timedelta

import pytest
from samples import make_task

from gongkai_tui.domain.handover import (
    OpenTask,
    commitment_of,
    days_named,
    due_soon,
    open_duties,
    open_problem,
    promises_of,
)
from gongkai_tui.domain.problem_record import Found, ProblemRecord, ProblemState, Round
from gongkai_tui.domain.recurrence import Period, PeriodCount, Standing, UnitCount
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Decision, Extension, LogEntry, LogKind, Lookback, LookbackVerdict, Recurring

DAY = date(2022, 6, 20)
OWN = {"区财政局", "区财局"}


def entry(text="", kind=LogKind.PROGRESS, unit="区财政局", day=DAY):
    return LogEntry("00000001", day, kind, unit, text)


def extension(**more):
    return Extension("00000002", date(2022, 6, 1), date(2022, 6, 30), date(2022, 7, 31), "待市里发文", **more)


def test_extensions_that_run_or_wait_are_promises():
    def kinds(*extensions, day=DAY):
        return [(each.kind, each.day) for each in promises_of(make_task(1, extensions=extensions), OWN, day)]

    july = date(2022, 7, 31)
    granted = extension(unit="区财政局", decided=DAY, decision=Decision.GRANTED)
    assert kinds(extension(), granted) == [("延期待答复", july), ("延期已同意", july)]
    assert kinds(granted, day=date(2022, 8, 1)) == []
    assert kinds(extension(decided=DAY, decision=Decision.REFUSED), extension(unit="区民政局")) == []


def test_days_that_the_unit_named_itself_are_promises():
    task = make_task(
        1,
        log=(
            entry("将于2022年7月15日前公开，2022-05-01已自查"),
            entry("2022-07-01前补齐", unit="区民政局"),
            entry("请于2022-07-01前补齐", LogKind.RETURN),
            entry("下月底前完成"),
        ),
    )
    assert [each.day for each in promises_of(task, OWN, DAY)] == [date(2022, 7, 15)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022年7月5日、2022.7.6、2022/7/7、2022-07-08", [5, 6, 7, 8]),
        ("2022年13月40日", []),
        ("12022-07-08、2022-07-081、济政发〔2022〕7号", []),
    ],
)
def test_only_days_written_in_full_are_read(text, days):
    assert [each.day for each in days_named(text)] == days


def test_a_duty_is_open_until_done_often_enough_in_the_period_that_runs():
    def duties(done, standing=Standing.CURRENT, unit="区财政局"):
        period = Period("2022年", date(2022, 1, 1), date(2022, 12, 31))
        count = PeriodCount("p/001", Recurring("年", 2), period, standing, (UnitCount(unit, done, 2),))
        return list(open_duties(make_task(1), (count,), OWN))

    (found,) = duties(1)
    assert (found.done, found.at_least, found.until) == (1, 2, date(2022, 12, 31))
    assert duties(2) == []
    assert duties(0, Standing.PAST) == []
    assert duties(0, unit="区民政局") == []


def test_last_year_leaves_what_was_carried_on_or_is_still_open():
    def left(status=Status.DONE, lookback=None):
        found = commitment_of(make_task(1, lookback=lookback), status)
        return found and found.how

    assert left() is None
    assert left(Status.IN_PROGRESS) == "推进中"
    assert left(Status.DONE, Lookback(DAY, LookbackVerdict.CARRIED, to="tianqiao-2022/003")) == (
        "转入今年 → tianqiao-2022/003"
    )
    assert left(Status.IN_PROGRESS, Lookback(DAY, LookbackVerdict.CLOSED)) is None


def test_due_soon_holds_the_overdue_first_and_the_last_day_too():
    def task(number, due, status=Status.IN_PROGRESS):
        return OpenTask(f"p/{number:03d}", "", "责任", status, due, "", None)

    tasks = (
        task(1, DAY + timedelta(30)),
        task(2, DAY + timedelta(31)),
        task(3, DAY - timedelta(1)),
        task(4, None),
        task(5, DAY, Status.ONGOING),
        task(6, DAY, Status.REPORTED),
    )
    assert [each.id for each in due_soon(tasks, DAY, 30)] == ["p/003", "p/001"]


def test_a_problem_shows_the_round_that_runs():
    rounds = (Round(1, due=date(2022, 6, 1)), Round(2, due=date(2022, 6, 10)))
    record = ProblemRecord("20220518-3f9a2c", ProblemState.RECTIFYING, unit="区财政局", rounds=rounds,
                           found=Found(where="预决算", what="打不开"))  # fmt: skip
    shown = open_problem("tianqiao-2021", record, date(2022, 6, 1))
    assert (shown.round, shown.due, shown.what, shown.state) == (2, date(2022, 6, 10), "打不开", "整改中")
