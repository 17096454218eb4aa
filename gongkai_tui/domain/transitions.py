"""Which status may follow which, who may say so, and what must be recorded with it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain import inputs
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.wording import told_in

if TYPE_CHECKING:
    from gongkai_tui.domain.task import DeadlineKind


class Actor(StrEnum):
    """Who acts. In the table: who may; BOTH means either. Of a person: BOTH works for the office too."""

    OFFICE = "政务公开办"
    UNIT = "责任单位"
    BOTH = "责任单位或政务公开办"


class Need(StrEnum):
    """What must stand beside a status change."""

    EVIDENCE = "佐证"
    REASON = "理由"
    NOTE = "说明"


class Transition(NamedTuple):
    """One row of the table."""

    source: Status
    target: Status
    actor: Actor
    needs: frozenset[Need] = frozenset()
    kinds: frozenset[str] = frozenset()
    """Kinds of deadline for which it makes sense; empty for all. A task without a deadline always passes."""
    via: Status | None = None
    """The status between the two steps that are taken in one; both are written down."""


_NONE: frozenset[Need] = frozenset()
_EVIDENCE = frozenset({Need.EVIDENCE})
_REASON = frozenset({Need.REASON})
_NOTE = frozenset({Need.NOTE})
_BOTH_WRITTEN = frozenset({Need.EVIDENCE, Need.NOTE})
"""Report and check in one step."""
_ENDLESS = frozenset({"长期", "待定"})
_ENDLESS_OR_MILESTONE = _ENDLESS | {"截止后长期"}

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Status.NOT_STARTED, Status.IN_PROGRESS, Actor.BOTH),
    Transition(Status.NOT_STARTED, Status.REPORTED, Actor.BOTH, _EVIDENCE, via=Status.IN_PROGRESS),
    Transition(Status.IN_PROGRESS, Status.REPORTED, Actor.BOTH, _EVIDENCE),
    Transition(Status.RECTIFYING, Status.REPORTED, Actor.BOTH, _EVIDENCE),
    Transition(Status.REPORTED, Status.IN_PROGRESS, Actor.OFFICE, _REASON),
    Transition(Status.REPORTED, Status.DONE, Actor.OFFICE),
    Transition(Status.IN_PROGRESS, Status.DONE, Actor.OFFICE, _BOTH_WRITTEN, via=Status.REPORTED),
    Transition(Status.RECTIFYING, Status.DONE, Actor.OFFICE, _BOTH_WRITTEN, via=Status.REPORTED),
    Transition(Status.REPORTED, Status.RECTIFYING, Actor.OFFICE, _REASON),
    Transition(Status.IN_PROGRESS, Status.RECTIFYING, Actor.OFFICE, _REASON),
    Transition(Status.DONE, Status.ONGOING, Actor.OFFICE, _NONE, _ENDLESS_OR_MILESTONE),
    Transition(Status.NOT_STARTED, Status.ONGOING, Actor.OFFICE, _NONE, _ENDLESS),
    Transition(Status.IN_PROGRESS, Status.ONGOING, Actor.OFFICE, _NONE, _ENDLESS),
    Transition(Status.DONE, Status.CLOSED, Actor.OFFICE, _NOTE),
    Transition(Status.ONGOING, Status.CLOSED, Actor.OFFICE, _NOTE),
    *(
        Transition(source, Status.RECTIFYING, Actor.OFFICE, _REASON)
        for source in (Status.DONE, Status.CLOSED, Status.ONGOING)
    ),
    *(Transition(source, Status.ENDED, Actor.OFFICE, _REASON) for source in Status if source in OPEN),
)
"""The state machine. 更正 (back to the previous state) is beside it: see `refusal`."""

_BY_PAIR = {(row.source, row.target): row for row in TRANSITIONS}

_TOLD_IN = {Need.EVIDENCE: inputs.EVIDENCE, Need.REASON: inputs.REASON, Need.NOTE: inputs.NOTE}
_WHY_SKIPPED = "完成须先经待核查：先改为“待核查”并附佐证，再由政务公开办核查通过"
_WHY_KIND = "只用于没有终点的任务（期限为长期，或到期完成后长期坚持的任务在已完成之后）；期限有误请先改期限"


def transition(source: Status, target: Status) -> Transition | None:
    """Return the row of the table for a change, or None where there is none."""
    return _BY_PAIR.get((source, target))


def targets(source: Status, *, actor: Actor = Actor.BOTH, kind: DeadlineKind | None = None) -> tuple[Status, ...]:
    """Return the statuses that may follow, in workflow order, for menus; what each needs is in `transition`."""
    return tuple(
        target
        for target in Status
        if (row := transition(source, target)) and _may(row.actor, actor) and _suits(row, kind)
    )


def refusal(
    source: Status,
    target: Status,
    *,
    actor: Actor,
    has_evidence: bool = False,
    has_reason: bool = False,
    has_note: bool = False,
    previous: Status | None = None,
    kind: DeadlineKind | None = None,
) -> str | None:
    """Return why a status change is refused, as one Chinese sentence with what to do; None where it may happen.

    `previous` is the status before `source`: the office may go back there as 更正, with a reason. `kind` is that
    of the task's deadline. The same status again is no change and never refused.
    """
    if source is target or (previous is target and _may(Actor.OFFICE, actor) and has_reason):
        return None
    row = transition(source, target)
    if row is None:
        return _no_such(source, target, previous, kind)
    if not _may(row.actor, actor):
        return f"{source} → {target} 只能由政务公开办办理，责任单位不能自行认定。"
    if not _suits(row, kind):
        return f"{source} → {target} {_WHY_KIND}。"
    given = {Need.EVIDENCE: has_evidence, Need.REASON: has_reason, Need.NOTE: has_note}
    missing = [f"{need}{told_in(_TOLD_IN[need])}" for need in Need if need in row.needs and not given[need]]
    return f"{source} → {target} 需要{'和'.join(missing)}。" if missing else None


def suits(target: Status, kind: DeadlineKind | None) -> bool:
    """Return whether a status makes sense for a task with such a deadline, wherever it came from."""
    return any(_suits(row, kind) for row in TRANSITIONS if row.target is target)


def rests_on_a_check(status: Status, kind: DeadlineKind | None) -> bool:
    """Return whether a status comes from nothing but a passed check, however it was reached."""
    if status is not Status.ONGOING:
        return status in (Status.DONE, Status.CLOSED)
    leads = (row for row in TRANSITIONS if row.target is status and row.source in OPEN)
    return not any(_suits(row, kind) for row in leads)


def _may(asked: Actor, actor: Actor) -> bool:
    return Actor.BOTH in (asked, actor) or asked is actor


def _suits(row: Transition, kind: DeadlineKind | None) -> bool:
    return not row.kinds or kind is None or kind.value in row.kinds


def _no_such(source: Status, target: Status, previous: Status | None, kind: DeadlineKind | None) -> str:
    if previous is target:
        return f"{source} → {target} 是更正，由政务公开办办理并写明理由{told_in(inputs.REASON)}。"
    if target is Status.DONE and source in OPEN:
        return f"不能从{source}直接改为已完成：{_WHY_SKIPPED}。"
    following = "、".join(targets(source, kind=kind))
    allowed = f"{source}之后可以是：{following}" if following else f"{source}不再变化，记错了由政务公开办更正"
    return f"不能从{source}改为{target}。{allowed}。"
