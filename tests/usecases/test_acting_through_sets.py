"""A unit that acts through 各X, or was chosen for 有关X, stands as its set does until it has a status of its own."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.extensions import NotExtendable
from gongkai_tui.domain.problem_steps import Recheck
from gongkai_tui.domain.status import Status
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.extend_task import propose_request
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.history import commit_changes
from gongkai_tui.usecases.problems import show_problem
from gongkai_tui.usecases.show_task import show_task

from .conftest import TODAY, run_git
from .test_choosing import GROUP, choose
from .test_problems import as_unit, fix, opened, passed, told

TASK, STREETS, STREET = "huaiyin-2022/003", "各街道办事处", "西市场街道办事处"
LINK = "https://a.example/1"


def put(ws, status, unit=STREETS, **said):
    return carry_out(ws, propose(ws, ChangeRequest((TASK,), assignments={"status": status}, unit=unit, **said)))


@pytest.fixture
def certified(repo, ws):
    """The office has checked what all streets reported; 西市场 has a contact and a neighbour."""
    path = repo / "units/huaiyin.yaml"
    path.write_text(
        path.read_text()
        .replace(f"      - {STREET}\n", f"      - {STREET}\n      - 五里沟街道办事处\n")
        .replace(
            f"  - name: {STREET}\n    kind: 街道\n",
            f"  - name: {STREET}\n    kind: 街道\n    contacts:\n      - name: 街道周\n        email: zhou@x.example\n"
            "  - name: 五里沟街道办事处\n    kind: 街道\n",
        )
    )
    run_git(repo, "commit", "-q", "-a", "-m", "名录")
    put(ws, "待核查", evidence=(LINK,))
    put(ws, "已完成")
    return ws


def in_grid(ws, unit=STREET):
    lines = [each for line in unit_grid(ws, "huaiyin-2022").grid.lines for each in (line, *line.members)]
    return next(
        cell.row.status for line in lines if line.name == unit for cell in line.cells if cell and cell.row.id == TASK
    )


def test_a_member_does_not_take_back_what_was_certified_for_all(certified, repo, monkeypatch):
    member = as_unit(repo, monkeypatch, "zhou@x.example", "街道周")
    for status in ("推进中", "待核查"):
        with pytest.raises(Refused) as refused:
            put(member, status, unit=None, evidence=(LINK,))
        assert f"不能从已完成改为{status}" in refused.value.problems[0].message
    text = task_text(member, TASK)
    with pytest.raises(Refused):
        save_task_text(member, TASK, text.replace(f"{STREETS}: 已完成\n", f"{STREETS}: 已完成\n  {STREET}: 推进中\n"))
    assert in_grid(certified) == "已完成"


def test_the_office_finds_fault_with_one_member(certified, repo):
    saved = put(certified, "整改中", unit=STREET, reason="链接失效")
    assert saved.subject == f"槐荫2022 第3项 政策解读：已完成 → 整改中（{STREET}）"
    assert [(each.field, each.old, each.new) for each in commit_changes(certified, "HEAD")][:1] == [
        (f"状态（{STREET}）", "已完成", "整改中")
    ]
    assert (in_grid(certified), in_grid(certified, "五里沟街道办事处")) == ("整改中", "已完成")


def test_a_member_stands_apart_though_it_stands_as_the_task_does(certified):
    put(certified, "整改中", unit=STREET, reason="链接失效")
    put(certified, "待核查", unit=STREET, evidence=("https://a.example/2",))
    put(certified, "推进中", unit=STREET, reason="缺日期")
    put(certified, "推进中", unit=None)
    assert show_task(certified, TASK).task.status is Status.IN_PROGRESS
    assert show_task(certified, TASK).task.unit_status == {STREETS: Status.DONE, STREET: Status.IN_PROGRESS}
    assert in_grid(certified) == "推进中"
    assert not [each for each in check_data(certified) if each.check == "exception-same"]


def test_a_member_that_comes_to_stand_as_its_set_follows_it_again(certified):
    put(certified, "整改中", unit=STREET, reason="链接失效")
    put(certified, "已完成", unit=STREET, evidence=(LINK,), note="已恢复")
    assert show_task(certified, TASK).task.unit_status == {STREETS: Status.DONE}
    put(certified, "整改中", unit=STREET, reason="又失效")
    put(certified, "整改中", reason="全部重查")
    assert show_task(certified, TASK).task.unit_status == {STREETS: Status.RECTIFYING}


def test_the_set_is_one_step_ahead_of_a_member_that_reports(certified, ws):
    # Of the set that is 推进中, one reports: the words say from where.
    put(certified, "整改中", reason="重查")
    saved = put(certified, "待核查", unit=STREET, evidence=("https://a.example/3",))
    assert saved.subject == f"槐荫2022 第3项 政策解读：整改中 → 待核查（{STREET}）"


def test_a_problem_of_a_member_keeps_where_it_stood_and_a_withdrawal_brings_it_back(certified):
    problem = told(certified, TASK, unit=STREET)
    assert show_problem(certified, problem).problem.record.task_was is Status.DONE
    assert in_grid(certified) == "整改中"
    steps.carry_out(certified, steps.propose_withdraw(certified, [problem], reason="记错"))
    assert in_grid(certified) == "已完成"
    assert show_task(certified, TASK).task.unit_status == {STREETS: Status.DONE}


def test_a_problem_of_a_member_goes_through_to_the_end(certified, repo):
    problem = told(certified, TASK, unit=STREET)
    subject = run_git(repo, "log", "-1", "--format=%b")
    assert f"{TASK} 政策解读：已完成 → 整改中" in subject
    fix(certified, problem)
    passed(certified, problem)
    assert in_grid(certified) == "已完成"
    assert show_task(certified, TASK).task.unit_status == {STREETS: Status.DONE}


def test_the_set_cannot_be_certified_over_the_problem_of_a_member(certified):
    put(certified, "整改中", reason="重查")
    problem = opened(certified, TASK, unit=STREET)
    with pytest.raises(Refused) as refused:
        put(certified, "已完成", evidence=("https://a.example/4",), note="已核对")
    assert problem in refused.value.problems[0].message


def test_check_sees_a_certified_set_over_the_problem_of_a_member(certified, repo):
    opened(certified, TASK, unit=STREET)
    assert [each.check for each in check_data(certified) if each.check.startswith("problem-")] == ["problem-untold"]


def test_a_correction_of_a_member_goes_back_to_where_its_set_stood(certified):
    put(certified, "已核销", note="年终核查")
    put(certified, "整改中", unit=STREET, reason="链接失效")
    put(certified, "已核销", unit=STREET, reason="看错了单位")
    assert in_grid(certified) == "已核销"
    assert show_task(certified, TASK).task.log[-1].text == "更正：看错了单位"


def test_who_was_chosen_follows_the_set_too(certified, repo, monkeypatch):
    path = repo / f"plans/{TASK}.yaml"
    path.write_text(path.read_text().replace("status:", f"  - unit: {GROUP}\n    role: 责任\nstatus:", 1))
    run_git(repo, "commit", "-q", "-a", "-m", "有关部门")
    choose(certified, "区财政局")
    put(certified, "待核查", unit=GROUP, evidence=(LINK,))
    put(certified, "已完成", unit=GROUP)
    finance = as_unit(repo, monkeypatch)
    with pytest.raises(Refused) as refused:
        put(finance, "推进中", unit=None)
    assert "不能从已完成改为推进中" in refused.value.problems[0].message


def test_a_step_on_the_problem_of_a_member_answers_to_where_it_stands(certified):
    """已完成 → 待核查 is no step of the machine: 报整改 needs 整改中, which the notice brings about."""
    problem = told(certified, TASK, unit=STREET)
    put(certified, "整改中", reason="重查")
    fix(certified, problem)
    assert (in_grid(certified), in_grid(certified, "五里沟街道办事处")) == ("待核查", "整改中")
    steps.carry_out(certified, steps.propose_step(certified, [problem], Recheck(TODAY, passed=True, text="打开正常")))
    assert in_grid(certified) == "已完成"


def test_a_member_of_a_certified_set_needs_no_more_time(certified):
    carry_out(certified, propose(certified, ChangeRequest((TASK,), assignments={"due": "2022-12-31"}, reason="更正")))
    with pytest.raises(NotExtendable) as refused:
        propose_request(certified, TASK, "2023-01-31", "待发文", unit=STREET)
    assert f"{STREET}已是已完成" in str(refused.value)
