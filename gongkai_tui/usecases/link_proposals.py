"""Which tasks of a plan could be linked to the upper plan or to last year's: for a person to read and confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.wording import using
from gongkai_tui.usecases.likeness import FLOOR, propose_matches, texts_of
from gongkai_tui.usecases.linking import LinkWish
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.workspace import Workspace


class ProposedLink(NamedTuple):
    """A link that may be right."""

    score: int
    """0 to 100, see `likeness`."""
    kind: LinkKind
    task: TaskRow
    to: TaskRow

    @property
    def wish(self) -> LinkWish:
        """What to ask `propose_links` for."""
        return LinkWish(self.task.id, self.to.id, self.kind)


def proposed_links(
    ws: Workspace, plan_id: str, *, kind: LinkKind | None = None, to: str = "", floor: int = FLOOR
) -> tuple[ProposedLink, ...]:
    """Links of a plan's tasks that are not there yet and score at least `floor`, in the order of the plan, best first.

    They lead to the plan that `to` names, else to the upper plan (落实), to last year's (承接), or to both.

    Raises:
        UnknownPlan: a plan is not there.
        UsageError: the plan names no plan to propose links to.
    """
    view = committed_view(ws)
    plans = view.plans()
    for wanted in filter(None, (plan_id, to)):
        refuse_unknown_plan(wanted, plans)
    others = {each: other for each, other in _others(plans[plan_id], kind, to).items() if other in plans}
    if not others:
        raise UsageError(f"{plan_id} 没有写上级计划或上一年计划，请{using(inputs.OTHER_PLAN, '写明与哪份计划对照')}。")
    linked = {(facts.id, target) for facts in view.facts(plan_id) for target in facts.links}
    mine = select_rows(view, "", plan=plan_id)
    return tuple(
        link
        for each, other in others.items()
        for link in _between(mine, select_rows(view, "", plan=other), each, floor)
        if (link.task.id, link.to.id) not in linked
    )


def _others(plan: Plan, kind: LinkKind | None, to: str) -> dict[LinkKind, str]:
    """The plans to link to, by the kind of link."""
    named = {LinkKind.IMPLEMENTS: plan.implements, LinkKind.FOLLOWS: plan.follows}
    if to:
        natural = next((each for each, other in named.items() if other == to), LinkKind.RELATED)
        return {kind or natural: to}
    return {each: other for each, other in named.items() if kind in (None, each)}


def _between(mine: Sequence[TaskRow], theirs: Sequence[TaskRow], kind: LinkKind, floor: int) -> Iterator[ProposedLink]:
    by_id = {row.id: row for row in theirs}
    matches = propose_matches(texts_of(mine), texts_of(theirs), floor=floor)
    for row in mine:
        for match in matches[row.id]:
            yield ProposedLink(match.score, kind, row, by_id[match.id])
