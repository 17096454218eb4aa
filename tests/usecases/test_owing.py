"""Who owes what, out of a real repository."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.plan import Plan, PlanState
from gongkai_tui.domain.problem_record import Found, ProblemRecord, ProblemState, Round
from gongkai_tui.domain.status import Flag
from gongkai_tui.domain.task import Task, UnitRole
from gongkai_tui.domain.unit import Jurisdiction, Unit
from gongkai_tui.reporting.owe_text import OWE_TITLES, Wording, counts_record, owe_titles
from gongkai_tui.storage import emit, index_rows
from gongkai_tui.storage.paths import plan_path, task_path, units_path
from gongkai_tui.tui.sheets import SHEETS
from gongkai_tui.tui.workspace_port import WorkspacePort
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.handover import handover_page
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.owing import owing, units_plan_and_filter
from gongkai_tui.usecases.problem_files import problem_file
from gongkai_tui.usecases.statistics import statistics
from gongkai_tui.usecases.text_files import WouldOverwrite, file_name, write_texts
from gongkai_tui.usecases.unit_lookup import UnknownUnit
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git


def save(ws, **request):
    carry_out(ws, propose(ws, ChangeRequest(**request)))


def units(found):
    return {each.debts.name: each.debts for each in found.units}


def test_every_unit_over_all_plans(ws):
    found = owing(ws)
    assert [each.debts.name for each in found.units] == ["区财政局", "区教育和体育局", "西市场街道办事处"]
    assert [item.row.id for item in units(found)["区财政局"].owed] == ["huaiyin-2021/001", "huaiyin-2022/001"]
    assert units(found)["西市场街道办事处"].overdue == 1


def test_records_are_asked_for_once_whatever_the_number_of_plans(ws, monkeypatch):
    asked = []
    ask = index_rows.recorded_by_units
    monkeypatch.setattr(index_rows, "recorded_by_units", lambda *args: asked.append(args) or ask(*args))
    assert {item.row.plan for each in owing(ws).units for item in each.debts.items} > {"huaiyin-2022"}
    assert len(asked) == 1
    assert {row.plan for group in statistics(ws, by="unit").groups for row in group.rows} > {"huaiyin-2022"}
    assert len(asked) == 2


def test_whoever_waits_hears_how_far_it_is(ws, tmp_path):
    heard = []
    found = owing(ws, progress=lambda *counts: heard.append(counts))
    assert heard[-1] == (0, 1)
    texts = {each.label: each.label for each in found.units}
    write_texts(tmp_path / "out", texts, progress=lambda *counts: heard.append(counts))
    assert heard[-len(texts) :] == [(done, len(texts)) for done in range(len(texts))]


def test_open_tasks_are_those_of_the_grid(ws):
    save(ws, targets=("huaiyin-2022/001",), assignments={"status": "推进中"}, unit="区财政局", note="x")
    found = units(owing(ws, plan="huaiyin-2022"))
    lines = unit_grid(ws, "huaiyin-2022").grid.lines
    for line in (each for whole in lines for each in (whole.members or (whole,))):
        assert found[line.name].open == line.open


def test_a_report_moves_from_the_unit_to_the_office(ws):
    save(ws, targets=("huaiyin-2022/002",), assignments={"status": "待核查"}, evidence=("https://e.invalid/1",))
    found = units(owing(ws))
    assert found["区教育和体育局"].owed == ()
    assert [item.row.id for item in found["区政府办公室"].office] == ["huaiyin-2022/002"]
    assert units(owing(ws, ("办公室",))).keys() == {"区政府办公室"}


def test_nothing_but_a_check_ends_the_wait_of_a_report(repo, ws, monkeypatch):
    """Neither notes nor corrections, nor other units that report: late is the office with the first report."""
    path = repo / "plans/huaiyin-2022/001.yaml"
    head = path.read_text("utf-8").partition("status:")[0]
    path.write_text(f"{head}unit_status:\n  区财政局: 待核查\nstatus: 推进中\nhints:\n  - 请核对\n", "utf-8")
    at = {"targets": ("huaiyin-2022/001",)}

    def waits():
        (item,) = units(owing(ws))["区政府办公室"].office
        (page,) = handover_page(ws, "区政府办公室").page.waiting
        assert item.since == page.since.isoformat()
        listed = [row.id for row in list_tasks(ws, "flag:待核查超时").rows]
        assert listed == ["huaiyin-2022/001"] * item.is_late
        assert statistics(ws).whole.flags[Flag.CHECK_LATE] == item.is_late
        return item.units, item.since, item.is_late

    # Nobody wrote a 报送: the day of the commit counts, before it none.
    assert units(owing(ws))["区政府办公室"].office[0].since == ""
    with monkeypatch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", "2022-06-01T09:00:00+08:00")
        run_git(repo, "commit", "-qam", "手改")
    assert waits() == (("区财政局",), "2022-06-01", True)
    save(ws, **at, assignments={"status": "推进中"}, unit="区财政局", reason="缺附件")
    then = open_workspace(repo, today=date(2022, 7, 1))
    save(then, **at, assignments={"status": "待核查"}, unit="区财政局", evidence=("https://e.invalid/1",))
    then.close()
    assert waits() == (("区财政局",), "2022-07-01", True)
    save(ws, **at, note="调度了一下")
    save(ws, **at, assignments={"heading": "财政信息"}, reason="错字")
    save(ws, **at, confirm_hints=True)
    save(ws, **at, assignments={"status": "待核查"}, unit="西市场街道办事处", evidence=("https://e.invalid/2",))
    assert waits() == (("区财政局", "西市场街道办事处"), "2022-07-01", True)
    save(ws, **at, assignments={"status": "已完成"}, unit="区财政局", note="抽查")
    assert waits() == (("西市场街道办事处",), "2022-08-01", False)


def test_archived_plans_are_left_out_unless_asked_for(repo, ws):
    path = repo / "plans/huaiyin-2021/plan.yaml"
    path.write_text(path.read_text().replace("执行中", "已归档"))
    run_git(repo, "commit", "-q", "-a", "-m", "归档")
    assert [item.row.plan for item in units(owing(ws))["区财政局"].owed] == ["huaiyin-2022"]
    assert units(owing(ws, plan="huaiyin-2021"))["区财政局"].open == 1
    assert [row.plan for row in list_tasks(ws, "欠账:区财政局").rows] == ["huaiyin-2021", "huaiyin-2022"]
    assert [row.plan for row in list_tasks(ws, "欠账:区财政局 催办:有").rows] == ["huaiyin-2022"]


def test_what_was_carried_on_is_a_column_of_its_own_between_open_and_owed(repo, ws):
    assert owe_titles(each.debts for each in owing(ws).units) == OWE_TITLES
    path = repo / task_path("huaiyin-2021/001")
    carried = "lookback:\n  verdict: 转入今年\n  date: 2022-05-01\n  to: huaiyin-2022/001\n"
    path.write_text(path.read_text("utf-8") + carried, "utf-8")
    run_git(repo, "commit", "-q", "-a", "-m", "回头看")
    debts = units(owing(ws, plan="huaiyin-2021"))["区财政局"]
    row = counts_record("区财政局", debts)
    assert (row["open"], row["carried"], row["owed"]) == (1, 1, 0)
    assert list(owe_titles([debts]).items())[3] == ("carried", "其中已转入")


def test_nobody_is_urged_over_a_plan_that_is_archived(repo, ws):
    late = "plan:huaiyin-2022 flag:逾期,久未更新"
    assert list_tasks(ws, late).found
    path = repo / "plans/huaiyin-2022/plan.yaml"
    path.write_text(path.read_text().replace("执行中", "已归档"))
    run_git(repo, "commit", "-q", "-a", "-m", "归档")
    assert index_rows.ARCHIVED == PlanState.ARCHIVED
    assert list_tasks(ws, late).found == list_tasks(ws, "plan:huaiyin-2022 due:逾期").found == 0
    for each in owing(ws, plan="huaiyin-2022").units:
        assert (each.debts.overdue, each.debts.silent, each.debts.is_silent) == (0, 0, False)
    assert list_tasks(ws, "plan:huaiyin-2022 status:未完成").found


def test_units_are_called_the_same_in_the_figures_of_the_same_tasks(repo, ws):
    plan, task = Plan("shizhong-2022", "2022年要点", year=2022, jurisdiction="shizhong"), "shizhong-2022/001"
    files = {
        units_path("shizhong"): emit.emit_units(Jurisdiction("shizhong", "市中区", units=(Unit("区财政局"),))),
        plan_path(plan.id): emit.emit_plan(plan),
        task_path(task): emit.emit_task(Task(task, "", "甲", "做好。", 1, "", (UnitRole("区财政局"),))),
    }
    for path, text in files.items():
        (repo / path).parent.mkdir(parents=True, exist_ok=True)
        (repo / path).write_text(text, "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-qm", "又一个区")
    sheet = next(each for each in SHEETS if each.name == "欠账").read(WorkspacePort(repo, TODAY), None)
    shown = {line.key: [row.id for row in list_tasks(ws, line.filter).rows] for line in sheet.lines}
    assert shown["shizhong 区财政局"] == [task]
    assert shown["huaiyin 区财政局"] == ["huaiyin-2021/001", "huaiyin-2022/001"]
    for text in ("plan:shizhong-2022", ""):
        owed = {each.label for each in owing(ws, filter_text=text).units if each.debts.items}
        assert owed <= {group.key for group in statistics(ws, filter_text=text, by="unit").groups}
    assert [group.key for group in statistics(ws, filter_text="plan:shizhong-2022", by="unit").groups] == ["区财政局"]


def add_problems(repo, *records, plan="huaiyin-2022"):
    for record in records:
        path, data = problem_file(plan, record)
        (repo / path).parent.mkdir(parents=True, exist_ok=True)
        (repo / path).write_bytes(data)
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "问题")


def problem(number, state, unit, task="", rounds=()):
    return ProblemRecord(
        f"20220501-00000{number}", state, task, unit, Found(date(2022, 5, 1), what="打不开"), rounds=rounds
    )


SECOND = (Round(1, date(2022, 5, 1), due=date(2022, 5, 20)), Round(2, date(2022, 6, 1), due=date(2022, 8, 20)))


def test_open_problems_are_owed_with_round_and_due_with_a_task_or_without(repo, ws):
    add_problems(
        repo,
        problem(1, ProblemState.RECTIFYING, "区财政局", "huaiyin-2022/001", SECOND),
        problem(2, ProblemState.RECTIFYING, "区教育局", rounds=SECOND),
        problem(3, ProblemState.CLOSED, "区财政局", "huaiyin-2022/001"),
        problem(4, ProblemState.TO_NOTIFY, "区教育局"),
    )
    found = owing(ws)
    by_unit = {each.debts.name: each for each in found.units}
    finance, education = by_unit["区财政局"].debts, by_unit["区教育和体育局"].debts
    assert [len(each.open_problems) for each in (finance, education)] == [1, 2]
    texts = {
        name: Wording(found.day, lambda plan: plan, found.silent_after).unit_text(each.label, each.debts)
        for name, each in by_unit.items()
    }
    assert "问题：打不开，第2轮，整改期限2022-08-20" in texts["区财政局"]
    assert "尚有1项" in texts["区教育和体育局"]
    assert "另有1个问题要整改：\n1. " in texts["区教育和体育局"]
    assert "另有1个问题待办公室处理" in texts["区教育和体育局"]
    assert [item.problem.id for item in by_unit["区政府办公室"].debts.office] == ["20220501-000004"]


def test_a_problem_says_how_late_it_is_whose_turn_it_is_and_reads_on(repo, ws):
    late = (Round(1, date(2022, 5, 1), due=date(2022, 6, 20)),)
    add_problems(
        repo,
        replace(
            problem(1, ProblemState.RECTIFYING, "区财政局", "huaiyin-2022/001", late),
            found=Found(date(2022, 5, 1), what="链接失效\n附件缺失，\n没有日期"),
        ),
        problem(2, ProblemState.OBJECTED, "区财政局", "huaiyin-2022/001", late),
    )
    found = owing(ws)
    (debts,) = (each.debts for each in found.units if each.debts.name == "区财政局")
    text = Wording(found.day, lambda plan: plan, found.silent_after).unit_text("", debts)
    days = (found.day - date(2022, 6, 20)).days
    assert f"问题：链接失效；附件缺失，没有日期，整改期限2022-06-20，逾期{days}天" in text
    assert "问题：打不开，整改期限2022-06-20，复核中，等办公室处理" in text


def test_what_waits_for_the_office_is_the_same_for_it_alone(repo, ws):
    add_problems(
        repo,
        problem(1, ProblemState.TO_RECHECK, "区财政局", "huaiyin-2022/001", SECOND),
        problem(2, ProblemState.OBJECTED, "区教育局", rounds=SECOND),
    )
    of_all = units(owing(ws))["区政府办公室"].office
    assert [item.problem.id for item in of_all] == ["20220501-000001", "20220501-000002"]
    assert units(owing(ws, ("区政府办公室",)))["区政府办公室"].office == of_all


def test_a_filter_selects_problems_by_their_tasks_and_an_archived_plan_keeps_its_own(repo, ws):
    path = repo / "plans/huaiyin-2021/plan.yaml"
    path.write_text(path.read_text().replace("执行中", "已归档"))
    add_problems(repo, problem(1, ProblemState.RECTIFYING, "区财政局", "huaiyin-2021/001", SECOND), plan="huaiyin-2021")
    add_problems(repo, problem(2, ProblemState.RECTIFYING, "区教育局", rounds=SECOND))
    assert [each.id for each in units(owing(ws))["区财政局"].problems] == ["20220501-000001"]
    assert units(owing(ws, plan="huaiyin-2022"))["区财政局"].open_problems == ()
    filtered = units(owing(ws, filter_text="plan:huaiyin-2021"))
    assert {name: len(each.open_problems) for name, each in filtered.items()} == {"区财政局": 1}


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ((), ((), "", "")),
        (("区教育局",), (("区教育局",), "", "")),
        (("huaiyin-2022", "区教育局", "flag:逾期"), (("区教育局",), "huaiyin-2022", "flag:逾期")),
        (("区财政局", "huaiyin-2022"), (("区财政局",), "huaiyin-2022", "")),
        (("区财政局", "区教育局", "huaiyin-2022"), (("区财政局", "区教育局"), "huaiyin-2022", "")),
        (("czj", "status:未启动"), ((), "", "czj status:未启动")),
        (("办公室",), (("办公室",), "", "")),
    ],
)
def test_what_typed_words_mean(ws, words, meaning):
    assert units_plan_and_filter(ws, words) == meaning


def test_a_unit_is_found_under_any_name_and_a_set_gives_its_members(ws):
    assert units(owing(ws, ("区教育局",))).keys() == {"区教育和体育局"}
    assert units(owing(ws, ("各街道办事处",))).keys() == {"西市场街道办事处"}
    assert owing(ws, ("区政府办公室",)).units == ()
    with pytest.raises(UnknownUnit, match="区旅游局"):
        owing(ws, ("区旅游局",))


def test_names_of_files_are_safe_and_never_the_same():
    taken = {"汇总.md": "", "区财政局.txt": ""}
    assert file_name("区财政局", ".txt", taken) == "区财政局-2.txt"
    assert file_name("../a/b:*", ".txt", taken) == "_a_b__.txt"
    assert file_name("CON", ".txt", taken) == "_CON.txt"
    assert file_name("...", ".txt", taken) == "_.txt"
    assert len(file_name("局" * 300, ".txt", taken).encode()) < 255


def test_files_are_not_overwritten_unless_told(tmp_path):
    folder = tmp_path / "催办"
    assert write_texts(folder, {"甲.txt": "一\n", "乙.txt": "二\n"}) == ()
    (folder / "甲.txt").write_text("改过")
    with pytest.raises(WouldOverwrite, match=r"乙\.txt"):
        write_texts(folder, {"乙.txt": "新", "丙.txt": "新"})
    assert sorted(path.name for path in folder.iterdir()) == ["乙.txt", "甲.txt"]
    assert write_texts(folder, {"乙.txt": "新\n"}, overwrite=True) == ("甲.txt",)
    assert ((folder / "乙.txt").read_text(), (folder / "甲.txt").read_text()) == ("新\n", "改过")


def test_what_lasts_and_is_silent_stands_apart_from_what_is_to_be_done(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text("utf-8").replace("status: 未启动", "status: 长期坚持"), "utf-8")
    run_git(repo, "commit", "-q", "-a", "--amend", "--no-edit")
    found = owing(ws)
    (each,) = (each for each in found.units if each.debts.name == "区教育和体育局")
    assert (each.debts.open, each.debts.owed, each.debts.silent) == (0, (), 1)
    text = Wording(found.day, lambda plan: plan, found.silent_after).unit_text(each.label, each.debts)
    assert text.startswith(
        "区教育和体育局：没有未完成的政务公开任务要办（2022-08-01）\n\n另有1项长期坚持的任务90天以上没有记录：\n1. "
    )
    assert each.debts.asks
