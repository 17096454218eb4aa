"""考核 on a real repository: a second quarter of 2022 counted by hand, and what happens to it afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.problem_record import (
    Checked,
    DueMove,
    Fixed,
    Found,
    Objection,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
)
from gongkai_tui.domain.scoring import Counted, ManualScore, Scoring, ScoringRule, points_text
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import Decision, Recurring, Role, UnitRole
from gongkai_tui.domain.unit import Alias
from gongkai_tui.reporting.score_draft import named_words, nobody_words
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, scoring_path, task_path, units_path
from gongkai_tui.storage.scoring_record import decode_scoring, emit_scoring
from gongkai_tui.usecases import change_problems
from gongkai_tui.usecases.change_scoring import ManualPoints, change_scoring, propose_example, propose_points
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.extend_task import propose_answer, propose_request, save_extension
from gongkai_tui.usecases.history import commit_changes, history
from gongkai_tui.usecases.occurring import Occurrence, propose_occurrence
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.problem_files import problem_file
from gongkai_tui.usecases.problems import list_problems
from gongkai_tui.usecases.score_commits import origins_of_facts
from gongkai_tui.usecases.score_drafts import score_draft
from gongkai_tui.usecases.scores import (
    NoScoring,
    NoSuchStanding,
    NotRanked,
    best_units,
    scores,
    unit_scores,
    worst_units,
)
from gongkai_tui.usecases.task_lookup import UnreadableFile
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import PLANS, UNITS, run_git, task

PLAN = "huaiyin-2022"
FINANCE, SCHOOL, STREET = "区财政局", "区教育和体育局", "西市场街道办事处"
PROOF = ("https://czj.example.gov.cn/1",)
RULES = Scoring(
    rules=(
        ScoringRule("完成", Counted.DONE, "1"),
        ScoringRule("逾期", Counted.OVERDUE, "-2", basis="细则第三条"),
        ScoringRule("沉默", Counted.SILENT, "-0.3"),
        ScoringRule("报送", Counted.REPORTED, "0.5"),
        ScoringRule("退回", Counted.RETURNED, "-0.25"),
        ScoringRule("问题", Counted.PROBLEM, "-1"),
        ScoringRule("反复", Counted.REPEATED, "-4"),
        ScoringRule("整改逾期", Counted.FIXED_LATE, "-1"),
        ScoringRule("次数不足", Counted.MISSING, "-3"),
    )
)
TASKS = (
    task(PLAN, 1, "财政信息", f"{FINANCE}、各街道办事处", date(2022, 6, 20)),
    task(PLAN, 2, "教育信息", SCHOOL),
    replace(task(PLAN, 3, "政策解读", "各街道办事处"), recurring=(Recurring("季"),)),
    replace(
        task(PLAN, 4, "预算公开", FINANCE, date(2022, 5, 1)),
        units=(UnitRole(FINANCE, Role.LEAD), UnitRole(SCHOOL, Role.SUPPORT), UnitRole("区政府有关部门")),
    ),
    # Due before the plan was issued: nobody's failure.
    task(PLAN, 5, "旧事", SCHOOL, date(2022, 3, 1)),
)


@pytest.fixture
def on(tmp_path, monkeypatch):
    """A repository whose plan came in on 2022-04-02; call it with a day to work on that day."""
    root = tmp_path / "台账"
    root.mkdir()
    plan = PLANS[0]
    files = {units_path("huaiyin"): emit.emit_units(UNITS), plan_path(PLAN): emit.emit_plan(plan)}
    files |= {task_path(each.id): emit.emit_task(each) for each in TASKS}
    files[scoring_path(PLAN)] = emit_scoring(RULES)
    opened = []

    def at(day: str):
        opened.append(open_workspace(root, today=date.fromisoformat(day)))
        return opened[-1]

    run_git(root, "init", "-q", "-b", "main")
    commit_files(root, files, "2022-04-02", monkeypatch)
    yield at
    for each in opened:
        each.close()


def commit_files(root, files, day, monkeypatch):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_DATE", f"{day}T09:00:00+08:00")
        run_git(root, "add", "-A")
        run_git(root, "commit", "-q", "-m", "手工", "-m", "Gongkai-Action: import")


def set_status(ws, number, status, unit="", **said):
    request = ChangeRequest((f"{PLAN}/{number}",), assignments={"status": status}, unit=unit or None, **said)
    return carry_out(ws, propose(ws, request))


@pytest.fixture
def quarter(on):
    """What happened from April to June."""
    set_status(on("2022-05-10"), 1, "待核查", FINANCE, evidence=PROOF)
    set_status(on("2022-05-12"), 1, "推进中", FINANCE, reason="附件打不开")
    ws = on("2022-05-15")
    change_problems.carry_out(
        ws, propose_open(ws, NewProblem(what="栏目未更新", task=f"{PLAN}/2", unit=SCHOOL, due="2022-06-30"))
    )
    set_status(on("2022-05-20"), 1, "待核查", FINANCE, evidence=PROOF)
    set_status(on("2022-05-25"), 1, "已完成", FINANCE)
    return on


def points(report):
    return {each.unit: (points_text(each.hundredths), each.rank) for each in report.units}


def counted(report, unit):
    (score,) = (each for each in report.units if each.unit == unit)
    return {item.item: (points_text(item.hundredths), len(item.facts)) for item in score.items}


def test_a_quarter_counted_by_hand(quarter):
    report = scores(quarter("2022-07-10"), PLAN, period="2022-Q2")
    assert counted(report, FINANCE) == {"完成": ("1", 1), "逾期": ("-2", 1), "报送": ("1", 2), "退回": ("-0.25", 1)}
    # The problem fell due on the last day of the quarter: nothing was fixed by its end.
    assert counted(report, SCHOOL) == {"问题": ("-1", 1), "整改逾期": ("-1", 1)}
    assert counted(report, STREET) == {"逾期": ("-2", 1), "次数不足": ("-3", 1)}
    assert points(report) == {FINANCE: ("99.75", 1), SCHOOL: ("98", 2), STREET: ("95", 3)}
    assert report.period.name == "2022年第二季度"
    assert report.data.units.left_out == ("区政府有关部门（待选定）",)
    assert report.data.units.unconfirmed == ("各街道办事处",)
    assert report.data.units.office == ""
    assert report.previous == {}


def test_what_comes_later_does_not_move_a_quarter_that_is_over(quarter, monkeypatch):
    before = scores(quarter("2022-07-10"), PLAN, period="2022-Q2")
    ws = quarter("2022-07-12")
    set_status(ws, 1, "待核查", STREET, evidence=PROOF)
    set_status(ws, 4, "待核查", FINANCE, evidence=PROOF)
    carry_out(ws, propose_occurrence(ws, Occurrence(f"{PLAN}/3", (STREET,), "2022-06-15", "解读两次")))
    harsher = emit_scoring(replace(RULES, base="60", rules=RULES.rules[:2]))
    commit_files(ws.root, {scoring_path(PLAN): harsher}, "2022-07-13", monkeypatch)
    after = scores(quarter("2022-09-01"), PLAN, period="上季度")
    assert points(after) == points(before)
    assert [each.items for each in after.units] == [each.items for each in before.units]
    assert (before.recorded_later, after.recorded_later) == (0, 1)
    running = scores(quarter("2022-09-01"), PLAN)
    assert running.scoring.base == "60"
    assert running.previous == {FINANCE: 1, SCHOOL: 2, STREET: 3}


def test_a_unit_that_was_renamed_since_is_one_unit_in_all_periods(quarter, monkeypatch):
    renamed = tuple(
        replace(unit, name="区教体局", aliases=(Alias(unit.name),)) if unit.name == SCHOOL else unit
        for unit in UNITS.units
    )
    ws = quarter("2022-07-10")
    units = emit.emit_units(replace(UNITS, units=renamed))
    commit_files(ws.root, {units_path("huaiyin"): units}, "2022-07-08", monkeypatch)
    change_scoring(ws, propose_points(ws, PLAN, ManualPoints(SCHOOL, "1", "承办现场会", day="2022-06-01")))
    detail = unit_scores(ws, PLAN, SCHOOL, period="2022-Q2")
    assert (detail.score.unit, points_text(detail.score.hundredths)) == ("区教体局", "99")
    assert all(detail.commits.values())
    assert scores(ws, PLAN).previous["区教体局"] == 2


def test_rules_that_could_not_be_read_at_the_end_stop_nothing(quarter, monkeypatch):
    ws = quarter("2022-07-10")
    commit_files(ws.root, {scoring_path(PLAN): "rules: 甲\n"}, "2022-06-29", monkeypatch)
    with pytest.raises(UnreadableFile):
        scores(ws, PLAN)
    commit_files(ws.root, {scoring_path(PLAN): emit_scoring(RULES)}, "2022-07-02", monkeypatch)
    assert scores(ws, PLAN, period="2022-Q2").rules_came_later


def test_a_day_in_the_past_is_looked_at_as_it_was_then(quarter):
    report = scores(quarter("2022-09-01"), PLAN, as_of="2022-05-11")
    assert (report.period.name, report.data.window.day) == ("2022年第二季度", date(2022, 5, 11))
    assert counted(report, FINANCE) == {"逾期": ("-2", 1), "报送": ("0.5", 1)}
    assert not report.data.window.is_over


def test_rules_that_came_after_the_end_are_applied_and_said_so(quarter, monkeypatch):
    ws = quarter("2022-07-10")
    run_git(ws.root, "rm", "-q", scoring_path(PLAN))
    commit_files(ws.root, {}, "2022-06-29", monkeypatch)
    with pytest.raises(NoScoring, match="--init"):
        scores(ws, PLAN, period="2022-Q2")
    commit_files(ws.root, {scoring_path(PLAN): emit_scoring(replace(RULES, base="80"))}, "2022-07-09", monkeypatch)
    report = scores(quarter("2022-07-10"), PLAN, period="2022-Q2")
    assert report.rules_came_later
    assert points(report)[STREET] == ("75", 3)


def test_points_by_hand_count_by_their_own_day_whenever_they_are_entered(quarter):
    ws = quarter("2022-07-10")
    said = ManualPoints("西市场街道办事处", "+5.5", "被省简报采用", "huaiyin-2022/3", "2022-06-01")
    saved = change_scoring(ws, propose_points(ws, PLAN, said))
    assert saved.subject == "槐荫2022 考核：西市场街道办事处 +5.5分（被省简报采用）"
    assert points(scores(ws, PLAN, period="2022-Q2"))[STREET] == ("100.5", 1)
    (score,) = (each for each in scores(ws, PLAN).units if each.unit == STREET)
    assert not [item for item in score.items if item.manual]
    detail = unit_scores(ws, PLAN, STREET, period="2022-Q2")
    (item,) = (item for item in detail.score.items if item.manual)
    assert (item.link, detail.commits[item.manual]) == ("huaiyin-2022/003", saved.commit)
    carry_out_undo(ws, propose_undo(ws))
    assert points(scores(ws, PLAN, period="2022-Q2"))[STREET] == ("95", 3)


def test_every_figure_leads_to_the_commit_that_recorded_it(quarter):
    ws = quarter("2022-07-10")
    set_status(ws, 1, "已核销", FINANCE, note="已核对")
    detail = unit_scores(ws, PLAN, FINANCE, period="2022-Q2")
    facts = [fact for item in detail.score.items for fact in item.facts]
    assert set(detail.commits) == set(facts)
    for fact in facts:
        shown = run_git(ws.root, "show", detail.commits[fact])
        if fact.entry:
            # An id that reads like a number, such as 18e72559, stands in quotes.
            assert re.search(rf"""^\+ +(- )?id: ['"]?{fact.entry}['"]?$""", shown, re.MULTILINE)
    subjects = {entry.commit: entry.subject for entry in history(ws)}
    (done,) = (fact for fact in facts if fact.counts is Counted.DONE)
    assert origins_of_facts(ws, detail.report.data, (done,))[done].commit == detail.commits[done]
    assert "待核查 → 已完成" in subjects[detail.commits[done]]
    school = unit_scores(ws, PLAN, SCHOOL, period="2022-Q2")
    (found, late) = (fact for item in school.score.items for fact in item.facts)
    assert found.problem in run_git(ws.root, "show", "--name-only", school.commits[found])
    assert school.commits[late] == school.commits[found]
    street = unit_scores(ws, PLAN, STREET, period="2022-Q2")
    # What finance did since is nothing to the street: it stands as it came in.
    (late,) = facts_of(street.report, STREET, Counted.OVERDUE)
    assert street.commits[late] == run_git(ws.root, "rev-list", "--max-parents=0", "HEAD").strip()


