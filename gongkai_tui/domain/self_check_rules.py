"""Rules about who checks whom: no unit certifies itself."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.found_in_log import NOBODY
from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import spoken_by
from gongkai_tui.domain.registry import serves
from gongkai_tui.domain.self_check import checked_units
from gongkai_tui.domain.snapshot import with_parents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.found_in_log import Check
    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.problem_record import Checked, PlanProblem
    from gongkai_tui.domain.snapshot import Snapshot
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.domain.unit import Contact


class _People:
    """The contacts of one government, by name: whose unit they are, and who is of an office."""

    def __init__(self, snapshot: Snapshot, government: str) -> None:
        by_id = {each.id: each for each in snapshot.jurisdictions}
        own_and_above = with_parents(government, by_id)
        own = by_id.get(government)
        self.office = own.office if own else ""
        self._units: dict[str, list[tuple[str, Contact]]] = {}
        for unit in own.units if own else ():
            for contact in unit.contacts:
                self._units.setdefault(fold_unspaced(contact.name), []).append((unit.name, contact))
        self._of_offices = {
            fold_unspaced(contact.name)
            for each in own_and_above
            for unit in each.units
            if unit.name == each.office
            for contact in unit.contacts
        }

    def is_of_an_office(self, name: str) -> bool:
        """Tell whether somebody of that name is of the office, or of one above it."""
        return fold_unspaced(name) in self._of_offices

    def units_of(self, name: str, day: date | None) -> Iterator[str]:
        """Give the units whose contact somebody of that name is on a day."""
        for unit, contact in self._units.get(fold_unspaced(name), ()):
            if day is None or serves(contact, day):
                yield unit


def _units_do_not_check_themselves(snapshot: Snapshot) -> Iterator[Problem]:
    people = cache(partial(_People, snapshot))
    for task in snapshot.tasks:
        plan = snapshot.plan_by_id.get(task.plan)
        if not task.checks or plan is None:
            continue
        known = people(plan.jurisdiction)
        for check in task.checks:
            own = _certified(snapshot, task, check, known, plan.jurisdiction)
            if own:
                message = (
                    f"{check.day} 的核查是{check.by}记的，{check.by}是{own}的联系人：责任单位不能核查自己，"
                    "请由政务公开办核查。"
                )
                yield Problem(Severity.ERROR, message, task.id, None, "log", "checked-by-unit")
            elif check.reported != NOBODY:
                yield from _by_reporter(snapshot, task, check, known.office)


def _certified(snapshot: Snapshot, task: TaskFacts, check: Check, known: _People, government: str) -> str:
    """The unit whose contact has checked it; empty where nobody did."""
    if not check.by or known.is_of_an_office(check.by):
        return ""
    roll = snapshot.rolls.get(government)
    meant = (check.unit,) if check.unit else task.acting_names
    units = known.units_of(check.by, date.fromisoformat(check.day))
    return next((unit for unit in units if roll and roll.takes_part(unit, meant)), "")


def _by_reporter(snapshot: Snapshot, task: TaskFacts, check: Check, office: str) -> Iterator[Problem]:
    """The same person reported and checked: of the office's own unit it should have been another one."""
    parts = snapshot.parts(task)
    is_own = bool(office) and parts.name(office) in checked_units(parts, check.unit or check.reported or None)
    words = f"{check.day} 的核查与报送是同一人（{check.by}），"
    if is_own:
        message = f"{words}{office}是政务公开办自己：应由本单位的另一人核查。"
        yield Problem(Severity.WARNING, message, task.id, None, "log", "checked-by-reporter")
    elif check.reported:
        yield Problem(Severity.HINT, f"{words}建议由另一人复核。", task.id, None, "log", "checked-by-reporter")


def _rounds_are_rechecked_by_others(snapshot: Snapshot) -> Iterator[Problem]:
    people = cache(partial(_People, snapshot))
    for problem in snapshot.problems:
        plan = snapshot.plan_by_id.get(problem.plan)
        for each in problem.record.rounds:
            if each.fixed and each.checked and each.fixed.by and each.fixed.by == each.checked.by:
                known = people(plan.jurisdiction if plan else "")
                yield _rechecked_by_reporter(snapshot, problem, each.n, each.checked, known)


def _rechecked_by_reporter(
    snapshot: Snapshot, problem: PlanProblem, number: int, checked: Checked, known: _People
) -> Problem:
    by = checked.by
    words = f"第{number}轮的整改与再核查是同一人（{by}），"
    unit = snapshot.units_by_plan.get(problem.plan, NOBODY_REGISTERED).name(problem.record.unit)
    if unit in known.units_of(by, checked.date):
        message = f"{words}{by}是{unit}的联系人：不能再核查本单位报的整改，请由另一人再核查。"
        return Problem(Severity.ERROR, message, problem.path, None, "rounds", "checked-by-reporter")
    message = f"{words}建议由另一人再核查。"
    return Problem(Severity.HINT, message, problem.path, None, "rounds", "checked-by-reporter")


def _findings_are_taken_back_by_others(snapshot: Snapshot) -> Iterator[Problem]:
    people = cache(partial(_People, snapshot))
    for problem in snapshot.problems:
        plan, record = snapshot.plan_by_id.get(problem.plan), problem.record
        taken = [("认定成立", each.answered_by, each.answered) for each in record.objections if each.upheld]
        if record.withdrawn:
            taken.append(("撤销", record.withdrawn.by, record.withdrawn.date))
        for act, by, day in taken:
            spoken = spoken_by(record, by) if by else ""
            if spoken:
                known = people(plan.jurisdiction if plan else "")
                yield _taken_back_by_its_speaker(
                    snapshot, problem, f"{spoken}与{act}是同一人（{by}），", by, day, known
                )


def _taken_back_by_its_speaker(
    snapshot: Snapshot, problem: PlanProblem, words: str, by: str, day: date | None, known: _People
) -> Problem:
    unit = snapshot.units_by_plan.get(problem.plan, NOBODY_REGISTERED).name(problem.record.unit)
    if unit in known.units_of(by, day):
        message = (
            f"{words}{by}是{unit}的联系人：不能自己撤销本单位的问题，请由政务公开办另一人核实，仍有问题的另立一个。"
        )
        return Problem(Severity.ERROR, message, problem.path, None, "state", "taken-back-by-speaker")
    message = f"{words}建议由另一人办理。"
    return Problem(Severity.HINT, message, problem.path, None, "state", "taken-back-by-speaker")


SELF_CHECK_RULES: dict[str, SnapshotRule] = {
    "checked-by-unit": _units_do_not_check_themselves,
    "checked-by-reporter": _rounds_are_rechecked_by_others,
    "taken-back-by-speaker": _findings_are_taken_back_by_others,
}
"""By the name of the (first) finding that each can give."""
