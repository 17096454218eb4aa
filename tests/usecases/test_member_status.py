"""What a task shows once every member of 各X has a status of its own: it depends on the units files too."""

from __future__ import annotations

import pytest

from gongkai_tui.usecases.list_tasks import all_rows, list_tasks, renewed
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.statistics import statistics

from .conftest import run_git

TASK, STREET, OTHER = "huaiyin-2022/003", "西市场街道办事处", "五里沟街道办事处"
COLLECTIVE = f"plans/{TASK}.yaml"


@pytest.fixture
def all_done(repo):
    """The only street is done; the task itself still stands at 未启动."""
    path = repo / COLLECTIVE
    own = f"status: 未启动\nunit_status:\n  {STREET}: 已完成\n"
    path.write_text(path.read_text().replace("status: 未启动\n", own))
    run_git(repo, "commit", "-q", "-a", "-m", "西市场办结", "-m", "Gongkai-Action: set")
    return repo


def with_another_street(repo):
    path = repo / "units/huaiyin.yaml"
    path.write_text(
        path.read_text()
        .replace(f"      - {STREET}\n", f"      - {STREET}\n      - {OTHER}\n")
        .replace("groups:", f"  - name: {OTHER}\n    kind: 街道\ngroups:")
    )
    assert path.read_text().count(OTHER) == 2


def shown(ws, filter_text="", **options):
    return {row.id: row.status for row in list_tasks(ws, filter_text, **options).rows}


def test_it_is_done_in_list_filter_words_and_figures(all_done, ws):
    assert shown(ws)[TASK] == "已完成"
    for filter_text in ("status:已完成", "已完成", "ywc", "!status:未启动"):
        assert shown(ws, filter_text) == {TASK: "已完成"}, filter_text
    assert TASK not in shown(ws, "status:未启动")
    assert statistics(ws).whole.done == 1
    assert show_task(ws, TASK).row.status == "已完成"


def test_a_member_entered_later_keeps_it_open(all_done, ws):
    assert shown(ws)[TASK] == "已完成"
    with_another_street(all_done)
    # Not committed yet: the list goes by the work tree.
    assert shown(ws)[TASK] == "推进中"
    assert shown(ws, "status:推进中") == shown(ws, "推进中") == {TASK: "推进中"}
    assert shown(ws, "已完成") == {}
    run_git(all_done, "commit", "-q", "-a", "-m", "增加街道")
    assert shown(ws)[TASK] == "推进中"
    assert shown(ws, "推进中") == {TASK: "推进中"}
    assert shown(ws, as_of="HEAD~1")[TASK] == "已完成"
    assert shown(ws, "已完成", as_of="HEAD~1") == {TASK: "已完成"}
    assert shown(ws)[TASK] == "推进中"


def test_a_plan_that_goes_to_another_government_has_other_members(all_done, ws):
    assert shown(ws)[TASK] == "已完成"
    path = all_done / "plans/huaiyin-2022/plan.yaml"
    path.write_text(path.read_text().replace("jurisdiction: huaiyin", "jurisdiction: tianqiao"))
    assert shown(ws)[TASK] == "推进中"
    run_git(all_done, "commit", "-q", "-a", "-m", "改区")
    assert shown(ws)[TASK] == "推进中"


def test_the_last_member_entered_by_hand_is_seen_before_the_commit(repo, ws):
    path = repo / COLLECTIVE
    own = f"status: 推进中\nunit_status:\n  {STREET}: 待核查\n"
    path.write_text(path.read_text().replace("status: 未启动\n", own))
    row = next(row for row in list_tasks(ws, "待核查").rows if row.id == TASK)
    assert (row.status, row.uncommitted) == ("待核查", True)


def test_another_name_of_a_unit_is_the_unit(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("status: 未启动\n", "status: 未启动\nunit_status:\n  区教育局: 待核查\n"))
    run_git(repo, "commit", "-q", "-a", "-m", "教育局报送")
    assert shown(ws)["huaiyin-2022/002"] == "待核查"


def test_a_front_end_that_stays_open_follows_the_units_files(all_done, ws):
    def renew(before):
        found = renewed(ws, read_view(ws), before)
        return found, next(row.status for row in found.rows if row.id == TASK)

    found = all_rows(ws)
    with_another_street(all_done)
    found, status = renew(found)
    assert status == "推进中"
    run_git(all_done, "checkout", "-q", "--", "units")
    found, status = renew(found)
    assert status == "已完成"
    with_another_street(all_done)
    run_git(all_done, "commit", "-q", "-a", "-m", "增加街道")
    found, status = renew(found)
    assert status == "推进中"
    run_git(all_done, "revert", "--no-edit", "HEAD")
    assert renew(found)[1] == "已完成"
