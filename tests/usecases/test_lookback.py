"""回头看 on two real plans, 天桥区 2020 and 2021: the round, each verdict one commit, refusals, corrections, undo."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from kept import read_once

from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.fingerprint import fingerprint
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.lookback import is_clear
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.task import Deadline, DeadlineKind, Link, LinkKind, LogEntry, LogKind, LookbackVerdict
from gongkai_tui.reporting.owe_text import Wording
from gongkai_tui.reporting.reminder import to_urge
from gongkai_tui.reporting.task_columns import table_columns
from gongkai_tui.reporting.task_detail import task_fields
from gongkai_tui.storage import emit
from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.change_tasks import ChangeRequest, NothingSelected, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.lookback import NoSuccessor, lookback
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, carry_out_verdicts, propose_verdicts
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.plan_lookup import UnknownPlan
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.task_lookup import UnknownTask
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import run_git

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2021, 9, 1)
LAST, THIS = "tianqiao-2020", "tianqiao-2021"
URL = "https://www.tianqiao.example/1.html"
CLOSED, RECTIFY, CARRIED = LookbackVerdict
PROVEN = (LogEntry("00000001", date(2020, 11, 2), LogKind.REPORT, text="已公开", evidence=(URL,), by="张三"),)
CHECKED = (*PROVEN, LogEntry("00000002", date(2020, 12, 1), LogKind.CHECK, text="核查通过", by="李四"))
STATES = {
    1: {"status": Status.DONE, "log": CHECKED},
    2: {"status": Status.REPORTED, "log": PROVEN},
    3: {"status": Status.IN_PROGRESS, "log": PROVEN},
    4: {"status": Status.IN_PROGRESS},
    6: {"status": Status.ENDED, "log": CHECKED},
    7: {"status": Status.DONE, "log": CHECKED, "unit_status": {"区医疗保障局": Status.RECTIFYING}},
    8: {"status": Status.ONGOING, "log": CHECKED, "unit_status": {"区财政局": Status.DONE}},
    9: {"status": Status.CLOSED, "log": CHECKED},
    27: {"deadline": Deadline("2020年底前", DeadlineKind.DATE, date(2020, 12, 31))},
}
"""What became of the tasks of 2020; all others are 未启动."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A repository with both plans and the units: what became of the tasks of the first, and nothing linked yet."""
    root = tmp_path_factory.mktemp("回头看") / "台账"
    for name in (f"plans/{LAST}", f"plans/{THIS}", "units"):
        shutil.copytree(ROOT / name, root / name)
    for seq, changes in STATES.items():
        path = f"plans/{LAST}/{seq:03d}.yaml"
        before = decode_task((root / path).read_bytes(), path).value
        (root / path).write_text(emit.emit_task(replace(before, **changes)), encoding="utf-8")
    for path in sorted((root / f"plans/{THIS}").glob("[0-9]*.yaml")):
        before = decode_task(path.read_bytes(), str(path.relative_to(root))).value
        path.write_text(emit.emit_task(replace(before, links=())), encoding="utf-8")
    path = "units/tianqiao.yaml"
    units = decode_units((root / path).read_bytes(), path).value
    (root / path).write_text(emit.emit_units(replace(units, office="区政府办公室")), encoding="utf-8")
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A")
    who = ("-c", "user.name=办公室李四", "-c", "user.email=office@huaiyin.example")
    run_git(root, *who, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    read_once(root)
    return root


@pytest.fixture
def years(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "台账"))


@pytest.fixture
def ws(years):
    opened = open_workspace(years, today=TODAY)
    yield opened
    opened.close()


def request(verdict, *seqs, **words):
    return VerdictRequest(LAST, verdict, tuple(f"{LAST}/{seq}" for seq in seqs), **words)


def judge(ws, verdict, *seqs, **words):
    return carry_out_verdicts(ws, propose_verdicts(ws, request(verdict, *seqs, **words)))


def refusal(ws, verdict, *seqs, **words):
    proposal = propose_verdicts(ws, request(verdict, *seqs, **words))
    with pytest.raises(Refused):
        carry_out_verdicts(ws, proposal)
    (found,) = proposal.refusals
    return found.message


def task(ws, seq, plan=LAST):
    return show_task(ws, f"{plan}/{seq}").task