def test_each_figure_of_a_round_leads_to_the_commit_that_wrote_it(quarter, monkeypatch):
    told = Round(1, date(2022, 5, 2), due=date(2022, 5, 31))
    found = Found(date(2022, 5, 1), what="打不开")
    began = ProblemRecord("20220501-000001", ProblemState.RECTIFYING, f"{PLAN}/002", SCHOOL, found, rounds=(told,))
    objected = replace(began, state=ProblemState.OBJECTED, objections=(Objection(date(2022, 6, 5), "张三", "不属实"),))
    move = DueMove(date(2022, 6, 5), date(2022, 5, 31), date(2022, 6, 10), "李四", "维持")
    moved = replace(began, rounds=(replace(told, due=date(2022, 6, 10), moves=(move,)),))
    fixed = replace(moved.rounds[0], fixed=Fixed(date(2022, 6, 20), "已改", PROOF))
    to_check = replace(moved, state=ProblemState.TO_RECHECK, rounds=(fixed,))
    checked = replace(fixed, checked=Checked(date(2022, 6, 25), "李四", Verdict.PASSED))
    closed = replace(moved, state=ProblemState.CLOSED, rounds=(checked,))
    steps: dict[str, str] = {}
    ws = quarter("2022-07-10")
    for day, record in (
        ("2022-05-02", began), ("2022-06-05", objected), ("2022-06-06", moved), ("2022-06-20", to_check),
        ("2022-06-25", closed),
    ):  # fmt: skip
        path, data = problem_file(PLAN, record)
        commit_files(ws.root, {path: data.decode()}, day, monkeypatch)
        steps[day] = run_git(ws.root, "rev-parse", "HEAD").strip()
    detail = unit_scores(ws, PLAN, SCHOOL, period="2022-Q2")
    led = {
        fact.text.partition("：")[0]: detail.commits[fact]
        for fact in facts_of(detail.report, SCHOOL, Counted.FIXED_LATE)
        if fact.problem == began.id
    }
    assert led == {
        "第1轮，逾期5天后由2022-05-31改期": steps["2022-06-06"],
        "第1轮，期限2022-06-10，2022-06-20整改": steps["2022-06-20"],
    }


