"""Rules about 联络员: 交接 and 备案 of every change, nobody twice, nobody missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.contacts import gaps, has_liaison, open_changes, overlaps
from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.snapshot import Snapshot
    from gongkai_tui.domain.unit import Contact, Jurisdiction

_SHOWN = 3
"""So many units are named in one message."""


def _changes_are_handed_over(snapshot: Snapshot) -> Iterator[Problem]:
    for each in snapshot.jurisdictions:
        for unit in each.units:
            for contact, missing in open_changes(unit):
                message = f"{unit.name} {contact.name} 已离任，还缺{missing}。"
                yield _in_units(each, Severity.WARNING, "handover-open", message)


def _one_liaison_at_a_time(snapshot: Snapshot) -> Iterator[Problem]:
    for each in snapshot.jurisdictions:
        for unit in each.units:
            if unit.name == each.office:
                # Whoever reports does not check: the office has two people at least.
                continue
            for one, other in overlaps(unit):
                message = (
                    f"{unit.name} 的联络员 {_term(one)}与 {_term(other)}任期重叠；"
                    f"换了人的{by_doing(Remedy.HAND_OVER, to='记交接和备案')}。"
                )
                yield _in_units(each, Severity.WARNING, "liaison-overlap", message)


def _nobody_is_missing_between_two(snapshot: Snapshot) -> Iterator[Problem]:
    for each in snapshot.jurisdictions:
        for unit in each.units:
            for old, new in gaps(unit):
                mend = by_doing(Remedy.HAND_OVER_FROM, unit.name, old.name, new.name, to="一起改正")
                left = f"{unit.name} {old.name} 到 {old.until} 离任"
                message = f"{left}，接任的{new.name} {new.since} 才到任，中间空着；{mend}。"
                yield _in_units(each, Severity.WARNING, "handover-gap", message)


def _units_with_tasks_have_a_liaison(snapshot: Snapshot) -> Iterator[Problem]:
    registry = UnitRegistry(snapshot.jurisdictions)
    for each in snapshot.jurisdictions:
        busy = _units_with_tasks(snapshot, registry, each)
        missing = [u.name for u in each.units if u.name in busy and not has_liaison(u, snapshot.today)]
        if missing:
            names = "、".join(missing[:_SHOWN]) + ("等" if len(missing) > _SHOWN else "")
            add = by_doing(Remedy.ADD_CONTACT, to="登记")
            message = f"{names} {len(missing)} 个有任务的单位没有联络员，可{add}。"
            yield _in_units(each, Severity.HINT, "liaison-missing", message)


def _units_with_tasks(snapshot: Snapshot, registry: UnitRegistry, jurisdiction: Jurisdiction) -> frozenset[str]:
    written = {
        name
        for plan in snapshot.plans
        if plan.jurisdiction == jurisdiction.id and plan.state is PlanState.ACTIVE
        for task in snapshot.tasks_by_plan.get(plan.id, ())
        for name in task.units
    }
    found: set[str] = set()
    for name in written:
        found.update((registry.canonical(jurisdiction.id, name) or name, *registry.members(jurisdiction.id, name)))
    return frozenset(found)


def _term(contact: Contact) -> str:
    begin = f"{contact.since} 起" if contact.since else ""
    end = f"至 {contact.until}" if contact.until else ""
    term = "，".join(filter(None, (begin, end)))
    return f"{contact.name}（{term}）" if term else contact.name


def _in_units(jurisdiction: Jurisdiction, severity: Severity, check: str, message: str) -> Problem:
    return Problem(severity, message, f"units/{jurisdiction.id}.yaml", None, "units", check)


CONTACT_RULES: dict[str, SnapshotRule] = {
    "handover-open": _changes_are_handed_over,
    "handover-gap": _nobody_is_missing_between_two,
    "liaison-overlap": _one_liaison_at_a_time,
    "liaison-missing": _units_with_tasks_have_a_liaison,
}
"""By the name of the finding that each can give."""
