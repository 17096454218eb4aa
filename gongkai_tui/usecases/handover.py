"""The 交接 page of a unit or of the office, from the data as they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.contacts import is_called, is_responsible, unfiled
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.handover import (
    HandoverPage,
    Happened,
    commitment_of,
    due_soon,
    missed_periods,
    open_duties,
    open_problem,
    open_task,
    problems_due_soon,
    promises_of,
)
from gongkai_tui.domain.owed import Debts
from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.subject_parts import about_in
from gongkai_tui.domain.wording import by_doing, using
from gongkai_tui.usecases.full_tasks import full_tasks
from gongkai_tui.usecases.handover_office import rounds_to_go_on, waiting_for_office
from gongkai_tui.usecases.history_pages import read_page
from gongkai_tui.usecases.list_plans import newest_first
from gongkai_tui.usecases.owing import Selected, government_debts
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.problems import ids_found_again
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.recurring import counts_of
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unit_lookup import (
    FoundUnit,
    ambiguous,
    find_unit,
    no_such_unit,
    searched_jurisdictions,
    units_called,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.handover import MissedPeriod, OpenDuty, OpenProblem, Promise, Waiting
    from gongkai_tui.domain.owed import Owed
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.unit import Contact, Unit
    from gongkai_tui.usecases.history_pages import HistoryPage
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

DAYS = 30
"""How far ahead the page looks unless told."""
_NEWEST = 15
"""Actions of the history that the page tells."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The page, and what stood in the way of reading."""

    page: HandoverPage
    problems: tuple[Problem, ...]


def handover_page(
    ws: Workspace, who: str = "", *, jurisdiction: str = "", days: int = DAYS, as_of: str | None = None
) -> Handover:
    """All that a new 联络员 of a unit must know; `who` is a unit or one of its people, the one acted for if empty.

    Raises:
        UnknownUnit: neither a unit nor a person is called so, or several are.
        UsageError: nobody was named and it cannot be told for whom is acted.
        GitError: the repository or `as_of` cannot be read.
    """
    view = read_view(ws, as_of=as_of)
    found = _found(ws, view, who, jurisdiction)
    plans = [plan for plan in newest_first(view.plans().values()) if plan.jurisdiction == found.jurisdiction.id]
    followed = {plan.follows for plan in plans if plan.state is PlanState.ACTIVE}
    current = [plan for plan in plans if plan.state is PlanState.ACTIVE and plan.id not in followed]
    last_year = [plan for plan in plans if plan.id in followed]
    to_look_back = {plan.id for plan in last_year if plan.state is PlanState.ACTIVE}
    part = _Part(ws, view, found, plans)
    now = [item for item in part.items(current) if not item.row.carried_to]
    before = part.items(last_year)
    # Until 回头看 has judged them, or the plan is 已归档, tasks of last year are owed like those of this year.
    left = [item for item in before if item.is_open and not item.row.is_shelved]
    judged = [item for item in before if item not in left]
    open_tasks = tuple(open_task(part.tasks[item.row.id], item) for item in (*now, *left) if item.is_open)
    statuses = Counter(item.status for item in now)
    office = _office(found)
    problems = part.problems()
    page = HandoverPage(
        jurisdiction=found.jurisdiction.name,
        unit=found.unit.name,
        day=view.day,
        days=days,
        contacts=_serving(found.unit, view.day),
        office=office.name if office else found.jurisdiction.office,
        office_contacts=_serving(office, view.day) if office else (),
        open_tasks=open_tasks,
        due=due_soon(open_tasks, view.day, days),
        ongoing=statuses[Status.ONGOING],
        settled=statuses[Status.DONE] + statuses[Status.CLOSED],
        problems=problems,
        due_problems=problems_due_soon(problems, days),
        promises=part.promises((*now, *left)),
        missed=part.missed((*now, *before)),
        duties=part.duties(now),
        last_year=tuple(filter(None, (commitment_of(part.tasks[item.row.id], item.status) for item in judged))),
        history=_history(ws, found, [*current, *last_year], as_of),
        waiting=(*part.waiting(), *rounds_to_go_on(ws, view, plans, to_look_back)) if found.is_office else None,
        unfiled=(*unfiled(found.unit), *(unfiled(office) if office else ())),
    )
    return Handover(page, tuple(view.problems))