def commits(years):
    return int(run_git(years, "rev-list", "--count", "HEAD"))


def problems(ws):
    return [found.record for found in problems_in(committed_view(ws), LAST)]


def new_findings(ws):
    """What `check` says, apart from the city's plan that is not here."""
    known = ("implements-missing",)
    return [found for found in check_data(ws) if found.severity is not Severity.HINT and found.check not in known]


def test_the_round_has_every_task_but_the_ended_ones(ws, years):
    found = lookback(ws, LAST)
    seqs = {int(path.stem) for path in (years / f"plans/{LAST}").glob("[0-9]*.yaml")}
    assert {item.task.seq for item in found.items} == seqs - {6}
    assert (found.figures.total, found.figures.ended, found.figures.decided) == (len(seqs) - 1, 1, 0)
    assert found.into.id == THIS
    clear = [item.is_clear for item in found.items]
    assert clear == sorted(clear, reverse=True)
    assert {item.task.seq for item in found.items if item.is_clear} == {
        seq for seq in seqs - {6} if is_clear(task(ws, seq))
    }


def test_what_says_the_same_is_proposed_with_its_score(ws):
    by_seq = {item.task.seq: item for item in lookback(ws, LAST).items}
    assert by_seq[9].proposals[0].id == f"{THIS}/002"
    assert by_seq[4].proposals[0].id == f"{THIS}/012"
    assert 0 < by_seq[4].proposals[0].score < 100
    assert by_seq[4].carried_by == ()
    assert task(ws, 12, THIS).links == ()


def test_a_filter_is_restricted_to_the_plan(ws):
    found = lookback(ws, LAST, filter_text="status:已完成,推进中")
    assert [item.task.seq for item in found.items] == [3, 4, 8, 1]
    assert found.figures.total == 34


def test_which_plan_is_this_years(ws, years):
    with pytest.raises(UnknownPlan):
        lookback(ws, "tianqiao-1999")
    with pytest.raises(UnknownPlan):
        lookback(ws, LAST, into="tianqiao-1999")
    with pytest.raises(NoSuccessor):
        lookback(ws, LAST, into=LAST)
    assert lookback(ws, THIS).into is None
    assert lookback(ws, THIS).items[0].proposals == ()
    with pytest.raises(UsageError, match="--into"):
        propose_verdicts(ws, VerdictRequest(THIS, CARRIED, (f"{THIS}/1",), new=True))
    path = f"plans/{THIS}/plan.yaml"
    other = replace(decode_plan((years / path).read_bytes(), path).value, id="tianqiao-2022")
    (years / "plans/tianqiao-2022").mkdir()
    (years / "plans/tianqiao-2022/plan.yaml").write_text(emit.emit_plan(other), encoding="utf-8")
    with pytest.raises(NoSuccessor, match="--into"):
        lookback(ws, LAST)
    assert lookback(ws, LAST, into=THIS).into.id == THIS


def test_a_done_task_is_closed_in_one_commit(ws, years):
    before = commits(years)
    saved = judge(ws, CLOSED, 1, note="网站已核对")
    closed = task(ws, 1)
    assert commits(years) == before + 1
    assert closed.status is Status.CLOSED
    assert (closed.lookback.date, closed.lookback.verdict, closed.lookback.text) == (TODAY, CLOSED, "网站已核对")
    assert closed.log[-1].kind is LogKind.CHECK
    assert closed.log[-1].text == "核销：网站已核对"
    assert saved.subject == "天桥2020 第1项 聚焦全区中心工作强化公开力度：回头看核销，已完成 → 已核销（网站已核对）"
    assert new_findings(ws) == []


def test_looking_back_at_a_year_that_still_runs_is_said(years):
    def cautions(plan, day):
        asked = VerdictRequest(
            plan, RECTIFY, (f"{plan}/1",), reason="没有公开", units=("无影山街道办事处",), due="10天后"
        )
        found = propose_verdicts(open_workspace(years, today=day), asked)
        assert found.refusals == ()
        return found.cautions

    said = f"{THIS} 是2021年的计划，这一年还没有过完；回头看是对上一年的，年终核查用 gongkai set"
    assert cautions(THIS, date(2021, 12, 31)) == (said,)
    assert cautions(THIS, date(2022, 1, 1)) == cautions(LAST, date(2020, 12, 31)) == ()


