"""The 交接 page from a real repository."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.plan import Plan, PlanState
from gongkai_tui.domain.problem_record import Fixed, Found, Objection, ProblemRecord, ProblemState, Round
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import (
    Decision,
    Extension,
    LogEntry,
    LogKind,
    Lookback,
    LookbackVerdict,
    Recurring,
    UnitRole,
)
from gongkai_tui.reporting.handover_text import handover_text
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, task_path
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.handover import handover_page
from gongkai_tui.usecases.lookback import lookback_figures
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.problem_files import problem_file
from gongkai_tui.usecases.unit_lookup import UnknownUnit

from .conftest import PLANS, TASKS, TODAY, run_git
from .test_problems import told

MAY = date(2022, 5, 1)


def commit(repo, files):
    for path, text in files.items():
        (repo / path).parent.mkdir(parents=True, exist_ok=True)
        (repo / path).write_text(text, "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "准备")


def problem(number, state, unit="区财政局", **more):
    record = ProblemRecord(f"20220501-00000{number}", state, unit=unit, found=Found(MAY, where="预决算", what="打不开"))
    return replace(record, **more)


def problem_texts(*records):
    return {path: data.decode() for path, data in (problem_file("huaiyin-2022", record) for record in records)}


@pytest.fixture
def following(repo):
    """This year's plan follows last year's."""
    plan = next(each for each in PLANS if each.id == "huaiyin-2022")
    commit(repo, {plan_path(plan.id): emit.emit_plan(replace(plan, follows="huaiyin-2021"))})
    return repo


def test_the_page_of_a_unit(following, ws):
    page = handover_page(ws, "区财政局", days=30).page
    assert [each.name for each in page.contacts] == ["财政张三"]
    assert [each.name for each in page.office_contacts] == ["办公室李四"]
    (debts,) = (each.debts for each in owing(ws, ("区财政局",)).units)
    assert [(each.id, each.role) for each in page.open_tasks] == [
        ("huaiyin-2022/001", "责任"),
        ("huaiyin-2021/001", debts.items[0].role),
    ]
    assert sum(each.is_late for each in page.due) == debts.overdue
    assert page.last_year == ()
    assert page.waiting is None


def test_what_last_year_left_is_open_until_its_plan_is_archived(following, ws):
    archived = replace(next(each for each in PLANS if each.id == "huaiyin-2021"), state=PlanState.ARCHIVED)
    commit(following, {plan_path(archived.id): emit.emit_plan(archived)})
    page = handover_page(ws, "区财政局").page
    assert [each.id for each in page.open_tasks] == ["huaiyin-2022/001"]
    assert [(each.task, each.how) for each in page.last_year] == [("huaiyin-2021/001", "未启动")]


def test_a_street_sees_the_tasks_of_its_collective_with_its_own_status(ws):
    request = ChangeRequest(targets=("huaiyin-2022/3",), unit="西市场街道办事处", assignments={"status": "推进中"})
    carry_out(ws, propose(ws, replace(request, note="已部署")))
    page = handover_page(ws, "西市场街道办事处").page
    assert [(each.id, each.role, each.status) for each in page.open_tasks] == [
        ("huaiyin-2022/001", "责任（各街道办事处）", Status.NOT_STARTED),
        ("huaiyin-2022/003", "责任（各街道办事处）", Status.IN_PROGRESS),
    ]
    assert any("已部署" in each.what or "推进中" in each.what for each in page.history)


def test_problems_promises_and_duties(repo, ws):
    asked = Extension("00000001", MAY, date(2022, 6, 30), date(2022, 9, 1), "待发文", unit="区财政局")
    said = LogEntry("00000002", MAY, LogKind.PROGRESS, "区财政局", "2022年8月20日前公开决算")
    task = replace(TASKS[0], extensions=(asked,), log=(said,), recurring=(Recurring("年", 1),))
    told = problem(1, ProblemState.RECTIFYING, rounds=(Round(1, MAY, due=date(2022, 5, 20)),))
    commit(repo, {
        task_path(task.id): emit.emit_task(task),
        **problem_texts(told, problem(2, ProblemState.CLOSED), problem(3, ProblemState.TO_NOTIFY, "区教育和体育局")),
    })  # fmt: skip
    page = handover_page(ws, "区财政局").page
    assert [(each.id, each.due) for each in page.problems] == [(told.id, date(2022, 5, 20))]
    assert [(each.kind, each.day) for each in page.promises] == [
        ("记录", date(2022, 8, 20)),
        ("延期待答复", date(2022, 9, 1)),
    ]
    assert [(each.task, each.done) for each in page.duties] == [("huaiyin-2022/001", 0)]
    assert page.missed == ()


def test_periods_that_were_missed_are_told_as_owe_tells_them(repo, ws):
    once = LogEntry("00000001", MAY, LogKind.OCCURRENCE, "区财政局", "培训")
    task = replace(TASKS[0], recurring=(Recurring("月", 2, what="培训"),), log=(once,))
    commit(repo, {task_path(task.id): emit.emit_task(task)})
    page = handover_page(ws, "区财政局").page
    (owed,) = (each.debts for each in owing(ws, ("区财政局",)).units)
    assert [(each.task, each.period, each.done, each.at_least) for each in page.missed] == [
        (task.id, "2022年4月", 0, 2),
        (task.id, "2022年5月", 1, 2),
        (task.id, "2022年6月", 0, 2),
        (task.id, "2022年7月", 0, 2),
    ]
    assert len(page.missed) == owed.missed
    text = handover_text(page, "text")
    assert "缺 4 期经常性工作" in text
    assert "每月2次（培训）" in text


def test_the_office_sees_what_waits_for_it(repo, ws):
    reported = LogEntry("00000002", MAY, LogKind.REPORT, "区财政局", "已公开", ("https://a.cn/1",))
    asked = Extension("00000001", MAY, date(2022, 6, 30), date(2022, 9, 1), "待发文", unit="区教育和体育局")
    fixed = Round(1, MAY, due=MAY, fixed=Fixed(date(2022, 5, 3), "已改", ("https://a.cn/2",)))
    commit(repo, {
        task_path(TASKS[0].id): emit.emit_task(
            replace(TASKS[0], unit_status={"区财政局": Status.REPORTED}, log=(reported,))
        ),
        task_path(TASKS[1].id): emit.emit_task(replace(TASKS[1], extensions=(asked,))),
        **problem_texts(
            problem(1, ProblemState.TO_RECHECK, rounds=(fixed,)),
            problem(2, ProblemState.OBJECTED, rounds=(Round(1, MAY, due=MAY),), objections=(Objection(MAY, "张三"),)),
            problem(3, ProblemState.TO_NOTIFY),
            problem(4, ProblemState.RECTIFYING, rounds=(Round(1, MAY, due=MAY),)),
        ),
    })  # fmt: skip
    page = handover_page(ws).page
    assert page.unit == "区政府办公室"
    assert [(each.kind, each.place) for each in page.waiting] == [
        ("待核查", "huaiyin-2022/001"),
        ("延期待答复", "huaiyin-2022/002"),
        ("异议待答复", "20220501-000002"),
        ("问题待反馈", "20220501-000003"),
        ("问题待再核查", "20220501-000001"),
    ]
    assert page.waiting[-1].since == date(2022, 5, 3)


def test_the_office_sees_how_far_looking_back_at_last_year_has_come(following, ws):
    def told(unit="区政府办公室"):
        waiting = handover_page(ws, unit).page.waiting
        return None if waiting is None else [(each.place, each.title) for each in waiting if each.kind == "回头看"]

    last_year = next(task for task in TASKS if task.id == "huaiyin-2021/001")
    undecided = lookback_figures(ws, "huaiyin-2021").undecided
    assert told() == [("huaiyin-2021", f"尚未核查{undecided}项（共{undecided}项）")]
    assert told("区财政局") is None
    other = replace(last_year, id="huaiyin-2021/002", seq=2)
    verdict = Lookback(MAY, LookbackVerdict.CLOSED, "张三", "看过")
    judged = replace(last_year, status=Status.CLOSED, lookback=verdict)
    commit(following, {task_path(task.id): emit.emit_task(task) for task in (judged, other)})
    assert told() == [("huaiyin-2021", f"尚未核查{undecided}项（共{undecided + 1}项）")]
    commit(following, {task_path(other.id): emit.emit_task(replace(judged, id=other.id, seq=2))})
    assert told() == []


def test_a_later_day_granted_to_the_street_alone_is_its_own_and_what_is_reported_is_not_due(repo, ws):
    granted = Extension(
        "00000001", MAY, date(2022, 6, 30), date(2022, 8, 20), "待发文",
        unit="西市场街道办事处", decided=MAY, decision=Decision.GRANTED,
    )  # fmt: skip
    task = replace(TASKS[0], unit_status={"区财政局": Status.REPORTED}, extensions=(granted,))
    commit(repo, {task_path(task.id): emit.emit_task(task)})
    street = handover_page(ws, "西市场街道办事处").page
    assert [(each.id, each.due, each.is_late) for each in street.due] == [(task.id, date(2022, 8, 20), False)]
    assert handover_page(ws, "区财政局").page.due == ()


def test_a_person_stands_for_the_unit(ws, monkeypatch):
    assert handover_page(ws, "财政张三").page.unit == "区财政局"
    with pytest.raises(UnknownUnit, match="没有单位“王五”，也没有叫这个名字的联系人"):
        handover_page(ws, "王五")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@huaiyin.example")
    assert handover_page(ws).page.unit == "区财政局"


def test_nobody_is_guessed_among_several_offices(repo, ws, monkeypatch):
    text = (repo / "units/huaiyin.yaml").read_text("utf-8").replace("槐荫区", "天桥区").replace("huaiyin.", "tianqiao.")
    commit(repo, {"units/tianqiao.yaml": text})
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "somebody@example.cn")
    with pytest.raises(UsageError, match="槐荫区 区政府办公室、天桥区 区政府办公室"):
        handover_page(ws)
    with pytest.raises(UnknownUnit, match="--jurisdiction tianqiao"):
        handover_page(ws, "财政张三")
    assert handover_page(ws, jurisdiction="tianqiao").page.jurisdiction == "天桥区"
    assert handover_page(ws, "财政张三", jurisdiction="tianqiao").page.open_tasks == ()


def test_the_history_leaves_out_merges(repo, ws):
    run_git(repo, "checkout", "-qb", "side")
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), unit="区财政局", note="分支", action="note")))
    run_git(repo, "checkout", "-q", "main")
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2021/1",), unit="区财政局", note="主线", action="note")))
    run_git(repo, "merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side")
    told = [each.what for each in handover_page(ws, "区财政局").page.history]
    assert ["分支" in " ".join(told), "主线" in " ".join(told), "Merge" in " ".join(told)] == [True, True, False]


def test_the_history_leaves_out_what_is_about_other_units(repo, ws):
    shared = replace(TASKS[0], units=(*TASKS[0].units, UnitRole("区政府办公室")))
    commit(repo, {task_path(shared.id): emit.emit_task(shared)})
    noted = (("区财政局", "甲事"), ("西市场街道办事处", "乙事"), ("区政府办公室", "丙事"), (None, "丁事"))
    for unit, text in noted:
        carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), unit=unit, note=text, action="note")))
    for unit in ("区财政局", "西市场街道办事处"):
        told(ws, unit=unit)
    found = " ".join(each.what for each in handover_page(ws, "区财政局").page.history)
    assert [text in found for _, text in noted] == [True, False, False, True]
    assert ["区财政局：新增" in found, "西市场街道办事处：新增" in found] == [True, False]


def test_what_is_to_be_put_right_is_among_what_is_due(repo, ws):
    def rectifying(number, due):
        return problem(number, ProblemState.RECTIFYING, rounds=(Round(1, MAY, due=due),))

    objected = problem(4, ProblemState.OBJECTED, rounds=(Round(1, MAY, due=MAY),), objections=(Objection(MAY, "张三"),))
    days = (date(2022, 8, 31), date(2022, 7, 20), date(2022, 9, 1))
    commit(repo, problem_texts(*(rectifying(n, due) for n, due in enumerate(days, 1)), objected))
    page = handover_page(ws, "区财政局").page
    assert [each.id[-1] for each in page.due_problems] == ["2", "1"]
    text = handover_text(page, "md")
    assert "没核销的问题 4 个（逾期 1 个）" in text
    due, listed = (text.partition(f"## {title}")[2].partition("##")[0] for title in ("已过期限", "没核销的问题"))
    assert "| 2022-07-20 | 过期 12 天 | 20220501-000002 | 问题：打不开 | 整改 | 整改中 |" in due
    assert "复核超时" in listed


def test_texts_of_the_page(following, ws):
    page = handover_page(ws, "区财政局").page
    markdown = handover_text(page, "md")
    assert markdown.startswith("# 槐荫区 区财政局 工作交接单\n")
    assert "| 2022-06-30 | 过期 32 天 | huaiyin-2022/001 | 财政信息 | 责任 | 未启动 |" in markdown
    assert "其中逾期 1 项、30 天内到期 0 项" in markdown
    assert "没核销的问题\n（没有）" in handover_text(page, "text")
    data = json.loads(handover_text(page, "json"))
    assert data["day"] == TODAY.isoformat()
    assert data["open_tasks"][0]["due"] == "2022-06-30"
    assert "extra" not in data["contacts"][0]


def test_markup_in_the_data_stays_text(repo, ws):
    odd = replace(TASKS[0], heading="a|b\n<script>*x*")
    commit(repo, {task_path(odd.id): emit.emit_task(odd)})
    page = handover_page(ws, "区财政局").page
    assert r"a\|b<br>\<script\>\*x\*" in handover_text(page, "md")


def test_a_plan_that_nobody_follows_is_no_last_year(repo, ws):
    commit(repo, {plan_path("other-2022"): emit.emit_plan(Plan("other-2022", "2022年要点", year=2022))})
    page = handover_page(ws, "区财政局").page
    assert {each.id for each in page.open_tasks} == {"huaiyin-2022/001", "huaiyin-2021/001"}
    assert page.last_year == ()