class _Part:
    """The part of one unit in the tasks and 问题 of its government, counted as `gongkai owe` counts it."""

    def __init__(self, ws: Workspace, view: View, found: FoundUnit, plans: Sequence[Plan]) -> None:
        self._view = view
        self._units = PlanUnits(view)
        self._names = {found.unit.name, *(alias.name for alias in found.unit.aliases)}
        self._name = found.unit.name
        self._problems = {
            each.record.id: each for plan in plans for each in problems_in(view, plan.id) if each.record.is_open
        }
        self._debts = self._debts_in(ws, view, found, plans)
        waiting = (item.row.id for item in self._debts.office if item.row)
        self.tasks = full_tasks(ws, view, dict.fromkeys((*(item.row.id for item in self._debts.items), *waiting)))
        """Every task in which the unit acts, or that waits for it, by id."""

    def _debts_in(self, ws: Workspace, view: View, found: FoundUnit, plans: Sequence[Plan]) -> Debts:
        government = found.jurisdiction.id
        rows = [row for plan in plans for row in select_rows(view, "", texts="titles", plan=plan.id)]
        records = [each.record for each in self._problems.values()]
        only = frozenset((self._name,))
        debts = government_debts(ws, view, self._units, government, Selected(rows, records, []), only=only)
        return next((each for each in debts if each.name == self._name), Debts(self._name, LineKind.UNIT, ()))

    def items(self, plans: Sequence[Plan]) -> list[Owed]:
        """The tasks of some plans in which the unit acts, plan by plan in the order of the document."""
        places = {plan.id: place for place, plan in enumerate(plans)}
        found = [item for item in self._debts.items if item.row.plan in places and item.row.id in self.tasks]
        return sorted(found, key=lambda item: places[item.row.plan])

    def problems(self) -> tuple[OpenProblem, ...]:
        """Its open 问题, by plan and id."""
        own = {record.id for record in self._debts.open_problems}
        again = ids_found_again(self._view, problems_in(self._view))
        return tuple(
            open_problem(each.plan, each.record, self._view.day, again=each.record.id in again)
            for each in self._problems.values()
            if each.record.id in own
        )

    def promises(self, items: Sequence[Owed]) -> tuple[Promise, ...]:
        """What was asked for or said to be done by a day, the nearest first."""
        found = (
            promise
            for item in items
            for promise in promises_of(self.tasks[item.row.id], self._names | {item.group}, self._view.day)
        )
        return tuple(sorted(found, key=lambda promise: (promise.day, promise.task)))

    def missed(self, items: Sequence[Owed]) -> tuple[MissedPeriod, ...]:
        """The periods that have passed without enough being done, in what is not shelved."""
        asked = (item for item in items if not item.row.is_shelved)
        return tuple(period for item in asked for period in missed_periods(self.tasks[item.row.id], item, self._name))

    def duties(self, items: Sequence[Owed]) -> tuple[OpenDuty, ...]:
        """What comes back and is not yet done in the period that runs; nothing of tasks that were found done."""
        tasks = [self.tasks[item.row.id] for item in items if item.status not in (Status.DONE, Status.CLOSED)]
        counts = counts_of(tasks, self._units, self._view)
        return tuple(
            duty for task in tasks for duty in open_duties(task, counts.get(task.id, ()), frozenset((self._name,)))
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """What waits for it as the office, in what is not shelved; a 问题 in any."""
        items = (item for item in self._debts.office if item.problem or not item.row or not item.row.is_shelved)
        return waiting_for_office(items, self.tasks)


def _found(ws: Workspace, view: View, who: str, jurisdiction: str) -> FoundUnit:
    if not who:
        return _acting(ws, view, jurisdiction)
    searched = searched_jurisdictions(view, jurisdiction)
    if not any(True for _ in units_called(searched, who)):
        people = [
            FoundUnit(place, unit)
            for place in searched
            for unit in place.units
            if any(is_called(contact, who) for contact in unit.contacts)
        ]
        if len(people) > 1:
            raise ambiguous(who, people)
        if people:
            return people[0]
        raise no_such_unit(who, searched, place=searched[0].id if jurisdiction and searched else "", or_person=True)
    return find_unit(view, who, jurisdiction=jurisdiction)


def _acting(ws: Workspace, view: View, jurisdiction: str) -> FoundUnit:
    """The unit of the person at this machine; the office where only one government is there."""
    searched = searched_jurisdictions(view, jurisdiction)
    known = UnitRegistry(searched).who(ws.actor().email, view.day)
    if known is not None:
        return find_unit(view, known[1], jurisdiction=known[0])
    offices = [FoundUnit(place, office) for place in searched if (office := _office_of(place.units, place.office))]
    if len(offices) == 1:
        return offices[0]
    if not offices:
        example = by_doing(Remedy.NAME_HANDOVER, "区财政局", verb="如")
        raise UsageError(f"units/ 里没有登记政务公开主管单位（office）；请写单位，{example}。")
    names = "、".join(each.full_name for each in offices)
    which = using(inputs.JURISDICTION, "写明辖区")
    raise UsageError(f"没有写单位，也不知道你代表哪个单位（{names}）；请写单位，或{which}。")


def _office(found: FoundUnit) -> Unit | None:
    return _office_of(found.jurisdiction.units, found.jurisdiction.office)


def _office_of(units: Sequence[Unit], office: str) -> Unit | None:
    return next((unit for unit in units if unit.name == office), None)


def _serving(unit: Unit, day: date) -> tuple[Contact, ...]:
    vacant = [contact for contact in unfiled(unit) if not contact.handed_over_to]
    return tuple(contact for contact in unit.contacts if is_responsible(contact, day) or contact in vacant)


def _history(ws: Workspace, found: FoundUnit, plans: Sequence[Plan], as_of: str | None) -> tuple[Happened, ...]:
    """The newest actions on the unit's tasks, without what is about other units in tasks that they share."""
    if not plans:
        return ()
    others = {unit.name for unit in found.jurisdiction.units} - {found.unit.name}
    words = f'plan:{",".join(plan.id for plan in plans)} unit:"{found.unit.name}"'
    happened: list[Happened] = []
    page: HistoryPage | None = None
    while len(happened) < _NEWEST and (page is None or page.more):
        page = read_page(ws, words, until=as_of or "", after=page)
        happened.extend(
            Happened(entry.when.date(), entry.author, entry.subject)
            for entry in page.entries
            if not entry.is_merge and others.isdisjoint(about_in(entry.subject))
        )
    return tuple(happened[:_NEWEST])
