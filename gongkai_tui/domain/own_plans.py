"""Which units have published the 要点 of their own that a task asks of each, and whether in time.

huaiyin-2022 第65项 asks it of every unit 印发后30日内.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.evidence_form import EvidenceKind, evidence_form
from gongkai_tui.domain.found_in_log import finds_fault, puts_status_right
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Day, LogKind
from gongkai_tui.domain.task_facts import facts_of
from gongkai_tui.domain.unit_dues import due_in_task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.domain.unit import Jurisdiction

_ASKS = re.compile(r"(?:本单位|本部门|本街道|各自).{0,20}?(?:要点|方案)")

_MET = frozenset({Status.REPORTED.value, Status.DONE.value, Status.CLOSED.value, Status.ONGOING.value})


class Publication(NamedTuple):
    """What shows that a unit has published its own 要点."""

    date: Day
    """On which the 报送 says that it happened, or the issue date of the plan."""
    url: str = ""
    number: str = ""
    """文号."""
    plan: str = ""
    """Id of the unit's plan, where it is in the repository."""


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """One unit that must publish."""

    unit: str
    group: str
    """The collective by which the task names it; empty where it is named itself, or reported without being named."""
    publication: Publication | None
    days: int | None
    """From the issue of the plan to the publication; None where either day is not known."""
    late: bool | None
    """Published after the last day, or not by today; None where there is no last day, or the day is not known."""

    settled: str = ""
    """How the unit stands, where that has met the task and nothing tells what was published."""
    extended: date | None = None
    """The unit's own last day, where 延期 was granted to it."""

    @property
    def is_early(self) -> bool:
        """Published before the plan that asks for it was issued: another 要点, or a wrong day."""
        return self.days is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class Duties:
    """Everybody whom a task obliges to publish."""

    units: tuple[UnitDuty, ...]
    unresolved: tuple[str, ...]
    """Collectives whose members nobody has named: 有关部门."""
    unconfirmed: tuple[str, ...]
    """Collectives whose members are listed but not confirmed by a person."""


def asks_for_own_plan(heading: str, requirement: str) -> bool:
    """Return whether a task asks each unit to publish a 要点 of its own: 发布本单位年度政务公开工作要点."""
    return any(_ASKS.search(part) for part in re.split("[。；，、\n]", f"{heading}\n{requirement}"))


def standing(
    published: Mapping[str, Sequence[Publication]], refuted: Iterable[tuple[str, str]], parts: Parts
) -> dict[str, Publication]:
    """Return the first plan of each unit that the office has not found wanting in a task since it was issued.

    `published` gives the plans by registered unit, the first one first; `refuted` is `TaskFacts.refuted`.
    """
    last: dict[str, str] = {}
    for day, unit in refuted:
        name = parts.name(unit) if unit else ""
        for each in (parts.members(name) or (name,)) if name else published:
            last[each] = max(last.get(each, ""), day)
    found = {
        unit: [each for each in plans if each.date.isoformat() > last.get(unit, "")]
        for unit, plans in published.items()
    }
    return {unit: plans[0] for unit, plans in found.items() if plans}


def duties(
    task: Task,
    units: GridUnits,
    published: Mapping[str, Sequence[Publication]],
    *,
    issued: date | None,
    due: date | None,
    today: date,
) -> Duties:
    """Return each unit that `task` obliges, in the order of the task, with what it has published.

    `published` holds what is known besides the task's log, by registered unit name, the first one first. It counts
    from the day of that, or of the unit's own 报送 where this was sooner; the 报送 of a collective counts for each of
    its members that has neither.
    """
    parts = Parts(assignment_in_task(task), units)
    named, unresolved = _named(task, parts, units)
    own, by_collectives = _reported(task, parts, units, tuple(named))
    # What the office has accepted in the end, and was not issued anew, was published when it was first issued.
    accepted = {unit: plans[0] for unit, plans in published.items() if parts.status(unit) in _MET}
    seen = {**accepted, **standing(published, facts_of(task).refuted, parts)}
    found = {**by_collectives, **seen, **{unit: _sooner(each, seen.get(unit)) for unit, each in own.items()}}
    for unit in (*own, *by_collectives):
        named.setdefault(unit, "")
    line = partial(_duty, task, parts, issued=issued, due=due, today=today)
    lines = tuple(line(unit, group, found.get(unit)) for unit, group in named.items())
    groups = dict.fromkeys(filter(None, named.values()))
    unconfirmed = tuple(group for group in groups if not parts.is_confirmed(group))
    return Duties(lines, tuple(unresolved), unconfirmed)


def _sooner(reported: Publication, seen: Publication | None) -> Publication:
    """The day of what was sooner, with all that is known of it."""
    if seen is None or reported.date < seen.date:
        return reported
    return Publication(seen.date, reported.url, seen.number or reported.number, seen.plan)


