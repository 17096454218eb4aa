"""Changes: proposed, refused with the reason, one commit, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.errors import GitError, Refused
from gongkai_tui.domain.form_values import Side, form_values
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import Deadline, DeadlineKind
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path
from gongkai_tui.usecases.change_tasks import ChangeRequest, NothingSelected, carry_out, propose
from gongkai_tui.usecases.changed_meanwhile import ChangedMeanwhile
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.committed_tasks import get_ready
from gongkai_tui.usecases.edit_task import save_task_text, settle_task_text, task_text
from gongkai_tui.usecases.history import commit_changes, history
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.task_lookup import UnknownTask
from gongkai_tui.usecases.undo import NothingToUndo, carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TASKS, TODAY, run_git

LINK = "https://www.huaiyin.example/art/1.html"
FIRST = "huaiyin-2022/001"


def change(ws, target, **words):
    return carry_out(ws, propose(ws, ChangeRequest(targets=(target,), **words)))


def start(ws, target="huaiyin-2022/1"):
    return change(ws, target, assignments={"status": "推进中"})


def test_a_status_change_is_one_commit_with_a_one_line_diff(repo, ws):
    saved = start(ws)
    diff = run_git(repo, "show", "--format=%s", "-U0", "HEAD")
    assert [line for line in diff.splitlines() if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")] == [
        "-status: 未启动",
        "+status: 推进中",
    ]
    assert saved.subject == "槐荫2022 第1项 财政信息：未启动 → 推进中"
    assert run_git(repo, "status", "--porcelain") == ""
    assert list_tasks(ws, "huaiyin-2022/1").rows[0].updated == "2022-08-01"


def test_tasks_read_beforehand_are_changed_as_they_stand_now(ws):
    get_ready(ws, ["huaiyin-2022/001", "huaiyin-2022/404"])
    get_ready(ws, ["huaiyin-2022/001", "huaiyin-2022/002"])
    start(ws)
    proposal = propose(ws, ChangeRequest(("huaiyin-2022/1", "huaiyin-2022/2"), assignments={"status": "推进中"}))
    assert (proposal.tasks, proposal.unchanged) == (("huaiyin-2022/002",), ("huaiyin-2022/001",))


def test_what_was_read_beforehand_is_not_asked_of_git_again(ws, monkeypatch):
    ids = ("huaiyin-2022/001", "huaiyin-2022/002")
    get_ready(ws, ids)
    monkeypatch.setattr(type(ws.repository), "blobs", lambda _self, oids: pytest.fail(f"asked for {list(oids)}"))
    assert propose(ws, ChangeRequest(ids, assignments={"heading": "另一个名称"})).tasks == ids


def test_the_commit_tells_who_and_which_task(repo, ws):
    start(ws)
    message = run_git(repo, "log", "-1", "--format=%(trailers:only)")
    assert message.split("\n")[:3] == [
        "Gongkai-Action: set",
        "Gongkai-Task: huaiyin-2022/001",
        "Gongkai-Actor: office@huaiyin.example",
    ]


@pytest.mark.parametrize(
    ("odd", "said"),
    [("见附件", "“见附件”不像"), ("http://x", "没有网站名"), ("槐政办函[2022]9号", "槐政办函〔2022〕9号")],
)
@pytest.mark.parametrize("words", [{"assignments": {"status": "待核查"}}, {"note": "已公开"}])
def test_evidence_is_an_address_a_number_or_a_file(repo, ws, words, odd, said):
    cell = {**words.get("assignments", {}), "佐证": f"{LINK}\n{odd}"}
    for given in ({"evidence": (LINK, odd)}, {"assignments": cell}):
        with pytest.raises(BadValue, match=said):
            propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), **{**words, **given}))
    assert run_git(repo, "log", "--format=%s").split() == ["导入"]


def test_evidence_in_an_edited_text_is_looked_at_too(ws):
    entry = "log:\n  - {id: 0123abcd, date: 2022-08-01, kind: 报送, text: 已公开, evidence: [%s]}\n"
    text = task_text(ws, "huaiyin-2022/1").replace("status: 未启动", "status: 待核查")
    with pytest.raises(Refused) as refused:
        save_task_text(ws, "huaiyin-2022/1", text + entry % "见附件")
    assert "“见附件”不像" in str(refused.value.problems[0])
    assert save_task_text(ws, "huaiyin-2022/1", text + entry % LINK).commit


REPORT = "  - {id: 0123abcd, date: 2022-08-01, kind: 报送, text: 已公开, evidence: [https://a.gov.cn/1]}\n"
BEGUN = ("进展", "由未启动转为推进中，与报送一步办理")


@pytest.mark.parametrize(
    ("was", "now", "typed", "log"),
    [
        ("未启动", "待核查", REPORT, [BEGUN, ("报送", "已公开")]),
        ("未启动", "待核查", REPORT.replace("报送", "进展"), [("进展", "已公开"), ("报送", "由未启动转为待核查")]),
        ("推进中", "待核查", REPORT, [("报送", "已公开")]),
        ("推进中", "已完成", REPORT, [("报送", "已公开"), ("核查", "核查通过")]),
        ("推进中", "已完成", REPORT.replace("报送", "核查"), [("报送", "由推进中转为待核查"), ("核查", "已公开")]),
    ],
)
@pytest.mark.parametrize("of_unit", [False, True])
def test_what_an_edited_status_leaves_behind_is_written_with_it(ws, was, now, typed, log, of_unit):
    unit = "区财政局" if of_unit else None
    if was == "推进中":
        start(ws)
    text = task_text(ws, "huaiyin-2022/1")
    edited = text + f"unit_status:\n  {unit}: {now}\n" if unit else text.replace(f"status: {was}", f"status: {now}")
    save_task_text(ws, "huaiyin-2022/1", edited + "log:\n" + typed, base=text)
    task = show_task(ws, "huaiyin-2022/1").task
    assert [(entry.kind, entry.text) for entry in task.log] == log
    assert {entry.by for entry in task.log} == {"办公室李四"}
    assert {entry.unit for entry in task.log if entry.id != "0123abcd"} <= {unit}


def test_new_evidence_in_an_edited_text_is_looked_at_whatever_else_changes(repo, ws):
    """The status stays; what was odd before is left alone."""
    change(ws, "huaiyin-2022/1", note="已公开", evidence=(LINK,))
    old = task_text(ws, "huaiyin-2022/1")
    entry = "  - {id: 0123abcd, date: 2022-08-01, kind: 进展, text: 已公开, evidence: [%s]}\n"
    with pytest.raises(Refused) as refused:
        save_task_text(ws, "huaiyin-2022/1", old + entry % "见附件", base=old)
    assert ["“见附件”不像" in str(problem) for problem in refused.value.problems] == [True]
    path = repo / task_path("huaiyin-2022/001")
    path.write_text(old.replace(LINK, "见附件"), "utf-8")
    run_git(repo, "commit", "-qam", "改佐证")
    old = task_text(ws, "huaiyin-2022/1")
    assert save_task_text(ws, "huaiyin-2022/1", old + entry % LINK, base=old).commit


def test_odd_evidence_that_is_committed_is_read_and_warned_of(repo, ws):
    change(ws, "huaiyin-2022/1", note="已公开", evidence=(LINK,))
    path = repo / task_path("huaiyin-2022/001")
    path.write_text(path.read_text("utf-8").replace(LINK, "见附件"), "utf-8")
    run_git(repo, "commit", "-qam", "改佐证")
    assert show_task(ws, "huaiyin-2022/1").task.evidence == ("见附件",)
    assert "“见附件”不像" in "".join(map(str, check_data(ws)))
    assert start(ws).commit


def test_reported_needs_evidence(ws):
    start(ws)
    proposal = propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), assignments={"状态": "待核查"}))
    assert "佐证" in proposal.refusals[0].message
    with pytest.raises(Refused):
        carry_out(ws, proposal)
    change(ws, "huaiyin-2022/1", assignments={"status": "待核查"}, evidence=(LINK,))
    task = show_task(ws, "huaiyin-2022/1").task
    assert (task.status, task.evidence) == ("待核查", (LINK,))


def test_a_unit_cannot_be_done_without_a_check(ws):
    proposal = propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), assignments={"status": "已完成"}))
    assert proposal.refusals


def test_all_or_nothing(repo, ws):
    start(ws, "huaiyin-2022/1")
    head = run_git(repo, "rev-parse", "HEAD")
    request = ChangeRequest(
        filter_text="plan:huaiyin-2022", assignments={"status": "已完成"}, evidence=(LINK,), note="查"
    )
    proposal = propose(ws, request)
    assert [p.place for p in proposal.refusals] == ["huaiyin-2022/002", "huaiyin-2022/003"]
    with pytest.raises(Refused) as refused:
        carry_out(ws, proposal)
    assert len(refused.value.problems) == 2
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_a_bulk_change_is_one_commit_that_lists_its_tasks(repo, ws):
    saved = carry_out(ws, propose(ws, ChangeRequest(filter_text="plan:huaiyin-2022", assignments={"status": "推进中"})))
    assert saved.subject == "批量：3项 status 未启动 → 推进中"
    body = run_git(repo, "log", "-1", "--format=%b")
    assert body.count("Gongkai-Task:") == 3
    assert "huaiyin-2022/002 教育信息：未启动 → 推进中" in body


def test_only_the_named_unit_differs(ws):
    start(ws)
    change(ws, "huaiyin-2022/1", assignments={"status": "待核查"}, unit="西市场街道办事处", evidence=(LINK,))
    task = show_task(ws, "huaiyin-2022/1").task
    assert task.status == "推进中"
    assert dict(task.unit_status) == {"西市场街道办事处": "待核查"}


def test_a_unit_that_has_nothing_to_do_with_a_task_is_refused(ws):
    proposal = propose(
        ws, ChangeRequest(targets=("huaiyin-2022/2",), assignments={"status": "推进中"}, unit="区财政局")
    )
    assert "不是这项任务的责任单位" in proposal.refusals[0].message


@pytest.mark.parametrize("address", ["czj@huaiyin.example", "CZJ@Huaiyin.Example"])
def test_a_unit_acts_for_itself_only(ws, monkeypatch, address):
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", address)
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", address)
    start(ws)
    assert dict(show_task(ws, "huaiyin-2022/1").task.unit_status) == {"区财政局": "推进中"}
    request = ChangeRequest(targets=("huaiyin-2022/1",), assignments={"status": "推进中"}, unit="西市场街道办事处")
    assert "不能代" in propose(ws, request).refusals[0].message


def test_a_correction_goes_back_with_a_reason(ws):
    start(ws)
    request = ChangeRequest(targets=("huaiyin-2022/1",), assignments={"status": "未启动"})
    assert propose(ws, request).refusals
    change(ws, "huaiyin-2022/1", assignments={"status": "未启动"}, reason="点错了")
    task = show_task(ws, "huaiyin-2022/1").task
    assert task.status == "未启动"
    assert task.log[-1].kind == "更正"


@pytest.mark.parametrize("status", ["待核查", "已完成"])
@pytest.mark.parametrize(
    "said", [{"reason": "抽查录错了"}, {"reason": "更正：录错", "evidence": ("https://a.example/2",)}]
)
def test_a_finding_that_was_a_mistake_is_taken_back_without_a_report(ws, status, said):
    task = "huaiyin-2022/2"
    change(ws, task, assignments={"status": "待核查"}, evidence=("https://a.example/1",))
    if status == "已完成":
        change(ws, task, assignments={"status": "已完成"})
    change(ws, task, assignments={"status": "整改中"}, reason="抽查")
    before = show_task(ws, task).task.log
    change(ws, task, assignments={"status": status}, **said)
    now = show_task(ws, task).task
    assert (now.status, [entry.kind for entry in now.log[len(before) :]]) == (status, ["更正"])


def test_a_report_after_a_finding_stays_a_report(ws):
    task = "huaiyin-2022/2"
    change(ws, task, assignments={"status": "待核查"}, evidence=("https://a.example/1",))
    change(ws, task, assignments={"status": "整改中"}, reason="抽查")
    change(ws, task, assignments={"status": "待核查"}, note="已改", evidence=("https://a.example/2",))
    assert show_task(ws, task).task.log[-1].kind == "报送"


def test_the_same_value_again_changes_nothing(repo, ws):
    start(ws)
    head = run_git(repo, "rev-parse", "HEAD")
    proposal = propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), assignments={"status": "推进中"}))
    assert proposal.unchanged == ("huaiyin-2022/001",)
    assert carry_out(ws, proposal).commit == ""
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_unknown_tasks_are_all_named(ws):
    with pytest.raises(UnknownTask, match="huaiyin-2022/098、huaiyin-2022/099"):
        propose(ws, ChangeRequest(targets=("huaiyin-2022/98", "huaiyin-2022/99"), assignments={"status": "推进中"}))


def test_a_filter_that_selects_nothing_is_refused(ws):
    with pytest.raises(NothingSelected, match="没有任务符合"):
        propose(ws, ChangeRequest(filter_text="没有这样的词", assignments={"status": "推进中"}))


def test_comments_of_a_hand_edit_survive(repo, ws):
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text("# 领导关注\n" + path.read_text().replace("status: 未启动", "status: 未启动   # 待启动会"))
    run_git(repo, "commit", "-q", "-a", "-m", "手工加注")
    start(ws)
    text = path.read_text()
    assert text.startswith("# 领导关注\n")
    assert "status: 推进中   # 待启动会" in text
    assert run_git(repo, "show", "--format=", "--numstat", "HEAD").split()[:2] == ["1", "1"]


def test_an_uncommitted_edit_elsewhere_in_the_file_stays_the_users(repo, ws):
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text().replace("heading: 财政信息", "heading: 财政信息公开"))
    start(ws)
    assert "heading: 财政信息\n" in run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")
    assert "heading: 财政信息公开" in path.read_text()
    assert "status: 推进中" in path.read_text()


def test_an_uncommitted_edit_of_the_same_field_is_refused(repo, ws):
    path = repo / "plans/huaiyin-2022/001.yaml"
    hand = path.read_text().replace("status: 未启动", "status: 已终止")
    path.write_text(hand)
    with pytest.raises(Refused):
        start(ws)
    assert path.read_text() == hand


def test_history_in_words(ws):
    start(ws)
    entries = history(ws, task_id="huaiyin-2022/1")
    assert [e.action for e in entries] == ["set", "import"]
    changes = commit_changes(ws, entries[0].commit)
    assert [(c.field, c.old, c.new) for c in changes] == [("状态", "未启动", "推进中")]


def test_undo_takes_the_last_action_back_and_then_the_one_before(repo, ws):
    before = run_git(repo, "rev-parse", "HEAD^{tree}")
    start(ws, "huaiyin-2022/1")
    start(ws, "huaiyin-2022/2")
    first = carry_out_undo(ws, propose_undo(ws))
    assert first.tasks == ("huaiyin-2022/002",)
    carry_out_undo(ws, propose_undo(ws))
    assert run_git(repo, "rev-parse", "HEAD^{tree}") == before
    assert run_git(repo, "status", "--porcelain") == ""


def test_two_steps_in_one_are_undone_and_corrected_as_one(ws):
    change(ws, "huaiyin-2022/1", assignments={"status": "待核查"}, evidence=(LINK,))
    change(ws, "huaiyin-2022/1", assignments={"status": "未启动"}, reason="误点")
    assert [entry.kind for entry in show_task(ws, "huaiyin-2022/1").task.log] == ["进展", "报送", "更正"]
    for _ in range(2):
        carry_out_undo(ws, propose_undo(ws))
    task = show_task(ws, "huaiyin-2022/1").task
    assert (task.status, task.log) == ("未启动", ())


def test_undo_of_an_undo_brings_the_change_back(ws):
    start(ws)
    undone = carry_out_undo(ws, propose_undo(ws))
    carry_out_undo(ws, propose_undo(ws, undone.commit))
    assert show_task(ws, "huaiyin-2022/1").task.status == "推进中"


def test_undo_of_an_older_action_keeps_later_ones(ws):
    first = start(ws)
    change(ws, "huaiyin-2022/1", note="已召开部署会")
    carry_out_undo(ws, propose_undo(ws, first.commit))
    task = show_task(ws, "huaiyin-2022/1").task
    assert task.status == "未启动"
    assert [entry.text for entry in task.log] == ["已召开部署会"]


def test_undo_is_refused_where_the_same_field_was_changed_since(ws):
    first = start(ws)
    change(ws, "huaiyin-2022/1", assignments={"status": "待核查"}, evidence=(LINK,))
    proposal = propose_undo(ws, first.commit)
    assert proposal.refusals
    with pytest.raises(Refused):
        carry_out_undo(ws, proposal)


def test_nothing_left_to_undo(ws):
    start(ws)
    carry_out_undo(ws, propose_undo(ws))
    carry_out_undo(ws, propose_undo(ws))
    with pytest.raises(NothingToUndo):
        propose_undo(ws)


def test_edited_text_is_checked(repo, ws):
    text = task_text(ws, "huaiyin-2022/1")
    with pytest.raises(Refused) as refused:
        save_task_text(ws, "huaiyin-2022/1", text.replace("seq: 1", "seq: 一"))
    assert refused.value.problems[0].line
    with pytest.raises(Refused):
        save_task_text(ws, "huaiyin-2022/1", text.replace("status: 未启动", "status: 已完成"))
    save_task_text(ws, "huaiyin-2022/1", text.replace("status: 未启动", "status: 推进中"), base=text)
    assert "status: 推进中" in run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_editor_s_own_line_ends_are_no_change(repo, ws, ends):
    path = repo / task_path("huaiyin-2022/001")
    path.write_bytes(path.read_bytes().replace(b"\n", ends.encode()))
    if ends != "\n":
        run_git(repo, "commit", "-qam", "另一种换行")
    text = task_text(ws, "huaiyin-2022/1")
    other = text.replace("\r\n", "\n").replace("\n", "\r\n" if ends == "\n" else "\n")
    assert not save_task_text(ws, "huaiyin-2022/1", other, base=text).commit
    edited = other.replace("status: 未启动", "status: 推进中")
    commit = save_task_text(ws, "huaiyin-2022/1", edited, base=text).commit
    assert "1 insertion(+), 1 deletion(-)" in run_git(repo, "show", "--shortstat", commit)


def test_a_text_edited_from_an_older_one_keeps_what_was_changed_meanwhile(repo, ws):
    text = task_text(ws, "huaiyin-2022/1")
    start(ws)
    save_task_text(ws, "huaiyin-2022/1", text.replace("heading: 财政信息", "heading: 财政"), base=text)
    now = run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")
    assert "heading: 财政\n" in now
    assert "status: 推进中" in now


def test_a_text_edited_from_an_older_one_does_not_overwrite_the_same_field(repo, ws):
    first = task_text(ws, "huaiyin-2022/1")
    theirs = first.replace("heading: 财政信息", "heading: 预算").replace("section: ", "section: 新的")
    save_task_text(ws, "huaiyin-2022/1", theirs)
    mine = first.replace("heading: 财政信息", "heading: 决算")
    with pytest.raises(ChangedMeanwhile, match="被别人改动") as refused:
        save_task_text(ws, "huaiyin-2022/1", mine, base=first)
    assert [tuple(clash) for clash in refused.value.clashes] == [("heading", "任务", "预算", "决算")]
    assert refused.value.text == theirs
    for side, heading in ((Side.THEIRS, "预算"), (Side.OURS, "决算")):
        text = settle_task_text("huaiyin-2022/1", mine, first, theirs, {"heading": side})
        assert f"heading: {heading}\n" in text
        assert "section: 新的" in text
    save_task_text(ws, "huaiyin-2022/1", text, base=theirs)
    assert "heading: 决算" in run_git(repo, "show", "HEAD:plans/huaiyin-2022/001.yaml")


def test_a_form_overwrites_nothing_that_was_changed_meanwhile(ws):
    begun = form_values(show_task(ws, "huaiyin-2022/1").task)
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), assignments={"heading": "预算"})))
    section = ChangeRequest(targets=("huaiyin-2022/1",), assignments={"section": "别处"}, begun_with=begun)
    carry_out(ws, propose(ws, section))
    heading = ChangeRequest(targets=("huaiyin-2022/1",), assignments={"heading": "决算"}, begun_with=begun)
    with pytest.raises(ChangedMeanwhile) as refused:
        propose(ws, heading)
    assert [tuple(clash) for clash in refused.value.clashes] == [("heading", "任务", "预算", "决算")]
    assert refused.value.now["section"] == "别处"


def test_a_form_overwrites_nothing_that_is_committed_between_preview_and_saving(ws):
    begun = form_values(show_task(ws, "huaiyin-2022/1").task)
    request = ChangeRequest(targets=("huaiyin-2022/1",), assignments={"heading": "决算"}, begun_with=begun)
    late = propose(ws, request)
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/1",), assignments={"heading": "预算"})))
    with pytest.raises(ChangedMeanwhile):
        carry_out(ws, late)
    assert show_task(ws, "huaiyin-2022/1").task.heading == "预算"


def test_undo_leaves_the_flags_as_they_were(ws):
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/2",), assignments={"status": "推进中"})))
    assert list_tasks(ws, "huaiyin-2022/2").rows[0].updated == TODAY.isoformat()
    carry_out_undo(ws, propose_undo(ws))
    assert list_tasks(ws, "huaiyin-2022/2").rows[0].updated == ""
    carry_out_undo(ws, propose_undo(ws, "HEAD"))
    assert list_tasks(ws, "huaiyin-2022/2").rows[0].updated == TODAY.isoformat()


def test_a_shallow_clone_is_never_emptied_by_undo(repo, ws, tmp_path):
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/2",), assignments={"status": "推进中"})))
    run_git(tmp_path, "clone", "-q", "--depth", "1", repo.as_uri(), "shallow")
    shallow = open_workspace(tmp_path / "shallow", today=TODAY)
    with pytest.raises(GitError, match="浅克隆"):
        propose_undo(shallow)
    assert {row.updated for row in list_tasks(shallow).rows} == {""}
    (said,) = commit_changes(shallow, shallow.repository.head())
    assert "浅克隆" in said.new
    shallow.close()


def test_work_after_midnight_is_recorded_on_the_new_day(repo, monkeypatch):
    ws = open_workspace(repo)
    monkeypatch.setenv("GONGKAI_TODAY", "2022-08-01")
    before = ws.today
    monkeypatch.setenv("GONGKAI_TODAY", "2022-08-02")
    change(ws, "huaiyin-2022/2", note="夜里记的")
    assert (before, show_task(ws, "huaiyin-2022/2").task.log[-1].date) == (date(2022, 8, 1), date(2022, 8, 2))
    ws.close()


def test_a_value_that_somebody_set_between_preview_and_saving_is_not_overwritten(ws):
    """Who saw 无 → 9 月 30 日 has not seen the day that stands there by now."""
    mine = propose(ws, ChangeRequest(("huaiyin-2022/2",), assignments={"due": "2022-09-30"}, reason="市里定"))
    change(ws, "huaiyin-2022/2", assignments={"due": "2022-08-31"})
    with pytest.raises(Refused, match="同一处刚被别人改过"):
        carry_out(ws, mine)
    assert show_task(ws, "huaiyin-2022/2").task.deadline.due == date(2022, 8, 31)


def test_a_note_beside_what_somebody_else_wrote_meanwhile_is_saved(ws):
    mine = propose(ws, ChangeRequest(("huaiyin-2022/2",), note="甲"))
    change(ws, "huaiyin-2022/2", note="乙")
    carry_out(ws, mine)
    assert [entry.text for entry in show_task(ws, "huaiyin-2022/2").task.log] == ["乙", "甲"]


def test_only_a_correction_of_the_deadline_stops_the_question_about_it(repo, ws):
    """In one task the file says another day than the words; in the other the words give no day, and one is set."""

    def asked():
        return {problem.place for problem in check_data(ws) if problem.check == "deadline-differs"}

    deadlines = (
        Deadline("2022年6月底前", DeadlineKind.DATE, date(2022, 9, 30)),
        Deadline("长期坚持", DeadlineKind.ONGOING),
    )
    for task, deadline in zip(TASKS, deadlines, strict=False):
        (repo / task_path(task.id)).write_text(emit.emit_task(replace(task, deadline=deadline)), "utf-8")
    run_git(repo, "commit", "-qam", "手改期限")
    change(ws, "huaiyin-2022/1", assignments={"标题": "财政收支信息"}, reason="标题漏字")
    change(ws, "huaiyin-2022/2", assignments={"期限": "2022-09-30"}, reason="会议定的")
    assert show_task(ws, "huaiyin-2022/2").task.log[-1].text == "期限更正：会议定的"
    assert asked() == {task_path("huaiyin-2022/001")}


def test_a_field_that_is_misspelt_in_an_edited_text_is_an_error_with_its_line(repo, ws):
    kept = task_text(ws, FIRST) + "own: 甲\n"
    (repo / task_path(FIRST)).write_text(kept)
    run_git(repo, "commit", "-qam", "手改")
    with pytest.raises(Refused) as refused:
        save_task_text(ws, FIRST, kept + "deu: 2022-09-30\n")
    (problem,) = refused.value.problems
    assert "不认识的键“deu”，请改正或删去" in problem.message
    assert problem.line == kept.count("\n") + 1
    assert save_task_text(ws, FIRST, kept.replace("status: 未启动", "status: 推进中")).commit


def test_a_responsible_unit_that_nobody_has_registered_is_cautioned_of(ws):
    found = propose(ws, ChangeRequest((FIRST,), assignments={"units": "区财政、区财政局、有关部门"}))
    (caution,) = found.cautions
    assert "“区财政”不在 units/" in caution
    assert propose(ws, ChangeRequest((FIRST,), assignments={"heading": "别的"})).cautions == ()
