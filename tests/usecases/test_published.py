"""A unit whose own 要点 stands in the repository: nobody asks it for what the office can see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.handover import due_soon
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.status import Flag
from gongkai_tui.domain.task import Deadline, DeadlineKind, Decision, Extension
from gongkai_tui.reporting.acting_text import acting_lines
from gongkai_tui.reporting.handover_text import handover_text
from gongkai_tui.reporting.owe_text import OWE_TITLES, counts_row, owe_titles
from gongkai_tui.reporting.reminder import to_urge
from gongkai_tui.reporting.task_columns import table_columns
from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.paths import plan_path, task_path
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.handover import handover_page
from gongkai_tui.usecases.list_plans import list_plans
from gongkai_tui.usecases.list_tasks import all_rows, list_tasks, renewed
from gongkai_tui.usecases.owe_files import wording_of
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.own_plans import own_plans
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.scores import unit_scores
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.statistics import statistics
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import run_git, task

PLAN, TASK = "huaiyin-2022", "huaiyin-2022/065"
OWN = Plan("czj-2022", "区财政局2022年政务公开工作要点", issuer="区财政局", year=2022, jurisdiction="huaiyin",
           implements=PLAN, issued=date(2022, 4, 20), doc_number="槐财字〔2022〕1号")  # fmt: skip
SCORING = "rules:\n  - item: 逾期\n    counts: 逾期\n    points: -2\n"


def write(repo, files):
    for path, text in files.items():
        (repo / path).parent.mkdir(parents=True, exist_ok=True)
        (repo / path).write_text(text, "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-qm", "改")


@pytest.fixture
def asked(repo):
    """A task that asks two departments and the streets for a plan of their own; one department has issued it."""
    asks = replace(
        task(PLAN, 65, "强化组织领导", "区财政局、区教育和体育局、各街道办事处"),
        requirement="各街道办事处、区政府各部门要结合区域实际和业务重点发布本单位年度政务公开工作要点",
        deadline=Deadline("本文件印发后30日内", DeadlineKind.WINDOW, date(2022, 5, 1)),
    )
    write(repo, {task_path(TASK): emit.emit_task(asks), f"plans/{PLAN}/scoring.yaml": SCORING})
    return repo


def seen(ws, unit):
    """Whether each output calls a unit late in the task."""
    (line,) = (one for each in unit_grid(ws, PLAN).grid.lines for one in (each, *each.members) if one.name == unit)
    (cell,) = (each for each in line.cells if each and each.row.id == TASK)
    debts = next(each.debts for each in owing(ws, plan=PLAN).units if each.debts.name == unit)
    (item,) = (each for each in debts.items if each.row.id == TASK)
    page = handover_page(ws, unit).page
    figures = next(each for each in statistics(ws, filter_text=f"id:{TASK}", by="unit").groups if each.key == unit)
    counted = unit_scores(ws, PLAN, unit, period="2022-Q3").score.items
    return {
        "grid": cell.late,
        "owe": item.is_late,
        "handover": any(each.is_late for each in page.open_tasks if each.id == TASK),
        "stats": bool(figures.summary.flags[Flag.OVERDUE]),
        "score": any(fact.task == TASK for item in counted for fact in item.facts),
    }


def test_a_unit_is_late_everywhere_until_its_own_plan_is_issued_and_nowhere_after(asked, ws):
    assert set(seen(ws, "区财政局").values()) == {True}
    write(asked, {plan_path(OWN.id): emit.emit_plan(replace(OWN, issued=None))})
    assert set(seen(ws, "区财政局").values()) == {True}, "a draft"
    write(asked, {plan_path(OWN.id): emit.emit_plan(replace(OWN, issued=date(2022, 9, 1)))})
    assert set(seen(ws, "区财政局").values()) == {True}, "not issued yet"
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    assert set(seen(ws, "区财政局").values()) == {False}
    assert set(seen(ws, "区教育和体育局").values()) == {True}
    published = {each.unit: each.publication is not None for each in own_plans(ws, PLAN, TASK).duties.units}
    assert published == {"区财政局": True, "区教育和体育局": False, "西市场街道办事处": False}


def test_of_two_plans_of_a_unit_the_first_counts(asked, ws):
    later = replace(OWN, id="czj-2022-2", title="补充要点", issued=date(2022, 6, 20))
    sooner = replace(OWN, id="czj-2022-3", title="先发的要点", issued=date(2022, 4, 18))
    write(asked, {plan_path(each.id): emit.emit_plan(each) for each in (OWN, later, sooner)})
    duty = next(each for each in own_plans(ws, PLAN, TASK).duties.units if each.unit == "区财政局")
    assert (duty.publication.plan, duty.late) == ("czj-2022-3", False)


def test_the_unit_is_told_that_it_need_not_report_and_the_office_that_it_has_to_check(asked, ws):
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    found = owing(ws, plan=PLAN)
    debts = {each.debts.name: each.debts for each in found.units}
    unit = debts["区财政局"]
    row = counts_row("区财政局", unit)
    assert row["open"] - row["reported"] - row["published"] == row["owed"] == 1
    assert list(owe_titles(debts.values())) == [*list(OWE_TITLES)[:3], "published", *list(OWE_TITLES)[3:]]
    assert owe_titles([debts["区教育和体育局"]]) == OWE_TITLES
    assert TASK not in {item.row.id for item in unit.owed}
    assert (unit.open, unit.tasks_owed, unit.reported) == (2, 1, 0)
    text = wording_of(found).unit_text("区财政局", unit)
    assert "不用再报" in text
    assert "第65项 强化组织领导：已发布 2022-04-20（czj-2022，槐财字〔2022〕1号）" in text
    assert unit.items[-1].lacks_evidence is False
    (item,) = (each for each in debts["区政府办公室"].office if each.matter.startswith("已发布"))
    assert (item.units, item.since) == (("区财政局",), "2022-04-20")
    page = handover_page(ws, "区财政局").page
    assert TASK not in {each.id for each in due_soon(page.open_tasks, page.day, 30)}
    assert "未启动，已发布 2022-04-20，待登记核查" in handover_text(handover_page(ws, "区财政局").page, "md")


def test_what_the_office_found_wrong_with_it_is_late_again_and_what_it_checked_waits_for_nobody(asked, ws):
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    for status in ("待核查", "已完成"):
        said = {"unit": "区财政局", "evidence": ("槐财字〔2022〕1号",), "note": "已看过"}
        carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), assignments={"status": status}, **said)))
    debts = {each.debts.name: each.debts for each in owing(ws, plan=PLAN).units}
    assert not debts["区财政局"].published
    assert "区政府办公室" not in debts
    text = (asked / task_path(TASK)).read_text("utf-8")
    write(asked, {task_path(TASK): text.replace("区财政局: 已完成", "区财政局: 整改中")})
    assert set(seen(ws, "区财政局").values()) == {True}


def report(repo, status, day, **said):
    on_that_day = open_workspace(repo, today=day)
    asked = ChangeRequest(targets=(TASK,), unit="区财政局", assignments={"status": status}, **said)
    carry_out(on_that_day, propose(on_that_day, asked))
    on_that_day.close()


def test_what_the_office_returned_is_asked_for_until_it_is_published_anew(asked, ws):
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    report(asked, "待核查", date(2022, 7, 12), evidence=("槐财字〔2022〕1号",), note="已发布")
    assert not any(seen(ws, "区财政局").values())
    report(asked, "推进中", date(2022, 7, 13), reason="链接打不开")
    assert set(seen(ws, "区财政局").values()) == {True}
    duty = next(each for each in own_plans(ws, PLAN, TASK).duties.units if each.unit == "区财政局")
    assert duty.publication is None
    again = replace(OWN, id="czj-2022-2", title="修订的要点", issued=date(2022, 7, 20), doc_number="")
    write(asked, {plan_path(again.id): emit.emit_plan(again)})
    assert not any(seen(ws, "区财政局").values())
    duty = next(each for each in own_plans(ws, PLAN, TASK).duties.units if each.unit == "区财政局")
    assert (duty.publication.plan, duty.late) == ("czj-2022-2", True)
    report(asked, "待核查", date(2022, 8, 1), evidence=("https://czj.example/2.html",), note="重新发布")
    duty = next(each for each in own_plans(ws, PLAN, TASK).duties.units if each.unit == "区财政局")
    assert (duty.publication.date, duty.late) == (again.issued, True), "registered, not forgiven"


def test_who_is_registered_late_has_published_when_it_has(asked, ws):
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    days = {"evidence": ("https://czj.example/1.html",), "note": "已看过"}
    for status in ("待核查", "已完成"):
        report(asked, status, date(2022, 7, 12), **days)
        duty = next(each for each in own_plans(ws, PLAN, TASK).duties.units if each.unit == "区财政局")
        assert (duty.publication, duty.late) == (
            (OWN.issued, "https://czj.example/1.html", OWN.doc_number, OWN.id),
            False,
        )
    # Of what was reported before the plan came into the repository, the report says when.
    write(asked, {plan_path(OWN.id): emit.emit_plan(replace(OWN, issued=date(2022, 7, 30)))})
    duty = next(each for each in own_plans(ws, PLAN, TASK).duties.units if each.unit == "区财政局")
    assert (duty.publication.date, duty.publication.plan) == (date(2022, 7, 12), "")


def test_another_task_of_the_plan_is_asked_for_as_before(asked, ws):
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    debts = next(each.debts for each in owing(ws, plan=PLAN).units if each.debts.name == "区财政局")
    assert {item.row.id for item in debts.items if item.is_late} == {f"{PLAN}/001"}


ALL_NAMED = "区财政局、区教育和体育局"
EDUCATION = replace(OWN, id="jytyj-2022", title="区教育和体育局2022年政务公开工作要点", issuer="区教育和体育局",
                    issued=date(2022, 4, 25), doc_number="槐教体字〔2022〕1号")  # fmt: skip


@pytest.fixture
def of_two(asked):
    """The same asked of two departments alone."""
    path = asked / task_path(TASK)
    whole = path.read_text("utf-8")
    head, _, rest = whole.partition("units:\n")
    units = "".join(f"  - unit: {unit}\n    role: 责任\n" for unit in ALL_NAMED.split("、"))
    write(asked, {task_path(TASK): f"{head}units:\n{units}{rest[rest.index('deadline:') :]}"})
    return asked


def told(ws, **of):
    """What the lists and the figures of whole tasks say of the task: its flags, and how many are late."""
    (row,) = list_tasks(ws, f"id:{TASK}", **of).rows
    held = next(each for each in read_view(ws, **of).rows(texts="held") if each.id == TASK)
    day = list_tasks(ws, **of).day
    assert flags_of(held, day) == flags_of(row, day)
    figures = statistics(ws, filter_text=f"id:{TASK}", **of).whole
    (plan,) = (each for each in list_plans(ws, **of) if each.plan.id == PLAN)
    late = {each.id for each in list_tasks(ws, "flag:逾期", **of).rows}
    assert (TASK in late, len(late)) == (bool(figures.flags[Flag.OVERDUE]), plan.figures.flags[Flag.OVERDUE])
    return {each.value for each in flags_of(row, day)}, row.published


def test_the_task_itself_is_late_until_all_whom_it_asks_have_published(of_two, ws):
    assert told(ws) == ({"逾期"}, "")
    write(of_two, {plan_path(OWN.id): emit.emit_plan(OWN)})
    assert told(ws) == ({"逾期"}, "")
    write(of_two, {plan_path(EDUCATION.id): emit.emit_plan(EDUCATION)})
    assert told(ws) == (set(), "2022-04-25")
    assert not any(seen(ws, "区财政局").values())
    assert table_columns([(list_tasks(ws, f"id:{TASK}").rows[0], ())], ("flags",)) == [["2022-04-25已全部发布，待登记"]]
    assert told(ws, as_of="HEAD~1") == ({"逾期"}, ""), "as it was"
    assert TASK not in {each.id for each in to_urge(list_tasks(ws).rows)}


def test_what_is_published_on_disk_alone_counts_as_other_hand_edits_do(of_two, ws):
    write(of_two, {plan_path(OWN.id): emit.emit_plan(OWN)})
    path = of_two / plan_path(EDUCATION.id)
    path.parent.mkdir(parents=True)
    path.write_text(emit.emit_plan(EDUCATION), "utf-8")
    assert told(ws)[1] == "2022-04-25"
    path.unlink()
    assert told(ws)[1] == ""


def test_who_is_left_makes_the_task_late_by_its_own_day(of_two, ws):
    write(of_two, {plan_path(OWN.id): emit.emit_plan(OWN)})
    whole = codec.decode_task((of_two / task_path(TASK)).read_bytes(), task_path(TASK)).value
    days = {"asked": date(2022, 4, 20), "original": date(2022, 5, 1), "decided": date(2022, 4, 21)}
    for proposed, last in ((date(2022, 7, 1), "2022-07-01"), (date(2022, 12, 1), "2022-12-01")):
        granted = Extension("0a1b2c3d", proposed=proposed, unit="区教育和体育局", decision=Decision.GRANTED, **days)
        write(of_two, {task_path(TASK): emit.emit_task(replace(whole, extensions=(granted,)))})
        (row,) = list_tasks(ws, f"id:{TASK}").rows
        assert (row.open_due, row.published) == (last, "")
        assert ("逾期" in told(ws)[0]) is (last < "2022-08-01")


def test_a_list_that_stays_open_shows_what_has_been_published_since(of_two, ws):
    before = all_rows(ws)
    write(of_two, {plan_path(each.id): emit.emit_plan(each) for each in (OWN, EDUCATION)})
    after = renewed(ws, read_view(ws), before)
    assert [row.published for row in after.rows if row.id == TASK] == ["2022-04-25"]
    assert read_view(ws).row(task_path(TASK)).published == "2022-04-25"
    # What is recorded there is no longer merely seen.
    for unit in ALL_NAMED.split("、"):
        said = {"unit": unit, "evidence": ("槐财字〔2022〕1号",), "note": "已看过"}
        carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), assignments={"status": "待核查"}, **said)))
    recorded = renewed(ws, read_view(ws), after)
    assert [(row.status, row.published) for row in recorded.rows if row.id == TASK] == [("待核查", "")]


def test_the_units_of_a_task_tell_who_has_published(asked, ws):
    assert not any(unit.published for unit in show_task(ws, TASK).acting)
    write(asked, {plan_path(OWN.id): emit.emit_plan(OWN)})
    view = show_task(ws, TASK)
    (published,) = (unit for unit in view.acting if unit.published)
    lines = list(acting_lines(view.acting))
    assert f"{published.name}：{published.status}（已发布 {published.published}，待登记）" in lines
    assert sum("已发布" in line for line in lines) == 1