def test_what_was_undone_is_not_where_a_figure_comes_from(quarter):
    ws = quarter("2022-06-27")
    first = run_git(ws.root, "rev-list", "--max-parents=0", "HEAD").strip()
    saved = set_status(ws, 4, "推进中", FINANCE, note="动手了")
    assert led_to(ws, Counted.OVERDUE) == {f"{PLAN}/004": saved.commit}
    ws = quarter("2022-06-28")
    carry_out(ws, propose(ws, ChangeRequest((f"{PLAN}/4",), assignments={"heading": "预算"})))
    carry_out_undo(ws, propose_undo(ws, saved.commit))
    assert led_to(ws, Counted.OVERDUE) == {f"{PLAN}/004": first}
    ws = quarter("2022-09-01")
    later = carry_out(ws, propose(ws, ChangeRequest((f"{PLAN}/4",), assignments={"due": "2022-05-20"}, reason="改错")))
    assert led_to(ws, Counted.OVERDUE) == {f"{PLAN}/004": later.commit}


def led_to(ws, counts):
    detail = unit_scores(ws, PLAN, FINANCE)
    return {
        fact.task: detail.commits[fact] for item in detail.score.items for fact in item.facts if fact.counts is counts
    }


def test_a_completion_counts_once_in_the_period_in_which_it_was_recorded(quarter):
    ws = quarter("2022-08-12")
    set_status(ws, 1, "已核销", FINANCE, note="已核对")
    ws = quarter("2022-12-20")
    by_period = {
        period: [(fact.task, fact.day) for fact in facts_of(scores(ws, PLAN, period=period), FINANCE, Counted.DONE)]
        for period in ("2022-04", "2022-05", "2022-06", "2022-Q2", "2022-Q3", "2022-Q4", "2022年上半年", "2022")
    }
    done = [(f"{PLAN}/001", date(2022, 5, 25))]
    assert {period for period, found in by_period.items() if found} == {"2022-05", "2022-Q2", "2022年上半年", "2022"}
    assert all(found in ([], done) for found in by_period.values())
    for period in ("2022-05", "2022"):
        detail = unit_scores(ws, PLAN, FINANCE, period=period)
        (fact,) = (fact for item in detail.score.items for fact in item.facts if fact.counts is Counted.DONE)
        told = run_git(ws.root, "show", "--format=%cd %s", "--date=short", detail.commits[fact])
        assert told.startswith("2022-05-25 ")
        assert "待核查 → 已完成" in told
        assert f"+  {FINANCE}: 已完成" in told


