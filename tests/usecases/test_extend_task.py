"""延期: asked for by a unit, answered by the office, the first day never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.extensions import NotExtendable, due_of_unit, original_due
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import Deadline, DeadlineKind, Decision, Role, UnitRole
from gongkai_tui.domain.unit import Contact
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.contacts import add_contact
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.extend_task import list_extensions, propose_answer, propose_request, save_extension
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.handover import handover_page
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TASKS, TODAY, run_git

TASK = "huaiyin-2022/1"
FINANCE = "czj@huaiyin.example"
JUNE, SEPTEMBER, OCTOBER = date(2022, 6, 30), date(2022, 9, 30), date(2022, 10, 31)


@pytest.fixture
def acts_as(repo, monkeypatch):
    """Opens the repository as somebody else."""
    opened = []

    def become(name, email):
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_NAME", name)
            monkeypatch.setenv(f"GIT_{who}_EMAIL", email)
        opened.append(open_workspace(repo, today=TODAY))
        return opened[-1]

    yield become
    for each in opened:
        each.close()


def ask(ws, to="2022-09-30", reason="系统改版", **words):
    return save_extension(ws, propose_request(ws, TASK, to, reason, **words))


def answer(ws, decision=Decision.GRANTED, words="", **more):
    return save_extension(ws, propose_answer(ws, TASK, decision, words, **more))


def set_due(ws, day, reason="", target=TASK):
    request = ChangeRequest(targets=(target,), assignments={"due": day}, reason=reason)
    return carry_out(ws, propose(ws, request))


def stored(ws, target=TASK):
    return show_task(ws, target).task


def test_asked_then_granted(ws):
    saved = ask(ws)
    task = stored(ws)
    assert (task.deadline.due, len(task.extensions)) == (JUNE, 1)
    assert [each.task_id for each in list_extensions(ws).requests] == ["huaiyin-2022/001"]
    assert "申请延期：2022-06-30 → 2022-09-30" in saved.subject
    answer(ws, words="仅此一次")
    task = stored(ws)
    (entry,) = task.extensions
    assert (task.deadline.due, task.deadline.raw, original_due(task)) == (SEPTEMBER, "2022年6月底前", JUNE)
    assert (entry.original, entry.proposed, entry.decision, entry.answer) == (JUNE, SEPTEMBER, "同意", "仅此一次")
    assert (entry.by, entry.decided_by, entry.asked, entry.decided) == ("办公室李四", "办公室李四", ws.today, ws.today)
    assert [item.kind for item in task.log] == ["延期", "延期"]
    assert "逾期后申请" in task.log[0].text
    assert list_extensions(ws).requests == ()
    assert [each.entry for each in list_extensions(ws, decided=True).requests] == [entry]


def test_the_only_person_of_the_office_answers_and_the_log_says_so(ws):
    ask(ws)
    answer(ws, words="仅此一次")
    assert "同意延期：2022-06-30 → 2022-09-30（申请和答复是同一人）：仅此一次" in stored(ws).log[-1].text


def test_of_several_in_the_office_another_one_answers(ws, acts_as):
    add_contact(ws, "区政府办公室", Contact("办公室王五", "wu@huaiyin.example", since=date(2022, 9, 1)))
    add_contact(ws, "区政府办公室", Contact("办公室赵六", "liu@huaiyin.example", until=date(2022, 7, 31)))
    ask(ws)
    propose_answer(ws, TASK, Decision.GRANTED)
    add_contact(ws, "区政府办公室", Contact("办公室钱七", "qi@huaiyin.example"))
    with pytest.raises(NotExtendable, match="这件延期是办公室李四申请的，请由政务公开办另一人答复"):
        answer(ws)
    answer(acts_as("办公室钱七", "qi@huaiyin.example"))
    assert "同一人" not in stored(ws).log[-1].text


def test_flags_follow_the_new_day(ws):
    assert list_tasks(ws, "flag:逾期").rows
    ask(ws)
    assert list_tasks(ws, "flag:逾期").rows
    answer(ws)
    assert not list_tasks(ws, "flag:逾期").rows


def test_refused_leaves_the_day(ws):
    ask(ws)
    answer(ws, Decision.REFUSED, "理由不足")
    task = stored(ws)
    assert (task.deadline.due, task.extensions[0].decision, original_due(task)) == (JUNE, "不同意", None)
    # Asked again after a refusal.
    ask(ws, "2022-10-31")
    assert len(stored(ws).extensions) == 2


def test_the_first_day_stays_through_all_later_ones(ws):
    for day in ("2022-09-30", "2022-10-31", "2022-11-30"):
        ask(ws, day)
        answer(ws)
    task = stored(ws)
    assert (task.deadline.due, original_due(task)) == (date(2022, 11, 30), JUNE)
    assert [entry.original for entry in task.extensions] == [JUNE, SEPTEMBER, OCTOBER]


def test_before_the_day_it_is_not_late(repo):
    early = open_workspace(repo, today=date(2022, 6, 30))
    ask(early)
    assert not list_extensions(early).requests[0].late
    assert "逾期后申请" not in stored(early).log[0].text
    early.close()


@pytest.mark.parametrize("to", ["2022-06-30", "2022-01-01"])
def test_a_day_that_is_not_later_is_refused(ws, to):
    with pytest.raises(NotExtendable, match="晚于现在的期限 2022-06-30"):
        ask(ws, to)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("7月底", "“7月底”是 2022-07-31，已经过去；如指明年，请写 2023年7月底"),
        ("5月底前", "“5月底前”是 2022-05-31，已经过去；如指明年，请写 2023年5月底前"),
        ("2022-07-15", "2022-07-15 已经过去"),
    ],
)
def test_a_day_gone_by_is_no_later_day(ws, to, words):
    with pytest.raises(BadValue, match=words):
        propose_request(ws, TASK, to, "改版")
    assert propose_request(ws, TASK, "2023年7月底", "改版").after.extensions[0].proposed == date(2023, 7, 31)


def test_what_cannot_be_extended(ws):
    with pytest.raises(NotExtendable, match="理由"):
        ask(ws, reason=" ")
    with pytest.raises(NotExtendable, match="没有确定的期限"):
        propose_request(ws, "huaiyin-2022/2", "2022-09-30", "x")
    text = (ws.root / task_path("huaiyin-2022/002")).read_text("utf-8")
    window = "deadline:\n  raw: 本文件印发后30日内\n  kind: 限期\nstatus:"
    (ws.root / task_path("huaiyin-2022/002")).write_text(text.replace("status:", window, 1), "utf-8")
    run_git(ws.root, "commit", "-qam", "时限")
    with pytest.raises(NotExtendable, match="印发日期=日期"):
        propose_request(ws, "huaiyin-2022/2", "2022-09-30", "x")
    for nonsense in ("尽快", "无"):
        with pytest.raises(BadValue):
            ask(ws, nonsense)
    with pytest.raises(NotExtendable, match="没有待答复"):
        answer(ws)
    ask(ws)
    with pytest.raises(NotExtendable, match="还没有答复"):
        ask(ws, "2022-10-31")


def test_what_is_done_needs_no_extension(ws):
    request = ChangeRequest(targets=(TASK,), assignments={"status": "已终止"}, reason="并入第2项")
    carry_out(ws, propose(ws, request))
    with pytest.raises(NotExtendable, match="已终止"):
        ask(ws)


def test_what_is_reported_needs_no_extension_until_it_is_sent_back(ws):
    for status, said in (("推进中", {"note": "已布置"}), ("待核查", {"evidence": ("https://czj.example.gov.cn/1",)})):
        request = ChangeRequest(targets=(TASK,), assignments={"status": status}, unit="区财政局", **said)
        carry_out(ws, propose(ws, request))
    with pytest.raises(NotExtendable, match="区财政局已经报送，正在待核查"):
        ask(ws, unit="区财政局")
    ask(ws, unit="西市场街道办事处")
    request = ChangeRequest(targets=(TASK,), assignments={"status": "推进中"}, unit="区财政局", reason="缺附件")
    carry_out(ws, propose(ws, request))
    ask(ws, unit="区财政局")


def test_one_unit_of_several_has_its_own_day(ws):
    ask(ws, unit="区财政局")
    task = stored(ws)
    assert due_of_unit(task, "区财政局") == JUNE
    # Who asked for a unit does not answer.
    with pytest.raises(NotExtendable, match="另一人"):
        answer(ws)


def test_another_of_the_office_grants_it_to_the_unit_alone(ws, acts_as):
    ask(ws, unit="区财政局")
    ask(ws, "2022-10-31", unit="西市场街道办事处")
    assert [row.id for row in list_tasks(ws, "flag:逾期").rows] == ["huaiyin-2022/001"]
    ws = acts_as("办公室王五", "other@huaiyin.example")
    with pytest.raises(NotExtendable, match=r"2 件待答复.*区财政局、西市场街道办事处"):
        answer(ws)
    answer(ws, unit="区财政局")
    task = stored(ws)
    assert task.deadline.due == JUNE
    assert (due_of_unit(task, "区财政局"), due_of_unit(task, "西市场街道办事处")) == (SEPTEMBER, JUNE)
    assert (original_due(task), original_due(task, "区财政局")) == (None, JUNE)
    answer(ws)
    assert due_of_unit(stored(ws), "西市场街道办事处") == OCTOBER
    # Nobody is late any more, and so neither is the task.
    assert not list_tasks(ws, f"id:{TASK} flag:逾期").rows
    assert not [p for p in check_data(ws) if p.check.startswith("extension")]


def test_an_extension_of_the_whole_task_reaches_every_unit(ws, acts_as):
    ask(ws, unit="区财政局")
    ws = acts_as("办公室王五", "other@huaiyin.example")
    answer(ws)
    ask(ws, "2022-10-31")
    answer(ws)
    assert due_of_unit(stored(ws), "区财政局") == OCTOBER


def test_a_unit_asks_for_itself_and_never_decides(acts_as):
    ws = acts_as("财政张三", FINANCE)
    ask(ws)
    (entry,) = stored(ws).extensions
    assert (entry.unit, entry.by) == ("区财政局", "财政张三")
    with pytest.raises(Refused, match="政务公开办"):
        answer(ws)
    with pytest.raises(ChangeRefused, match="不能代"):
        ask(ws, unit="西市场街道办事处")


def test_a_unit_cannot_move_the_day_by_set_either(acts_as):
    ws = acts_as("财政张三", FINANCE)
    for day in ("2022-09-30", "2022-06-01", "无"):
        request = ChangeRequest(targets=(TASK,), assignments={"due": day}, reason="更正")
        assert "gongkai extend" in propose(ws, request).refusals[0].message


def test_the_office_keeps_a_day_of_its_own_for_a_vague_deadline(repo, ws, acts_as):
    hint = "“适时”没有确切日期，请政务公开办另定内控时限"
    task = replace(TASKS[0], deadline=Deadline("适时", DeadlineKind.UNDECIDED), hints=(hint, "别的"))
    (repo / task_path(task.id)).write_text(emit.emit_task(task), "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "改")
    request = ChangeRequest(targets=(TASK,), assignments={"内控": "2022-07-15"})
    carry_out(ws, propose(ws, request))
    task = stored(ws)
    assert (task.internal_due, task.deadline.due, task.deadline.kind, task.hints) == (
        date(2022, 7, 15), None, DeadlineKind.UNDECIDED, ("别的",),
    )  # fmt: skip
    # No 完成时限: it makes nothing late.
    assert not list_tasks(ws, "flag:逾期").rows
    assert (
        "内控时限"
        in propose(acts_as("财政张三", FINANCE), replace(request, assignments={"内控": "无"})).refusals[0].message
    )
    carry_out(ws, propose(ws, replace(request, assignments={"内控时限": "无"})))
    assert stored(ws).internal_due is None


def test_a_unit_cannot_decide_by_editing_the_file_either(ws, acts_as):
    ask(ws, unit="区财政局")
    text = task_text(ws, TASK)
    granted = text.replace(
        "    by: 办公室李四\n", "    by: 办公室李四\n    decided: 2022-08-01\n    decision: 同意\n", 1
    )
    assert granted != text
    unit = acts_as("财政张三", FINANCE)
    for edited, words in (
        (granted, "延期由政务公开办答复"),
        (text.replace("due: 2022-06-30", "due: 2022-09-30"), "gongkai extend"),
    ):
        with pytest.raises(Refused) as refused:
            save_task_text(unit, TASK, edited, base=text)
        assert [words in problem.message for problem in refused.value.problems] == [True]
    save_task_text(ws, TASK, granted, base=text)


@pytest.mark.parametrize(
    "units",
    [(UnitRole("区财政局"),), (UnitRole("区财政局", Role.LEAD), UnitRole("区教育和体育局", Role.SUPPORT))],
)
def test_the_only_unit_and_the_only_lead_ask_for_the_whole_task(repo, acts_as, units):
    task = replace(TASKS[0], units=units)
    (repo / task_path(task.id)).write_text(emit.emit_task(task), "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "改")
    ws = acts_as("财政张三", FINANCE)
    ask(ws)
    assert stored(ws).log[0].unit == "区财政局"
    ws = acts_as("办公室李四", "office@huaiyin.example")
    answer(ws)
    assert stored(ws).deadline.due == SEPTEMBER


def test_the_office_may_set_a_later_day_at_once_and_the_first_one_stays(ws):
    set_due(ws, "2022-09-30", "经批准延期")
    set_due(ws, "2022-10-31", "再次批准")
    task = stored(ws)
    assert (task.deadline.due, original_due(task)) == (OCTOBER, JUNE)
    assert [(e.original, e.proposed, e.decision, e.decided_by, e.reason) for e in task.extensions] == [
        (JUNE, SEPTEMBER, "同意", "办公室李四", "经批准延期"),
        (SEPTEMBER, OCTOBER, "同意", "办公室李四", "再次批准"),
    ]
    assert [entry.kind for entry in task.log] == ["延期", "延期"]


@pytest.mark.parametrize(
    ("day", "reason"), [("2022-09-30", "更正：录错月份"), ("2022-09-30", "误记"), ("2022-06-15", "提前"), ("无", "改")]
)
def test_a_mistake_or_an_earlier_day_is_a_correction(ws, day, reason):
    set_due(ws, day, reason)
    task = stored(ws)
    assert task.extensions == ()
    assert [entry.kind for entry in task.log] == ["更正"]
    assert "2022-06-30" in task.log[0].text


def test_words_read_anew_are_a_correction(ws):
    request = ChangeRequest(targets=(TASK,), assignments={"完成时限": "2022年9月底前"}, reason="误读原文")
    carry_out(ws, propose(ws, request))
    task = stored(ws)
    assert (task.deadline.due, task.extensions, [entry.kind for entry in task.log]) == (SEPTEMBER, (), ["更正"])


def test_undo_takes_an_answer_back(ws):
    ask(ws)
    answer(ws)
    carry_out_undo(ws, propose_undo(ws))
    task = stored(ws)
    assert (task.deadline.due, task.extensions[0].decision) == (JUNE, None)
    carry_out_undo(ws, propose_undo(ws))
    assert stored(ws) == TASKS[0]


def test_a_unit_with_a_day_of_its_own_is_not_late_anywhere(ws, acts_as):
    ask(ws, "2022-09-30", unit="西市场街道办事处")
    answer(acts_as("办公室王五", "wangwu@huaiyin.example"))
    whole = {line.name: line for line in unit_grid(ws, "huaiyin-2022").grid.lines}
    (street,) = whole["各街道办事处"].members
    cells = {line.name: line.cells[0] for line in (*whole.values(), street)}
    assert {name: (cell.late, cell.row.due) for name, cell in cells.items() if cell} == {
        "区财政局": (True, "2022-06-30"),
        "各街道办事处": (False, "2022-09-30"),
        "西市场街道办事处": (False, "2022-09-30"),
    }
    owed = {each.debts.name: each.debts for each in owing(ws, plan="huaiyin-2022").units}
    assert [owed[name].overdue for name in ("区财政局", "西市场街道办事处")] == [1, 0]
    dues = {each.id: each.due for each in handover_page(ws, "西市场街道办事处").page.open_tasks}
    assert dues["huaiyin-2022/001"] == SEPTEMBER


def test_a_day_granted_to_a_collective_holds_for_its_members(ws, acts_as):
    ask(ws, "2022-09-30", unit="各街道办事处")
    answer(acts_as("办公室王五", "wangwu@huaiyin.example"))
    owed = {each.debts.name: each.debts for each in owing(ws, plan="huaiyin-2022").units}
    assert [owed[name].overdue for name in ("区财政局", "西市场街道办事处")] == [1, 0]


def test_one_commit_a_step_and_who_was_faster_is_kept(repo, ws):
    before = run_git(repo, "rev-parse", "HEAD").strip()
    proposal = propose_request(ws, TASK, "2022-09-30", "系统改版")
    carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), note="已部署")))
    save_extension(ws, proposal)
    task = stored(ws)
    assert [entry.kind for entry in task.log] == ["进展", "延期"]
    assert len(run_git(repo, "rev-list", f"{before}..HEAD").split()) == 2
    # Asked twice meanwhile: the second is refused, not doubled.
    with pytest.raises(NotExtendable):
        save_extension(ws, proposal)


def test_the_list_is_of_a_filter_and_shows_hand_edits(repo, ws):
    ask(ws)
    assert len(list_extensions(ws, "czj").requests) == 1
    assert list_extensions(ws, "教育").requests == ()
    path = repo / task_path("huaiyin-2022/001")
    path.write_text(path.read_text("utf-8").replace("reason: 系统改版", "reason: 手改"), "utf-8")
    assert list_extensions(ws).requests[0].entry.reason == "手改"
    # A record that a hand wrote without a log entry is there too, committed or not.
    other = repo / task_path("huaiyin-2022/002")
    record = (
        "extensions:\n  - id: 0a0b0c0d\n    asked: 2022-05-01\n    original: 2022-06-30\n    proposed: 2022-07-31\n"
    )
    other.write_text(f"{other.read_text('utf-8')}{record}", "utf-8")
    assert [each.task_id for each in list_extensions(ws).requests] == ["huaiyin-2022/002", "huaiyin-2022/001"]
    run_git(repo, "commit", "-q", "-a", "-m", "手改")
    assert [each.task_id for each in list_extensions(ws).requests] == ["huaiyin-2022/002", "huaiyin-2022/001"]
    assert list_extensions(ws, as_of="HEAD~2").requests == ()


def test_a_file_that_a_hand_broke_keeps_its_request_in_the_list(repo, ws):
    ask(ws)
    path = repo / task_path("huaiyin-2022/001")
    path.write_text(f"{path.read_text('utf-8')}  : [", "utf-8")
    found = list_extensions(ws)
    assert [each.task_id for each in found.requests] == ["huaiyin-2022/001"]
    assert [problem.place for problem in found.problems] == ["plans/huaiyin-2022/001.yaml"]
    path.unlink()
    assert [each.task_id for each in list_extensions(ws).requests] == ["huaiyin-2022/001"]


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("    decided: 2022-08-01\n", "", "extension-half"),
        ("    decision: 同意\n", "", "extension-half"),
        ("    decided: 2022-08-01\n", "    decided: 2022-07-01\n", "extension-days"),
        ("    proposed: 2022-09-30\n", "    proposed: 2022-06-30\n", "extension-days"),
        ("  due: 2022-09-30\n", "  due: 2022-08-30\n", "extension-due"),
    ],
)
def test_check_finds_what_does_not_fit(repo, ws, old, new, check):
    ask(ws)
    answer(ws)
    assert not [p for p in check_data(ws) if p.check.startswith("extension")]
    path = repo / task_path("huaiyin-2022/001")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    found = [p for p in check_data(ws) if p.check == check]
    assert found
    assert found[0].place == "plans/huaiyin-2022/001.yaml"


def test_a_request_that_was_overtaken_is_not_granted(ws):
    ask(ws)
    set_due(ws, "2022-10-31", "经批准")
    with pytest.raises(NotExtendable, match="--refuse"):
        answer(ws)
    answer(ws, Decision.REFUSED, "已另行延期")
    assert stored(ws).deadline.due == OCTOBER


def test_a_correction_after_an_extension_is_no_finding(ws):
    ask(ws)
    answer(ws)
    set_due(ws, "2022-08-31", "更正")
    assert not [p for p in check_data(ws) if p.check.startswith("extension")]
    assert original_due(stored(ws)) == JUNE


def test_nothing_is_answered_before_it_was_asked(ws, repo):
    ask(ws)
    yesterday = open_workspace(repo, today=date(2022, 7, 31))
    with pytest.raises(NotExtendable, match="早于申请日期 2022-08-01"):
        propose_answer(yesterday, TASK, Decision.GRANTED)
    yesterday.close()
