"""How two plans answer each other, and who has published a plan of their own."""

from dataclasses import replace
from datetime import date

import pytest
from samples import TODAY, make_row, make_task

from gongkai_tui.domain.coverage import Coverage, Pair, Side, cover
from gongkai_tui.domain.fingerprint import fingerprint, fingerprints
from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.own_plans import Publication, duties, publisher
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.rules import snapshot_of, snapshot_problems
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Chosen, Link, LinkKind, LogEntry, LogKind, UnitRole
from gongkai_tui.domain.task_facts import facts_of
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit
from gongkai_tui.reporting.coverage_text import units_figures, units_text

UPPER, LOWER = Plan("jinan-2021", "市", year=2021), Plan("tianqiao-2021", "区", year=2021, implements="jinan-2021")


def row(task_id, requirement="公开预算"):
    return make_row(id=task_id, plan=task_id.partition("/")[0], heading="任务", requirement=requirement)


def coverage(pairs, lower=("公开预算。", "另一件事")):
    upper = [row("jinan-2021/001"), row("jinan-2021/002")]
    below = [row(f"tianqiao-2021/{n:03d}", text) for n, text in enumerate(lower, 1)]
    return Coverage(UPPER, LOWER, LinkKind.IMPLEMENTS, cover(upper, below, pairs))


def test_every_task_of_both_plans_stands_there():
    found = coverage({("jinan-2021/001", "tianqiao-2021/001"): Pair()})
    assert [answer.side for answer in found.answers] == [Side.BOTH, Side.UPPER, Side.LOWER]
    assert (found.upper_total, found.upper_answered, found.lower_total, found.lower_sourced) == (2, 1, 2, 1)


def test_one_task_may_answer_several_and_several_one():
    found = coverage(
        {
            ("jinan-2021/002", "tianqiao-2021/002"): Pair(stale=True),
            ("jinan-2021/002", "tianqiao-2021/001"): Pair(),
            ("jinan-2021/001", "tianqiao-2021/001"): Pair(),
        }
    )
    assert [answer.lower.id for answer in found.answers if answer.upper.id == "jinan-2021/002"] == [
        "tianqiao-2021/001",
        "tianqiao-2021/002",
    ]
    assert (found.upper_answered, found.lower_sourced, found.stale) == (2, 2, 1)


def test_punctuation_is_no_difference_of_wording():
    found = coverage({("jinan-2021/001", f"tianqiao-2021/00{n}"): Pair() for n in (1, 2)})
    assert [answer.differs for answer in found.answers if answer.upper and answer.lower] == [False, True]


def test_links_to_tasks_that_are_gone_answer_nothing():
    found = coverage({("jinan-2021/009", "tianqiao-2021/001"): Pair(), ("jinan-2021/001", "x/001"): Pair()})
    assert found.upper_answered == found.lower_sourced == 0


def checks(link, upper_text="公开预算", plan=LOWER):
    upper = replace(make_task(1), id="jinan-2021/001", requirement=upper_text)
    lower = replace(make_task(1), id="tianqiao-2021/001", links=(link,))
    found = snapshot_problems(snapshot_of((UPPER, plan), (upper, lower), ()), TODAY)
    return {problem.check for problem in found if problem.field == "links"}


MARK = fingerprint("公开预算")
MARK_OF_WORDS = fingerprints("公开2—3项")[-1]
"""As programs wrote it that did not look at the signs of a number."""


@pytest.mark.parametrize(
    ("link", "text", "found"),
    [
        (Link("jinan-2021/001", LinkKind.IMPLEMENTS, MARK), "公开 预算。", set()),
        (Link("jinan-2021/001", LinkKind.IMPLEMENTS, MARK), "公开决算", {"link-stale"}),
        (Link("jinan-2021/001", LinkKind.IMPLEMENTS), "公开决算", set()),
        (Link("jinan-2021/001", LinkKind.IMPLEMENTS, fingerprint("公开2—3项")), "公开23项", {"link-stale"}),
        (Link("jinan-2021/001", LinkKind.IMPLEMENTS, MARK_OF_WORDS), "公开2—3项", set()),
        (Link("jinan-2021/001", LinkKind.IMPLEMENTS, MARK_OF_WORDS), "公开2—4项", {"link-stale"}),
        (Link("jinan-2021/001", LinkKind.FOLLOWS, MARK), "公开预算", {"link-elsewhere"}),
        (Link("jinan-2021/001", LinkKind.RELATED, MARK), "公开预算", set()),
        (Link("jinan-2021/009", LinkKind.IMPLEMENTS, MARK), "公开预算", {"link-missing"}),
    ],
)
def test_what_the_rules_say_of_links(link, text, found):
    assert checks(link, text) == found


