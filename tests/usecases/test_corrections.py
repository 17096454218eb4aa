"""更正 puts a slip right: it leads back neither to what was undone nor to a status whose check no record tells of."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, carry_out_verdicts, propose_verdicts
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.status_choices import status_choices
from gongkai_tui.usecases.undo import carry_out_undo, propose_redo, propose_undo

from .conftest import run_git
from .test_problems import as_unit

TASK, UNIT, STREETS, STREET = "huaiyin-2022/001", "区财政局", "各街道办事处", "西市场街道办事处"
LINK = "https://a.example/1"


def wanted(ws, status, unit=None, **said):
    return propose(ws, ChangeRequest((TASK,), assignments={"status": status}, unit=unit, **said))


def put(ws, status, unit=None, **said):
    return carry_out(ws, wanted(ws, status, unit, **said))


def refusal(ws, status, unit=None, **said):
    [refused] = wanted(ws, status, unit, **said).refusals
    return refused.message


def undo(ws):
    return carry_out_undo(ws, propose_undo(ws))


def back_to(ws):
    return status_choices(ws, list_tasks(ws, f"id:{TASK}").rows).back_to


def status(ws):
    return show_task(ws, TASK).row.status


def close_by_verdict(ws):
    verdict = VerdictRequest("huaiyin-2022", LookbackVerdict.CLOSED, (TASK,), note="看过", evidence=(LINK,))
    carry_out_verdicts(ws, propose_verdicts(ws, verdict))


@pytest.mark.parametrize("taken_back", ["undo", "git revert"])
def test_where_an_undone_verdict_led_is_no_previous_status(ws, repo, taken_back):
    put(ws, "推进中")
    close_by_verdict(ws)
    assert status(ws) == "已核销"
    if taken_back == "undo":
        undo(ws)
    else:
        run_git(repo, "revert", "--no-edit", "HEAD")
    assert status(ws) == "推进中"
    assert refusal(ws, "已核销", reason="更正").startswith("不能从推进中改为已核销。推进中之后可以是：待核查、")
    table = f"id,status,理由\n{TASK},已核销,更正\n".encode()
    assert "不能从推进中改为已核销" in propose_table(ws, table, suffix="csv", name="表").refusals[0].message
    assert back_to(ws) == ("未启动",)
    put(ws, "未启动", reason="更正：误点")
    assert status(ws) == "未启动"


def test_done_without_evidence_stays_refused_after_an_undo(ws):
    put(ws, "推进中")
    put(ws, "已完成", evidence=(LINK,), note="看过")
    undo(ws)
    assert refusal(ws, "已完成", reason="更正").startswith("推进中 → 已完成 需要佐证")
    carry_out_undo(ws, propose_redo(ws))
    put(ws, "整改中", reason="抽查")
    assert back_to(ws) == ("已完成",)
    put(ws, "已完成", reason="更正：不是这一项")
    assert status(ws) == "已完成"


def test_an_undone_check_of_the_own_report_is_made_again_by_another_person(ws, repo, monkeypatch):
    office = "区政府办公室"
    text = task_text(ws, TASK)
    save_task_text(ws, TASK, text.replace(f"unit: {UNIT}", f"unit: {office}"), base=text)
    put(ws, "待核查", office, evidence=(LINK,))
    put(as_unit(repo, monkeypatch, "other@huaiyin.example", "另一人"), "已完成", office)
    first = as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四")
    undo(first)
    assert "不能由同一人核查" in refusal(first, "已完成", office, reason="更正")


def test_a_check_that_was_put_right_itself_stands_for_nothing(ws):
    put(ws, "推进中")
    put(ws, "已完成", evidence=(LINK,), note="看过")
    put(ws, "推进中", reason="更正：误点")
    assert back_to(ws) == ()
    said = refusal(ws, "已完成", reason="更正")
    assert said.startswith("推进中 → 已完成 需要佐证")
    assert said.endswith("（不能作为更正：整项没有核查通过的记录，撤销了、更正了的不算。）")
    put(ws, "已完成", evidence=(LINK,), note="重新看过", reason="更正：又看了一次")
    assert [entry.kind for entry in show_task(ws, TASK).task.log[-2:]] == ["报送", "核查"]


def test_what_was_written_by_hand_without_a_check_is_reported_and_checked(ws, repo):
    put(ws, "推进中")
    path = repo / "plans/huaiyin-2022/001.yaml"
    for was, now in (("推进中", "已核销"), ("已核销", "推进中")):
        path.write_text(path.read_text("utf-8").replace(f"status: {was}", f"status: {now}"), "utf-8")
        run_git(repo, "commit", "-qam", f"手改{now}")
    assert back_to(ws) == ()
    assert "整项没有核销的记录" in refusal(ws, "已核销", reason="更正")


def test_the_check_has_to_be_of_the_part_that_goes_back(ws, repo):
    put(ws, "推进中")
    put(ws, "已完成", STREET, evidence=(LINK,), note="看过")
    path = repo / "plans/huaiyin-2022/001.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"  {STREET}: 已完成", f"  {STREET}: 已完成\n  {UNIT}: 已完成"), "utf-8")
    run_git(repo, "commit", "-qam", "手改")
    for unit in (UNIT, STREET):
        put(ws, "整改中", unit, reason="抽查")
    assert f"{UNIT}没有核查通过的记录" in refusal(ws, "已完成", UNIT, reason="更正")
    put(ws, "已完成", STREET, reason="更正")
    assert show_task(ws, TASK).task.unit_status[STREET] == "已完成"
