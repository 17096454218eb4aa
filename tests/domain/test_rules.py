"""The named checks: each finds its fault, and sound data has none."""

from dataclasses import replace
from datetime import date

import pytest
from samples import TODAY, make_task

from gongkai_tui.domain.file_parts import Conflict
from gongkai_tui.domain.plan import OutlineItem, Plan, Section
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.rules import by_weight, snapshot_of, snapshot_problems, task_problems
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Deadline, DeadlineKind, Link, LogEntry, LogKind, UnitRole
from gongkai_tui.domain.unit import Alias, Contact, Group, Jurisdiction, Unit

URL = "https://www.tianqiao.gov.cn/1"
PLAN = Plan(
    "tianqiao-2021",
    "2021年济南市天桥区政务公开工作要点",
    year=2021,
    issued=date(2021, 8, 10),
    jurisdiction="tianqiao",
    sections=(Section("深化重点领域政府信息公开", items=(OutlineItem("（一）", "其他"),)),),
)
UNITS = Jurisdiction(
    "tianqiao",
    "天桥区",
    office="区政府办公室",
    units=(
        Unit("区政府办公室"),
        Unit("区财政局", aliases=(Alias("区财局"),), contacts=(Contact("李四", "li@a.cn"),)),
        Unit("区民政局"),
        Unit("无影山街道办事处", contacts=(Contact("孙七", "sun@a.cn"),)),
    ),
    groups=(Group("各街道办事处", ("无影山街道办事处",), resolved=True), Group("区政府各部门", (), resolved=True)),
)


def entry(kind=LogKind.PROGRESS, text="已公开", evidence=(URL,), number=1, **rest):
    return LogEntry(f"{number:08x}", date(2022, 9, 1), kind, text=text, evidence=evidence, **rest)


def tasks(*others):
    return (make_task(1), *others)


def checks(problems):
    return {problem.check for problem in problems}


TASK = make_task(1)


def found(plans=(PLAN,), tasks=(TASK,), units=(UNITS,)):
    return snapshot_problems(snapshot_of(plans, tasks, units), TODAY)


def test_sound_data_has_no_findings():
    task = make_task(1, status=Status.REPORTED, log=(entry(LogKind.REPORT, unit="区财局"),))
    assert task_problems(task) == ()
    assert found(tasks=(task,)) == ()


@pytest.mark.parametrize(
    ("changes", "check", "severity"),
    [
        ({"conflicts": (Conflict("status", "未启动", "推进中", "待核查"),)}, "conflict-left", Severity.ERROR),
        ({"heading": "", "requirement": ""}, "task-empty", Severity.ERROR),
        ({"units": ()}, "units-missing", Severity.WARNING),
        ({"units": (UnitRole("区财政局"), UnitRole("区财政局"))}, "unit-twice", Severity.WARNING),
        ({"seq": 18}, "id-seq", Severity.WARNING),
        ({"status": Status.REPORTED}, "status-evidence", Severity.ERROR),
        ({"status": Status.DONE, "log": (entry(),)}, "done-unchecked", Severity.WARNING),
        ({"status": Status.ENDED}, "ended-basis", Severity.WARNING),
        ({"unit_status": {"区财政局": Status.NOT_STARTED}}, "exception-same", Severity.HINT),
        ({"deadline": Deadline("x", DeadlineKind.DATE)}, "deadline-undated", Severity.WARNING),
        ({"deadline": Deadline("x", DeadlineKind.ONGOING, TODAY)}, "deadline-kind", Severity.WARNING),
        ({"log": (entry(), entry())}, "log-id", Severity.ERROR),
        ({"log": (entry(evidence=("已完成",)),)}, "evidence-words", Severity.WARNING),
        ({"log": (entry(evidence=("见附件",)),)}, "evidence-words", Severity.WARNING),
        (
            {"status": Status.ONGOING, "deadline": Deadline("全年", DeadlineKind.WHOLE_YEAR)},
            "ongoing-kind",
            Severity.ERROR,
        ),
        (
            {"unit_status": {"区财政局": Status.ONGOING}, "deadline": Deadline("6月底前", DeadlineKind.DATE, TODAY)},
            "ongoing-kind",
            Severity.ERROR,
        ),
        ({"log": (entry(LogKind.CHECK, "核销：年终"),)}, "closed-again", Severity.WARNING),
        ({"log": (entry(LogKind.CHECK, "核销：年终", unit="区财政局"),)}, "closed-again", Severity.WARNING),
        ({"hints": ("责任单位由合并单元格沿用",)}, "hint-open", Severity.HINT),
    ],
)
def test_what_one_task_can_break(changes, check, severity):
    task = replace(make_task(17), **changes)
    problems = [problem for problem in task_problems(task) if problem.check == check]
    assert problems
    assert {problem.severity for problem in problems} == {severity}
    assert all(problem.place == task.id and problem.message and problem.field for problem in problems)