@pytest.mark.parametrize(
    ("seq", "kinds"),
    [(2, [LogKind.CHECK, LogKind.CHECK]), (3, [LogKind.REPORT, LogKind.CHECK, LogKind.CHECK])],
)
def test_report_and_check_are_written_down_on_the_way(ws, seq, kinds):
    judge(ws, CLOSED, seq, note="网站已核对")
    closed = task(ws, seq)
    assert closed.status is Status.CLOSED
    assert [entry.kind for entry in closed.log[1:]] == kinds


def test_evidence_may_come_with_the_verdict(ws):
    assert "佐证" in refusal(ws, CLOSED, 4, note="网站已核对")
    judge(ws, CLOSED, 4, note="网站已核对", evidence=(URL,))
    assert (task(ws, 4).status, task(ws, 4).evidence) == (Status.CLOSED, (URL,))


def shown_status(ws, seq):
    return list_tasks(ws, f"id:{LAST}/{seq:03d}").rows[0].status


def test_closing_leaves_no_unit_behind(ws):
    judge(ws, CLOSED, 8, note="网站已核对")
    assert (task(ws, 8).status, task(ws, 8).unit_status) == (Status.CLOSED, {})


def test_what_all_units_have_done_is_closed_from_there(ws):
    for unit in ("区人力资源和社会保障局", "区医疗保障局", "区财政局"):
        more = {"unit": unit, "note": "已办", "evidence": (URL,)}
        for status in ("推进中", "已完成"):
            carry_out(ws, propose(ws, ChangeRequest((f"{LAST}/5",), assignments={"status": status}, **more)))
    assert (task(ws, 5).status, shown_status(ws, 5)) == (Status.NOT_STARTED, Status.DONE)
    judge(ws, CLOSED, 5, note="网站已核对", evidence=(URL,))
    assert [(entry.kind, entry.text) for entry in task(ws, 5).log if entry.unit is None] == [
        ("核查", "核销：网站已核对"),
    ]
    assert (task(ws, 5).status, task(ws, 5).unit_status) == (Status.CLOSED, {})


def test_a_task_closed_before_gets_its_verdict_too(ws):
    judge(ws, CLOSED, 9, note="年底已核销，情况属实")
    assert task(ws, 9).lookback.verdict is CLOSED
    assert task(ws, 9).log[-1].text == "回头看核查：年底已核销，情况属实"


def test_what_cannot_be_closed_says_what_is_missing(ws, years):
    before = commits(years)
    assert "--note" in refusal(ws, CLOSED, 1)
    assert "未启动" in refusal(ws, CLOSED, 5, note="好")
    assert "区医疗保障局（整改中）" in refusal(ws, CLOSED, 7, note="好")
    assert "已终止" in refusal(ws, CLOSED, 6, note="好")
    assert commits(years) == before


def test_many_are_closed_in_one_commit_or_none(ws, years):
    with pytest.raises(Refused) as refused:
        judge(ws, CLOSED, 1, 5, 7, note="好")
    assert [found.place[-3:] for found in refused.value.problems] == ["005", "007"]
    before = commits(years)
    proposal = propose_verdicts(ws, request(CLOSED, filter_text="status:已完成,长期坚持", note="好"))
    assert proposal.tasks == (f"{LAST}/001", f"{LAST}/008")
    saved = carry_out_verdicts(ws, proposal)
    assert commits(years) == before + 1
    assert saved.subject == "天桥2020 回头看：2项核销（好）"
    assert f"{LAST}/008 聚焦全区中心工作强化公开力度：核销，已完成 → 已核销" in run_git(
        years, "log", "-1", "--format=%b"
    )


def test_what_is_not_done_is_told_to_the_unit(ws, years):
    before = commits(years)
    judge(ws, RECTIFY, 5, reason="没有公开目录", due="2021-09-30", units=("区财政局",))
    assert commits(years) == before + 1
    (problem,) = problems(ws)
    assert (problem.task, problem.unit, problem.state) == (f"{LAST}/005", "区财政局", ProblemState.RECTIFYING)
    assert (problem.found.method, problem.found.what) == ("回头看", "没有公开目录")
    assert (problem.rounds[-1].notified, problem.rounds[-1].due) == (TODAY, date(2021, 9, 30))
    assert (task(ws, 5).lookback.verdict, task(ws, 5).lookback.to) == (RECTIFY, problem.id)
    assert task(ws, 5).unit_status == {"区财政局": Status.RECTIFYING}
    assert show_task(ws, f"{LAST}/5").row.status == "整改中"
    item = next(item for item in lookback(ws, LAST).items if item.task.seq == 5)
    assert item.open_problems == (problem,)
    assert new_findings(ws) == []