def test_a_heading_counts_only_without_a_requirement():
    task = replace(make_task(1), requirement="公开预算")
    assert facts_of(replace(task, heading="别的")).fingerprints == facts_of(task).fingerprints
    bare = replace(task, requirement="")
    assert facts_of(replace(bare, heading="别的")).fingerprints != facts_of(bare).fingerprints


ISSUED, DUE = date(2022, 4, 1), date(2022, 5, 1)
CITY = Jurisdiction("jinan", "济南市", units=(Unit("天桥区政府", aliases=(Alias("天桥区"),)),))
DISTRICT = Jurisdiction(
    "tianqiao",
    "济南市天桥区",
    parent="jinan",
    units=(Unit("区财政局", aliases=(Alias("区财局"),)), Unit("区民政局"), Unit("北园街道办事处")),
    groups=(Group("各街道办事处", ("北园街道办事处",), resolved=True), Group("有关部门"), Group("区政府各部门")),
)
UNITS = GridUnits(UnitRegistry((CITY, DISTRICT)), "tianqiao")


def owed(units, log=(), published=None, today=DUE, chosen=()):
    task = replace(make_task(1), units=tuple(map(UnitRole, units)), log=tuple(log), chosen=chosen)
    return duties(task, UNITS, published or {}, issued=ISSUED, due=DUE, today=today)


def report(unit, day, *evidence, kind=LogKind.REPORT, number=1):
    return LogEntry(f"{number:08x}", day, kind, unit, "已发布", evidence)


def test_collectives_become_their_members_and_open_ones_stay_unresolved():
    found = owed(["各街道办事处", "区财局", "有关部门", "区政府各部门"])
    assert [(duty.unit, duty.group) for duty in found.units] == [("北园街道办事处", "各街道办事处"), ("区财政局", "")]
    assert found.unresolved == ("有关部门", "区政府各部门")
    assert found.unconfirmed == ()


def test_the_office_may_have_chosen_the_members_for_this_task():
    found = owed(["有关部门"], chosen=(Chosen("有关部门", ("区民政局",)),))
    assert [(duty.unit, duty.group) for duty in found.units] == [("区民政局", "有关部门")]
    assert found.unresolved == found.unconfirmed == ()


@pytest.mark.parametrize(("day", "late"), [(date(2022, 5, 1), False), (date(2022, 5, 2), True)])
def test_published_in_time_or_late(day, late):
    entry = report("区财局", day, "济天财〔2022〕3号", "https://example.gov.cn/1")
    (duty,) = owed(["区财政局"], [entry]).units
    assert duty.publication == Publication(day, "https://example.gov.cn/1", "济天财〔2022〕3号")
    assert (duty.days, duty.late) == ((day - ISSUED).days, late)


@pytest.mark.parametrize(("today", "late"), [(date(2022, 5, 1), False), (date(2022, 5, 2), True)])
def test_not_published_is_late_once_the_last_day_has_passed(today, late):
    (duty,) = owed(["区财政局"], [report("区财政局", DUE, "a.pdf", kind=LogKind.PROGRESS)], today=today).units
    assert duty.publication is None
    assert duty.late is late


def test_only_the_first_report_with_evidence_counts():
    log = [
        report("区财政局", date(2022, 4, 2)),
        report("区财政局", date(2022, 4, 5), "a.pdf", number=2),
        report("区财政局", date(2022, 6, 1), "b.pdf", number=3),
    ]
    (duty,) = owed(["区财政局"], log).units
    assert duty.publication.date == date(2022, 4, 5)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (LogKind.RETURN, "退回补充：链接打不开"),
        (LogKind.CHECK, "核查不通过：链接打不开"),
        (LogKind.CHECK, "发现问题（20220405-1f2e3d）：链接打不开"),
        (LogKind.CORRECTION, "更正：没有发布"),
    ],
)
def test_what_was_refuted_is_published_only_once_it_is_reported_again(kind, text):
    first, again = (
        report("区财政局", date(2022, 4, 2), "a.pdf"),
        report("区财政局", date(2022, 4, 20), "b.pdf", number=3),
    )
    other = report("区民政局", date(2022, 4, 3), "c.pdf", number=4)
    back = LogEntry("00000002", date(2022, 4, 5), kind, "区财局", text)

    def days(*log, status=Status.IN_PROGRESS):
        task = replace(
            make_task(1),
            units=(UnitRole("区财政局"), UnitRole("区民政局")),
            unit_status={"区财政局": status},
            log=log,
        )
        found = duties(task, UNITS, {}, issued=ISSUED, due=DUE, today=DUE)
        return [duty.publication and duty.publication.date for duty in found.units]

    assert days(first, other, back) == [None, date(2022, 4, 3)]
    assert days(first, other, back, again) == [date(2022, 4, 20), date(2022, 4, 3)]
    # The refutation was taken back: the unit stands where it stood.
    assert days(first, other, back, status=Status.REPORTED) == [date(2022, 4, 2), date(2022, 4, 3)]
    whole = replace(back, unit=None)
    assert days(first, other, whole) == [None, None]
    progress = replace(back, kind=LogKind.PROGRESS)
    assert days(first, other, progress) == [date(2022, 4, 2), date(2022, 4, 3)]


