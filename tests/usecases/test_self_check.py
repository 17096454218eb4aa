"""The reporter never checks itself: in a task of the office's own unit another person of the office checks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Role, UnitRole
from gongkai_tui.domain.unit import Contact, Group
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path, units_path
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.show_task import show_task

from .conftest import UNITS, run_git, task
from .test_problems import PROOF, as_unit, told

OWN, SHARED, SETS, FINANCE = "huaiyin-2022/004", "huaiyin-2022/005", "huaiyin-2022/006", "huaiyin-2022/001"
OFFICE = "区政府办公室"
SAID = f"{OFFICE}的报送是办公室李四报的，不能由同一人核查，请由本单位的另一人核查。"


@pytest.fixture(autouse=True)
def _own_tasks(repo):
    """Tasks of the office itself, where two people work."""
    files = {
        units_path("huaiyin"): emit.emit_units(_with_two_people(UNITS)),
        task_path(OWN): emit.emit_task(task("huaiyin-2022", 4, "政府公报", OFFICE)),
        task_path(SHARED): emit.emit_task(task("huaiyin-2022", 5, "政策发布", f"{OFFICE}、区财政局")),
    }
    write_and_commit(repo, files, "本单位的任务")


def _with_two_people(units):
    first = units.units[0]
    office = replace(first, contacts=(*first.contacts, Contact("办公室王五", "wang@huaiyin.example")))
    return replace(units, units=(office, *units.units[1:]))


def write_and_commit(repo, files, subject):
    for path, text in files.items():
        (repo / path).write_text(text, "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", subject)


def set_status(ws, status, *targets, **more):
    return carry_out(ws, propose(ws, ChangeRequest(targets or (OWN,), assignments={"status": status}, **more)))


def refusal_of(ws, *targets, **more):
    request = ChangeRequest(targets or (OWN,), assignments={"status": "已完成"}, note="已看过", **more)
    return [each.message for each in propose(ws, request).refusals]


def another(repo, monkeypatch):
    return as_unit(repo, monkeypatch, "wang@huaiyin.example", "办公室王五")


@pytest.mark.parametrize(("report_for", "check_for"), [(None, None), (None, OFFICE), (OFFICE, OFFICE)])
def test_who_reported_for_the_own_unit_does_not_check_it(ws, repo, monkeypatch, report_for, check_for):
    set_status(ws, "待核查", unit=report_for, evidence=PROOF)
    assert refusal_of(ws, unit=check_for) == [SAID]
    set_status(another(repo, monkeypatch), "已完成", unit=check_for, note="已看过")
    assert show_task(ws, OWN).task.log[-1].by == "办公室王五"


def test_report_and_check_in_one_step_are_one_person_s_work(ws):
    set_status(ws, "推进中")
    assert refusal_of(ws, evidence=PROOF) == [
        f"{OFFICE}是你自己的单位，报送和核查不能由同一人一步办完：先改为待核查，再由本单位的另一人核查。"
    ]


def test_of_other_units_the_office_may_record_report_and_check(ws):
    set_status(ws, "待核查", FINANCE, SHARED, unit="区财政局", evidence=PROOF)
    assert refusal_of(ws, FINANCE, SHARED, unit="区财政局") == []


def test_a_part_of_the_own_unit_that_only_supports_is_checked_by_another_too(ws, repo):
    helped = task("huaiyin-2022", 7, "基层公开", "区财政局")
    helped = replace(helped, units=(*helped.units, UnitRole(OFFICE, Role.SUPPORT)))
    write_and_commit(repo, {task_path(helped.id): emit.emit_task(helped)}, "配合的任务")
    set_status(ws, "待核查", helped.id, unit=OFFICE, evidence=PROOF)
    assert refusal_of(ws, helped.id, unit=OFFICE) == [SAID]


@pytest.fixture
def everybody_s(repo):
    """A task of a set that holds the office, and the street offices."""
    departments = Group("区政府各部门", members=(OFFICE, "区财政局"), resolved=True)
    files = {
        units_path("huaiyin"): emit.emit_units(_with_two_people(replace(UNITS, groups=(*UNITS.groups, departments)))),
        task_path(SETS): emit.emit_task(task("huaiyin-2022", 6, "主动公开", "区政府各部门、各街道办事处")),
    }
    write_and_commit(repo, files, "集合的任务")


@pytest.mark.usefixtures("everybody_s")
def test_the_own_unit_in_a_set_is_checked_by_another_too(ws, repo, monkeypatch):
    set_status(ws, "推进中", SETS)
    [refused] = refusal_of(ws, SETS, evidence=PROOF)
    assert refused.startswith(f"{OFFICE}是你自己的单位，也在“区政府各部门”里，报送和核查不能由同一人一步办完")
    set_status(ws, "待核查", SETS, evidence=PROOF)
    said = (
        f"“区政府各部门”里有你自己的单位{OFFICE}，它的报送是办公室李四报的，不能由同一人核查，请由本单位的另一人核查。"
    )
    assert refusal_of(ws, SETS) == refusal_of(ws, SETS, unit="区政府各部门") == [said]
    assert refusal_of(ws, SETS, unit="区财政局") == refusal_of(ws, SETS, unit="各街道办事处") == []
    assert refusal_of(another(repo, monkeypatch), SETS) == []


@pytest.mark.usefixtures("everybody_s")
def test_what_another_reported_for_the_own_unit_keeps_nobody_from_checking_the_rest(ws, repo, monkeypatch):
    set_status(ws, "推进中", SETS)
    set_status(ws, "待核查", SETS, unit="各街道办事处", evidence=PROOF)
    set_status(another(repo, monkeypatch), "待核查", SETS, evidence=PROOF)
    assert refusal_of(as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四"), SETS) == []


@pytest.mark.usefixtures("everybody_s")
def test_the_own_unit_goes_with_the_others_until_it_is_settled(ws, repo, monkeypatch):
    set_status(ws, "待核查", SETS, evidence=PROOF)
    set_status(ws, "推进中", SETS, unit=OFFICE, reason="本单位还没做完")
    [refused] = refusal_of(ws, SETS)
    assert "需要佐证" in refused, "what was returned proves nothing any more"
    carry_out(ws, propose(ws, ChangeRequest((SETS,), unit=OFFICE, note="做完了", evidence=PROOF)))
    [refused] = refusal_of(ws, SETS)
    assert "不能由同一人一步办完" in refused
    set_status(ws, "待核查", SETS, unit=OFFICE, evidence=PROOF)
    set_status(another(repo, monkeypatch), "已完成", SETS, unit=OFFICE, note="已看过")
    assert refusal_of(as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四"), SETS) == []


def test_after_a_return_only_the_new_report_counts(ws, repo, monkeypatch):
    set_status(ws, "待核查", evidence=PROOF)
    set_status(ws, "推进中", reason="缺链接")
    other = another(repo, monkeypatch)
    set_status(other, "待核查", evidence=PROOF)
    assert refusal_of(other) != []
    assert refusal_of(as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四")) == []


def test_one_that_may_not_stops_all_of_a_bulk_and_of_a_table(ws, repo):
    set_status(ws, "待核查", OWN, FINANCE, evidence=PROOF)
    head = run_git(repo, "rev-parse", "HEAD")
    request = ChangeRequest((OWN, FINANCE), assignments={"status": "已完成"})
    with pytest.raises(Refused) as refused:
        carry_out(ws, propose(ws, request))
    assert [each.place for each in refused.value.problems] == [OWN]
    table = f"id,status\n{OWN},已完成\n".encode()
    assert "请由本单位的另一人核查" in propose_table(ws, table, suffix="csv", name="表").refusals[0].message
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_a_check_typed_into_the_file_is_one_too(ws, repo, monkeypatch):
    set_status(ws, "待核查", evidence=PROOF)

    def edited(who):
        text = task_text(who, OWN)
        entry = f"  - {{id: 0123abcd, date: 2022-08-01, kind: 核查, unit: {OFFICE}, text: 核查通过}}\n"
        return save_task_text(who, OWN, text + entry, base=text)

    with pytest.raises(Refused) as refused:
        edited(ws)
    assert [each.message for each in refused.value.problems] == [SAID]
    assert edited(another(repo, monkeypatch)).commit


def test_a_status_typed_into_the_file_is_a_report(ws):
    text = task_text(ws, OWN)
    entry = f"log:\n  - {{id: 0123abcd, date: 2022-08-01, kind: 进展, text: 已公开, evidence: [{PROOF[0]}]}}\n"
    save_task_text(ws, OWN, text.replace("status: 未启动", "status: 待核查") + entry, base=text)
    assert refusal_of(ws) == [SAID]


def test_back_to_done_as_a_correction_is_no_check(ws, repo, monkeypatch):
    set_status(ws, "待核查", evidence=PROOF)
    set_status(another(repo, monkeypatch), "已完成")
    first = as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四")
    set_status(first, "长期坚持")
    set_status(first, "已完成", reason="误点")
    assert show_task(ws, OWN).task.status is Status.DONE


def test_an_address_that_nobody_registered_goes_on_as_before(repo, monkeypatch):
    stranger = as_unit(repo, monkeypatch, "new@nowhere.example", "新来的")
    set_status(stranger, "待核查", evidence=PROOF)
    assert refusal_of(stranger) == []


def test_a_contact_of_the_unit_does_not_check_its_own_report_from_another_address(repo, monkeypatch):
    set_status(as_unit(repo, monkeypatch), "待核查", FINANCE, unit="区财政局", evidence=PROOF)
    elsewhere = as_unit(repo, monkeypatch, "new@nowhere.example", "财政张三")
    assert elsewhere.actor().is_office
    assert refusal_of(elsewhere, FINANCE, unit="区财政局") == [
        "区财政局的报送是财政张三报的，不能由同一人核查，请由政务公开办的另一人核查。"
    ]
    set_status(elsewhere, "推进中", FINANCE, unit="区财政局", reason="退回")
    assert refusal_of(elsewhere, FINANCE, unit="区财政局", evidence=PROOF) == [
        "财政张三登记为区财政局的联系人，报送和核查不能由同一人一步办完：先改为待核查，再由政务公开办的另一人核查。"
    ]
    set_status(as_unit(repo, monkeypatch, "new@nowhere.example", "新来的"), "待核查", FINANCE, evidence=PROOF)


def test_a_person_is_who_the_address_says_whatever_git_calls_them(ws, repo, monkeypatch):
    problem = told(ws, OWN, unit=OFFICE)
    steps.carry_out(ws, steps.propose_fix(ws, [problem], text="已修复", evidence=PROOF))
    same = as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四（综合科）")
    assert same.actor().name == "办公室李四"
    assert (
        "不能由同一人再核查" in steps.propose_recheck(same, [problem], passed=True, text="打开正常").refusals[0].message
    )
    other = another(repo, monkeypatch)
    assert not steps.propose_recheck(other, [problem], passed=True, text="打开正常").refusals