def test_what_was_done_again_after_the_end_of_a_period_counts_where_it_was_done_again(quarter):
    set_status(quarter("2022-06-20"), 1, "整改中", FINANCE, reason="链接失效")
    assert facts_of(scores(quarter("2022-07-10"), PLAN, period="2022-Q2"), FINANCE, Counted.DONE) == []
    set_status(quarter("2022-07-12"), 1, "待核查", FINANCE, evidence=PROOF)
    set_status(quarter("2022-07-15"), 1, "已完成", FINANCE)
    (done,) = facts_of(scores(quarter("2022-10-10"), PLAN, period="2022-Q3"), FINANCE, Counted.DONE)
    assert done.day == date(2022, 7, 15)
    # Found untrue and put right within one quarter: it was done in the quarter before, and only there.
    set_status(quarter("2022-10-20"), 1, "整改中", FINANCE, reason="链接又失效")
    set_status(quarter("2022-10-21"), 1, "待核查", FINANCE, evidence=PROOF)
    set_status(quarter("2022-10-22"), 1, "已完成", FINANCE)
    assert facts_of(scores(quarter("2023-01-10"), PLAN, period="2022-Q4"), FINANCE, Counted.DONE) == []


def test_what_has_scored_once_is_done_again_without_a_second_score(quarter):
    """Done in May, found untrue in the third quarter, done again twice in the fourth."""
    set_status(quarter("2022-08-20"), 1, "整改中", FINANCE, reason="链接失效")
    set_status(quarter("2022-10-12"), 1, "待核查", FINANCE, evidence=PROOF)
    set_status(quarter("2022-10-15"), 1, "已完成", FINANCE)
    set_status(quarter("2022-11-01"), 1, "整改中", FINANCE, reason="链接又失效")
    set_status(quarter("2022-11-02"), 1, "待核查", FINANCE, evidence=PROOF)
    ws = quarter("2022-11-03")
    set_status(ws, 1, "已完成", FINANCE)
    by_period = {
        period: [
            fact.day for fact in facts_of(scores(quarter("2022-12-20"), PLAN, period=period), FINANCE, Counted.DONE)
        ]
        for period in ("2022-05", "2022-08", "2022-10", "2022-11", "2022-Q2", "2022-Q3", "2022-Q4", "2022")
    }
    first, last = date(2022, 5, 25), date(2022, 11, 3)
    # A year holds all of it: the completion that stands is the last one.
    assert {period: days for period, days in by_period.items() if days} == {
        "2022-05": [first],
        "2022-Q2": [first],
        "2022": [last],
    }
    detail = unit_scores(quarter("2022-12-20"), PLAN, FINANCE, period="2022")
    (fact,) = facts_of(detail.report, FINANCE, Counted.DONE)
    assert detail.commits[fact] == run_git(ws.root, "rev-parse", "HEAD").strip()


