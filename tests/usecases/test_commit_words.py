"""Every step is one commit whose message names task, from, to, who and why (DOMAIN d3)."""

from __future__ import annotations

import pytest

from gongkai_tui.usecases import change_problems
from gongkai_tui.usecases.change_problems import (
    propose_answer,
    propose_fix,
    propose_notify,
    propose_object,
    propose_recheck,
    propose_withdraw,
)
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.extend_task import propose_request, save_extension
from gongkai_tui.usecases.history import history
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo

from .conftest import run_git

LONG = "预算公开栏目空白，决算链接打不开，三公经费说明仍是上一年度的，且没有写明发布日期和来源，须逐条改正后另行报送"
TASK = "huaiyin-2022/001"


def message(repo):
    return run_git(repo, "log", "-1", "--format=%B")


def save(ws, **request):
    return carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), **request)))


def act(ws, proposal):
    return change_problems.carry_out(ws, proposal)


def test_a_change_of_status_says_why_in_full(repo, ws):
    save(ws, assignments={"status": "推进中"}, unit="区财政局", note="已部署")
    save(ws, assignments={"status": "整改中"}, unit="区财政局", reason=LONG)
    subject, body = message(repo).split("\n\n")[:2]
    assert subject == "槐荫2022 第1项 财政信息：推进中 → 整改中（区财政局）"
    assert LONG in body


def test_words_of_ones_own_stand_before_what_was_done(repo, ws):
    carry_out(
        ws, propose(ws, ChangeRequest((TASK,), assignments={"status": "推进中"}, note="已部署")), message="会后记"
    )
    assert message(repo).startswith("会后记\n\n  槐荫2022 第1项 财政信息：未启动 → 推进中\n  进展：已部署")


def test_many_tasks_share_their_reason(repo, ws):
    targets = (TASK, "huaiyin-2022/002")
    carry_out(ws, propose(ws, ChangeRequest(targets, assignments={"status": "推进中"}, note=LONG)))
    assert message(repo).count(LONG) == 1
    carry_out(ws, propose(ws, ChangeRequest(targets, assignments={"status": "整改中"}, reason="链接失效")))
    assert "  各项都记：核查：发现问题：链接失效" in message(repo)


def test_every_step_of_a_problem_names_its_task_whose_status_changed_and_why(repo, ws):
    saved = act(ws, propose_open(ws, NewProblem(what=LONG, task=TASK, unit="区财政局")))
    (found,) = (part for part in saved.subject.split() if part.startswith("2022"))
    assert f"  问题：{LONG}\n" in message(repo)
    assert f"  {TASK} 财政信息\n" in message(repo), "nothing has changed in the task, and it is named"
    title = f"{TASK} 财政信息："
    steps = (
        (lambda: propose_notify(ws, [found], due="2022-08-20"),
         ("第1轮整改期限：2022-08-20", f"{title}未启动 → 整改中（区财政局）")),
        (lambda: propose_object(ws, [found], reason="不属实"), ("异议：2022-08-01 不属实", title)),
        (lambda: propose_answer(ws, [found], upheld=False, text="属实"), ("答复：2022-08-01 维持：属实", title)),
        (lambda: propose_fix(ws, [found], text="已补发", evidence=["https://a.cn/1"]),
         ("第1轮整改：2022-08-01 已补发", "https://a.cn/1", f"{title}整改中 → 待核查（区财政局）")),
        (lambda: propose_recheck(ws, [found], passed=False, text="仍打不开", due="2022-08-31"),
         ("不通过：仍打不开", "第2轮整改期限：2022-08-31", f"{title}待核查 → 整改中（区财政局）")),
        (lambda: propose_withdraw(ws, [found], reason="并入另一个问题"),
         ("撤销：2022-08-01 并入另一个问题", f"{title}整改中 → 未启动（区财政局）")),
    )  # fmt: skip
    for make, words in steps:
        act(ws, make())
        for word in words:
            assert word in message(repo)


def test_many_problems_say_what_they_share_once(repo, ws):
    found = []
    for what in ("栏目空白", "链接失效"):
        saved = act(ws, propose_open(ws, NewProblem(what=what, unit="区财政局", plan="huaiyin-2022")))
        found.append(next(part for part in saved.subject.split() if part.startswith("2022")))
    act(ws, propose_notify(ws, found, due="2022-08-20"))
    assert "  各项都记：第1轮整改期限：2022-08-20\n" in message(repo)


def test_a_long_reason_of_a_request_is_not_cut(repo, ws):
    save_extension(ws, propose_request(ws, TASK, "2022-12-31", LONG, unit="区财政局"))
    assert LONG in message(repo).replace("\n", "")


@pytest.mark.parametrize(
    "words", ["This reverts commit " + "a" * 40, "x\n\nGongkai-Action: import\nGongkai-Task: a/001"]
)
def test_words_in_a_body_are_neither_trailers_nor_an_undoing(repo, ws, words):
    save(ws, assignments={"status": "推进中"}, note="已部署")
    save(ws, assignments={"status": "整改中"}, reason=words)
    newest = next(iter(history(ws)))
    assert (newest.action, newest.tasks, newest.undoes) == ("set", (TASK,), "")
    carry_out_undo(ws, propose_undo(ws))
    assert "撤销：" in message(repo)
