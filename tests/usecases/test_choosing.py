"""The office chooses whom 有关部门 means in a task; everything that asks who acts follows it."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.task import Chosen
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.choosing import open_choices, propose_choice, read_members
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo

from .conftest import run_git

GROUP = "区政府有关部门"


@pytest.fixture
def open_repo(repo):
    """Tasks 2 and 3 name 有关部门 too."""
    for number in (2, 3):
        path = repo / f"plans/huaiyin-2022/00{number}.yaml"
        path.write_text(
            path.read_text().replace("status:", f"  - unit: {GROUP}\n    role: 配合\nstatus:"), encoding="utf-8"
        )
    run_git(repo, "commit", "-q", "-a", "-m", "有关部门")
    return repo


@pytest.fixture
def chosen(open_repo, ws):
    choose(ws, "区财政局、区教育局")
    return ws


def choose(ws, members, *, targets=("huaiyin-2022/003",), group=GROUP):
    return carry_out(ws, propose_choice(ws, ChangeRequest(targets=targets), group, read_members(members)))


def refusals(ws, members, **changes):
    request = ChangeRequest(targets=changes.get("targets", ("huaiyin-2022/003",)))
    return [str(p.message) for p in propose_choice(ws, request, changes.get("group", GROUP), members).refusals]


def test_a_choice_is_one_commit_with_a_record_of_the_office(chosen, open_repo):
    view = show_task(chosen, "huaiyin-2022/003")
    assert view.task.chosen == (Chosen(GROUP, ("区财政局", "区教育和体育局")),)
    entry = view.task.log[-1]
    assert (entry.kind, entry.unit, entry.text) == (
        "进展",
        "区政府办公室",
        "选定区政府有关部门：区财政局、区教育和体育局",
    )
    assert "选定单位" in run_git(open_repo, "log", "-1", "--format=%s")
    assert "Gongkai-Action: choose" in run_git(open_repo, "log", "-1", "--format=%B")


def test_what_waits_is_listed_until_it_is_chosen(open_repo, ws):
    assert [(c.row.id, c.group, c.role) for c in open_choices(ws).choices] == [
        ("huaiyin-2022/002", GROUP, "配合"),
        ("huaiyin-2022/003", GROUP, "配合"),
    ]
    choose(ws, "区财政局")
    assert [c.row.id for c in open_choices(ws).choices] == ["huaiyin-2022/002"]
    assert open_choices(ws, "政策").choices == ()


def test_many_tasks_are_one_commit_and_all_or_nothing(open_repo, ws):
    before = run_git(open_repo, "rev-list", "--count", "HEAD")
    saved = choose(ws, "区财政局", targets=("huaiyin-2022/002", "huaiyin-2022/003"))
    assert len(saved.tasks) == 2
    assert int(run_git(open_repo, "rev-list", "--count", "HEAD")) == int(before) + 1
    with pytest.raises(Refused):
        choose(ws, "区教育局", targets=("huaiyin-2022/001", "huaiyin-2022/003"))
    assert show_task(ws, "huaiyin-2022/003").task.chosen[0].members == ("区财政局",)


def test_filters_the_grid_and_reports_follow_the_choice(chosen):
    assert [row.id for row in list_tasks(chosen, "unit:区教育局 plan:huaiyin-2022").rows] == [
        "huaiyin-2022/002",
        "huaiyin-2022/003",
    ]
    assert [row.id for row in list_tasks(chosen, "support:czj").rows] == ["huaiyin-2022/003"]
    assert list_tasks(chosen, "duty=区财政局 id:003").rows == ()
    line = next(each for each in unit_grid(chosen, "huaiyin-2022").grid.lines if each.name == GROUP)
    assert [member.name for member in line.members] == ["区财政局", "区教育和体育局"]
    assert [cell is not None for cell in line.members[0].cells] == [False, False, True]
    request = ChangeRequest(
        targets=("huaiyin-2022/003",), assignments={"status": "推进中"}, unit="区教育局", note="已办"
    )
    carry_out(chosen, propose(chosen, request))
    assert show_task(chosen, "huaiyin-2022/003").task.unit_status == {"区教育和体育局": "推进中"}
    assert not {"unit-not-responsible", "unit-unknown", "chosen-odd"}.intersection(p.check for p in check_data(chosen))


def test_who_was_not_chosen_cannot_be_reported_for(chosen, open_repo):
    request = ChangeRequest(targets=("huaiyin-2022/003",), note="x", unit="区政府办公室")
    (refusal,) = propose(chosen, request).refusals
    assert "区政府有关部门：区财政局、区教育和体育局" in refusal.message
    (waiting,) = propose(chosen, ChangeRequest(targets=("huaiyin-2022/002",), note="x", unit="区财政局")).refusals
    assert "待选定" in waiting.message


def test_a_choice_can_be_changed_taken_back_and_undone(chosen):
    choose(chosen, "区财政局")
    assert show_task(chosen, "huaiyin-2022/003").task.chosen[0].members == ("区财政局",)
    choose(chosen, "无")
    assert show_task(chosen, "huaiyin-2022/003").task.chosen == ()
    assert list_tasks(chosen, "unit:区财政局 id:003").rows == ()
    carry_out_undo(chosen, propose_undo(chosen))
    assert show_task(chosen, "huaiyin-2022/003").task.chosen[0].members == ("区财政局",)


def test_the_same_choice_again_changes_nothing(chosen):
    assert choose(chosen, "区教育局，区财政局").commit
    assert not choose(chosen, "区教育和体育局 区财政局").commit


def test_a_hand_edit_counts_before_it_is_committed(chosen, open_repo):
    path = open_repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text() + f"chosen:\n  - group: {GROUP}\n    members:\n      - 西市场街道办事处\n")
    assert [row.id for row in list_tasks(chosen, "unit=西市场街道办事处").rows] == ["huaiyin-2022/002"]


@pytest.mark.parametrize(
    ("members", "group", "said"),
    [
        (("区财政局",), "各街道办事处", "各成员都要办"),
        (("区财政局",), "区民政局", "责任单位里没有"),
    ],
)
def test_what_cannot_be_chosen_is_refused(open_repo, ws, members, group, said):
    (message,) = refusals(ws, members, group=group)
    assert said in message


def test_who_is_named_already_is_not_chosen_as_well(open_repo, ws):
    (said,) = refusals(ws, ("区财政局", "区教育局"), targets=("huaiyin-2022/002",))
    assert said == "区教育和体育局本来就是这项任务的责任单位，不用再从“区政府有关部门”里选定"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("区财局", "“区财局”没有登记在 units/huaiyin.yaml 里，相近的有 区财政局；请写全称"),
        ("各街道办事处", "“各街道办事处”是集合"),
    ],
)
def test_what_is_wrong_with_a_name_is_said_once_for_all_tasks(open_repo, ws, typed, said):
    with pytest.raises(ChangeRefused, match=said):
        refusals(ws, ("区财政局", typed), targets=("huaiyin-2022/002", "huaiyin-2022/003"))


def test_only_the_office_chooses(open_repo, ws, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "czj@huaiyin.example")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@huaiyin.example")
    with pytest.raises(Refused, match="有关单位由政务公开办选定；你以区财政局的身份操作"):
        refusals(ws, ("区财政局",))


def test_no_members_is_no_choice():
    with pytest.raises(UsageError):
        read_members(" 、")


def test_a_choice_that_somebody_made_meanwhile_is_not_overwritten(open_repo, ws):
    request = ChangeRequest(targets=("huaiyin-2022/003",))
    mine = propose_choice(ws, request, GROUP, read_members("区财政局"))
    choose(ws, "区政府办公室")
    with pytest.raises(Refused, match="同一处刚被别人改过"):
        carry_out(ws, mine)
    assert [choice.members for choice in show_task(ws, "huaiyin-2022/003").task.chosen] == [("区政府办公室",)]