def test_only_a_report_that_waits_is_checked_by_its_reporter():
    """A report that another person has checked, or of another unit, is nothing to hold against the next finding."""

    def hints(*log):
        return [p.severity for p in found(tasks=(make_task(1, log=log),)) if p.check == "checked-by-reporter"]

    report = entry(LogKind.REPORT, unit="区财政局", by="张三")
    passed = entry(LogKind.CHECK, number=2, unit="区财政局", by="李四")
    next_found = entry(LogKind.CHECK, number=3, unit="区财政局", by="张三")
    elsewhere = entry(LogKind.CHECK, number=3, unit="各街道办事处", by="张三")
    returned = entry(LogKind.RETURN, number=2, unit="区财政局", by="李四")
    for log in ((report, passed, next_found), (report, elsewhere), (report, returned, next_found)):
        assert not hints(*log)
    assert hints(report, elsewhere, next_found) == [Severity.HINT]
    assert hints(report, entry(LogKind.CHECK, number=2, by="张三")) == [Severity.HINT]


def closed(*later, **changes):
    """A task that was 核销 once."""
    return make_task(1, log=(entry(LogKind.CHECK, "核销：年终", number=2), *later), **changes)


@pytest.mark.parametrize(
    "task",
    [
        closed(status=Status.CLOSED),
        closed(entry(LogKind.CORRECTION, "更正：误点", number=3)),
        closed(entry(LogKind.CHECK, "发现问题：链接失效", number=3), status=Status.RECTIFYING),
        closed(entry(LogKind.PROGRESS, "回头看转整改（20220518-3f9a2c）：失效", number=3)),
        make_task(1, log=(entry(LogKind.CHECK, "核查通过"),)),
    ],
)
def test_a_record_explains_why_a_task_is_closed_no_more(task):
    assert "closed-again" not in checks(task_problems(task))


def test_what_has_no_end_or_goes_on_after_its_day_may_go_on():
    for kind in (DeadlineKind.ONGOING, DeadlineKind.UNDECIDED, DeadlineKind.DATE_THEN_ONGOING):
        task = make_task(1, status=Status.ONGOING, deadline=Deadline("长期", kind, TODAY))
        assert "ongoing-kind" not in checks(task_problems(task))
    assert "ongoing-kind" not in checks(task_problems(make_task(1, status=Status.ONGOING, deadline=None)))


DUE = date(2022, 9, 30)


@pytest.mark.parametrize(
    ("task", "check"),
    [
        (make_task(1, links=(Link("tianqiao-2021/099"),)), "link-missing"),
        (make_task(1, links=(Link("fujian-2021/001"),)), "link-missing"),
        (make_task(1, links=(Link("tianqiao-2021/001"),)), "link-self"),
        (make_task(1, section="没有的章节"), "section-unknown"),
        (make_task(1, units=(UnitRole("区财证局"),)), "unit-unknown"),
        (make_task(1, log=(entry(unit="区财证局"),)), "unit-unknown"),
        (make_task(1, unit_status={"区民政局": Status.DONE}), "unit-not-responsible"),
        (make_task(1, log=(replace(entry(), date=date(2022, 10, 2)),)), "log-future"),
        (make_task(1, deadline=Deadline("2021年6月底前", DeadlineKind.DATE, date(2021, 6, 30))), "due-before-issued"),
        (make_task(1, deadline=Deadline("2022年6月底前", DeadlineKind.DATE, DUE)), "deadline-differs"),
        (make_task(1, deadline=Deadline("全年", DeadlineKind.ONGOING)), "deadline-differs"),
    ],
)
def test_what_a_task_can_break_among_others(task, check):
    assert check in checks(found(tasks=(task,)))


def test_two_tasks_of_one_plan():
    again = replace(make_task(1), id="tianqiao-2021/x-7c2e")
    assert {"seq-duplicate", "requirement-duplicate"} <= checks(found(tasks=tasks(again)))
    gap = found(tasks=(make_task(1), make_task(2, requirement="乙"), make_task(4, requirement="丙")))
    assert checks(gap) == {"seq-gap"}
    assert "序号 3 空缺" in gap[0].message


def test_members_of_a_group_may_differ_from_the_task():
    street = make_task(1, unit_status={"无影山街道办事处": Status.DONE})
    anyone = make_task(1, units=(UnitRole("区政府各部门"),), unit_status={"区民政局": Status.DONE})
    chosen = make_task(1, units=(UnitRole("有关部门"),), unit_status={"区民政局": Status.DONE})
    for task in (street, anyone, chosen):
        assert found(tasks=(task,)) == ()


