"""Findings with file and line, figures that agree, and a look at the machine."""

from __future__ import annotations

from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.status import Flag
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.doctor import examine, mend
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.statistics import statistics

from .conftest import run_git


def test_sound_data_has_no_error(ws):
    assert [p for p in check_data(ws) if p.severity is Severity.ERROR] == []


def test_a_finding_names_file_and_line(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("unit: 区教育和体育局", "unit: 区没有这个局"))
    run_git(repo, "commit", "-q", "-a", "-m", "改")
    found = [p for p in check_data(ws) if "区没有这个局" in p.message]
    assert found
    assert found[0].place == "plans/huaiyin-2022/002.yaml"
    assert path.read_text().splitlines()[found[0].line - 1].startswith("units")


def test_findings_follow_an_uncommitted_edit_and_its_end(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    text = path.read_text()
    before = check_data(ws)
    path.write_text(text.replace("seq: 2", "seq: 二"))
    assert any(p.severity is Severity.ERROR and p.line == 2 for p in check_data(ws))
    path.write_text(text)
    assert check_data(ws) == before


def test_checking_writes_nothing(repo, ws):
    before = run_git(repo, "rev-parse", "HEAD"), run_git(repo, "status", "--porcelain")
    check_data(ws)
    assert (run_git(repo, "rev-parse", "HEAD"), run_git(repo, "status", "--porcelain")) == before


def test_figures_agree_with_the_list(ws):
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/2",), assignments={"status": "推进中"})))
    figures = statistics(ws, by="status")
    counted = {group.key: group.summary.total for group in figures.groups}
    for status in ("未启动", "推进中"):
        assert counted[status] == len(list_tasks(ws, f"status:{status}").rows)
    assert figures.whole.total == 4
    assert figures.whole.flags[Flag.OVERDUE] == len(list_tasks(ws, "flag:逾期").rows)


def test_a_task_of_two_units_counts_for_each_but_once_in_all(ws):
    figures = statistics(ws, by="unit")
    assert {group.key: group.summary.total for group in figures.groups} == {
        "区财政局": 2,
        "西市场街道办事处": 2,
        "区教育和体育局": 1,
    }
    assert figures.whole.total == 4


def test_the_doctor_mends_a_missing_merge_driver(repo):
    findings = {f.name: f for f in examine(repo)}
    assert not findings["合并驱动"].ok
    assert mend(list(findings.values()))
    assert {f.name: f for f in examine(repo)}["合并驱动"].ok


def test_the_doctor_names_a_folder_without_repository(tmp_path):
    findings = examine(tmp_path)
    assert not findings[-1].ok
    assert "gongkai init" in findings[-1].message


def test_a_file_that_nothing_reads_because_of_its_name_is_named(repo, ws):
    strays = ["plans/huaiyin-2022/7.yaml", "plans/huaiyin-2022/problems/con.yaml", "plans/槐荫2022/plan.yaml",
              "units/huaiyin.yml"]  # fmt: skip
    for path in strays:
        (repo / path).parent.mkdir(exist_ok=True)
        (repo / path).write_text("id: x\n")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "手工添加")
    found = [p for p in check_data(ws) if p.check == "file-name"]
    assert sorted(p.place for p in found) == sorted(strays)
    assert {p.severity for p in found} == {Severity.WARNING}