def test_what_a_hand_finished_and_nobody_committed_counts_today(quarter):
    ws = quarter("2022-08-10")
    path = ws.root / f"plans/{PLAN}/005.yaml"
    path.write_text(path.read_text("utf-8").replace("status: 未启动", "status: 已完成"), "utf-8")
    detail = unit_scores(ws, PLAN, SCHOOL)
    (done,) = (fact for item in detail.score.items for fact in item.facts if fact.counts is Counted.DONE)
    assert (done.day, detail.commits[done]) == (date(2022, 8, 10), "")


def test_a_problem_is_repeated_where_the_list_says_so(quarter):
    said = {"what": "栏目未更新", "task": f"{PLAN}/2", "unit": SCHOOL}
    ws = quarter("2022-07-20")
    change_problems.carry_out(ws, propose_open(ws, NewProblem(**said, where="首页", due="2022-08-30")))
    ws = quarter("2022-08-10")
    flagged = {each.record.id for each in list_problems(ws, flag="反复").problems}
    assert len(flagged) == 1
    detail = unit_scores(ws, PLAN, SCHOOL)
    (fact,) = facts_of(detail.report, SCHOOL, Counted.REPEATED)
    assert ({fact.problem}, fact.day) == (flagged, date(2022, 7, 20))
    assert fact.problem in run_git(ws.root, "show", "--name-status", "--format=", detail.commits[fact])
    assert facts_of(scores(ws, PLAN, period="2022-Q2"), SCHOOL, Counted.REPEATED) == []


