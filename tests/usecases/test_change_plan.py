"""The head of a plan: changed in one commit with the last days that hang on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import Deadline, DeadlineKind, Decision
from gongkai_tui.gitrepo.write_errors import NothingToSave
from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.paths import plan_path, task_path
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.change_plan import change_plan, plan_head, propose_plan_change
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.extend_task import propose_answer, propose_request, save_extension
from gongkai_tui.usecases.history import commit_changes
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.plan_lookup import UnknownPlan
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo

from .conftest import PLANS, TASKS, run_git

PLAN = "huaiyin-2022"
WINDOW = "印发后30日内"
WORKING = "印发之日起15个工作日内"


def put(repo, *tasks, plan=None):
    if plan is not None:
        (repo / plan_path(plan.id)).write_text(emit.emit_plan(plan), "utf-8")
    for task in tasks:
        (repo / task_path(task.id)).write_text(emit.emit_task(task), "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "改", "-m", "Gongkai-Action: import")


@pytest.fixture
def undated(repo):
    """The plan has no issue date, and two of its tasks wait for one."""
    hint = f"“{WINDOW}”需先填写印发日期"
    put(
        repo,
        replace(TASKS[1], deadline=Deadline(WINDOW, DeadlineKind.WINDOW), hints=(hint, "别的提示")),
        replace(
            TASKS[2],
            deadline=Deadline(WORKING, DeadlineKind.WINDOW),
            hints=(read_deadline(WORKING, year=2022, issued=None).hints),
        ),
        plan=replace(PLANS[0], issued=None),
    )
    return repo


def due(ws, number):
    return show_task(ws, f"{PLAN}/{number}").task.deadline.due


def plan_of(repo):
    path = plan_path(PLAN)
    return codec.decode_plan((repo / path).read_bytes(), path).value


def test_the_issue_date_settles_what_waits_for_it_in_one_commit(undated, ws):
    assert plan_head(ws, PLAN).waiting == (f"{PLAN}/002", f"{PLAN}/003")
    before = run_git(undated, "rev-parse", "HEAD").strip()
    saved = change_plan(ws, PLAN, {"印发日期": "2022-05-20"})
    assert (due(ws, 2), due(ws, 3)) == (date(2022, 6, 19), date(2022, 6, 13))
    assert plan_of(undated).issued == date(2022, 5, 20)
    assert plan_head(ws, PLAN).waiting == ()
    assert run_git(undated, "rev-list", f"{before}..HEAD").split() == [saved.commit]
    assert saved.subject == "槐荫2022 题头：印发日期 无 → 2022-05-20，随之确定2项任务的期限"
    assert saved.tasks == (f"{PLAN}/002", f"{PLAN}/003")
    body = run_git(undated, "log", "-1", "--format=%b")
    assert f"{PLAN}/002 教育信息：期限 无 → 2022-06-19" in body
    # The question is answered; what else waited for a person still does.
    assert show_task(ws, f"{PLAN}/2").task.hints == ("别的提示",)
    assert show_task(ws, f"{PLAN}/3").task.hints == ()


def test_an_issue_date_that_is_taken_away_clears_what_hung_on_it(undated, ws):
    change_plan(ws, PLAN, {"印发日期": "2022-05-20"})
    saved = change_plan(ws, PLAN, {"印发日期": "无"})
    assert due(ws, 2) is None
    assert saved.subject == "槐荫2022 题头：印发日期 2022-05-20 → 无，2项任务的期限随之清空"
    assert "2022-06-19 → 无" in run_git(undated, "log", "-1", "--format=%b")


def test_it_is_no_work_on_the_tasks(undated, ws):
    change_plan(ws, PLAN, {"issued": "2022-05-20"})
    assert [row.updated for row in list_tasks(ws, f"plan:{PLAN}").rows] == ["", "", ""]


def test_the_preview_is_what_is_saved_and_writes_nothing(undated, ws):
    head = run_git(undated, "rev-parse", "HEAD")
    proposal = propose_plan_change(ws, PLAN, {"issued": "2022-05-20"})
    assert [(c.task_id, c.field, c.new) for c in proposal.changes if c.field != "提示"] == [
        (PLAN, "印发日期", "2022-05-20"),
        (f"{PLAN}/002", "期限", "2022-06-19"),
        (f"{PLAN}/003", "期限", "2022-06-13"),
    ]
    assert run_git(undated, "rev-parse", "HEAD") == head


def test_a_corrected_issue_date_moves_the_days_that_it_gave_and_keeps_the_old_ones_in_the_log(undated, ws):
    change_plan(ws, PLAN, {"issued": "2022-05-20"})
    change_plan(ws, PLAN, {"issued": "2022-05-23"})
    assert (due(ws, 2), due(ws, 3)) == (date(2022, 6, 22), date(2022, 6, 14))
    (entry,) = show_task(ws, f"{PLAN}/2").task.log
    assert entry.kind == "更正"
    assert entry.text == "期限由 2022-06-19 改为 2022-06-22：计划的题头有更正"


def test_days_that_were_decided_on_stay(undated, ws):
    change_plan(ws, PLAN, {"issued": "2022-05-20"})
    save_extension(ws, propose_request(ws, f"{PLAN}/2", "2022-09-30", "系统改版"))
    save_extension(ws, propose_answer(ws, f"{PLAN}/2", Decision.GRANTED))
    carry_out(
        ws,
        propose(ws, ChangeRequest(targets=(f"{PLAN}/3",), assignments={"due": "2022-06-10"}, reason="误读")),
    )
    proposal = propose_plan_change(ws, PLAN, {"issued": "2022-05-23"})
    assert (proposal.tasks, proposal.kept) == ((), (f"{PLAN}/002", f"{PLAN}/003"))
    change_plan(ws, PLAN, {"issued": "2022-05-23"})
    assert (due(ws, 2), due(ws, 3)) == (date(2022, 9, 30), date(2022, 6, 10))


def test_words_that_a_person_wrote_wait_for_the_issue_date_too(repo, ws):
    put(repo, plan=replace(PLANS[0], issued=None))
    change = ChangeRequest(targets=(f"{PLAN}/1",), assignments={"完成时限": WINDOW}, reason="按原文")
    carry_out(ws, propose(ws, change))
    assert due(ws, 1) is None
    change_plan(ws, PLAN, {"印发日期": "2022-05-20"})
    assert due(ws, 1) == date(2022, 6, 19)
    change_plan(ws, PLAN, {"印发日期": "2022-05-21"})
    assert due(ws, 1) == date(2022, 6, 20)


def test_a_day_that_was_taken_away_by_a_person_does_not_come_back(undated, ws):
    change_plan(ws, PLAN, {"issued": "2022-05-20"})
    carry_out(ws, propose(ws, ChangeRequest(targets=(f"{PLAN}/2",), assignments={"due": "无"}, reason="改由市里定")))
    assert propose_plan_change(ws, PLAN, {"issued": "2022-05-23"}).kept == (f"{PLAN}/002",)


@pytest.mark.parametrize(("words", "day"), [(WINDOW, date(2022, 6, 19)), (WORKING, date(2022, 6, 13))])
def test_words_and_issue_date_may_come_in_either_order(repo, ws, words, day):
    task = f"{PLAN}/001"
    change_plan(ws, PLAN, {"印发日期": "无"})
    assert due(ws, "1") is not None
    carry_out(ws, propose(ws, ChangeRequest((task,), assignments={"完成时限": words})))
    assert due(ws, "1") is None
    assert change_plan(ws, PLAN, {"印发日期": "2022-05-20"}).commit
    assert due(ws, "1") == day
    change_plan(ws, PLAN, {"印发日期": "2022-05-19"})
    assert due(ws, "1") < day
    change_plan(ws, PLAN, {"印发日期": "2022-05-20"})
    carry_out(ws, propose(ws, ChangeRequest((task,), assignments={"完成时限": "长期坚持"})))
    carry_out(ws, propose(ws, ChangeRequest((task,), assignments={"完成时限": words})))
    assert due(ws, "1") == day
    assert not [hint for hint in show_task(ws, task).task.hints if "放假安排" in hint]


def test_a_year_without_holiday_data_is_said(ws):
    change_plan(ws, PLAN, {"印发日期": "2003-05-20"})
    proposal = propose(ws, ChangeRequest((f"{PLAN}/002",), assignments={"完成时限": WORKING}))
    carry_out(ws, proposal)
    assert due(ws, "2") is None
    assert any("2003 年的放假安排" in hint for hint in show_task(ws, f"{PLAN}/002").task.hints)


def test_without_an_issue_date_the_day_is_open_again(undated, ws):
    change_plan(ws, PLAN, {"issued": "2022-05-20"})
    change_plan(ws, PLAN, {"issued": "无"})
    task = show_task(ws, f"{PLAN}/2").task
    assert task.deadline.due is None
    assert f"“{WINDOW}”需先填写印发日期" in task.hints


def test_the_year_gives_a_date_without_a_year_its_own(repo, ws):
    put(
        repo,
        replace(TASKS[1], deadline=Deadline("9月底前", DeadlineKind.DATE, date(2022, 9, 30))),
        replace(TASKS[2], deadline=Deadline("2022年9月底前", DeadlineKind.DATE, date(2022, 9, 30))),
    )
    change_plan(ws, PLAN, {"年度": "2023"})
    assert (due(ws, 2), due(ws, 3)) == (date(2023, 9, 30), date(2022, 9, 30))


def test_other_fields_touch_the_head_only(repo, ws):
    change_plan(
        ws,
        PLAN,
        {"发文机关": "槐荫区人民政府办公室", "follows": "huaiyin-2021", "公开属性": "主动公开", "state": "已归档"},
    )
    plan = plan_of(repo)
    assert (plan.issuer, plan.follows, plan.disclosure, plan.state) == (
        "槐荫区人民政府办公室", "huaiyin-2021", "主动公开", "已归档",
    )  # fmt: skip
    assert run_git(repo, "show", "--format=", "--name-only", "HEAD").split() == [plan_path(PLAN)]
    change_plan(ws, PLAN, {"follows": "无", "issuer": "无"})
    assert (plan_of(repo).follows, plan_of(repo).issuer) == ("", "")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("issued", "2022-13-01", "印发日期（issued）.*不是一个日期"),
        ("issued", "5月", "印发日期（issued）.*不是一个日期"),
        ("issued", "2022-08-02", "晚于今天"),
        ("年度", "去年", "年度（year）"),
        ("year", "9999", "年度（year）"),
        ("disclosure", "公开", "公开属性（disclosure）.*主动公开、依申请公开、不予公开"),
        ("state", "完成", "状态（state）.*执行中、已归档"),
        ("jurisdiction", "lixia", "辖区（jurisdiction）.*huaiyin"),
        ("implements", "jinan-2022", "上级计划（implements）.*huaiyin-2021"),
        ("follows", PLAN, "上年计划（follows）.*自己"),
        ("title", "", "标题（title）"),
        ("编号", "x", "没有“编号”这个可改的字段"),
    ],
)
def test_wrong_values_are_refused_by_name_and_nothing_is_saved(repo, ws, field, value, words):
    head = run_git(repo, "rev-parse", "HEAD")
    with pytest.raises(BadValue, match=words):
        change_plan(ws, PLAN, {field: value, "issuer": "机关"})
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_a_field_named_twice_and_a_plan_that_is_not_there(ws):
    with pytest.raises(BadValue, match="写了两次"):
        propose_plan_change(ws, PLAN, {"issued": "2022-05-20", "印发日期": "2022-05-21"})
    with pytest.raises(UnknownPlan):
        propose_plan_change(ws, "lixia-2022", {"issued": "2022-05-20"})


def test_the_same_again_is_no_commit(repo, ws):
    assert change_plan(ws, PLAN, {"issued": "2022-04-01"}).commit == ""


def test_a_unit_does_not_change_the_plan(ws, monkeypatch):
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "czj@huaiyin.example")
    with pytest.raises(Refused, match="政务公开办"):
        change_plan(ws, PLAN, {"issued": "2022-05-20"})


def test_undo_takes_head_and_days_back_together(undated, ws):
    saved = change_plan(ws, PLAN, {"issued": "2022-05-20"})
    words = [(c.task_id, c.field, c.old, c.new) for c in commit_changes(ws, saved.commit)]
    assert (PLAN, "印发日期", "", "2022-05-20") in words
    carry_out_undo(ws, propose_undo(ws))
    assert plan_of(undated).issued is None
    assert (due(ws, 2), due(ws, 3)) == (None, None)


def test_a_task_added_by_hand_counts_working_days_at_once(ws):
    task = draft_task(ws, PLAN, NewTask(requirement="发布", units="区财政局", deadline=WORKING))
    add_task(ws, task)
    # 04-01 is a Friday; 04-02 worked, 04-03 to 04-05 off, 04-24 worked.
    assert task.deadline.due == date(2022, 4, 24)
    assert task.hints == ()


def test_a_head_that_somebody_changed_after_the_preview_is_not_overwritten(ws):
    seen = propose_plan_change(ws, PLAN, {"title": "甲"})
    change_plan(ws, PLAN, {"title": "乙"})
    with pytest.raises(Refused, match="标题刚被别人改为“乙”"):
        change_plan(ws, PLAN, {"title": "甲"}, seen=seen)
    other = propose_plan_change(ws, PLAN, {"doc_number": "槐政办〔2022〕3号"})
    change_plan(ws, PLAN, {"title": "丙"})
    change_plan(ws, PLAN, {"doc_number": "槐政办〔2022〕3号"}, seen=other)
    plan = plan_head(ws, PLAN).plan
    assert (plan.title, plan.doc_number) == ("丙", "槐政办〔2022〕3号")


def test_the_same_head_put_in_by_two_is_saved_once(ws):
    seen = propose_plan_change(ws, PLAN, {"title": "甲"})
    change_plan(ws, PLAN, {"title": "甲"})
    with pytest.raises(NothingToSave):
        change_plan(ws, PLAN, {"title": "甲"}, seen=seen)
