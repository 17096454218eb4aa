"""已核销 of a whole task: whoever must act and is still open forbids it, however it is asked for."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, propose_verdicts
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.status_choices import status_choices

from .conftest import run_git

TASK, UNIT, STREETS, STREET = "huaiyin-2022/001", "区财政局", "各街道办事处", "西市场街道办事处"
LINK = "https://a.example/1"


def put(ws, status, unit=None, **said):
    return carry_out(ws, wanted(ws, status, unit, **said))


def wanted(ws, status, unit=None, **said):
    return propose(ws, ChangeRequest((TASK,), assignments={"status": status}, unit=unit, **said))


@pytest.fixture
def done(ws):
    """Passed as a whole, but one unit has a finding to put right."""
    put(ws, "待核查", evidence=(LINK,))
    put(ws, "已完成")
    put(ws, "整改中", UNIT, reason="空栏目")
    return ws


def test_set_apply_edit_and_the_verdict_say_the_same(done):
    said = f"还有单位没有办结：{UNIT}（整改中）；先逐个核查，再核销。"
    assert [each.message for each in wanted(done, "已核销", note="年终核查").refusals] == [said]
    table = f"编号,状态,进展情况\n{TASK},已核销,年终核查\n".encode()
    assert [each.message for each in propose_table(done, table, suffix="csv", name="表").refusals] == [f"{TASK} {said}"]
    verdict = VerdictRequest("huaiyin-2022", LookbackVerdict.CLOSED, targets=(TASK,), note="年终核查")
    assert [each.message for each in propose_verdicts(done, verdict).refusals] == [said]
    text = task_text(done, TASK)
    entry = "  - id: 0000000a\n    date: 2022-08-01\n    kind: 核查\n    text: 年终核查\n"
    with pytest.raises(Refused) as refused:
        save_task_text(done, TASK, text.replace("status: 已完成", "status: 已核销") + entry, base=text)
    assert said in [each.message for each in refused.value.problems]
    assert show_task(done, TASK).task.status == "已完成"


def test_nothing_stands_in_the_way_once_the_unit_is_done(done):
    put(done, "已完成", UNIT, evidence=(LINK,), note="已恢复")
    put(done, "已核销", note="年终核查")
    assert show_task(done, TASK).task.unit_status == {}


def test_a_part_that_was_ended_and_a_unit_in_support_hold_nothing_up(done, repo):
    put(done, "已终止", UNIT, reason="职能划转")
    path = repo / f"plans/{TASK}.yaml"
    text = path.read_text().replace("deadline:", "  - unit: 区教育局\n    role: 配合\ndeadline:", 1)
    path.write_text(text.replace(f"  {UNIT}: 已终止\n", f"  {UNIT}: 已终止\n  区教育局: 推进中\n", 1))
    run_git(repo, "commit", "-q", "-a", "-m", "配合")
    put(done, "已核销", note="年终核查")
    assert show_task(done, TASK).row.status == "已核销"


def test_a_set_stands_for_the_members_that_follow_it_and_for_no_others(done):
    put(done, "已完成", UNIT, evidence=(LINK,), note="已恢复")
    put(done, "整改中", STREETS, reason="重查")
    refused = wanted(done, "已核销", note="年终核查").refusals[0].message
    assert f"：{STREETS}（整改中）；" in refused
    put(done, "已完成", STREET, evidence=(LINK,), note="已恢复")
    put(done, "已核销", note="年终核查")


def test_where_the_step_itself_is_none_that_is_said_first(done):
    put(done, "已完成", UNIT, evidence=(LINK,), note="已恢复")
    put(done, "整改中", reason="重查")
    assert "不能从整改中改为已核销" in wanted(done, "已核销", note="年终核查").refusals[0].message


def test_the_year_end_command_closes_what_the_units_have_done_one_by_one(ws):
    for unit in (UNIT, STREETS):
        put(ws, "待核查", unit, evidence=(LINK,))
        put(ws, "已完成", unit)
    everything = ChangeRequest(filter_text="status:已完成", assignments={"status": "已核销"}, note="年终核查")
    saved = carry_out(ws, propose(ws, everything))
    assert "已完成 → 已核销" in saved.subject
    assert (show_task(ws, TASK).task.status, show_task(ws, TASK).task.unit_status) == ("已核销", {})
    put(ws, "整改中", reason="回头看")
    assert show_task(ws, TASK).row.status == "整改中"
    put(ws, "已核销", reason="更正：记错了")
    assert show_task(ws, TASK).row.status == "已核销"


def test_a_report_or_a_return_of_the_whole_is_what_the_list_shows(ws):
    for unit in (UNIT, STREETS):
        put(ws, "待核查", unit, evidence=(LINK,))
    assert status_choices(ws, list_tasks(ws, f"id:{TASK}").rows).stands[0].status == "待核查"
    put(ws, "推进中", reason="退回")
    assert show_task(ws, TASK).row.status == "推进中"
    put(ws, "推进中", UNIT)
    refused = wanted(ws, "已核销", note="年终核查").refusals[0].message
    assert "不能从推进中改为已核销" in refused


def test_a_status_typed_into_the_file_takes_the_units_along_too(ws):
    for unit in (UNIT, STREETS):
        put(ws, "待核查", unit, evidence=(LINK,))
        put(ws, "已完成", unit)
    text = task_text(ws, TASK)
    assert "status: 未启动" in text
    entry = "  - id: 0000000a\n    date: 2022-08-01\n    kind: 核查\n    text: 年终核查\n"
    save_task_text(ws, TASK, text.replace("status: 未启动", "status: 已核销") + entry, base=text)
    assert (show_task(ws, TASK).task.status, show_task(ws, TASK).task.unit_status) == ("已核销", {})


def test_a_status_typed_for_all_does_not_lead_those_past_the_machine_who_follow_it(ws):
    put(ws, "推进中", UNIT)
    text = task_text(ws, TASK)
    entry = "  - id: 0000000a\n    date: 2022-08-01\n    kind: 核查\n    text: 抽查\n"
    with pytest.raises(Refused) as refused:
        save_task_text(ws, TASK, text.replace("status: 未启动", "status: 整改中") + "log:\n" + entry, base=text)
    assert f"带不上{STREETS}（未启动）" in str(refused.value.problems[0].message)
