"""Undo does not take away what others have come to lean on."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.task import LinkKind, LookbackVerdict
from gongkai_tui.usecases import change_problems as steps
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.linking import LinkWish, propose_links, save_links
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, carry_out_verdicts, propose_verdicts
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo

from .conftest import run_git

PLAN, LAST, SCHOOL = "huaiyin-2022", "huaiyin-2021/001", "huaiyin-2022/002"


def opened(ws, **said):
    proposal = propose_open(ws, NewProblem(what="链接失效", unit="区财政局", **said))
    return proposal.problems[0], steps.carry_out(ws, proposal).commit


def refused(ws, repo, commit):
    """The places that stand in the way of an undo, which leaves everything as it is."""
    head = run_git(repo, "rev-parse", "HEAD")
    proposal = propose_undo(ws, commit)
    with pytest.raises(Refused, match="撤销没有进行"):
        carry_out_undo(ws, proposal)
    assert run_git(repo, "rev-parse", "HEAD") == head
    return [found.place for found in proposal.refusals]


def test_a_new_task_with_a_problem_or_a_link_stays(ws, repo):
    request = VerdictRequest("huaiyin-2021", LookbackVerdict.CARRIED, (LAST,), note="结转", into=PLAN, new=True)
    saved = carry_out_verdicts(ws, propose_verdicts(ws, request))
    new = next(task for task in saved.tasks if "/x-" in task)
    problem, finding = opened(ws, task=new)
    linked = save_links(ws, propose_links(ws, [LinkWish(SCHOOL, new, LinkKind.RELATED)])).commit
    places = refused(ws, repo, saved.commit)
    assert places == [f"plans/{SCHOOL}.yaml", f"plans/{PLAN}/problems/{problem}.yaml"]
    carry_out_undo(ws, propose_undo(ws, linked))
    carry_out_undo(ws, propose_undo(ws, finding))
    carry_out_undo(ws, propose_undo(ws, saved.commit))
    assert [found for found in check_data(ws) if found.severity == "错误"] == []


def test_what_comes_to_lean_on_it_before_saving_counts_too(ws):
    saved = add_task(ws, draft_task(ws, PLAN, NewTask("做好临时交办工作", section="聚焦重点领域", units="区财政局")))
    proposal = propose_undo(ws)
    opened(ws, task=saved.tasks[0])
    with pytest.raises(Refused, match="用到了它"):
        carry_out_undo(ws, proposal)


def test_a_problem_that_is_repeated_or_goes_on_stays(ws, repo):
    first, found = opened(ws, plan=PLAN)
    again, _ = opened(ws, plan=PLAN, repeats=first)
    assert refused(ws, repo, found) == [f"plans/{PLAN}/problems/{again}.yaml"]


def test_a_plan_with_a_task_added_since_stays(ws, repo):
    imported = run_git(repo, "rev-parse", "HEAD").strip()
    saved = add_task(ws, draft_task(ws, PLAN, NewTask("做好临时交办工作", section="聚焦重点领域", units="区财政局")))
    assert f"plans/{saved.tasks[0]}.yaml" in refused(ws, repo, imported)
