"""回头看: the order, the count, what each verdict takes, and what the checks say of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, make_task

from gongkai_tui.domain.change_refusal import change_refusal
from gongkai_tui.domain.changes import Terms, apply_change, read_change
from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.lookback import figures_of, in_order, is_clear
from gongkai_tui.domain.lookback_verdicts import (
    carrying_refusal,
    closing_refusal,
    closing_steps,
    continuing_refusal,
    rectifying_refusal,
    unit_to_tell,
    verdict_refusal,
)
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord, ProblemState, Round
from gongkai_tui.domain.rules import Snapshot, facts_of, snapshot_problems, task_problems
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import (
    Chosen,
    Deadline,
    DeadlineKind,
    Link,
    LinkKind,
    LogEntry,
    LogKind,
    Lookback,
    LookbackVerdict,
    Role,
    UnitRole,
)
from gongkai_tui.domain.transitions import Actor
from gongkai_tui.domain.whole_status import with_whole_status

DAY = date(2022, 6, 1)
URL = "https://www.tianqiao.gov.cn/1"
SETS = (UnitRole("区政府有关部门"), UnitRole("各街道办事处"))
PROBLEM = ProblemRecord("20220601-aaaaaa", ProblemState.RECTIFYING, "tianqiao-2021/001", "区财政局", rounds=(Round(1),))


def found(verdict, to=""):
    return Lookback(DAY, verdict, "李四", "", to)


def test_the_status_is_that_of_whom_the_office_chose():
    task = replace(
        make_task(1),
        status=Status.IN_PROGRESS,
        units=(UnitRole("区政府有关部门"),),
        chosen=(Chosen("区政府有关部门", ("区民政局",)),),
        unit_status={"区民政局": Status.DONE},
    )
    assert shown(task) is Status.DONE


@pytest.mark.parametrize(
    ("changes", "clear"),
    [
        ({"units": SETS, "deadline": None}, False),
        ({"units": (*SETS, UnitRole("区财政局"))}, True),
        ({"units": (*SETS, UnitRole("区财政局", Role.SUPPORT))}, False),
        ({"units": SETS, "deadline": Deadline("6月底前", DeadlineKind.DATE, DAY)}, True),
        ({"units": SETS, "deadline": Deadline("全年", DeadlineKind.WHOLE_YEAR, date(2021, 12, 31))}, False),
        ({"units": SETS, "deadline": Deadline("长期", DeadlineKind.ONGOING)}, False),
        ({"units": SETS, "deadline": Deadline("印发后30日内", DeadlineKind.WINDOW)}, True),
        ({"units": SETS, "chosen": (Chosen("区政府有关部门", ("区民政局",)),)}, True),
    ],
)
def test_clear_is_what_names_a_unit_or_a_date(changes, clear):
    assert is_clear(make_task(1, **{"deadline": None, **changes})) is clear


def test_clear_tasks_come_first_and_ended_ones_are_left_out():
    vague = {"units": SETS, "deadline": None}
    tasks = [
        make_task(1, **vague),
        make_task(2),
        replace(make_task(3, **vague), id="tianqiao-2021/x-7c2e", seq=None),
        make_task(4, status=Status.ENDED),
        make_task(5),
    ]
    assert [task.id[-3:] for task in in_order(reversed(tasks))] == ["002", "005", "001", "c2e"]


@given(st.lists(st.tuples(st.sampled_from(Status), st.none() | st.sampled_from(LookbackVerdict)), max_size=30))
def test_the_count_adds_up(drawn):
    tasks = [
        make_task(n + 1, status=status, lookback=found(verdict) if verdict else None)
        for n, (status, verdict) in enumerate(drawn)
    ]
    figures = figures_of(tasks)
    assert figures.total + figures.ended == len(tasks)
    assert figures.decided + figures.undecided == figures.total
    for verdict in LookbackVerdict:
        assert figures.by_verdict[verdict] == drawn_of(drawn, verdict)


def drawn_of(drawn, verdict):
    return len([1 for status, given in drawn if given is verdict and status is not Status.ENDED])


def walk(task, evidence=()):
    """Take the steps as the office does, refused where the state machine refuses."""
    for step in closing_steps(task, NOBODY_REGISTERED):
        begins = step is Status.IN_PROGRESS
        change = read_change({"status": step}, note="" if begins else "已核对", evidence=evidence)
        refused = change_refusal(task, change, NOBODY_REGISTERED, actor=Actor.BOTH)
        if refused:
            return refused
        ids = iter(f"{n:08x}" for n in range(1000, 2000))
        task = apply_change(
            task, change, NOBODY_REGISTERED, Terms(TODAY), actor_name="李四", new_id=lambda ids=ids: next(ids)
        )
    return task


PROVEN = (LogEntry("00000001", DAY, LogKind.REPORT, text="已公开", evidence=(URL,)),)


@given(
    st.sampled_from(Status),
    st.dictionaries(st.sampled_from(("区财政局", "无影山街道办事处")), st.sampled_from(Status), max_size=2),
)
def test_what_may_be_closed_is_closed_altogether(status, units):
    task = make_task(1, status=status, unit_status=units, log=PROVEN)
    if closing_refusal(task, (), NOBODY_REGISTERED, note="已核对") or status is Status.ENDED:
        return
    closed = with_whole_status(walk(task, evidence=(URL,)), Status.CLOSED, NOBODY_REGISTERED)
    assert closed.status is Status.CLOSED
    assert set(closed.unit_status.values()) <= {Status.ENDED, Status.CLOSED}


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.RECTIFYING])
def test_closing_without_proof_is_what_the_state_machine_refuses(status):
    assert "佐证" in walk(make_task(1, status=status))


@pytest.mark.parametrize(
    ("changes", "problems", "note", "said"),
    [
        ({"status": Status.DONE}, (), "", "--note"),
        ({"status": Status.DONE}, (PROBLEM,), "已核对", "20220601-aaaaaa"),
        ({"status": Status.DONE, "unit_status": {"区民政局": Status.RECTIFYING}}, (), "已核对", "区民政局（整改中）"),
        ({"status": Status.NOT_STARTED}, (), "已核对", "未启动"),
    ],
)
def test_closing_is_refused_with_what_is_missing(changes, problems, note, said):
    assert said in closing_refusal(make_task(1, **changes), problems, NOBODY_REGISTERED, note=note)


def test_a_supporting_unit_holds_nothing_up():
    units = (UnitRole("区财政局", Role.LEAD), UnitRole("区民政局", Role.SUPPORT))
    task = make_task(1, status=Status.DONE, units=units, unit_status={"区民政局": Status.IN_PROGRESS})
    assert closing_refusal(task, (), NOBODY_REGISTERED, note="已核对") is None


def test_another_verdict_takes_a_reason():
    task = make_task(1, status=Status.CLOSED, lookback=found(LookbackVerdict.CLOSED))
    assert "--reason" in verdict_refusal(task, LookbackVerdict.RECTIFY, reason="")
    assert verdict_refusal(task, LookbackVerdict.RECTIFY, reason="抽查不实") is None
    assert "已终止" in verdict_refusal(make_task(1, status=Status.ENDED), LookbackVerdict.CLOSED, reason="")


def test_a_closed_task_is_not_carried():
    assert "已核销" in carrying_refusal(make_task(1, status=Status.CLOSED), NOBODY_REGISTERED)
    assert carrying_refusal(make_task(1, status=Status.IN_PROGRESS), NOBODY_REGISTERED) is None


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ({"reason": ""}, "--reason"),
        ({"unit": None}, "--unit"),
        ({"due": None}, "--due"),
        ({"unit": "区财政局"}, "--to"),
    ],
)
def test_a_new_problem_takes_reason_unit_and_day(lack, said):
    given = {"reason": "未公开", "unit": "区民政局", "due": DAY, **lack}
    assert said in rectifying_refusal((PROBLEM,), **given)


def test_only_an_open_problem_that_was_told_goes_on():
    assert continuing_refusal((PROBLEM,), PROBLEM.id, reason="未公开") == ""
    assert "没有未销号的问题" in continuing_refusal((PROBLEM,), "20220601-bbbbbb", reason="未公开")
    assert "反馈" in continuing_refusal((replace(PROBLEM, rounds=()),), PROBLEM.id, reason="未公开")
    assert "--reason" in continuing_refusal((PROBLEM,), PROBLEM.id, reason="")


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ((UnitRole("区财政局"),), "区财政局"),
        ((UnitRole("各街道办事处"),), None),
        ((UnitRole("区财政局"), UnitRole("区民政局", Role.SUPPORT)), "区财政局"),
        ((UnitRole("区财政局", Role.LEAD), UnitRole("各街道办事处")), "区财政局"),
        ((UnitRole("区财政局"), UnitRole("各街道办事处")), None),
        ((), None),
    ],
)
def test_who_is_told_is_never_guessed(units, told):
    assert unit_to_tell(make_task(1, units=units)) == told


def snapshot_checks(*tasks, problems=()):
    plans = (Plan("tianqiao-2021", "2021年"), Plan("tianqiao-2022", "2022年", follows="tianqiao-2021"))
    snapshot = Snapshot(plans, tuple(map(facts_of, tasks)), (), TODAY, problems)
    return {(p.check, p.place) for p in snapshot_problems(snapshot) if p.check.startswith("lookback")}


def test_a_verdict_leads_somewhere():
    told = make_task(1, lookback=found(LookbackVerdict.RECTIFY, PROBLEM.id))
    assert snapshot_checks(told) == {("lookback-target", told.id)}
    assert snapshot_checks(told, problems=(PlanProblem("tianqiao-2021", PROBLEM),)) == set()
    elsewhere = PlanProblem("tianqiao-2022", PROBLEM)
    assert snapshot_checks(told, problems=(elsewhere,)) == {("lookback-target", told.id)}


def test_what_was_carried_on_is_linked():
    carried = make_task(1, lookback=found(LookbackVerdict.CARRIED, "tianqiao-2022/001"))
    this_year = replace(make_task(1), id="tianqiao-2022/001")
    assert snapshot_checks(carried) == {("lookback-target", carried.id)}
    assert snapshot_checks(carried, this_year) == {("lookback-link", carried.id)}
    related = replace(this_year, links=(Link(carried.id, LinkKind.RELATED),))
    assert snapshot_checks(carried, related) == {("lookback-link", carried.id)}
    follower = replace(this_year, links=(Link(carried.id, LinkKind.FOLLOWS),))
    assert snapshot_checks(carried, follower) == set()


def test_the_state_agrees_with_the_verdict():
    def checks(status, lookback):
        task = make_task(1, status=status, lookback=lookback, log=(LogEntry("00000001", DAY, LogKind.CHECK),))
        return {p.check for p in task_problems(task)}

    assert "lookback-status" in checks(Status.DONE, found(LookbackVerdict.CLOSED))
    assert checks(Status.CLOSED, found(LookbackVerdict.CLOSED)) == set()
    assert "lookback-target" in checks(Status.RECTIFYING, found(LookbackVerdict.RECTIFY))
    assert checks(Status.RECTIFYING, found(LookbackVerdict.RECTIFY, PROBLEM.id)) == set()


def test_the_status_is_that_of_the_list_where_the_office_chose_who_acts():
    task = make_task(
        1,
        units=(UnitRole("有关部门"),),
        chosen=(Chosen("有关部门", ("区财政局",)),),
        unit_status={"区财政局": Status.DONE},
    )
    assert shown(task) is Status.DONE