def test_what_is_not_committed_has_no_commit(quarter):
    ws = quarter("2022-06-20")
    path = ws.root / f"plans/{PLAN}/003.yaml"
    entry = f"log:\n  - id: 0a0b0c0d\n    date: 2022-06-19\n    kind: 报送\n    unit: {STREET}\n    text: 已报\n"
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    detail = unit_scores(ws, PLAN, STREET)
    (fact,) = (fact for item in detail.score.items for fact in item.facts if fact.entry == "0a0b0c0d")
    assert detail.commits[fact] == ""


def test_silence_and_days_that_were_granted(quarter, monkeypatch):
    ws = quarter("2022-06-19")
    save_extension(ws, propose_request(ws, f"{PLAN}/1", "2022-12-31", "等系统上线", unit=STREET))
    assert counted(scores(ws, PLAN), STREET) == {}
    ws = quarter("2022-06-25")
    assert counted(scores(ws, PLAN), STREET) == {"逾期": ("-2", 1)}
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "办公室王五")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "wang@huaiyin.example")
    ws = quarter("2022-06-25")
    save_extension(ws, propose_answer(ws, f"{PLAN}/1", Decision.GRANTED, "同意"))
    assert counted(scores(ws, PLAN), STREET) == {}
    report = scores(quarter("2022-10-10"), PLAN, period="2022-Q3")
    assert "逾期" not in counted(report, STREET)
    # 003 has no record since the plan was issued; the request and its answer are records in 001.
    assert [fact.task for fact in facts_of(report, STREET, Counted.SILENT)] == [f"{PLAN}/001", f"{PLAN}/003"]
    assert [fact.day for fact in facts_of(report, STREET, Counted.SILENT)] == [date(2022, 6, 25), date(2022, 4, 1)]


def facts_of(report, unit, counts):
    return [fact for fact in report.data.facts if (fact.unit, fact.counts) == (unit, counts)]


def test_long_behind_are_those_at_the_end_of_two_periods(quarter, monkeypatch):
    more = [task(PLAN, 10 + n, f"第{n}件", name) for n, name in enumerate(("区司法局", "区民政局"))]
    units = replace(UNITS, units=(*UNITS.units, *(type(UNITS.units[0])(each.units_raw) for each in more)))
    files = {task_path(each.id): emit.emit_task(each) for each in more} | {
        units_path("huaiyin"): emit.emit_units(units)
    }
    ws = quarter("2022-06-01")
    commit_files(ws.root, files, "2022-06-01", monkeypatch)
    report = scores(quarter("2022-08-01"), PLAN)
    assert [each.unit for each in report.units][-1] == STREET
    assert report.behind == {STREET: ("2022年第二季度", "2022年第三季度")}
    assert scores(quarter("2022-08-01"), PLAN, period="2022-Q2").behind == {}
    assert [each.unit for each in worst_units(report, 1)] == [STREET]
    assert STREET not in {each.unit for each in best_units(report, 2)}