def test_an_extension_in_the_log_explains_another_day():
    told = make_task(
        1, deadline=Deadline("2022年6月底前", DeadlineKind.DATE, DUE), log=(entry(LogKind.EXTENSION, evidence=()),)
    )
    assert found(tasks=(told,)) == ()


@pytest.mark.parametrize(
    ("text", "explains"),
    [
        ("期限由 2022-06-30 改为 2022-09-30：原文印错", True),
        ("期限更正：原文印错", True),
        ("更正：原文的完成时限印错", True),
        ("原文“2022年6月底前”印错", True),
        ("应为 2022-09-30，原文印错", True),
        ("应在9月30日前，原文印错", True),
        ("原文印错", False),
        ("更正：误点为已完成，恢复待核查", False),
        ("标题漏字", False),
        ("内控时限写错", False),
        ("整改期限写错", False),
        ("复核关联 落实 jinan-2021/017：仍然成立", False),
        ("删去关联 落实 jinan-2021/017：误连", False),
        ("回头看结论由转入今年更正为核销：已办结", False),
        ("撤销问题（20220518-3f9a2c）：记错了", False),
    ],
)
def test_only_a_correction_of_the_deadline_explains_another_day(text, explains):
    log = (entry(LogKind.CORRECTION, text, evidence=()),)
    task = make_task(1, deadline=Deadline("2022年6月底前", DeadlineKind.DATE, DUE), log=log)
    assert ("deadline-differs" in checks(found(tasks=(task,)))) is not explains


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"implements": "jinan-2021"}, "implements-missing"),
        ({"follows": "tianqiao-2021"}, "follows-self"),
        ({"year": None}, "year-missing"),
        ({"issued": date(2031, 8, 10)}, "year-issued"),
        ({"jurisdiction": "tianqiap"}, "jurisdiction-missing"),
        ({"jurisdiction": ""}, "jurisdiction-empty"),
        ({"hints": ("没有文号",)}, "hint-open"),
        ({"conflicts": (Conflict("title", "a", "b", "c"),)}, "conflict-left"),
        ({"id": "tianqiao-2020"}, "plan-empty"),
        ({"id": "tianqiao-2020"}, "plan-missing"),
    ],
)
def test_what_a_plan_can_break(changes, check):
    assert check in checks(found(plans=(replace(PLAN, **changes),)))


LEFT = Contact("王五", "wang@a.cn", until=date(2022, 1, 1))


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (Group("各街道办事处", ("区财政局",)), "看过成员，用 gongkai unit confirm 各街道办事处 确认"),
        (Group("各街道办事处"), "还没有写成员"),
        (Group("有关部门"), "由政务公开办逐项任务选定（gongkai choose）"),
    ],
)
def test_a_set_that_is_not_confirmed_says_what_it_waits_for(group, said):
    problems = found(units=(replace(UNITS, groups=(group,)),))
    assert [said in each.message for each in problems if each.check == "group-open"] == [True]


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"units": (*UNITS.units, Unit("区财局"))}, "name-twice"),
        ({"groups": (Group("各街道办事处", ("某街道",), resolved=True),)}, "member-unknown"),
        ({"groups": (Group("各街道办事处"),)}, "group-open"),
        ({"parent": "jinan"}, "parent-missing"),
        ({"office": "办公室"}, "office-unknown"),
        ({"conflicts": (Conflict("office", "a", "b", "c"),)}, "conflict-left"),
        ({"units": (*UNITS.units, Unit("区司法局", contacts=(LEFT,)))}, "handover-open"),
        ({"units": (*UNITS.units, Unit("区司法局", contacts=(Contact("李四", "LI@a.cn"),)))}, "email-twice"),
    ],
)
def test_what_the_registry_can_break(changes, check):
    problems = [problem for problem in found(units=(replace(UNITS, **changes),)) if problem.check == check]
    assert problems
    assert {problem.place for problem in problems} == {"units/tianqiao.yaml"}


def test_units_of_the_government_above_may_be_named():
    city = Jurisdiction("jinan", "济南市", units=(Unit("市财政局"),))
    task = make_task(1, units=(UnitRole("市财政局"),))
    assert found(tasks=(task,), units=(replace(UNITS, parent="jinan"), city)) == ()


def test_errors_come_first():
    problems = [Problem(Severity.HINT, "c", "a"), Problem(Severity.ERROR, "b", "z"), Problem(Severity.WARNING, "a")]
    assert [problem.severity for problem in by_weight(problems)] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.HINT,
    ]
