"""A task that is ended (已终止): not while problems are left; where a hand edit did, they can only be withdrawn."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.owed import OfficeMatter
from gongkai_tui.domain.problem_notice import NoticeRefused
from gongkai_tui.domain.status import Status
from gongkai_tui.reporting.owe_text import Wording
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.handover import handover_page
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.problem_notices import Chosen, notice_page
from gongkai_tui.usecases.rectification_sheets import rectification_sheets
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.statistics import statistics

from .conftest import TODAY, run_git
from .test_problems import FINANCE, PROOF, fix, opened, state_of, told

UNIT, OFFICE = "区财政局", "区政府办公室"


def put(ws, status, unit=None, **said):
    return carry_out(ws, propose(ws, ChangeRequest((FINANCE,), assignments={"status": status}, unit=unit, **said)))


def ended_by_hand(repo, old="status: 未启动", new="status: 已终止"):
    """Past the program, which lets nothing end while a problem is left."""
    path = repo / f"plans/{FINANCE}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    run_git(repo, "commit", "-qam", "区政府第8次常务会：终止")


@pytest.fixture
def problem(ws, repo):
    """Told to one of two units before the whole task was ended."""
    found = told(ws)
    ended_by_hand(repo)
    return found


def refusal(proposal):
    return proposal.refusals[0].message


def test_nothing_is_ended_while_a_problem_is_left(ws):
    rectified, waits = told(ws), opened(ws, unit="西市场街道办事处")
    for unit, named in ((None, {rectified, waits}), (UNIT, {rectified}), ("西市场街道办事处", {waits})):
        request = ChangeRequest((FINANCE,), assignments={"status": "已终止"}, unit=unit, reason="职能划转")
        said = refusal(propose(ws, request))
        assert {each for each in (rectified, waits) if each in said} == named
        assert "gongkai problem withdraw" in said
    text = task_text(ws, FINANCE)
    entry = "  - id: 0000000a\n    date: 2022-08-01\n    kind: 进展\n    text: 终止：常务会\n"
    with pytest.raises(Refused) as refused:
        save_task_text(ws, FINANCE, text.replace("status: 未启动", "status: 已终止") + entry, base=text)
    assert "gongkai problem withdraw" in refused.value.problems[0].message
    steps.carry_out(ws, steps.propose_withdraw(ws, [rectified, waits], reason="职能划转"))
    put(ws, "已终止", reason="职能划转")
    assert show_task(ws, FINANCE).task.status is Status.ENDED


def test_nothing_but_a_withdrawal_is_left(ws, problem):
    waits = opened(ws, unit=UNIT, where="首页")
    for proposal in (
        steps.propose_fix(ws, [problem], text="已修复", evidence=PROOF),
        steps.propose_object(ws, [problem], reason="不属实"),
        steps.propose_notify(ws, [waits], due="2022-08-20"),
        propose_open(ws, NewProblem(what="又失效", task=FINANCE, unit=UNIT, due="2022-08-20")),
    ):
        assert refusal(proposal).startswith(f"任务 {FINANCE} 已终止，不能")
        assert "withdraw" in refusal(proposal)
    steps.carry_out(ws, steps.propose_withdraw(ws, [problem, waits], reason="任务已终止"))
    assert (state_of(ws, problem), state_of(ws, waits)) == ("已撤销", "已撤销")
    assert show_task(ws, FINANCE).task.unit_status == {}


def test_a_recheck_of_what_was_put_right_before_is_refused_too(ws, repo):
    problem = told(ws)
    fix(ws, problem)
    ended_by_hand(repo)
    assert "不能再核查" in refusal(steps.propose_recheck(ws, [problem], passed=True, text="打开正常"))
    waiting = next(each.debts.office for each in owing(ws).units if each.debts.name == OFFICE)
    assert [(item.matter, item.problem.id) for item in waiting] == [(OfficeMatter.TO_WITHDRAW, problem)]


def test_every_output_says_so(ws, problem):
    assert [row.status for row in list_tasks(ws, FINANCE).rows] == ["已终止"]
    assert statistics(ws, filter_text=FINANCE, by="unit").whole.by_status[Status.ENDED] == 1
    lines = {line.name: line for line in unit_grid(ws, "huaiyin-2022").grid.lines}
    assert [cell.row.status for cell in lines[UNIT].cells if cell] == ["已终止"]
    assert {unit.status for unit in show_task(ws, FINANCE).acting} == {"已终止"}
    debts = {each.debts.name: each.debts for each in owing(ws, plan="huaiyin-2022").units}
    assert (debts[UNIT].open, debts[UNIT].owed, debts[UNIT].rectifying) == (0, (), 0)
    assert [record.id for record in debts[UNIT].open_problems] == [problem]
    assert [(item.matter, item.problem.id) for item in debts[OFFICE].office] == [(OfficeMatter.TO_WITHDRAW, problem)]
    assert "没有要办" in Wording(TODAY, str, 90).unit_text(UNIT, debts[UNIT])
    page = handover_page(ws, UNIT, days=15).page
    assert FINANCE not in [each.id for each in page.open_tasks]


def test_no_sheet_and_no_notice_asks_the_unit_for_it(ws, problem):
    assert rectification_sheets(ws, plan="huaiyin-2022", form="csv").files == ()
    with pytest.raises(NoticeRefused):
        notice_page(ws, Chosen(plan="huaiyin-2022"), "整改通知")
    put(ws, "整改中", reason="误终止")
    assert len(rectification_sheets(ws, plan="huaiyin-2022", form="csv").files) == 1


def test_check_asks_for_the_withdrawal(ws, problem):
    found = [each for each in check_data(ws) if each.check == "problem-ended"]
    assert [(each.severity, problem in each.message) for each in found] == [("警告", True)]
    steps.carry_out(ws, steps.propose_withdraw(ws, [problem], reason="任务已终止"))
    assert not [each for each in check_data(ws) if each.check in ("problem-ended", "rectifying-alone")]


def test_one_unit_is_not_taken_up_again_alone(ws, problem):
    proposal = propose(ws, ChangeRequest((FINANCE,), assignments={"status": "推进中"}, unit=UNIT, reason="误终止"))
    assert "更正整项任务" in refusal(proposal)
    with pytest.raises(Refused):
        carry_out(ws, proposal)


def test_a_task_taken_up_again_has_its_units_as_they_stood(ws, problem):
    put(ws, "整改中", reason="误终止")
    assert show_task(ws, FINANCE).task.status == "未启动"
    assert {unit.name: unit.status for unit in show_task(ws, FINANCE).acting}[UNIT] == "整改中"
    fix(ws, problem)
    assert state_of(ws, problem) == "待再核查"


def test_the_part_of_one_unit_that_was_ended(ws, repo):
    problem = told(ws)
    ended_by_hand(repo, f"{UNIT}: 整改中", f"{UNIT}: 已终止")
    said = refusal(steps.propose_fix(ws, [problem], text="已修复", evidence=PROOF))
    assert said.startswith(f"任务 {FINANCE} 里{UNIT}的部分已终止，不能报整改")
    debts = {each.debts.name: each.debts for each in owing(ws, plan="huaiyin-2022").units}
    assert (debts[UNIT].owed, debts[OFFICE].office[-1].matter) == ((), OfficeMatter.TO_WITHDRAW)
