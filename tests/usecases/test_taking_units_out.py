"""A unit that is taken out of a task: an open problem forbids it, a status of its own goes with it."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.form_values import form_values
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.choosing import propose_choice
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.show_task import show_task

from .conftest import run_git
from .test_choosing import GROUP, chosen, open_repo  # noqa: F401  (fixtures)
from .test_problems import as_unit, told

TASK, UNIT, STREETS, STREET = "huaiyin-2022/001", "区财政局", "各街道办事处", "西市场街道办事处"
OPEN = "huaiyin-2022/003"


def request(target=TASK, unit=None, **assignments):
    return ChangeRequest((target,), assignments=assignments, unit=unit, reason="链接失效")


def with_status(ws, unit, status="推进中", target=TASK):
    carry_out(ws, propose(ws, request(target, unit, status=status)))


def refusals(proposal):
    return [each.message for each in proposal.refusals]


def last_entry(ws, target=TASK):
    return show_task(ws, target).task.log[-1]


@pytest.mark.parametrize(
    ("unit", "left"),
    [
        (UNIT, STREETS),
        (STREET, UNIT),
        ("区财政局", "区教育局牵头，各街道办事处配合"),
    ],
)
def test_an_open_problem_forbids_it(ws, unit, left):
    problem = told(ws, TASK, unit=unit)
    said = refusals(propose(ws, request(units=left)))
    assert len(said) == 1
    assert problem in said[0]
    assert f"{unit} 整改中" in said[0]
    assert "withdraw" in said[0]
    seen = form_values(show_task(ws, TASK).task)
    form = ChangeRequest((TASK,), assignments={"units": left}, begun_with=seen)
    assert refusals(propose(ws, form)) == said


def test_another_role_takes_nobody_out(ws):
    problem = told(ws, TASK, unit=UNIT)
    carry_out(ws, propose(ws, request(units="区财政局牵头，各街道办事处配合")))
    assert show_task(ws, TASK).task.unit_status == {UNIT: "整改中"}
    steps.carry_out(ws, steps.propose_withdraw(ws, [problem], reason="记错"))
    carry_out(ws, propose(ws, request(units=STREETS)))
    assert show_task(ws, TASK).task.unit_status == {}


def test_its_own_status_goes_with_it_and_the_log_says_so(ws, repo):
    with_status(ws, UNIT)
    with_status(ws, UNIT, "整改中")
    saved = carry_out(ws, propose(ws, request(units=STREETS)))
    assert (
        saved.subject
        == "槐荫2022 第1项 财政信息：责任单位 区财政局（责任）、各街道办事处（责任） → 各街道办事处（责任）"
    )
    view = show_task(ws, TASK)
    assert (view.task.unit_status, view.row.status) == ({}, "未启动")
    entry = last_entry(ws)
    assert (entry.kind, entry.unit, entry.by) == ("更正", "区政府办公室", "办公室李四")
    assert entry.text == f"不再承担这项任务，单列的状态随之去掉：{UNIT}（整改中）"
    assert "整改中" not in [item.row.status for each in owing(ws).units for item in each.debts.items]


def test_a_set_takes_the_status_of_its_members_with_it(ws):
    with_status(ws, STREET)
    carry_out(ws, propose(ws, request(units=UNIT)))
    assert show_task(ws, TASK).task.unit_status == {}
    assert f"{STREET}（推进中）" in last_entry(ws).text


def test_who_is_named_instead_of_its_set_keeps_its_status(ws):
    with_status(ws, STREET)
    carry_out(ws, propose(ws, request(units=f"{UNIT}、{STREET}")))
    assert show_task(ws, TASK).task.unit_status == {STREET: "推进中"}
    assert last_entry(ws).kind != "更正" or "单列" not in last_entry(ws).text


def test_a_choice_that_leaves_one_out(chosen):  # noqa: F811
    problem = told(chosen, OPEN, unit=UNIT)
    with_status(chosen, "区教育局", target=OPEN)
    for members in (("区教育局",), ()):
        said = refusals(propose_choice(chosen, ChangeRequest((OPEN,)), GROUP, members))
        assert problem in said[0]
    carry_out(chosen, propose_choice(chosen, ChangeRequest((OPEN,)), GROUP, (UNIT,)))
    assert show_task(chosen, OPEN).task.unit_status == {UNIT: "整改中"}
    assert "区教育和体育局（推进中）" in last_entry(chosen, OPEN).text


def test_the_text_of_a_task_follows_the_same_rules(ws, repo):
    with_status(ws, UNIT)
    text = task_text(ws, TASK)
    without = text.replace(f"  - unit: {UNIT}\n    role: 责任\n", "")
    assert without != text
    save_task_text(ws, TASK, without, base=text)
    assert show_task(ws, TASK).task.unit_status == {}
    assert f"{UNIT}（推进中）" in last_entry(ws).text
    problem = told(ws, TASK, unit=STREET)
    text = task_text(ws, TASK)
    with pytest.raises(Refused) as refused:
        save_task_text(ws, TASK, text.replace(f"unit: {STREETS}", f"unit: {UNIT}"), base=text)
    assert problem in refused.value.problems[-1].message


def orphaned(repo):
    """A hand edit that left a status behind."""
    path = repo / f"plans/{TASK}.yaml"
    path.write_text(path.read_text().replace(f"  - unit: {UNIT}\n    role: 责任\n", ""))
    run_git(repo, "commit", "-q", "-a", "-m", "手改")


def test_check_reports_what_a_hand_edit_left_behind_and_an_edit_takes_it_away(ws, repo):
    problem = told(ws, TASK, unit=UNIT)
    orphaned(repo)
    found = [(each.severity, each.place) for each in check_data(ws) if each.check == "unit-not-responsible"]
    assert sorted(found) == [
        ("警告", f"plans/{TASK}.yaml"),
        ("警告", f"plans/huaiyin-2022/problems/{problem}.yaml"),
    ]
    text = task_text(ws, TASK)
    bare = text.replace(f"unit_status:\n  {UNIT}: 整改中\n", "")
    assert bare != text
    save_task_text(ws, TASK, bare, base=text)
    assert list_tasks(ws, TASK).rows[0].status == "未启动"
    steps.carry_out(ws, steps.propose_withdraw(ws, [problem], reason="不再承担"))
    assert "unit-not-responsible" not in [each.check for each in check_data(ws)]


def test_a_unit_does_not_take_away_what_another_left_behind(ws, repo, monkeypatch):
    with_status(ws, UNIT)
    with_status(ws, UNIT, "整改中")
    orphaned(repo)
    path = repo / "units/huaiyin.yaml"
    street = f"  - name: {STREET}\n    kind: 街道\n"
    path.write_text(
        path.read_text().replace(
            street, f"{street}    contacts:\n      - name: 街道周\n        email: zhou@x.example\n"
        )
    )
    run_git(repo, "commit", "-q", "-a", "-m", "名录")
    member = as_unit(repo, monkeypatch, "zhou@x.example", "街道周")
    text = task_text(member, TASK)
    with pytest.raises(Refused):
        save_task_text(member, TASK, text.replace(f"unit_status:\n  {UNIT}: 整改中\n", ""), base=text)


def test_check_reports_a_status_of_who_was_not_chosen(chosen, open_repo):  # noqa: F811
    path = open_repo / f"plans/{OPEN}.yaml"
    path.write_text(
        path.read_text().replace("status: 未启动\n", "status: 未启动\nunit_status:\n  区政府办公室: 推进中\n")
    )
    run_git(open_repo, "commit", "-q", "-a", "-m", "手改")
    assert [each.place for each in check_data(chosen) if each.check == "unit-not-responsible"] == [f"plans/{OPEN}.yaml"]