def test_a_unit_that_answers_alone_is_told_without_being_named(ws):
    judge(ws, RECTIFY, 27, reason="没有公开", due="本月底")
    assert problems(ws)[0].unit == "区政府办公室"
    assert problems(ws)[0].rounds[-1].due == date(2021, 9, 30)
    assert task(ws, 27).status is Status.RECTIFYING


def test_what_cannot_be_told_says_what_is_missing(ws, years):
    assert "--reason" in refusal(ws, RECTIFY, 27, due="2021-09-30")
    assert "--due" in refusal(ws, RECTIFY, 27, reason="没有公开")
    assert "--unit" in refusal(ws, RECTIFY, 5, reason="没有公开", due="2021-09-30")
    assert "不是这项任务的责任单位" in refusal(ws, RECTIFY, 27, reason="无", due="2021-09-30", units=("区民政局",))
    with pytest.raises(BadValue, match="已经过去"):
        judge(ws, RECTIFY, 27, reason="没有公开", due="2021-08-31")
    assert problems(ws) == []


def test_no_closing_while_a_problem_is_open_and_no_second_one_for_the_same(ws):
    judge(ws, RECTIFY, 27, reason="没有公开", due="2021-09-30")
    (problem,) = problems(ws)
    # The problem would be taken back with its verdict, and the task would be what it was.
    assert "还是未启动" in refusal(ws, CLOSED, 27, note="好", reason="误", evidence=(URL,))
    assert f"--to {problem.id}" in refusal(ws, RECTIFY, 27, reason="还是没有", due="2021-10-31")
    judge(ws, RECTIFY, 27, reason="还是没有", problems=(problem.id,))
    assert task(ws, 27).lookback.text == "还是没有"
    assert len(problems(ws)) == 1


def test_a_day_that_none_of_several_tasks_takes_is_said_and_a_problem_of_none_is_refused_for_each(ws):
    for seq, unit in ((27, "区政府办公室"), (28, "无影山街道办事处")):
        judge(ws, RECTIFY, seq, reason="没有公开", due="2021-09-30", units=(unit,))
    ids = tuple(each.id for each in problems(ws))
    going_on = request(RECTIFY, 27, 28, reason="还是没有", problems=ids)
    with pytest.raises(UsageError, match="不用再写"):
        propose_verdicts(ws, replace(going_on, due="2021-10-31"))
    refused = propose_verdicts(ws, replace(going_on, problems=(ids[0], "20210901-0000"))).refusals
    assert [each.message.partition("（")[0] for each in refused] == ["这项任务没有未销号的问题 20210901-0000"] * 2


def test_a_task_is_carried_on_by_one_that_a_person_named(ws, years):
    before = commits(years)
    judge(ws, CARRIED, 4, to=f"{THIS}/12", note="今年继续")
    assert commits(years) == before + 1
    (link,) = task(ws, 12, THIS).links
    assert (link.to, link.kind, link.confirmed) == (f"{LAST}/004", LinkKind.FOLLOWS, TODAY)
    assert link.fingerprint == fingerprint(task(ws, 4).requirement)
    assert (task(ws, 4).status, task(ws, 4).lookback.to) == (Status.IN_PROGRESS, f"{THIS}/012")
    item = next(item for item in lookback(ws, LAST).items if item.task.seq == 4)
    assert [candidate.id for candidate in item.carried_by] == [f"{THIS}/012"]
    assert new_findings(ws) == []


