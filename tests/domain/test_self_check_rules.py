"""Who checks whom, as `check` sees it: a unit never certifies itself, the office's own unit is checked by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import TODAY, make_task

from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.problem_record import (
    Checked,
    Fixed,
    Found,
    Objection,
    PlanProblem,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
    Withdrawn,
)
from gongkai_tui.domain.rules import Snapshot, facts_of, snapshot_problems
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogEntry, LogKind, Role, UnitRole
from gongkai_tui.domain.unit import Contact, Group, Jurisdiction, Unit

PLAN = Plan("tianqiao-2021", "天桥", year=2021, issued=date(2021, 8, 10), jurisdiction="tianqiao")
OFFICE, FINANCE, STREETS, DEPARTMENTS = "区政府办公室", "区财政局", "各街道办事处", "区政府各部门"
LEFT = date(2022, 3, 1)
CITY = Jurisdiction(
    "jinan", "济南市", office="市政府办公厅", units=(Unit("市政府办公厅", contacts=(Contact("周八", "z@a.cn"),)),)
)
UNITS = Jurisdiction(
    "tianqiao",
    "天桥区",
    parent="jinan",
    office=OFFICE,
    units=(
        Unit(OFFICE, contacts=(Contact("张三", "zhang@a.cn"), Contact("赵六", "zhao@a.cn"))),
        Unit(FINANCE, contacts=(Contact("李四", "li@a.cn", until=LEFT), Contact("周八", "zb@a.cn"))),
        Unit("无影山街道办事处", contacts=(Contact("孙七", "sun@a.cn"),)),
    ),
    groups=(
        Group(STREETS, ("无影山街道办事处",), resolved=True),
        Group(DEPARTMENTS, (OFFICE, FINANCE), resolved=True),
    ),
)


def entry(kind, by, unit=None, day=date(2022, 2, 1), text="x", number=1):
    return LogEntry(f"{number:08x}", day, kind, unit=unit, text=text, evidence=("https://a.cn/1",), by=by)


def found(task, *problems):
    snapshot = Snapshot((PLAN,), (facts_of(task),), (UNITS, CITY), TODAY, problems)
    return [p for p in snapshot_problems(snapshot) if p.check in WATCHED]


WATCHED = (
    "checked-by-unit",
    "checked-by-reporter",
    "taken-back-by-speaker",
    "fault-alone",
    "rectifying-alone",
    "problem-open",
    "problem-untold",
)


def task(*log, units=(FINANCE, STREETS), **changes):
    return make_task(1, units=tuple(UnitRole(unit) for unit in units), log=log, **changes)


def severities(*log, **changes):
    return [p.severity for p in found(task(*log, **changes))]


@pytest.mark.parametrize(
    ("by", "unit"),
    [("李四", FINANCE), ("李 四", FINANCE), ("李四", None), ("孙七", "无影山街道办事处"), ("孙七", STREETS)],
)
def test_a_check_by_the_contact_of_the_unit_is_an_error(by, unit):
    problems = found(task(entry(LogKind.CHECK, by, unit)))
    assert [(p.check, p.severity) for p in problems] == [("checked-by-unit", Severity.ERROR)]
    assert "责任单位不能核查自己" in problems[0].message


@pytest.mark.parametrize(
    "checked",
    [
        entry(LogKind.CHECK, "张三", FINANCE),
        entry(LogKind.CHECK, "李四", STREETS),
        # Of the unit no more.
        entry(LogKind.CHECK, "李四", FINANCE, day=date(2022, 4, 1)),
        # Somebody of that name is of the office above.
        entry(LogKind.CHECK, "周八", FINANCE),
        entry(LogKind.CHECK, "", FINANCE),
    ],
)
def test_a_check_by_anybody_else_is_none(checked):
    assert found(task(checked)) == []


@pytest.mark.parametrize(("reported", "checked"), [(OFFICE, OFFICE), (OFFICE, None), (None, OFFICE), (None, None)])
def test_the_own_unit_of_the_office_is_checked_by_another(reported, checked):
    def log(by):
        return entry(LogKind.REPORT, "张三", reported), entry(LogKind.CHECK, by, checked, number=2)

    assert severities(*log("张三"), units=(OFFICE,)) == [Severity.WARNING]
    assert severities(*log("赵六"), units=(OFFICE,)) == []


def test_through_a_set_the_own_unit_is_checked_with_the_others_unless_it_stands_apart():
    log = entry(LogKind.REPORT, "张三"), entry(LogKind.CHECK, "张三", number=2)
    everybody = make_task(1, units=(UnitRole(DEPARTMENTS),), log=log)
    assert [p.severity for p in found(everybody)] == [Severity.WARNING]
    apart = replace(everybody, unit_status={OFFICE: Status.REPORTED})
    assert found(apart) == []


def test_of_other_units_it_is_as_good_as_advice():
    log = entry(LogKind.REPORT, "张三", FINANCE), entry(LogKind.CHECK, "张三", FINANCE, number=2)
    assert severities(*log) == [Severity.HINT]
    supporting = (UnitRole(FINANCE), UnitRole(OFFICE, Role.SUPPORT))
    both = make_task(1, units=supporting, log=(entry(LogKind.REPORT, "张三", FINANCE), entry(LogKind.CHECK, "张三")))
    assert [p.severity for p in found(both)] == [Severity.HINT]


def problem(state, unit=FINANCE, *, fixed="", checked="", day=date(2022, 2, 1)):
    rounds = ()
    if state is not ProblemState.TO_NOTIFY:
        done = Fixed(day, "已改", ("https://a.cn/1",), fixed) if fixed else None
        verdict = Checked(day, checked, Verdict.PASSED) if checked else None
        rounds = (Round(1, day, due=day, fixed=done, checked=verdict),)
    record = ProblemRecord("20220101-aaaaaa", state, "tianqiao-2021/001", unit, Found(day, what="失效"), rounds=rounds)
    return PlanProblem("tianqiao-2021", record)


@pytest.mark.parametrize(
    ("unit", "by", "severity"),
    [(FINANCE, "李四", Severity.ERROR), (OFFICE, "张三", Severity.ERROR), (FINANCE, "张三", Severity.HINT)],
)
def test_a_fix_rechecked_by_who_reported_it(unit, by, severity):
    problems = found(task(), problem(ProblemState.CLOSED, unit, fixed=by, checked=by))
    assert [(p.check, p.severity) for p in problems] == [("checked-by-reporter", severity)]


@pytest.mark.parametrize(
    ("unit", "objected", "upheld", "withdrawn", "severity"),
    [
        (FINANCE, "李四", "李四", "", Severity.ERROR),
        (FINANCE, "李四", "", "李四", Severity.ERROR),
        (OFFICE, "张三", "张三", "", Severity.ERROR),
        (FINANCE, "张三", "张三", "", Severity.HINT),
        (FINANCE, "李四", "张三", "", None),
        (FINANCE, "李四", "", "张三", None),
    ],
)
def test_a_finding_taken_back_by_who_objected(unit, objected, upheld, withdrawn, severity):
    told = problem(ProblemState.WITHDRAWN, unit)
    day = date(2022, 2, 1)
    objection = Objection(day, objected, "不认", day, "成立", upheld or "张三", upheld=bool(upheld))
    taken = Withdrawn(day, withdrawn, "记错") if withdrawn else None
    seen = found(task(), told._replace(record=replace(told.record, objections=(objection,), withdrawn=taken)))
    assert [(p.check, p.severity) for p in seen] == ([("taken-back-by-speaker", severity)] if severity else [])


def test_a_problem_that_nobody_was_told_of_does_not_contradict_what_is_done():
    done = task(entry(LogKind.CHECK, "张三"), status=Status.DONE)
    assert [(p.check, p.severity) for p in found(done, problem(ProblemState.TO_NOTIFY))] == [
        ("problem-untold", Severity.HINT)
    ]
    assert [(p.check, p.severity) for p in found(done, problem(ProblemState.RECTIFYING))] == [
        ("problem-open", Severity.ERROR)
    ]


def test_rectifying_without_a_fault_in_the_log_is_only_pointed_at():
    seen = found(task(status=Status.RECTIFYING))
    assert [(p.check, p.severity) for p in seen] == [("rectifying-alone", Severity.HINT)]


FAULT = entry(LogKind.CHECK, "张三", FINANCE, text="发现问题：抽查")
LATER = entry(LogKind.CHECK, "张三", FINANCE, day=date(2022, 5, 1), text="核查不通过：失效", number=3)


@pytest.mark.parametrize(
    ("log", "status", "problems", "check"),
    [
        ((FAULT,), Status.RECTIFYING, (), "rectifying-alone"),
        ((FAULT,), Status.DONE, (), "fault-alone"),
        ((LATER,), Status.DONE, (problem(ProblemState.CLOSED, fixed="王", checked="张三"),), "fault-alone"),
        (
            (FAULT,),
            Status.DONE,
            (problem(ProblemState.CLOSED, "无影山街道办事处", fixed="王", checked="张"),),
            "fault-alone",
        ),
        ((FAULT,), Status.DONE, (problem(ProblemState.CLOSED, fixed="王", checked="张三"),), ""),
        ((FAULT, entry(LogKind.CORRECTION, "张三", FINANCE, number=4)), Status.IN_PROGRESS, (), ""),
        ((entry(LogKind.CHECK, "张三", text="核查通过：未发现问题"),), Status.DONE, (), ""),
        ((entry(LogKind.CHECK, "张三", text="核查通过：上次核查不通过的问题已改"),), Status.DONE, (), ""),
    ],
)
def test_a_fault_in_the_log_is_answered_by_a_problem(log, status, problems, check):
    seen = found(task(*log, status=status), *problems)
    assert [(p.check, p.severity) for p in seen] == ([(check, Severity.WARNING)] if check else [])
