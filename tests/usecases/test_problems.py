"""The loop of a 问题 on a real repository: one commit a step, with the task that it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.problem_loop import found_problem
from gongkai_tui.domain.problem_record import Found, ProblemState
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Role, UnitRole
from gongkai_tui.domain.unit import Contact, Jurisdiction, Unit
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import task_path, units_path
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.change_tasks import ChangeRequest
from gongkai_tui.usecases.change_tasks import carry_out as carry_out_change
from gongkai_tui.usecases.change_tasks import propose as propose_change
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.choosing import propose_choice
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.extend_task import propose_request
from gongkai_tui.usecases.history import commit_changes, history
from gongkai_tui.usecases.occurring import Occurrence, propose_occurrence
from gongkai_tui.usecases.open_problem import AlreadyRecorded, NewProblem, propose_open
from gongkai_tui.usecases.problem_files import UnknownProblem, problem_file
from gongkai_tui.usecases.problems import list_problems, show_problem
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.undo import NotOwnAction, carry_out_undo, propose_redo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git, task

FINANCE, SCHOOL = "huaiyin-2022/001", "huaiyin-2022/002"
PROOF = ("https://czj.example.gov.cn/1",)


def opened(ws, task=FINANCE, **more):
    proposal = propose_open(ws, NewProblem(what="链接失效", task=task, **more))
    steps.carry_out(ws, proposal)
    return proposal.problems[0]


def told(ws, task=FINANCE, unit="区财政局", **more):
    return opened(ws, task, unit=unit, due="2022-08-20", **more)


def state_of(ws, problem):
    return show_problem(ws, problem).problem.record.state


def unit_state(ws, task=FINANCE, unit="区财政局"):
    found = show_task(ws, task).task
    return found.unit_status.get(unit, found.status)


def fix(ws, *problems, **more):
    return steps.carry_out(ws, steps.propose_fix(ws, problems, text="已修复", evidence=PROOF, **more))


def passed(ws, *problems):
    return steps.carry_out(ws, steps.propose_recheck(ws, problems, passed=True, text="打开正常"))


def as_unit(repo, monkeypatch, email="czj@huaiyin.example", name="财政张三"):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", email)
        monkeypatch.setenv(f"GIT_{role}_NAME", name)
    return open_workspace(repo, today=TODAY)


def write_problems(repo, count, **found):
    ids = [f"20220701-{number:06x}" for number in range(count)]
    for each in ids:
        record = found_problem(each, unit="区财政局", found=Found(date(2022, 7, 1), "李四", what="链接失效", **found))
        path, data = problem_file("huaiyin-2022", record)
        (repo / path).parent.mkdir(exist_ok=True)
        (repo / path).write_bytes(data)
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "第三方评估发现的问题")
    return ids


def test_the_whole_loop_is_a_commit_a_step(ws, repo):
    problem = opened(ws, unit="区财政局", where="https://czj.example.gov.cn", date="7月30日", method="实地")
    assert problem.startswith("20220730-")
    assert unit_state(ws) is Status.NOT_STARTED
    saved = steps.carry_out(ws, steps.propose_notify(ws, [problem], due="8月20日", channel="OA"))
    assert saved.subject == f"槐荫2022 问题 {problem} 区财政局：待反馈 → 整改中（政务公开办）"
    assert run_git(repo, "log", "-1", "--format=%B").strip().splitlines()[-3:] == [
        "Gongkai-Action: problem",
        f"Gongkai-Task: {FINANCE}",
        "Gongkai-Actor: office@huaiyin.example",
    ]
    assert run_git(repo, "show", "--format=", "--name-only").split() == [
        f"plans/{FINANCE}.yaml",
        f"plans/huaiyin-2022/problems/{problem}.yaml",
    ]
    assert unit_state(ws) is Status.RECTIFYING
    found = show_task(ws, FINANCE).task.log[-1]
    assert (found.text, found.method) == (f"发现问题（{problem}，整改期限 2022-08-20）：链接失效", "实地")
    fix(ws, problem)
    assert (unit_state(ws), state_of(ws, problem)) == (Status.REPORTED, ProblemState.TO_RECHECK)
    assert show_task(ws, FINANCE).task.log[-1].evidence == PROOF
    steps.carry_out(ws, steps.propose_recheck(ws, [problem], passed=False, text="仍打不开", due="10天后"))
    assert (unit_state(ws), state_of(ws, problem)) == (Status.RECTIFYING, ProblemState.RECTIFYING)
    listed = list_problems(ws, state="整改中").problems
    assert [(each.record.id, each.record.last_round.n, each.days_left) for each in listed] == [(problem, 2, 10)]
    fix(ws, problem)
    assert any(
        "还是未启动" in each for each in steps.propose_recheck(ws, [problem], passed=True, text="打开正常").cautions
    )
    passed(ws, problem)
    assert (unit_state(ws), state_of(ws, problem)) == (Status.DONE, ProblemState.CLOSED)
    assert [each.kind for each in show_task(ws, FINANCE).task.log] == ["进展", "核查", "报送", "核查", "报送", "核查"]
    for status in ("待核查", "推进中"):
        change = ChangeRequest((FINANCE,), assignments={"status": status}, unit="区财政局", reason="任务还没有办完")
        carry_out_change(ws, propose_change(ws, change))
    assert unit_state(ws) is Status.IN_PROGRESS
    assert run_git(repo, "status", "--porcelain") == ""
    assert [p for p in check_data(ws) if p.severity == "错误"] == []


def test_forty_problems_are_told_in_one_commit_or_not_at_all(ws, repo):
    ids = write_problems(repo, 40)
    before = run_git(repo, "rev-list", "--count", "HEAD")
    proposal = steps.propose_notify(ws, ids, due="2022-08-20")
    assert len(proposal.problems) == 40
    saved = steps.carry_out(ws, proposal)
    assert saved.subject == "批量：40个问题 待反馈 → 整改中（政务公开办）"
    assert int(run_git(repo, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert len(list_problems(ws, state="整改中").problems) == 40

    fix(ws, *ids[3:])
    head = run_git(repo, "rev-parse", "HEAD")
    refused = steps.propose_recheck(ws, ids, passed=True, text="打开正常")
    assert [each.place for each in refused.refusals] == ids[:3]
    with pytest.raises(Refused, match="3 处不能这样办，全部没有保存"):
        steps.carry_out(ws, refused)
    assert run_git(repo, "rev-parse", "HEAD") == head
    assert run_git(repo, "status", "--porcelain") == ""


def test_a_unit_fixes_only_its_own_and_never_checks(ws, repo, monkeypatch):
    mine, theirs = told(ws), told(ws, SCHOOL, unit="区教育局")
    assert show_problem(ws, theirs).problem.record.unit == "区教育和体育局"
    unit = as_unit(repo, monkeypatch)
    refused = steps.propose_fix(unit, [mine, theirs], text="已修复", evidence=PROOF).refusals
    assert [(each.place, each.message) for each in refused] == [(theirs, "这是区教育和体育局的问题，不能代它填报。")]
    saved = fix(unit, mine)
    assert saved.subject.endswith("：整改中 → 待再核查（区财政局）")
    assert (
        steps.propose_recheck(unit, [mine], passed=True, text="打开正常")
        .refusals[0]
        .message.startswith("再核查通过只能由政务公开办")
    )
    assert propose_open(unit, NewProblem(what="x", task=FINANCE, unit="区财政局")).refusals
    office = as_unit(repo, monkeypatch, "new@huaiyin.example", "财政张三")
    # The same person, now with an address that the registry does not know as the unit's.
    assert (
        "不能由同一人再核查" in steps.propose_recheck(office, [mine], passed=True, text="打开正常").refusals[0].message
    )


def test_the_office_is_warned_before_it_checks_what_it_reported_itself(ws):
    carry_out_change(ws, propose_change(ws, ChangeRequest((FINANCE,), assignments={"status": "推进中"})))
    problem = told(ws)
    fix(ws, problem)
    proposal = steps.propose_recheck(ws, [problem], passed=True, text="打开正常")
    assert proposal.refusals == ()
    assert proposal.cautions == (f"{problem}：整改是办公室李四代录的，再核查也是办公室李四：建议由另一人再核查。",)


def test_who_objected_takes_nothing_back_under_any_address(ws, repo, monkeypatch):
    problem = told(ws)
    unit = as_unit(repo, monkeypatch)
    steps.carry_out(unit, steps.propose_object(unit, [problem], reason="不认"))
    namesake = as_unit(repo, monkeypatch, "new@huaiyin.example", "财政张三")
    for more in ({"upheld": True}, {"upheld": False, "due": "2022-12-31"}):
        [refused] = steps.propose_answer(namesake, [problem], text="成立", **more).refusals
        assert refused.message.startswith("异议是财政张三报的，")
        assert refused.message.endswith("不能由同一人办理，请由政务公开办另一人办理。")
    steps.carry_out(namesake, steps.propose_answer(namesake, [problem], upheld=False, text="属实"))
    [refused] = steps.propose_withdraw(namesake, [problem], reason="记错").refusals
    assert refused.message.startswith("异议是财政张三报的，撤销不能由同一人办理")
    office = as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四")
    proposal = steps.propose_withdraw(office, [problem], reason="记错")
    assert (proposal.refusals, proposal.cautions) == ((), ())


def test_the_office_is_warned_before_it_takes_back_what_it_spoke_about_for_the_unit(ws):
    problem = told(ws)
    steps.carry_out(ws, steps.propose_object(ws, [problem], reason="不认"))
    said = "异议是办公室李四代录的，{}也是办公室李四：建议由另一人办理。"
    upheld = steps.propose_answer(ws, [problem], upheld=True, text="情况属实")
    assert upheld.cautions == (f"{problem}：{said.format('异议成立')}",)
    steps.carry_out(ws, upheld)
    other = told(ws, where="首页")
    fix(ws, other)
    withdrawn = steps.propose_withdraw(ws, [other], reason="记错")
    assert withdrawn.cautions == (f"{other}：整改是办公室李四代录的，撤销也是办公室李四：建议由另一人办理。",)
    found = [each for each in check_data(ws) if each.check == "taken-back-by-speaker"]
    assert [(each.severity.value, each.message) for each in found] == [
        ("提示", "异议与认定成立是同一人（办公室李四），建议由另一人办理。")
    ]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ({"passed": True}, "再核查通过要写明看到了什么"),
        ({"passed": False, "due": "10天后"}, "再核查不通过要写明哪里没有改好"),
        ({"passed": False, "due": "10天后", "evidence": PROOF}, "再核查不通过要写明哪里没有改好"),
    ],
)
def test_a_recheck_says_what_was_seen(ws, verdict, said):
    problem = told(ws)
    fix(ws, problem)
    assert steps.propose_recheck(ws, [problem], **verdict).refusals[0].message.startswith(said)
    assert not steps.propose_recheck(ws, [problem], passed=True, evidence=PROOF).refusals


@pytest.mark.parametrize("words", ["已完成", "弄好了", "区〔2022〕8"])
def test_words_are_no_evidence(ws, words):
    problem = told(ws)
    with pytest.raises(BadValue, match=r"要写网址、文号|只是说法|像文号"):
        steps.propose_fix(ws, [problem], text="已修复", evidence=(words,))


def test_only_the_last_fix_and_the_last_check_move_the_task(ws):
    one, other = told(ws), told(ws, where="首页")
    fix(ws, one)
    assert unit_state(ws) is Status.RECTIFYING
    fix(ws, other)
    assert unit_state(ws) is Status.REPORTED
    passed(ws, one)
    assert unit_state(ws) is Status.REPORTED
    passed(ws, other)
    assert unit_state(ws) is Status.DONE


def test_what_is_open_already_is_not_recorded_twice(ws):
    first = told(ws)
    for words in ("链接失效", " 链接 失效。"):
        with pytest.raises(AlreadyRecorded, match=f"已经登记：{first}（整改中）.*--repeats {first}") as refused:
            propose_open(ws, NewProblem(what=words, task=FINANCE, unit="区财政局"))
        assert refused.value.same == first
    assert told(ws, repeats=first)
    assert told(ws, where="首页")
    assert opened(ws, "", plan="huaiyin-2022", unit="区财政局")
    steps.carry_out(
        ws, steps.propose_withdraw(ws, [each.record.id for each in list_problems(ws).problems], reason="重")
    )
    assert told(ws)


def test_what_was_closed_and_is_found_again_repeats_it_also_on_the_same_day(ws):
    first = told(ws)
    fix(ws, first)
    passed(ws, first)
    proposal = propose_open(ws, NewProblem(what="链接失效", task=FINANCE, unit="区财政局", due="10天后"))
    assert proposal.cautions[0] == f"同样的问题以前发现过（{first}，{TODAY} 核销），这一个记为反复"
    assert not propose_open(ws, NewProblem(what="链接失效", task=FINANCE, unit="区财政局", date="2022-07-01")).cautions
    steps.carry_out(ws, proposal)
    [again] = list_problems(ws, flag="反复").problems
    assert again.record.repeats == first


def test_an_objection_that_is_right_brings_the_old_status_back(ws):
    carry_out_change(ws, propose_change(ws, ChangeRequest((SCHOOL,), assignments={"status": "推进中"}, note="已布置")))
    problem = told(ws, SCHOOL, unit="区教育和体育局")
    assert show_task(ws, SCHOOL).task.status is Status.RECTIFYING
    steps.carry_out(ws, steps.propose_object(ws, [problem], reason="栏目已移交"))
    assert steps.propose_fix(ws, [problem], text="x", evidence=PROOF).refusals
    steps.carry_out(ws, steps.propose_answer(ws, [problem], upheld=True, text="情况属实"))
    assert (state_of(ws, problem), show_task(ws, SCHOOL).task.status) == (ProblemState.WITHDRAWN, Status.IN_PROGRESS)


def test_a_step_is_worked_out_anew_when_a_neighbour_moved_meanwhile(ws, repo):
    one, other = told(ws), told(ws, where="首页")
    fix(ws, one)
    late = steps.propose_fix(ws, [other], text="已修复", evidence=PROOF)
    elsewhere = open_workspace(repo, today=TODAY)
    steps.carry_out(elsewhere, steps.propose_recheck(elsewhere, [one], passed=False, text="仍打不开", due="2022-08-30"))
    steps.carry_out(ws, late)
    assert unit_state(ws) is Status.RECTIFYING
    stale = steps.propose_recheck(ws, [other], passed=True, text="打开正常")
    steps.carry_out(elsewhere, steps.propose_recheck(elsewhere, [other], passed=True, text="打开正常"))
    with pytest.raises(Refused) as refused:
        steps.carry_out(ws, stale)
    assert "已核销不再变化" in refused.value.problems[0].message


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(ws, repo):
    ids = write_problems(repo, 2)
    assert show_problem(ws, ids[1]).problem.record.id == ids[1]
    assert show_problem(ws, f"huaiyin-2022/{ids[1]}").path.endswith(f"{ids[1]}.yaml")
    with pytest.raises(UnknownProblem, match=f"可以是 huaiyin-2022/{ids[0]}、huaiyin-2022/{ids[1]}"):
        show_problem(ws, "20220701")
    with pytest.raises(UnknownProblem, match="没有问题 2023"):
        show_problem(ws, "2023")


def test_nothing_is_done_or_closed_past_an_open_problem(ws):
    problem = told(ws)

    def refusals(**change):
        return [
            p.message for p in propose_change(ws, ChangeRequest((FINANCE,), note="n", reason="r", **change)).refusals
        ]

    for unit, status in (("区财政局", "已完成"), ("区财政局", "待核查"), (None, "已终止")):
        request = {"assignments": {"status": status}, "unit": unit, "evidence": PROOF}
        assert refusals(**request)
    assert problem in refusals(assignments={"status": "已完成"}, unit="区财政局", evidence=PROOF)[0]
    report = f"log:\n  - id: aaaaaaaa\n    date: 2022-08-01\n    kind: 报送\n    evidence:\n      - {PROOF[0]}\n"
    text = task_text(ws, FINANCE).replace("区财政局: 整改中", "区财政局: 待核查").replace("log:\n", report)
    with pytest.raises(Refused) as refused:
        save_task_text(ws, FINANCE, text)
    assert [p.message.partition(" ")[0] for p in refused.value.problems] == ["还有没核销的问题"]
    fix(ws, problem)
    passed(ws, problem)
    assert refusals(assignments={"status": "整改中"}, unit="区财政局") == []


def test_a_problem_of_a_unit_that_supports_holds_the_whole_task_whatever_stands_in_its_file(ws, repo):
    helped = task("huaiyin-2022", 7, "基层公开", "区财政局")
    helped = replace(helped, units=(*helped.units, UnitRole("区教育和体育局", Role.SUPPORT)), status=Status.DONE)
    (repo / task_path(helped.id)).write_text(emit.emit_task(helped), "utf-8")
    run_git(repo, "add", "plans")
    run_git(repo, "commit", "-qm", "配合的任务")
    problem = told(ws, helped.id, "区教育和体育局")
    again = ChangeRequest((helped.id,), assignments={"status": "整改中"}, unit="区财政局", reason="打不开")
    carry_out_change(ws, propose_change(ws, again))
    request = ChangeRequest((helped.id,), assignments={"status": "已完成"}, note="已看过", evidence=PROOF)
    [refused] = propose_change(ws, request).refusals
    assert problem in refused.message


def test_a_step_that_the_task_forbids_leaves_both_alone(ws, repo):
    problem = opened(ws, unit="区财政局")
    path = repo / f"plans/{FINANCE}.yaml"
    path.write_text(path.read_text("utf-8").replace("status: 未启动", "status: 已终止", 1), "utf-8")
    run_git(repo, "commit", "-qam", "终止")
    head = run_git(repo, "rev-parse", "HEAD")
    proposal = steps.propose_notify(ws, [problem], due="2022-08-20")
    assert proposal.refusals[0].message.startswith(f"任务 {FINANCE} 已终止，不能再反馈")
    with pytest.raises(Refused):
        steps.carry_out(ws, proposal)
    assert run_git(repo, "rev-parse", "HEAD") == head
    steps.carry_out(ws, steps.propose_withdraw(ws, [problem], reason="任务已终止"))
    assert show_task(ws, FINANCE).task.status is Status.ENDED


def test_undo_takes_problem_and_task_back_and_the_log_tells_both(ws):
    problem = told(ws)
    fix(ws, problem)
    entries = history(ws, task_id="huaiyin-2022/1")
    assert [each.action for each in entries[:2]] == ["problem", "problem"]
    words = [(c.task_id, c.field, c.old, c.new) for c in commit_changes(ws, entries[0].commit, "huaiyin-2022/1")]
    assert (problem, "状态", "整改中", "待再核查") in words
    assert (FINANCE, "状态（区财政局）", "整改中", "待核查") in words
    proposal = propose_undo(ws)
    assert (problem, "第1轮佐证", PROOF[0], "") in [(c.task_id, c.field, c.old, c.new) for c in proposal.changes]
    carry_out_undo(ws, proposal)
    assert (state_of(ws, problem), unit_state(ws)) == (ProblemState.RECTIFYING, Status.RECTIFYING)


def test_hand_edits_are_laid_over_and_never_shorten_the_list(ws, repo):
    problem, other = told(ws), told(ws, where="首页")
    path = repo / f"plans/huaiyin-2022/problems/{problem}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("2022-08-20", "2022-07-31"), "utf-8")
    found = next(each for each in list_problems(ws).problems if each.record.id == problem)
    assert (found.uncommitted, found.days_left, found.flags) == (True, -1, ("逾期",))
    path.write_text("id: [\n", "utf-8")
    listed = list_problems(ws)
    assert {each.record.id for each in listed.problems} == {problem, other}
    assert [each.place for each in listed.findings] == [f"plans/huaiyin-2022/problems/{problem}.yaml"]
    path.unlink()
    assert len(list_problems(ws).problems) == 2
    path.write_text(text.replace("found:", "# 已电话告知\nfound:"), "utf-8")
    fix(ws, problem)
    assert "# 已电话告知" in path.read_text("utf-8")
    assert "待再核查" in path.read_text("utf-8")
    assert state_of(ws, problem) is ProblemState.TO_RECHECK


def test_the_list_as_it_was(ws, repo):
    problem = told(ws)
    before = run_git(repo, "rev-parse", "HEAD").strip()
    fix(ws, problem)
    assert [each.record.state for each in list_problems(ws, as_of=before).problems] == [ProblemState.RECTIFYING]
    assert list_problems(ws, as_of=f"{before}~1").problems == ()
    later = open_workspace(repo, today=date(2022, 9, 15))
    assert list_problems(later, flag="待再核查超时").problems[0].record.id == problem


def test_conditions_of_the_list(ws, repo):
    write_problems(repo, 1, where="https://czj.example.gov.cn/a")
    mine, theirs = told(ws, where="https://czj.example.gov.cn/a"), opened(ws, SCHOOL, unit="区教育局", method="第三方")

    def ids(**conditions):
        return [each.record.id for each in list_problems(ws, **conditions).problems]

    assert ids(unit="区教育局") == [theirs]
    assert ids(task="huaiyin-2022/1") == [mine]
    assert ids(state="整改中，待反馈", text="第三方") == [theirs]
    assert ids(flag="反复") == [mine]
    assert ids(plan="huaiyin-2021") == []
    assert len(ids(state="未核销")) == 3


def test_check_finds_what_hands_made_contradictory(ws, repo):
    problem, alone = told(ws), told(ws, SCHOOL, unit="区教育和体育局")
    folder = repo / "plans/huaiyin-2022"
    task = folder / "001.yaml"
    task.write_text(task.read_text("utf-8").replace("区财政局: 整改中", "区财政局: 已完成"), "utf-8")
    path = folder / f"problems/{alone}.yaml"
    path.write_text(path.read_text("utf-8").replace("state: 整改中", "state: 已核销"), "utf-8")
    write_problems(repo, 1)
    broken = folder / "problems/20220701-000000.yaml"
    broken.write_text(
        "id: 20220701-000000\ntask: huaiyin-2022/099\nunit: 区某局\nfound:\n  date: 2022-07-01\n  what: x\n"
        "state: 待再核查\nrounds:\n  - n: 2\n    notified: 2022-06-30\n    due: 2022-06-01\n"
        "    fixed:\n      date: 2022-06-20\n      text: y\n      evidence:\n        - 已完成\nrepeats: 20210101-x\n",
        "utf-8",
    )
    found = {(p.place.rpartition("/")[2], p.check, p.severity.value) for p in check_data(ws)}
    name = "20220701-000000.yaml"
    assert found >= {
        ("001.yaml", "problem-open", "错误"),
        (f"{alone}.yaml", "problem-state", "错误"),
        ("002.yaml", "rectifying-alone", "警告"),
        (name, "problem-task", "错误"),
        (name, "unit-unknown", "警告"),
        (name, "problem-rounds", "错误"),
        (name, "problem-dates", "错误"),
        (name, "problem-evidence", "警告"),
        (name, "problem-repeats", "错误"),
    }
    assert f"{problem}.yaml" not in {place for place, _, _ in found}


def test_a_problem_without_a_task_leaves_tasks_alone(ws, repo):
    new = NewProblem(what="年报缺项", plan="huaiyin-2022", unit="区教育局", due="2022-08-20")
    proposal = propose_open(ws, new)
    steps.carry_out(ws, proposal)
    assert run_git(repo, "show", "--format=", "--name-only").split() == [
        f"plans/huaiyin-2022/problems/{proposal.problems[0]}.yaml"
    ]
    assert show_problem(ws, proposal.problems[0]).problem.record.unit == "区教育和体育局"
    refused = propose_open(ws, NewProblem(what="x", plan="huaiyin-2022", unit="区某局")).refusals
    assert "没有单位“区某局”" in refused[0].message
    assert "写明是哪个单位" in propose_open(ws, NewProblem(what="x", task=FINANCE)).refusals[0].message


def test_a_unit_of_the_same_name_elsewhere_is_a_stranger(ws, repo, monkeypatch):
    """区财政局 of another district may neither report nor object for the one that the plan means."""
    problem = told(ws)
    elsewhere = Jurisdiction(
        "tianqiao", "天桥区", units=(Unit("区财政局", contacts=(Contact("魏二", "wei@tianqiao.example"),)),)
    )
    (repo / units_path("tianqiao")).write_text(emit.emit_units(elsewhere), encoding="utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "天桥")
    stranger = as_unit(repo, monkeypatch, "wei@tianqiao.example", "魏二")
    refused = steps.propose_fix(stranger, [problem], text="已修复", evidence=PROOF).refusals
    assert [each.message for each in refused] == ["这是区财政局的问题，不能代它填报。"]
    noted = propose_change(stranger, ChangeRequest((FINANCE,), note="进展")).refusals
    assert [each.message for each in noted] == ["你以天桥区 区财政局的身份操作，槐荫区的任务只能查看"]
    with pytest.raises(ChangeRefused, match="槐荫区的任务只能查看"):
        propose_request(stranger, FINANCE, "2022-09-30", "改版")
    duty = propose_change(ws, ChangeRequest((FINANCE,), assignments={"周期": "每年1次 每单位"}))
    carry_out_change(ws, duty)
    occurred = propose_occurrence(stranger, Occurrence(FINANCE, text="培训")).refusals
    assert [each.message for each in occurred] == ["你以天桥区 区财政局的身份操作，槐荫区的任务只能查看"]


def test_a_unit_takes_back_only_what_it_did_itself(ws, repo, monkeypatch):
    problem = told(ws)
    unit = as_unit(repo, monkeypatch)
    with pytest.raises(NotOwnAction, match="是办公室李四做的；你以区财政局的身份操作，只能撤销本单位的操作"):
        propose_undo(unit)
    fixed = fix(unit, problem)
    carry_out_undo(unit, propose_undo(unit))
    assert state_of(unit, problem) is ProblemState.RECTIFYING
    carry_out_undo(unit, propose_redo(unit))
    assert state_of(unit, problem) is ProblemState.TO_RECHECK
    office = as_unit(repo, monkeypatch, "office@huaiyin.example", "办公室李四")
    carry_out_undo(office, propose_undo(office, fixed.commit))
    unit = as_unit(repo, monkeypatch)
    with pytest.raises(NotOwnAction, match="只能撤销本单位的操作"):
        propose_redo(unit)
    assert state_of(unit, problem) is ProblemState.RECTIFYING


SETS, STREET = "各街道办事处", "西市场街道办事处"


def test_a_set_has_no_problem_but_its_members_may(ws, repo):
    said = f"“{SETS}”是一些单位的合称，请写明是哪个单位：{STREET}。"
    on_task = NewProblem(what="链接失效", task="huaiyin-2022/003", unit=SETS, due="2022-08-20")
    of_plan = NewProblem(what="链接失效", plan="huaiyin-2022", unit=SETS)
    for new in (on_task, of_plan):
        proposal = propose_open(ws, new)
        assert [each.message for each in proposal.refusals] == [said]
        with pytest.raises(Refused):
            steps.carry_out(ws, proposal)
    assert list_problems(ws).problems == ()
    assert told(ws, "huaiyin-2022/003", unit=STREET)
    assert opened(ws, "", plan="huaiyin-2022", unit=STREET)


def test_of_a_set_that_waits_for_a_choice_nobody_can_be_named_before(ws, repo):
    path = repo / f"plans/{SCHOOL}.yaml"
    path.write_text(path.read_text().replace("status:", "  - unit: 区政府有关部门\n    role: 责任\nstatus:", 1))
    run_git(repo, "commit", "-q", "-a", "-m", "有关部门")
    new = NewProblem(what="链接失效", task=SCHOOL, unit="区政府有关部门")
    assert f"gongkai choose {SCHOOL}" in propose_open(ws, new).refusals[0].message
    carry_out_change(ws, propose_choice(ws, ChangeRequest((SCHOOL,)), "区政府有关部门", ("区财政局",)))
    assert propose_open(ws, new).refusals[0].message.endswith("请写明是哪个单位：区财政局。")
    assert told(ws, SCHOOL, unit="区财政局")