def urged(ws, **when):
    """What is held against anyone in the task of last year, in every output that urges."""
    at = f"id={LAST}/027"
    row = list_tasks(ws, at, **when).rows[0]
    of_plan = [each.debts for each in owing(ws, plan=LAST, **when).units]
    everywhere = [item.row.id for each in owing(ws, **when).units for item in each.debts.items]
    texts = "".join(Wording(ws.today, str, 90).unit_text(each.name, each) for each in of_plan)
    return (
        bool(set(flags_of(row, ws.today)) & {Flag.OVERDUE, Flag.STALE}),
        f"{LAST}/027" in everywhere,
        any(item.is_owed or item.is_silent for each in of_plan for item in each.items if item.row.id == row.id),
        f"{row.heading}：" in texts,
        bool(to_urge([row])),
        list_tasks(ws, f"{at} flag:逾期").found == 1,
    )


def test_what_was_carried_on_is_owed_once_until_the_verdict_is_taken_back(ws, years):
    assert urged(ws) == (True,) * 6
    head = run_git(years, "rev-parse", "HEAD").strip()
    given = judge(ws, CARRIED, 27, to=f"{THIS}/12", note="今年继续")
    assert urged(ws) == (False,) * 6
    (row,) = list_tasks(ws, f"id={LAST}/027 status:未完成").rows
    assert (row.status, row.carried_to) == (Status.NOT_STARTED, f"{THIS}/012")
    shown = show_task(ws, f"{LAST}/27")
    assert ("标记", f"已转入 {THIS}/012") in task_fields(shown.task, shown.row, shown.plan, shown.path, ())
    assert table_columns([(row, ())], ("flags",)) == [[f"已转入 {THIS}/012"]]
    assert urged(ws, as_of=head)[0]
    path = years / f"plans/{LAST}/027.yaml"
    written = path.read_text("utf-8")
    path.write_text(written.replace("verdict: 转入今年", "verdict: 转整改"), "utf-8")
    assert urged(ws) == (True,) * 6
    path.write_text(written, "utf-8")
    carry_out_undo(ws, propose_undo(ws, given.commit))
    assert urged(ws) == (True,) * 6


def test_what_a_unit_recorded_in_what_is_carried_on_is_a_sign_of_life_still(ws):
    def silent(plan=""):
        found = owing(ws, plan=plan, silent_after=10)
        return {each.debts.name for each in found.silent}

    unit = "区人力资源社会保障局"
    assert unit in silent()
    said = ChangeRequest(targets=(f"{LAST}/4",), unit=unit, note="已发布就业政策", evidence=(URL,))
    carry_out(ws, propose(ws, said))
    assert (unit in silent(), unit in silent(LAST), unit in silent(THIS)) == (False, False, True)
    judge(ws, CARRIED, 4, to=f"{THIS}/12", note="今年继续")
    assert (unit in silent(), unit in silent(LAST), unit in silent(THIS)) == (False, False, True)


def test_a_problem_in_what_was_carried_on_is_still_owed(ws):
    new = NewProblem(what="专栏是空的", task=f"{LAST}/7", unit="区医疗保障局", due="2021-10-31")
    steps.carry_out(ws, propose_open(ws, new))
    judge(ws, CARRIED, 7, new=True)
    for plan in ("", LAST):
        (found,) = [each.debts for each in owing(ws, plan=plan).units if each.debts.open_problems]
        assert "1. " in (text := Wording(ws.today, str, 90).unit_text(found.name, found))
        assert text.count("专栏是空的") == 1


def test_a_link_that_is_there_needs_no_naming(ws, years):
    path = f"plans/{THIS}/012.yaml"
    before = decode_task((years / path).read_bytes(), path).value
    linked = replace(before, links=(Link(f"{LAST}/004", LinkKind.FOLLOWS), Link(f"{LAST}/005", LinkKind.RELATED)))
    (years / path).write_text(emit.emit_task(linked), encoding="utf-8")
    run_git(years, "commit", "-aqm", "手工关联")
    assert "--to" in refusal(ws, CARRIED, 5)
    judge(ws, CARRIED, 4)
    assert task(ws, 4).lookback.to == f"{THIS}/012"
    links = {link.to: link for link in task(ws, 12, THIS).links}
    assert links[f"{LAST}/004"].fingerprint
    assert links[f"{LAST}/005"].kind is LinkKind.RELATED