def test_equal_units_are_neither_praised_nor_criticised(on):
    report = scores(on("2022-04-20"), PLAN, period="2022-04")
    assert best_units(report, 1) == worst_units(report, 1) == ()
    assert report.period.name == "2022年4月"


def gained(on, monkeypatch, *given):
    """A ranking in which points are given by hand alone."""
    ws = on("2022-04-20")
    commit_files(ws.root, {scoring_path(PLAN): emit_scoring(Scoring(every="月"))}, "2022-04-20", monkeypatch)
    for unit, points_given in given:
        change_scoring(ws, propose_points(ws, PLAN, ManualPoints(unit, points_given, "记")))
    return scores(ws, PLAN, period="2022-04")


def names(units):
    return [each.unit for each in units]


def test_only_who_lost_points_is_criticised_and_only_who_gained_is_praised(on, monkeypatch):
    report = gained(on, monkeypatch, (FINANCE, "1"))
    assert names(best_units(report, 3)) == [FINANCE]
    assert worst_units(report, 2) == ()
    assert nobody_words(report, "通报批评") == "2022年4月：排在最后的没有扣分，没有可以通报批评的单位。"


def test_a_deduction_is_enough_to_be_criticised_and_ties_come_together(on, monkeypatch):
    report = gained(on, monkeypatch, (FINANCE, "2"), (SCHOOL, "-1"), (STREET, "1"), (STREET, "-2"))
    assert names(best_units(report, 2)) == [FINANCE]
    # SCHOOL and STREET both have 99.
    assert names(worst_units(report, 1)) == [SCHOOL, STREET]
    assert "列出 2 个单位（得分并列，比要的 1 个多）" in named_words(report, worst_units(report, 1), 1, "通报批评")
    assert named_words(report, best_units(report, 2), 2, "表扬") == (
        "2022年4月：列出 1 个单位（其余的不高于基础分，不列）。草稿，待批准。"
    )


def test_a_draft_has_the_form_of_a_document_and_nothing_of_ours_in_what_is_sent(on, monkeypatch):
    report = gained(on, monkeypatch, (FINANCE, "2"), (SCHOOL, "-1"))
    text, _, _ = score_draft(report, "通报批评", 1)
    sent = [line for line in text.splitlines()[1:] if line and not line.startswith(">")]
    assert sent[0] == "各有关单位："
    assert sent[-2:] == ["　　年　月　日", "批准：　　　　　　日期："]
    assert "gongkai" not in "".join(sent)
    assert "提交" not in "".join(sent)
    assert "> 核对用，印发时删去：数据出自提交 " in text


def test_of_ties_at_the_edge_only_those_who_lost_points_are_criticised(on, monkeypatch):
    report = gained(on, monkeypatch, (FINANCE, "2"), (SCHOOL, "1"), (SCHOOL, "-0.5"), (STREET, "0.5"))
    assert names(worst_units(report, 1)) == [SCHOOL]
    assert nobody_words(gained(on, monkeypatch, (FINANCE, "-9")), "表扬").endswith("没有可以表扬的单位。")


@pytest.mark.parametrize(("period", "error"), [("2023", UsageError), ("xx", UsageError), ("2022-Q1", NoSuchStanding)])
def test_periods_that_cannot_be_ranked(quarter, period, error):
    with pytest.raises(error):
        scores(quarter("2022-07-10"), PLAN, period=period)


