"""Give verdicts of 回头看: proposed first, then one commit, whatever files it takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.domain.wording import by_doing, using
from gongkai_tui.storage.index_files import files_below
from gongkai_tui.storage.paths import classify, normalise_task_id
from gongkai_tui.usecases.change_tasks import new_errors
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.lookback import carried_by, problems_by_task, successor_of
from gongkai_tui.usecases.lookback_carrying import Carrier
from gongkai_tui.usecases.lookback_draft import drafted, preview, problem_blobs
from gongkai_tui.usecases.lookback_judging import Judge
from gongkai_tui.usecases.lookback_rectifying import Rectifier
from gongkai_tui.usecases.lookback_request import VerdictRequest, checked, read_rectify_by, targets_in
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.recording import Edit, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.lookback_draft import Drafted
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

__all__ = ["VerdictProposal", "VerdictRequest", "carry_out_verdicts", "propose_verdicts"]

RULE = "回头看由政务公开办核查核销"
"""Who gives verdicts."""


@dataclass(frozen=True, slots=True)
class VerdictProposal:
    """Everything that the verdicts would change, and everything that forbids them."""

    request: VerdictRequest
    tasks: tuple[str, ...]
    """Ids of the tasks that get the verdict."""
    changes: tuple[ProposedChange, ...]
    """Those of the tasks that carry them on, new tasks and new 问题 too."""
    refusals: tuple[Problem, ...]
    """One for each task that may not have it; if any is left, nothing is done."""
    draft: Drafted | None = None
    """None where something forbids it."""
    problem_files: Mapping[str, str] = field(default_factory=dict)
    """The 问题 of the plan that it knew of: blob by path."""
    cautions: tuple[str, ...] = ()
    """What an earlier verdict made: taken back, or left as somebody worked on it."""


def propose_verdicts(ws: Workspace, request: VerdictRequest) -> VerdictProposal:
    """Work out a verdict on one task or many; nothing is written.

    Raises:
        UsageError: options that do not go with the verdict, or no task was named.
        UnknownPlan, UnknownTask: a plan or a task is not there.
        NoSuccessor: it is not clear which plan is this year's.
        Refused: a unit asks, or the office of another government than a plan is of; only the office gives verdicts.
        NothingSelected: the filter finds no task.
    """
    request = checked(request)
    actor = ws.actor()
    view = committed_view(ws)
    plans = view.plans()
    refuse_unknown_plan(request.plan, plans)
    actor.refuse_unless_office(RULE, plans[request.plan].jurisdiction)
    contents = committed(ws, targets_in(view, request))
    carrier = _carrier(ws, view, plans, request, actor.name)
    if carrier.into is not None:
        actor.refuse_unless_office(RULE, carrier.into.jurisdiction)
    due = read_rectify_by(request.due, ws.today)
    changer = Changer(ws)
    rectifier = Rectifier(request, changer, problems_by_task(view, request.plan), due, contents.keys())
    judge = Judge(ws, request, changer, carrier, rectifier)
    pairs, refusals = _judged(judge, contents)
    if request.problems and due and not refusals and not rectifier.opened:
        raise UsageError("各项都接续已有的问题：单位和整改期限以那些问题为准，不用再写。")
    tasks, changes = tuple(after.id for _, after in pairs), preview(pairs, judge)
    if refusals:
        return VerdictProposal(request, tasks, changes, refusals)
    known = files_below(view.index, _folder(request))
    draft = drafted(plans[request.plan], pairs, contents, judge, problem_blobs(ws, judge, known))
    cautions = (*_too_early(plans[request.plan], plans, ws.today), *judge.cautions)
    return VerdictProposal(request, tasks, changes, (), draft, known, cautions)


def _too_early(plan: Plan, plans: Mapping[str, Plan], today: date) -> Iterator[str]:
    """That a plan is not last year's yet: its year is not over, and none follows it."""
    if (
        plan.year is not None
        and plan.year >= today.year
        and not any(each.follows == plan.id for each in plans.values())
    ):
        check = by_doing(Remedy.SET_STATUS)
        yield f"{plan.id} 是{plan.year}年的计划，这一年还没有过完；回头看是对上一年的，年终核查{check}"


def carry_out_verdicts(ws: Workspace, proposal: VerdictProposal, *, message: str = "") -> Saved:
    """Commit the verdicts: all of them or none. Where a file has changed since, they are worked out again.

    Raises:
        Refused: a task may not have the verdict; every one is named.
        GongkaiError: the disk or Git failed; nothing has changed.
    """
    _allowed(proposal)

    def make(view: HeadView) -> Edit:
        return _allowed(proposal if _still_holds(proposal, view) else propose_verdicts(ws, proposal.request)).edit

    return record(ws, make, message=message)


def _judged(judge: Judge, contents: Mapping[str, bytes]) -> tuple[list[tuple[Task, Task]], tuple[Problem, ...]]:
    """Each task before and after, and why some may not have the verdict."""
    pairs: list[tuple[Task, Task]] = []
    refusals: list[Problem] = []
    for task_id, data in contents.items():
        before = decode(data, task_id)
        try:
            after = judge.judge(before)
        except (ChangeRefused, BadValue) as refused:
            refusals.append(Problem(Severity.ERROR, str(refused), task_id, check="lookback"))
            continue
        refusals.extend(new_errors(before, after))
        pairs.append((before, after))
    return pairs, tuple(refusals)


def _allowed(proposal: VerdictProposal) -> Drafted:
    if proposal.draft is None:
        count, verdict = len(proposal.refusals), proposal.request.verdict
        raise Refused(f"{count} 项不能{verdict}，全部没有保存" if count > 1 else "没有保存", proposal.refusals)
    return proposal.draft


def _still_holds(proposal: VerdictProposal, view: HeadView) -> bool:
    """Whether nobody has changed a file meanwhile, or found or reopened a problem: it would forbid 核销."""
    base = _allowed(proposal).base
    if view.read(base) != base:
        return False
    items = view.items(path for path in view.paths(_folder(proposal.request)) if classify(path))
    return {path: item.oid for path, item in items.items() if item} == proposal.problem_files


def _folder(request: VerdictRequest) -> str:
    return f"plans/{request.plan}/problems"


def _carrier(ws: Workspace, view: View, plans: Mapping[str, Plan], request: VerdictRequest, by: str) -> Carrier:
    if request.verdict is not LookbackVerdict.CARRIED:
        return Carrier(ws, request, None, by)
    into = successor_of(plans, request.plan, request.into)
    if into is None:
        tell = using(inputs.THIS_YEARS_PLAN, "写明")
        raise UsageError(f"不知道今年的计划是哪一份：没有计划写明 follows: {request.plan}；请{tell}。")
    if request.to and "/" not in request.to:
        # A number alone is one of this year's plan.
        request = replace(request, to=normalise_task_id(f"{into.id}/{request.to}"))
    return Carrier(ws, request, into, by, carried_by(view, into, ()))
