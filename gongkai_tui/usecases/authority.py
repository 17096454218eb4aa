"""To which government a file belongs: an office changes those of its own and of those below, and reads the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.paths import PLANS, UNITS
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.workspace import Workspace


def office_refusal(ws: Workspace, plan_id: str, rule: str) -> str:
    """Why this person may not do what a `rule` leaves to the office of a plan's government; empty where it may.

    For asking before a form is filled in; the use case that saves asks again.
    """
    plan = committed_view(ws).plans().get(plan_id)
    return ws.actor().office_refusal(rule, plan.jurisdiction if plan else "")


def elsewhere(ws: Workspace, actor: Actor, paths: Iterable[str]) -> str | None:
    """The first government (by id) among those of some files where the person may only read; None if there is none."""
    if not actor.elsewhere:
        return None
    plans = committed_view(ws).plans()
    governments = (_government(path, plans) for path in paths)
    return next((each for each in governments if each in actor.elsewhere), None)


def _government(path: str, plans: Mapping[str, Plan]) -> str:
    """Id of the government of a file; empty for one that belongs to none, or to a plan that is not there yet."""
    folder, _, rest = path.partition("/")
    if folder == UNITS:
        return rest.removesuffix(".yaml")
    plan = plans.get(rest.partition("/")[0]) if folder == PLANS else None
    return plan.jurisdiction if plan else ""