def test_new_tasks_carry_on(ws, years):
    before = commits(years)
    judge(ws, CARRIED, 4, 27, new=True)
    assert commits(years) == before + 1
    for seq in (4, 27):
        old = task(ws, seq)
        new = show_task(ws, old.lookback.to).task
        assert new.id.startswith(f"{THIS}/x-")
        assert (new.heading, new.requirement, new.units, new.units_raw) == (
            old.heading,
            old.requirement,
            old.units,
            old.units_raw,
        )
        assert (new.section, new.status, new.deadline.raw) == ("上年结转", Status.NOT_STARTED, "全年")
        assert [(link.to, link.kind) for link in new.links] == [(old.id, LinkKind.FOLLOWS)]
    assert "2020年底前" in show_task(ws, task(ws, 27).lookback.to).task.hints[0]
    assert new_findings(ws) == []


def test_several_go_into_one(ws):
    judge(ws, CARRIED, 3, 4, to=f"{THIS}/12")
    assert [link.to for link in task(ws, 12, THIS).links] == [f"{LAST}/003", f"{LAST}/004"]


def test_what_cannot_be_carried_says_why(ws):
    assert "已核销" in refusal(ws, CARRIED, 9, new=True)
    assert "不在今年的计划" in refusal(ws, CARRIED, 4, to=f"{LAST}/5")
    with pytest.raises(UnknownTask):
        judge(ws, CARRIED, 4, to=f"{THIS}/999")
    carry_out(ws, propose(ws, ChangeRequest((f"{THIS}/12",), assignments={"status": "已终止"}, reason="并入")))
    assert "已终止" in refusal(ws, CARRIED, 4, to=f"{THIS}/12")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (CLOSED, {"note": "好", "due": "2021-09-30"}),
        (CLOSED, {"note": "好", "to": f"{THIS}/12"}),
        (CARRIED, {"to": f"{THIS}/12", "new": True}),
        (CARRIED, {"to": f"{THIS}/12", "section": "甲"}),
        (CARRIED, {"new": True, "units": ("区财政局",)}),
        (RECTIFY, {"reason": "无", "new": True}),
        (RECTIFY, {"reason": "无", "due": "2021-09-30", "evidence": (URL,)}),
        (RECTIFY, {"reason": "无", "problems": ("20210901-aaaaaa",), "due": "2021-09-30"}),
        (RECTIFY, {"reason": "无", "problems": ("20210901-aaaaaa",), "units": ("区财政局",)}),
        (RECTIFY, {"reason": "无", "to": f"{THIS}/12"}),
        (CARRIED, {"to": f"{THIS}/12", "what": "没有公开"}),
    ],
)
def test_options_that_do_not_go_together(ws, verdict, words):
    with pytest.raises(UsageError):
        propose_verdicts(ws, request(verdict, 4, **words))


def test_which_tasks_must_be_said_and_be_of_the_plan(ws):
    with pytest.raises(UsageError, match="没有指明"):
        propose_verdicts(ws, request(CLOSED, note="好"))
    with pytest.raises(UsageError, match=f"不是 {LAST}"):
        propose_verdicts(ws, VerdictRequest(LAST, CLOSED, (f"{THIS}/1",), note="好"))
    with pytest.raises(NothingSelected):
        propose_verdicts(ws, request(CLOSED, filter_text=f"plan:{THIS}", note="好"))


def test_a_unit_gives_no_verdicts(ws, years, monkeypatch):
    path = years / "units/tianqiao.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "  - name: 区财政局\n",
            "  - name: 区财政局\n    contacts:\n      - name: 财政张三\n        email: czj@tianqiao.example\n",
            1,
        ),
        encoding="utf-8",
    )
    run_git(years, "commit", "-aqm", "联系人")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@tianqiao.example")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "czj@tianqiao.example")
    with pytest.raises(Refused, match="区财政局"):
        propose_verdicts(ws, request(CLOSED, 1, note="好"))


def test_a_verdict_is_corrected_with_a_reason(ws):
    judge(ws, CLOSED, 3, note="好")
    assert "--reason" in refusal(ws, CARRIED, 3, to=f"{THIS}/13")
    judge(ws, CARRIED, 3, to=f"{THIS}/13", reason="还有一半没有公开")
    corrected = task(ws, 3)
    assert (corrected.status, corrected.lookback.verdict) == (Status.IN_PROGRESS, CARRIED)
    assert [entry.kind for entry in corrected.log[-2:]] == [LogKind.CORRECTION, LogKind.PROGRESS]
    judge(ws, CARRIED, 3, to=f"{THIS}/12", reason="写错了")
    assert task(ws, 13, THIS).links == ()
    assert task(ws, 12, THIS).links[0].to == f"{LAST}/003"
    judge(ws, CLOSED, 3, note="已补齐", reason="补齐了", evidence=(URL,))
    assert task(ws, 12, THIS).links == ()
    assert task(ws, 3).status is Status.CLOSED
    judge(ws, RECTIFY, 3, reason="抽查不实", due="2021-09-30", units=("区教育和体育局",))
    assert show_task(ws, f"{LAST}/3").row.status == "整改中"


