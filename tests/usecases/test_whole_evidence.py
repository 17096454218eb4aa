"""The whole task is reported or passed with evidence for every part that goes along, however it is asked for."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, propose_verdicts
from gongkai_tui.usecases.show_task import show_task

TASK, UNIT, STREETS, STREET = "huaiyin-2022/001", "区财政局", "各街道办事处", "西市场街道办事处"
LINK = "https://a.example/1"


def wanted(ws, status, unit=None, **said):
    return propose(ws, ChangeRequest((TASK,), assignments={"status": status}, unit=unit, **said))


def put(ws, status, unit=None, **said):
    return carry_out(ws, wanted(ws, status, unit, **said))


@pytest.fixture
def partly(ws):
    """One unit of many has reported; the streets have not."""
    put(ws, "推进中")
    put(ws, "待核查", UNIT, evidence=(LINK,))
    return ws


LACKING = f"没有佐证的：{STREET}。"


def test_evidence_of_one_unit_is_not_that_of_the_others(partly):
    bulk = ChangeRequest(("huaiyin-2022/2", TASK), assignments={"status": "待核查"}, evidence=())
    table = f"id,status\n{TASK},待核查\n".encode()
    said = [
        wanted(partly, "待核查").refusals[0].message,
        wanted(partly, "已完成", note="看过").refusals[0].message,
        propose_table(partly, table, suffix="csv", name="表").refusals[0].message,
        next(each.message for each in propose(partly, bulk).refusals if each.place == TASK),
    ]
    assert all("需要佐证" in each and each.endswith(LACKING) for each in said), said
    put(partly, "推进中", UNIT, reason="退回：打不开")
    assert "需要佐证" in wanted(partly, "待核查", UNIT).refusals[0].message, "what was returned proves nothing any more"
    carry_out(partly, propose(partly, ChangeRequest((TASK,), note="改好了", unit=UNIT, evidence=(LINK,))))
    verdict = VerdictRequest("huaiyin-2022", LookbackVerdict.CLOSED, targets=(TASK,), note="年终核查")
    assert propose_verdicts(partly, verdict).refusals[0].message.endswith(LACKING)


def test_evidence_of_the_set_the_whole_task_or_the_change_itself_counts_for_all_of_them(partly):
    assert not wanted(partly, "已完成", note="看过", evidence=(LINK,)).refusals
    carry_out(partly, propose(partly, ChangeRequest((TASK,), note="各街道已公开", unit=STREETS, evidence=(LINK,))))
    put(partly, "待核查")
    assert show_task(partly, TASK).row.status == "待核查"
    put(partly, "推进中", reason="退回")
    carry_out(partly, propose(partly, ChangeRequest((TASK,), note="全区已公开", evidence=(LINK,))))
    put(partly, "待核查")


def test_who_only_supports_needs_none(ws):
    task = show_task(ws, TASK).task
    assert {each.unit for each in task.units} == {UNIT, STREETS}
    put(ws, "推进中")
    put(ws, "待核查", STREETS, evidence=(LINK,))
    assert wanted(ws, "待核查").refusals[0].message.endswith(f"没有佐证的：{UNIT}。")
    carry_out(ws, propose(ws, ChangeRequest((TASK,), assignments={"units": f"{STREETS}负责，{UNIT}配合"}, reason="改")))
    put(ws, "待核查")
    assert show_task(ws, TASK).row.status == "待核查"
    put(ws, "推进中", reason="退回")
    carry_out(ws, propose(ws, ChangeRequest((TASK,), note="各街道已公开", unit=STREETS, evidence=(LINK,))))
    put(ws, "待核查")
    assert show_task(ws, TASK).row.status == "待核查"
