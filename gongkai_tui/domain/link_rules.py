"""Rules about the links between tasks: where they lead, and whether what was confirmed still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.link_circles import DIRECTED, circle_words, way_back
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.wording import by_doing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.snapshot import Snapshot


def _links_lead_somewhere(snapshot: Snapshot) -> Iterator[Problem]:
    for task in snapshot.tasks:
        for target in task.links:
            if target == task.id:
                message = "任务关联了自己，请删去这条关联。"
                yield Problem(Severity.ERROR, message, task.id, None, "links", "link-self")
            elif target not in snapshot.task_ids:
                known = target.partition("/")[0] in snapshot.plan_by_id
                severity = Severity.ERROR if known else Severity.WARNING
                message = f"关联的任务 {target} 不存在，请核对编号。"
                yield Problem(severity, message, task.id, None, "links", "link-missing")


def _links_lead_to_the_plan_named(snapshot: Snapshot) -> Iterator[Problem]:
    for task in snapshot.tasks:
        plan = snapshot.plan_by_id.get(task.plan)
        for target, kind in zip(task.links, task.link_kinds, strict=True) if plan else ():
            message = off_course(plan, target, LinkKind(kind)) if plan else ""
            if message:
                yield Problem(Severity.WARNING, message, task.id, None, "links", "link-elsewhere")


def off_course(plan: Plan, target: str, kind: LinkKind) -> str:
    """Return why a link of a task of `plan` to `target` does not fit its kind, in one sentence; empty if it does."""
    other = target.partition("/")[0]
    named = {LinkKind.IMPLEMENTS: plan.implements, LinkKind.FOLLOWS: plan.follows}.get(kind, other)
    if named == other:
        return ""
    key = "implements" if kind is LinkKind.IMPLEMENTS else "follows"
    which = f"是 {named}" if named else "没有写"
    return f"{kind}关联到 {target}，而 {plan.id} 的 {key} {which}，请核对。"


def _links_make_no_circle(snapshot: Snapshot) -> Iterator[Problem]:
    facts = {task.id: task for task in snapshot.tasks}
    for kind in DIRECTED:
        targets = {
            task.id: [to for to, each in zip(task.links, task.link_kinds, strict=True) if each == kind and to in facts]
            for task in snapshot.tasks
            if task.links
        }
        for task_id, found in targets.items():
            paths = (way_back(task_id, to, targets) for to in found if to != task_id)
            # Each circle is told at the first of its tasks.
            for path in paths:
                if path and task_id == min(path):
                    remove = by_doing(Remedy.REMOVE_LINK_OF, *path[:2], to="去掉其中一条")
                    message = f"{circle_words(kind, path)}：{remove}。"
                    yield Problem(Severity.ERROR, message, task_id, None, "links", "link-circle")


def _confirmed_wording_stands(snapshot: Snapshot) -> Iterator[Problem]:
    present = {task.id: task.fingerprints for task in snapshot.tasks}
    for task in snapshot.tasks:
        for target, confirmed in zip(task.links, task.link_fingerprints, strict=True):
            if is_stale(confirmed, present.get(target, ())):
                compare = by_doing(Remedy.SEE_DIFFERENCE, task.plan, task.id, verb="看")
                clear = by_doing(Remedy.CLEAR_LINK_OF, task.id, target, verb="就")
                message = f"{target} 的要求在关联确认之后改过，待复核：{compare}，仍然成立{clear}。"
                yield Problem(Severity.WARNING, message, task.id, None, "links", "link-stale")


def is_stale(confirmed: str, present: Collection[str]) -> bool:
    """Return whether the wording that a link was confirmed with is another than the present one: 待复核.

    Takes the fingerprint that the link keeps and those of the present wording; a link that nobody has confirmed, or
    whose task is gone, is not 待复核.
    """
    return bool(confirmed and present) and confirmed not in present


LINK_RULES: dict[str, SnapshotRule] = {
    "link-missing": _links_lead_somewhere,
    "link-elsewhere": _links_lead_to_the_plan_named,
    "link-circle": _links_make_no_circle,
    "link-stale": _confirmed_wording_stands,
}
"""By the name of the (first) finding that each can give."""