def test_a_corrected_verdict_takes_back_the_task_that_it_added(ws, years):
    judge(ws, CARRIED, 4, new=True)
    added = task(ws, 4).lookback.to
    assert f"已经新增 {added} 承接它" in refusal(ws, CARRIED, 4, new=True, reason="再来一次")
    before = commits(years)
    judge(ws, CARRIED, 4, to=f"{THIS}/12", reason="应并入第12项")
    assert commits(years) == before + 1
    ended = show_task(ws, added).task
    assert (ended.status, ended.links, ended.log[-1].text) == (
        Status.ENDED,
        (),
        "回头看结论更正，终止：应并入第12项",
    )
    assert f"{added} 未启动 → 已终止（回头看结论更正）" in run_git(years, "log", "-1", "--format=%B")
    assert new_findings(ws) == []
    # What was ended does not stand in the way of another one.
    judge(ws, CARRIED, 4, new=True, reason="还是单列")
    assert task(ws, 4).lookback.to != added


def test_what_somebody_worked_on_is_left_and_named(ws):
    judge(ws, CARRIED, 4, new=True)
    judge(ws, RECTIFY, 27, reason="没有公开", due="2021-09-30")
    added, (problem,) = task(ws, 4).lookback.to, problems(ws)
    carry_out(ws, propose(ws, ChangeRequest((added,), note="已经开始")))
    steps.carry_out(ws, steps.propose_fix(ws, [problem.id], text="已公开", evidence=[URL]))
    for seq, left in ((4, added), (27, problem.id)):
        proposal = propose_verdicts(ws, request(CARRIED, seq, to=f"{THIS}/12", reason="并入第12项"))
        (said,) = proposal.cautions
        assert left in said
        assert "已有人办理" in said
        assert any((change.field, change.new) == ("保留", said) for change in proposal.changes)
        carry_out_verdicts(ws, proposal)
    assert show_task(ws, added).task.status is not Status.ENDED
    assert [each.state for each in problems(ws)] == [ProblemState.TO_RECHECK]


def test_a_corrected_verdict_withdraws_the_problem_that_it_opened(ws, years):
    judge(ws, RECTIFY, 3, reason="抽查不实", due="2021-09-30", units=("区教育和体育局",))
    before = commits(years)
    judge(ws, CLOSED, 3, note="已核对", reason="看错了栏目", evidence=(URL,))
    assert commits(years) == before + 1
    (problem,) = problems(ws)
    assert (problem.state, problem.withdrawn.reason) == (ProblemState.WITHDRAWN, "回头看结论更正：看错了栏目")
    assert task(ws, 3).status is Status.CLOSED
    assert new_findings(ws) == []


def test_every_step_on_the_way_to_closing_is_told(ws):
    saved = judge(ws, CLOSED, 2, note="已核对")
    assert "回头看核销，待核查 → 已完成 → 已核销（已核对）" in saved.subject
    assert [entry.text for entry in task(ws, 2).log[-2:]] == ["核查通过：已核对", "核销：已核对"]


@pytest.mark.parametrize(
    ("verdict", "seq", "words"),
    [
        (CLOSED, 3, {"note": "好"}),
        (RECTIFY, 27, {"reason": "没有公开", "due": "2021-09-30"}),
        (CARRIED, 4, {"to": f"{THIS}/12"}),
        (CARRIED, 4, {"new": True}),
    ],
)
def test_every_verdict_is_undone_altogether(ws, years, verdict, seq, words):
    tree = run_git(years, "rev-parse", "HEAD^{tree}")
    judge(ws, verdict, seq, **words)
    assert run_git(years, "rev-parse", "HEAD^{tree}") != tree
    carry_out_undo(ws, propose_undo(ws))
    assert run_git(years, "rev-parse", "HEAD^{tree}") == tree
    assert run_git(years, "status", "--porcelain") == ""
    assert lookback(ws, LAST).figures.decided == 0