def _duty(
    task: Task,
    parts: Parts,
    unit: str,
    group: str,
    publication: Publication | None,
    *,
    issued: date | None,
    due: date | None,
    today: date,
) -> UnitDuty:
    own = due_in_task(task, parts, unit)
    last = date.fromisoformat(own) if own else due
    extended = last if last != due else None
    status = parts.status(unit)
    if publication is None and status in _MET:
        return UnitDuty(unit, group, None, None, None, status, extended)
    days = (publication.date - issued).days if publication and issued else None
    day = publication.date if publication else today
    return UnitDuty(unit, group, publication, days, day > last if last else None, extended=extended)


def _named(task: Task, parts: Parts, units: GridUnits) -> tuple[dict[str, str], list[str]]:
    """The units by the collective that names them, and the collectives without members."""
    named: dict[str, str] = {}
    unresolved: list[str] = []
    for name in dict.fromkeys(units.name(entry.unit) for entry in task.units):
        members = _members(name, parts, units)
        if members is None:
            named[name] = ""
        elif not members:
            unresolved.append(name)
        for member in members or ():
            named.setdefault(member, name)
    return named, unresolved


def _members(name: str, parts: Parts, units: GridUnits) -> tuple[str, ...] | None:
    """Who acts through a collective in this task, also one that it does not name, empty where nobody has said.

    None for a unit.
    """
    kind = parts.kind(name)
    if kind is LineKind.UNIT:
        return None
    return parts.members(name) or (units.members(name) if kind is LineKind.ALL else ())


def _reported(
    task: Task, parts: Parts, units: GridUnits, named: Collection[str]
) -> tuple[dict[str, Publication], dict[str, Publication]]:
    """The first 报送 with evidence that still stands, of each unit itself and for a collective of which it is.

    One of the whole task is for all whom it names.
    """
    own, by_collectives = _Reports(), _Reports()
    for entry in task.log:
        name = units.name(entry.unit) if entry.unit else ""
        members = (_members(name, parts, units) if name else None) or ()
        if _refutes(entry):
            for reports in (own, by_collectives):
                reports.refute((name, *members) if name else tuple(reports.first))
        elif entry.kind is LogKind.REPORT and entry.evidence:
            for member in members if name else named:
                by_collectives.add(member, _publication(entry))
            if name and not members:
                own.add(name, _publication(entry))
    has_met = {name for name in (*own.first, *by_collectives.first) if parts.status(name) in _MET}
    return own.standing(has_met), by_collectives.standing(has_met)


class _Reports:
    """What was reported, and what stands of it."""

    def __init__(self) -> None:
        self.first: dict[str, Publication] = {}
        self._since_refuted: dict[str, Publication] = {}

    def add(self, name: str, publication: Publication) -> None:
        self.first.setdefault(name, publication)
        self._since_refuted.setdefault(name, publication)

    def refute(self, names: Iterable[str]) -> None:
        for name in names:
            self._since_refuted.pop(name, None)

    def standing(self, has_met: Collection[str]) -> dict[str, Publication]:
        """What was reported and not refuted since; of a unit that stands as before, the refutation was taken back."""
        return {
            name: self._since_refuted.get(name, first)
            for name, first in self.first.items()
            if name in self._since_refuted or name in has_met
        }


def _refutes(entry: LogEntry) -> bool:
    """Whether what was reported before does not stand any more: sent back, found untrue, or the status put right."""
    return finds_fault(entry) or entry.kind is LogKind.RETURN or puts_status_right(entry)


def _publication(entry: LogEntry) -> Publication:
    kinds = {item: evidence_form(item).kind for item in entry.evidence}
    url = next((item for item, kind in kinds.items() if kind is EvidenceKind.ADDRESS), "")
    number = next((item for item, kind in kinds.items() if kind is EvidenceKind.NUMBER), "")
    return Publication(entry.on or entry.date, url, number)


def publisher(plan: Plan, units: GridUnits, above: Jurisdiction, own: Jurisdiction | None) -> str:
    """Return the registered unit of the government `above` that issued `plan`; empty where that cannot be told.

    `own` is the plan's government: a district answers for its plan in the city's. Names must agree to the letter,
    but for the place in front (济南市天桥区财政局 is 区财政局 of 济南市天桥区); nothing is taken for alike.
    """
    if own is not None and own.id != above.id:
        return _registered(own.name.removeprefix(above.name), units) if own.parent == above.id else ""
    rest = plan.issuer.removeprefix(above.name)
    spellings = (plan.issuer, rest, above.name[-1:] + rest) if rest != plan.issuer else (plan.issuer,)
    return next(filter(None, (_registered(spelling, units) for spelling in spellings)), "")


def _registered(name: str, units: GridUnits) -> str:
    found = units.name(name)
    return found if units.is_registered(found) else ""