def test_the_office_is_not_ranked(quarter, monkeypatch):
    own = task(PLAN, 9, "平台建设", "区政府办公室")
    commit_files(quarter("2022-06-01").root, {task_path(own.id): emit.emit_task(own)}, "2022-06-01", monkeypatch)
    ws = quarter("2022-07-10")
    report = scores(ws, PLAN)
    assert report.data.units.office == "区政府办公室"
    assert "区政府办公室" not in points(report)
    with pytest.raises(NotRanked, match="主管"):
        unit_scores(ws, PLAN, "区政府办公室")


def test_the_example_is_written_once_and_is_plain(on, monkeypatch):
    ws = on("2022-07-10")
    with pytest.raises(Refused, match="已有"):
        propose_example(ws, PLAN)
    saved = change_scoring(ws, _without_rules(ws, monkeypatch))
    data = (ws.root / scoring_path(PLAN)).read_bytes()
    assert "不出自任何法律法规" in data.decode().splitlines()[0]
    rules = decode_scoring(data, "x").value
    assert {rule.counts for rule in rules.rules} == set(Counted) - {Counted.REPORTED, Counted.RETURNED}
    assert any(change.field == "规则“逾期未完成”" for change in commit_changes(ws, saved.commit))
    assert scores(ws, PLAN).units


def _without_rules(ws, monkeypatch):
    run_git(ws.root, "rm", "-q", scoring_path(PLAN))
    commit_files(ws.root, {}, "2022-07-09", monkeypatch)
    return propose_example(ws, PLAN)


def test_comments_of_a_hand_stay_when_points_are_added(on, monkeypatch):
    ws = on("2022-07-10")
    change_scoring(ws, _without_rules(ws, monkeypatch))
    change_scoring(ws, propose_points(ws, PLAN, ManualPoints(FINANCE, "-1", "未参会")))
    text = (ws.root / scoring_path(PLAN)).read_text("utf-8")
    assert text.startswith("# 考核规则（样例）")
    assert 'points: "-1"\n    reason: 未参会' in text


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ({"unit": "区司法局"}, Refused, "登记"),
        ({"unit": "各街道办事处"}, Refused, "集合"),
        ({"unit": "区政府办公室"}, Refused, "不参加排名"),
        ({"points": "0"}, BadValue, "分数"),
        ({"points": "1.234"}, BadValue, "分数"),
        ({"reason": "  "}, BadValue, "--reason"),
        ({"link": "huaiyin-2022/99"}, BadValue, "没有"),
        ({"day": "2022-07-11"}, BadValue, "没有到"),
    ],
)
def test_points_by_hand_that_are_refused(on, said, error, words):
    ws = on("2022-07-10")
    with pytest.raises(error, match=words):
        propose_points(ws, PLAN, ManualPoints(**{"unit": FINANCE, "points": "1", "reason": "好", **said}))


def test_a_unit_gives_no_points(on, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "czj@huaiyin.example")
    with pytest.raises(Refused, match="区财政局"):
        propose_points(on("2022-07-10"), PLAN, ManualPoints(FINANCE, "1", "好"))


def test_check_names_unknown_units_and_dead_links(on, monkeypatch):
    ws = on("2022-07-10")
    wrong = replace(
        RULES,
        manual=(
            ManualScore("0000000a", date(2022, 7, 1), "区旅游局", "1", "好"),
            ManualScore("0000000b", date(2022, 7, 1), FINANCE, "1", "好", "huaiyin-2022/77"),
            ManualScore("0000000c", date(2022, 7, 1), FINANCE, "1", "好", "20220518-3f9a2c"),
            ManualScore("0000000d", date(2022, 7, 1), FINANCE, "1", "好", "https://e.invalid/1"),
        ),
    )
    commit_files(ws.root, {scoring_path(PLAN): emit_scoring(wrong)}, "2022-07-09", monkeypatch)
    found = [problem for problem in check_data(ws) if problem.check.startswith("scoring")]
    assert [(p.check, p.severity, p.place) for p in found] == [
        ("scoring-link", "警告", scoring_path(PLAN)),
        ("scoring-link", "警告", scoring_path(PLAN)),
        ("scoring-unit", "警告", scoring_path(PLAN)),
    ]
    report = scores(ws, PLAN)
    assert [entry.id for entry in report.unused] == ["0000000a"]