def test_a_problem_that_somebody_found_meanwhile_stands_in_the_way(ws, years):
    judge(ws, RECTIFY, 27, reason="没有公开", due="2021-09-30")
    (problem,) = problems(ws)
    proposal = propose_verdicts(ws, request(CLOSED, 1, note="好"))
    other = replace(problem, id="20210901-bbbbbb", task=f"{LAST}/001")
    from gongkai_tui.usecases.problem_files import problem_file

    path, data = problem_file(LAST, other)
    (years / path).write_bytes(data)
    run_git(years, "add", "-A")
    run_git(years, "commit", "-qm", "另一处发现的问题")
    with pytest.raises(Refused) as refused:
        carry_out_verdicts(ws, proposal)
    assert "20210901-bbbbbb" in refused.value.problems[0].message


def test_what_somebody_recorded_meanwhile_is_kept(ws):
    proposal = propose_verdicts(ws, request(CLOSED, 1, note="好"))
    carry_out(ws, propose(ws, ChangeRequest((f"{LAST}/1",), note="又补了一条")))
    carry_out_verdicts(ws, proposal)
    assert [entry.text for entry in task(ws, 1).log[-2:]] == ["又补了一条", "核销：好"]


def test_the_round_goes_on_where_it_stopped_and_looks_back(ws, years):
    run_git(years, "tag", "开始")
    judge(ws, CLOSED, 1, note="好")
    judge(ws, CARRIED, 4, to=f"{THIS}/12")
    again = open_workspace(years, today=TODAY)
    found = lookback(again, LAST)
    again.close()
    assert Counter(item.found.verdict for item in found.items if item.found) == {CLOSED: 1, CARRIED: 1}
    assert {verdict: count for verdict, count in found.figures.by_verdict.items() if count} == {CLOSED: 1, CARRIED: 1}
    assert {item.task.seq for item in found.items} - {item.task.seq for item in found.undecided} == {1, 4}
    assert not found.is_finished
    before = lookback(ws, LAST, as_of="开始")
    assert (before.figures.decided, before.figures.total) == (0, 34)
    assert all(item.carried_by == () for item in before.items)


def test_tasks_added_by_hand_are_looked_at_too(ws):
    added = draft_task(ws, LAST, NewTask("完成栏目自查", units="区财政局"))
    add_task(ws, added)
    assert added.id in {item.task.id for item in lookback(ws, LAST).items}


def test_a_hand_edit_shows_and_a_spoilt_file_is_named(ws, years):
    path = years / f"plans/{LAST}/001.yaml"
    path.write_text(path.read_text("utf-8").replace("status: 已完成", "status: 推进中"), encoding="utf-8")
    assert {i.task.seq: i.status for i in lookback(ws, LAST).items}[1] is Status.IN_PROGRESS
    path.write_text("status: 没有的\n", encoding="utf-8")
    found = lookback(ws, LAST)
    assert [problem.place for problem in found.problems] == [f"plans/{LAST}/001.yaml"] * len(found.problems) != []
    assert {i.task.seq: i.status for i in found.items}[1] is Status.DONE


def test_a_set_is_not_told_to_put_anything_right(ws):
    said = refusal(ws, RECTIFY, 1, reason="没有落实", due="9月底", units=("各街道办事处",))
    assert said.startswith("“各街道办事处”是一些单位的合称，请写明是哪个单位：")


def test_a_problem_that_was_reopened_meanwhile_stands_in_the_way(ws, years):
    """Found and withdrawn before the unit was told: the task itself does not change with it."""
    found = propose_open(ws, NewProblem(what="链接失效", task=f"{LAST}/1", unit="无影山街道办事处"))
    steps.carry_out(ws, found)
    steps.carry_out(ws, steps.propose_withdraw(ws, found.problems, reason="重复登记"))
    proposal = propose_verdicts(ws, request(CLOSED, 1, note="好"))
    carry_out_undo(ws, propose_undo(ws))
    with pytest.raises(Refused) as refused:
        carry_out_verdicts(ws, proposal)
    assert found.problems[0] in refused.value.problems[0].message
