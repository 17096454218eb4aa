"""Rules about the unit registry, and about the units that tasks name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gongkai_tui.domain.collective import is_open_collective
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.snapshot import names_of
from gongkai_tui.domain.wording import by_doing, how_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.snapshot import Snapshot, UnitRoll
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.domain.unit import Contact, Group, Jurisdiction


def _jurisdiction_is_there(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        if plan.jurisdiction and plan.jurisdiction not in snapshot.rolls:
            message = f"units/{plan.jurisdiction}.yaml 不存在或不可用，无法核对责任单位。"
            yield Problem(Severity.ERROR, message, plan.id, None, "jurisdiction", "jurisdiction-missing")
        elif not plan.jurisdiction:
            message = "没有写所属辖区（jurisdiction），无法核对责任单位和别名。"
            yield Problem(Severity.HINT, message, plan.id, None, "jurisdiction", "jurisdiction-empty")


def _units_known(snapshot: Snapshot) -> Iterator[Problem]:
    for task, roll, jurisdiction_id in _with_roll(snapshot):
        named = (
            ("units", task.units),
            ("unit_status", task.other_units),
            ("chosen", tuple(dict.fromkeys(task.chosen))),
            ("log", task.log_units),
        )
        for field, names in named:
            for name in names:
                if not roll.knows(name):
                    to_do = f"请登记为单位，或{by_doing(Remedy.TELL_ALIAS, to='登记为某单位的别名')}"
                    message = f"“{name}”不在 units/{jurisdiction_id}.yaml 里，{to_do}。"
                    yield Problem(Severity.WARNING, message, task.id, None, field, "unit-unknown")


def _exceptions_take_part(snapshot: Snapshot) -> Iterator[Problem]:
    for task, roll, _ in _with_roll(snapshot):
        for unit in task.other_units:
            if not roll.takes_part(unit, task.acting_names):
                message = f"单列状态的“{unit}”不在这项任务的责任单位里：请补进责任单位，或从 unit_status 里删去。"
                yield Problem(Severity.WARNING, message, task.id, None, "unit_status", "unit-not-responsible")


def _with_roll(snapshot: Snapshot) -> Iterator[tuple[TaskFacts, UnitRoll, str]]:
    for plan in snapshot.plans:
        roll = snapshot.rolls.get(plan.jurisdiction)
        if roll is not None:
            for task in snapshot.tasks_by_plan.get(plan.id, ()):
                yield task, roll, plan.jurisdiction


def _in_units(jurisdiction: Jurisdiction, severity: Severity, check: str, field: str, message: str) -> Problem:
    return Problem(severity, message, f"units/{jurisdiction.id}.yaml", None, field, check)


def _names_once(snapshot: Snapshot) -> Iterator[Problem]:
    for each in snapshot.jurisdictions:
        for name, times in Counter(names_of(each)).items():
            if times > 1:
                message = f"“{name}”是 {times} 个单位或集合的名称，请只留一处。"
                yield _in_units(each, Severity.ERROR, "name-twice", "units", message)


def _groups_hold_units(snapshot: Snapshot) -> Iterator[Problem]:
    by_id = {each.id: each for each in snapshot.jurisdictions}
    for each in snapshot.jurisdictions:
        known = frozenset(unit.name for unit in each.units)
        below = frozenset(other.name for other in by_id.values() if other.parent == each.id)
        for group in each.groups:
            for member in group.members:
                if member not in known | below:
                    message = f"“{group.name}”的成员“{member}”没有登记为单位。"
                    yield _in_units(each, Severity.WARNING, "member-unknown", "groups", message)
            if not group.resolved:
                message = f"“{group.name}”{_waits_for(group)}。"
                yield _in_units(each, Severity.HINT, "group-open", "groups", message)


def _waits_for(group: Group) -> str:
    confirm = by_doing(Remedy.CONFIRM_GROUP, group.name, to="确认")
    if group.members:
        return f"的成员还没有人确认：看过成员，{confirm}"
    if is_open_collective(group.name):
        return f"没有固定的成员，由政务公开办逐项任务选定（{how_to(Remedy.CHOOSE_UNITS)}）"
    return f"还没有写成员：写上之后，{confirm}"


def _registry_is_whole(snapshot: Snapshot) -> Iterator[Problem]:
    ids = frozenset(each.id for each in snapshot.jurisdictions)
    for each in snapshot.jurisdictions:
        if each.parent and each.parent not in ids:
            message = f"上级 units/{each.parent}.yaml 不存在。"
            yield _in_units(each, Severity.WARNING, "parent-missing", "parent", message)
        if each.office and each.office not in {unit.name for unit in each.units}:
            message = f"政务公开主管单位“{each.office}”没有登记为单位。"
            yield _in_units(each, Severity.WARNING, "office-unknown", "office", message)
        for conflict in each.conflicts:
            message = f"“{conflict.path}”有合并冲突没有决定：本方“{conflict.ours}”，对方“{conflict.theirs}”。"
            yield _in_units(each, Severity.ERROR, "conflict-left", "conflicts", message)


def _emails_tell_one_unit(snapshot: Snapshot) -> Iterator[Problem]:
    for each in snapshot.jurisdictions:
        serving: Counter[str] = Counter()
        for unit in each.units:
            emails = {contact.email.casefold() for contact in unit.contacts if _serves(contact, snapshot)}
            serving.update(emails - {""})
        for email, times in serving.items():
            if times > 1:
                message = f"邮箱 {email} 同时是 {times} 个单位的联系人，无法判断以哪个单位身份操作。"
                yield _in_units(each, Severity.WARNING, "email-twice", "units", message)


def _serves(contact: Contact, snapshot: Snapshot) -> bool:
    return contact.until is None or contact.until >= snapshot.today


UNIT_RULES: dict[str, SnapshotRule] = {
    "jurisdiction-missing": _jurisdiction_is_there,
    "unit-unknown": _units_known,
    "unit-not-responsible": _exceptions_take_part,
    "name-twice": _names_once,
    "member-unknown": _groups_hold_units,
    "parent-missing": _registry_is_whole,
    "email-twice": _emails_tell_one_unit,
}
"""By the name of the (first) finding that each can give."""