def test_who_reports_without_being_named_is_listed_too():
    found = owed(["各街道办事处"], [report("区民政局", DUE, "a.pdf")])
    assert [duty.unit for duty in found.units] == ["北园街道办事处", "区民政局"]


def test_a_report_of_a_collective_counts_for_each_member_unless_it_reported_itself():
    streets = Group("各街道办事处", ("北园街道办事处", "药山街道办事处", "桑梓店街道办事处"), resolved=True)
    district = replace(DISTRICT, groups=(streets, Group("有关部门")))
    units = GridUnits(UnitRegistry((district,)), "tianqiao")
    log = (
        report("各街道办事处", date(2022, 4, 20), "https://example.gov.cn/all"),
        report("药山街道办事处", date(2022, 5, 6), "https://example.gov.cn/own", number=2),
        report("有关部门", DUE, "a.pdf", number=3),
    )
    task = replace(make_task(1), units=(UnitRole("各街道办事处"), UnitRole("区财政局")), log=log)
    plans = {"桑梓店街道办事处": [Publication(date(2022, 4, 30), plan="sangzidian-2022")]}
    found = duties(task, units, plans, issued=ISSUED, due=DUE, today=DUE)
    assert [(duty.unit, duty.group, duty.publication and duty.publication.date, duty.late) for duty in found.units] == [
        ("北园街道办事处", "各街道办事处", date(2022, 4, 20), False),
        ("药山街道办事处", "各街道办事处", date(2022, 5, 6), True),
        ("桑梓店街道办事处", "各街道办事处", date(2022, 4, 30), False),
        ("区财政局", "", None, False),
        ("有关部门", "", DUE, False),
    ]
    chosen = replace(task, chosen=(Chosen("各街道办事处", ("北园街道办事处",)),), log=log[:1])
    found = duties(chosen, units, {}, issued=ISSUED, due=DUE, today=DUE)
    assert [(duty.unit, duty.publication is not None) for duty in found.units] == [
        ("北园街道办事处", True),
        ("区财政局", False),
    ]


def test_a_report_of_the_whole_task_counts_for_everybody_it_names():
    log = [report(None, date(2022, 4, 20), "https://example.gov.cn/all")]
    found = owed(["各街道办事处", "区财政局", "有关部门"], log)
    assert [(duty.unit, duty.publication.url) for duty in found.units] == [
        ("北园街道办事处", "https://example.gov.cn/all"),
        ("区财政局", "https://example.gov.cn/all"),
    ]
    assert "2 个单位中 2 个已发布，0 个超期" in units_figures(found)


def test_whoever_met_the_task_without_a_trace_of_a_publication_is_not_late():
    task = replace(
        make_task(1), units=(UnitRole("区财政局"), UnitRole("区民政局")), unit_status={"区财政局": Status.DONE}
    )
    found = duties(task, UNITS, {}, issued=ISSUED, due=DUE, today=date(2022, 6, 1))
    assert [(duty.unit, duty.late) for duty in found.units] == [("区财政局", None), ("区民政局", True)]
    assert "已完成，没有发布记录" in units_text(found, "table")
    assert "0 个已发布，1 个已报或已办结而没有发布记录，1 个超期" in units_figures(found)


@pytest.mark.parametrize(
    ("issuer", "unit"),
    [
        ("济南市天桥区财政局", "区财政局"),
        ("区财局", "区财政局"),
        ("济南市历下区财政局", ""),
        ("济南市天桥区税务局", ""),
    ],
)
def test_whose_plan_it_is(issuer, unit):
    assert publisher(Plan("p-2021", "", issuer=issuer), UNITS, DISTRICT, DISTRICT) == unit
    assert publisher(Plan("p-2021", "", issuer=issuer), UNITS, DISTRICT, None) == unit


def test_a_district_answers_for_its_plan_in_the_city():
    units = GridUnits(UnitRegistry((CITY, DISTRICT)), "jinan")
    assert publisher(LOWER, units, CITY, DISTRICT) == "天桥区政府"
    assert publisher(LOWER, units, CITY, replace(DISTRICT, parent="qingdao")) == ""
