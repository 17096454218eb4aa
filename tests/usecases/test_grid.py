"""Units against tasks out of a real repository: hand edits, the past, and the plan that is taken by itself."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filters import FilterContext
from gongkai_tui.domain.group_filter import group_filter
from gongkai_tui.domain.summary import summarise_by
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.grid import UnknownPlan, unit_grid
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.statistics import statistics

from .conftest import run_git


def line(found, name):
    return next(each for each in found.grid.lines if each.name == name)


def save(ws, **request):
    carry_out(ws, propose(ws, ChangeRequest(**request)))


def test_the_newest_plan_is_taken_and_said(ws):
    found = unit_grid(ws)
    assert (found.plan.id, found.chosen) == ("huaiyin-2022", False)
    assert [row.id for row in found.grid.columns] == [f"huaiyin-2022/00{n}" for n in (1, 2, 3)]
    assert [each.name for each in found.grid.lines] == ["区财政局", "区教育和体育局", "各街道办事处"]
    assert [member.name for member in found.grid.lines[2].members] == ["西市场街道办事处"]


def test_a_filter_chooses_the_newest_plan_that_it_finds_anything_in(ws):
    found = unit_grid(ws, "", "year:2021")
    assert (found.plan.id, found.chosen) == ("huaiyin-2021", False)
    assert unit_grid(ws, "", "年年有余").grid.columns == ()


@pytest.mark.parametrize("text", ["", "czj", "unit:西市场街道办事处", "财政|政策", "status:未启动"])
@pytest.mark.parametrize("edited", [False, True])
def test_the_tasks_are_those_that_the_list_shows_of_the_plan(repo, ws, text, edited):
    if edited:
        path = repo / "plans/huaiyin-2022/002.yaml"
        path.write_text(path.read_text().replace("区教育和体育局", "区财政局"))
    expected = {row.id for row in list_tasks(ws, text).rows if row.plan == "huaiyin-2022"}
    assert {row.id for row in unit_grid(ws, "huaiyin-2022", text).grid.columns} == expected


def test_figures_are_those_of_the_statistics(ws):
    save(ws, targets=("huaiyin-2022/001",), assignments={"status": "推进中"}, unit="区财政局")
    found = unit_grid(ws, "huaiyin-2022")
    stats = {g.key: g.summary for g in summarise_by(list_tasks(ws, "plan:huaiyin-2022").rows, found.day, "unit")}
    assert {each.name: each.figures.by_status for each in found.grid.lines} == {
        name: figures.by_status for name, figures in stats.items()
    }


def test_a_unit_with_two_names_is_one_in_the_grid_and_in_the_statistics(repo, ws):
    path = repo / "plans/huaiyin-2022/003.yaml"
    path.write_text(path.read_text().replace("各街道办事处", "区教育局"))
    run_git(repo, "commit", "-q", "-am", "另一个名称")
    save(ws, targets=("huaiyin-2022/003",), assignments={"status": "推进中"}, unit="区教育局")
    lines = unit_grid(ws, "huaiyin-2022").grid.lines
    stats = {g.value: g for g in statistics(ws, filter_text="plan:huaiyin-2022", by="unit").groups}
    acting = [each for one in lines for each in one.members or (one,)]
    assert {each.name: each.figures.by_status for each in acting} == {
        name: group.summary.by_status for name, group in stats.items()
    }
    group = stats["区教育和体育局"]
    assert (group.key, group.summary.total, group.written) == ("区教育和体育局", 2, ("区教育和体育局", "区教育局"))
    rows = list_tasks(ws, "plan:huaiyin-2022").rows
    text = group_filter("unit", group, rows, FilterContext(ws.today))
    assert {row.id for row in list_tasks(ws, f"plan:huaiyin-2022 {text}").rows} == {row.id for row in group.rows}


def test_a_record_is_that_of_its_unit_and_one_without_a_unit_of_all(ws):
    save(ws, targets=("huaiyin-2022/001",), note="预决算已公开", unit="区财政局")
    found = unit_grid(ws, "huaiyin-2022")
    assert line(found, "区财政局").cells[0].row.updated == "2022-08-01"
    assert line(found, "各街道办事处").cells[0].row.updated == ""
    save(ws, targets=("huaiyin-2022/001",), note="全区已部署")
    assert line(unit_grid(ws, "huaiyin-2022"), "各街道办事处").cells[0].row.updated == "2022-08-01"


def test_a_record_of_a_member_counts_for_its_set(ws):
    save(ws, targets=("huaiyin-2022/003",), note="已解读", unit="西市场街道办事处")
    streets = line(unit_grid(ws, "huaiyin-2022"), "各街道办事处")
    assert streets.cells[2].row.updated == streets.members[0].cells[2].row.updated == "2022-08-01"


def test_records_without_a_unit_are_no_unit_to_a_filter(ws):
    save(ws, targets=("huaiyin-2022/001",), note="全区已部署")
    assert len(list_tasks(ws, "unit:有").rows) == 4
    assert list_tasks(ws, "unit:无").rows == ()


def test_a_unit_that_only_recorded_does_not_own_the_task(ws):
    save(ws, targets=("huaiyin-2022/003",), note="已解读", unit="西市场街道办事处")
    assert list_tasks(ws, "unit=西市场街道办事处").rows == ()


def test_hand_edits_count_before_they_are_committed(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(
        path.read_text()
        + "log:\n  - id: 0a1b2c3d\n    date: 2022-07-20\n    kind: 进展\n    unit: 区教育局\n    text: 好\n"
    )
    cell = line(unit_grid(ws, "huaiyin-2022"), "区教育和体育局").cells[1]
    assert (cell.row.updated, cell.row.uncommitted) == ("2022-07-20", True)


def test_the_past_shows_the_status_of_then(repo, ws):
    save(ws, targets=("huaiyin-2022/002",), assignments={"status": "推进中"}, unit="区教育局")
    assert line(unit_grid(ws), "区教育和体育局").cells[1].row.status == "推进中"
    then = unit_grid(ws, as_of="HEAD~1")
    assert line(then, "区教育和体育局").cells[1].row.status == "未启动"
    assert line(then, "区教育和体育局").cells[1].row.updated == ""


def test_a_second_reader_finds_the_records_in_the_cache(repo, ws):
    save(ws, targets=("huaiyin-2022/001",), note="预决算已公开", unit="区财政局")
    first = unit_grid(ws).grid
    ws.close()
    assert unit_grid(ws).grid == first


def test_what_cannot_be_shown_is_said(repo, ws):
    with pytest.raises(UnknownPlan, match="huaiyin-2022"):
        unit_grid(ws, "huaiyin-1999")
    with pytest.raises(FilterError):
        unit_grid(ws, "huaiyin-2022", "due:xyz")
    (repo / "plans/huaiyin-2022/002.yaml").write_text("id: 'x")
    run_git(repo, "commit", "-q", "-a", "-m", "坏")
    assert unit_grid(ws).problems


def test_a_repository_without_plans_is_no_error(repo, ws):
    run_git(repo, "rm", "-r", "-q", "plans")
    run_git(repo, "commit", "-q", "-m", "空")
    found = unit_grid(ws)
    assert (found.plan, found.grid.columns, found.grid.lines) == (None, (), ())
