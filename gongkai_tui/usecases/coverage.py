"""Which tasks of an upper plan, or of last year's, a plan answers: by confirmed links, never by guesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.coverage import Coverage, Pair, cover
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.link_rules import is_stale
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.usecases.likeness import propose_matches, texts_of
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

COMPARE_FLOOR = 15
"""Least likeness at which two tasks of plans of one level count as the same: on the real plans 5 of 6 are right."""

_NAMED_BY = {LinkKind.IMPLEMENTS: "implements", LinkKind.FOLLOWS: "follows"}


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Every pair of plans that was asked for."""

    coverages: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
    day: date


def plan_coverage(
    ws: Workspace,
    plan_id: str,
    *,
    against: str = "",
    kind: LinkKind = LinkKind.IMPLEMENTS,
    as_of: str | None = None,
) -> CoverageReport:
    """A plan as the upper one of every plan that names it, and as the lower one of the plan that it names.

    `kind` says by which key: 落实 (`implements`) or 承接 (`follows`). With `against` only that other plan, upper or
    lower, by whichever key one names the other.

    Raises:
        UnknownPlan: there is no plan of that id.
        UsageError: no plan names the other.
    """
    view = read_view(ws, as_of=as_of)
    plans = _plans(view, plan_id, against)
    kinds = tuple(_NAMED_BY) if against else (kind,)
    related = [
        (plans[upper], lower, each)
        for each in kinds
        for lower in plans.values()
        if (upper := getattr(lower, _NAMED_BY[each])) in plans and _wanted({upper, lower.id}, plan_id, against)
    ]
    if not related:
        raise UsageError(_unrelated(plan_id, against, kind))
    facts = {fact.id: fact for fact in view.facts()}
    return CoverageReport(
        tuple(_coverage(view, facts, upper, lower, each) for upper, lower, each in related), view.problems, view.day
    )


def compare_plans(
    ws: Workspace, plan_id: str, other_id: str, *, floor: int = COMPARE_FLOOR, as_of: str | None = None
) -> CoverageReport:
    """Two plans of one level: links between them, and the best likeness of each task if it scores `floor`.

    Raises:
        UnknownPlan: there is no plan of that id.
        UsageError: both are the same plan.
    """
    if plan_id == other_id:
        raise UsageError("请写两份不同的计划。")
    view = read_view(ws, as_of=as_of)
    plans = _plans(view, plan_id, other_id)
    upper, lower = plans[plan_id], plans[other_id]
    facts = {fact.id: fact for fact in view.facts()}
    rows, others = select_rows(view, "", plan=plan_id), select_rows(view, "", plan=other_id)
    pairs = {**_alike(rows, others, floor), **dict(_linked(facts, others, plan_id))}
    pairs.update({(one, two): pair for (two, one), pair in _linked(facts, rows, other_id)})
    return CoverageReport((Coverage(upper, lower, None, cover(rows, others, pairs)),), view.problems, view.day)


def _coverage(view: View, facts: Mapping[str, TaskFacts], upper: Plan, lower: Plan, kind: LinkKind) -> Coverage:
    rows = select_rows(view, "", plan=lower.id)
    pairs = dict(_linked(facts, rows, upper.id, kind))
    return Coverage(upper, lower, kind, cover(select_rows(view, "", plan=upper.id), rows, pairs))


def _linked(
    facts: Mapping[str, TaskFacts], rows: Sequence[TaskRow], target_plan: str, kind: LinkKind | None = None
) -> Iterator[tuple[tuple[str, str], Pair]]:
    """The links from some tasks to a plan, by the ids of the task linked to and of the task itself."""
    for row in rows:
        fact = facts.get(row.id)
        if fact is None:
            continue
        for target, word, confirmed in zip(fact.links, fact.link_kinds, fact.link_fingerprints, strict=True):
            if target.partition("/")[0] == target_plan and kind in (None, word):
                present = facts[target].fingerprints if target in facts else ()
                yield (target, row.id), Pair(is_stale(confirmed, present))


def _alike(rows: Sequence[TaskRow], others: Sequence[TaskRow], floor: int) -> dict[tuple[str, str], Pair]:
    """The best likeness of every task on either side."""
    mine, theirs = list(texts_of(rows)), list(texts_of(others))
    found: dict[tuple[str, str], Pair] = {}
    for one, matches in propose_matches(mine, theirs, most=1, floor=floor).items():
        found.update({(one, match.id): Pair(score=match.score) for match in matches})
    for other, matches in propose_matches(theirs, mine, most=1, floor=floor).items():
        found.update({(match.id, other): Pair(score=match.score) for match in matches})
    return found


def _plans(view: View, *wanted: str) -> dict[str, Plan]:
    plans = view.plans()
    for plan_id in filter(None, wanted):
        refuse_unknown_plan(plan_id, plans)
    return plans


def _wanted(pair: set[str], plan_id: str, against: str) -> bool:
    return pair == {plan_id, against} if against else plan_id in pair


def _unrelated(plan_id: str, against: str, kind: LinkKind) -> str:
    if against:
        return (
            f"{plan_id} 与 {against} 没有上下级或前后年的关系（plan.yaml 的 implements、follows）；"
            f"同级的两份计划请{by_doing(Remedy.COMPARE_PLANS, plan_id, against, to='对照')}。"
        )
    key = _NAMED_BY[kind]
    compare = by_doing(Remedy.COMPARE, to="与另一份计划对照")
    return f"{plan_id} 没有写 {key}，也没有计划的 {key} 是它；请在 plan.yaml 里写明，或{compare}。"
