"""The 交接 page of a unit or of the office, from the data as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.collective import is_open_collective
from gongkai_tui.domain.contacts import is_called, is_responsible
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.handover import (
    HandoverPage,
    Happened,
    OpenTask,
    commitment_of,
    due_soon,
    open_duties,
    open_problem,
    promises_of,
    status_of_unit,
    title_of,
)
from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.usecases.full_tasks import full_tasks
from gongkai_tui.usecases.handover_office import waiting_for_office
from gongkai_tui.usecases.history_pages import read_page
from gongkai_tui.usecases.list_plans import newest_first
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.recurring import counts_of
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unit_lookup import (
    FoundUnit,
    ambiguous,
    find_unit,
    searched_jurisdictions,
    units_called,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task import Task
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
    names = _Names(view, found)
    now, before = (names.tasks(ws, view, some) for some in (current, last_year))
    counts = counts_of(now, PlanUnits(view), view)
    office = _office(found)
    page = HandoverPage(
        jurisdiction=found.jurisdiction.name,
        unit=found.unit.name,
        day=view.day,
        days=days,
        contacts=_serving(found.unit, view.day),
        office=office.name if office else found.jurisdiction.office,
        office_contacts=_serving(office, view.day) if office else (),
        open_tasks=(open_tasks := tuple(names.open_tasks(now))),
        due=due_soon(open_tasks, view.day, days),
        ongoing=sum(status_of_unit(task, names.all) is Status.ONGOING for task in now),
        settled=sum(status_of_unit(task, names.all) in (Status.DONE, Status.CLOSED) for task in now),
        problems=tuple(
            open_problem(each.plan, each.record)
            for plan in plans
            for each in problems_in(view, plan.id)
            if each.record.is_open and (each.record.unit in names.all)
        ),
        promises=tuple(sorted(
            (promise for task in now for promise in promises_of(task, names.all, view.day)),
            key=lambda promise: (promise.day, promise.task),
        )),
        duties=tuple(duty for task in now for duty in open_duties(task, counts.get(task.id, ()), names.all)),
        last_year=tuple(filter(None, (commitment_of(task, names.all) for task in before))),
        history=_history(ws, found, [*current, *last_year], as_of),
        waiting=waiting_for_office(ws, view, [*current, *last_year]) if found.is_office else None,
    )  # fmt: skip
    return Handover(page, tuple(view.problems))


class _Names:
    """The names under which tasks mean one unit."""

    def __init__(self, view: View, found: FoundUnit) -> None:
        own = (found.unit.name, *(alias.name for alias in found.unit.aliases))
        self.all = frozenset(own)
        self.groups = UnitRegistry(view.jurisdictions()).spellings(found.unit.name, found.jurisdiction.id) - self.all

    def tasks(self, ws: Workspace, view: View, plans: Iterable[Plan]) -> list[Task]:
        """The tasks of some plans that name the unit, itself or in a collective, or for which it was chosen."""
        wanted = self.all | self.groups
        rows = [
            row
            for plan in plans
            for row in select_rows(view, "", texts="none", plan=plan.id)
            if any(unit in wanted or is_open_collective(unit) for unit, _ in (*row.units, *row.unit_status))
        ]
        return [task for task in full_tasks(ws, view, [row.id for row in rows]).values() if self._takes_part(task)]

    def _takes_part(self, task: Task) -> bool:
        named = {each.unit for each in task.units} | task.unit_status.keys()
        chosen = {member for each in task.chosen for member in each.members}
        return not named.isdisjoint(self.all | self.groups) or not chosen.isdisjoint(self.all)

    def open_tasks(self, tasks: Iterable[Task]) -> Iterable[OpenTask]:
        """The tasks on which the unit still owes something, in the order of the plan."""
        for task in tasks:
            status = status_of_unit(task, self.all)
            if status in OPEN:
                deadline = task.deadline
                yield OpenTask(
                    task.id, title_of(task), self._role(task), status, deadline.due if deadline else None,
                    deadline.raw if deadline else "", self._updated(task),
                )  # fmt: skip

    def _role(self, task: Task) -> str:
        own = next((each.role.value for each in task.units if each.unit in self.all), "")
        through = next((f"{each.role}（{each.unit}）" for each in task.units if each.unit in self.groups), "")
        chosen = next((f"选定（{each.group}）" for each in task.chosen if not self.all.isdisjoint(each.members)), "")
        return own or through or chosen

    def _updated(self, task: Task) -> date | None:
        days = [entry.date for entry in task.log if entry.unit is None or entry.unit in self.all]
        return max(days, default=None)


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
        raise UsageError("units/ 里没有登记政务公开主管单位（office）；请写单位，如 gongkai handover 区财政局。")
    names = "、".join(each.full_name for each in offices)
    raise UsageError(f"没有写单位，也不知道你代表哪个单位（{names}）；请写单位，或用 --jurisdiction 写明辖区。")


def _office(found: FoundUnit) -> Unit | None:
    return _office_of(found.jurisdiction.units, found.jurisdiction.office)


def _office_of(units: Sequence[Unit], office: str) -> Unit | None:
    return next((unit for unit in units if unit.name == office), None)


def _serving(unit: Unit, day: date) -> tuple[Contact, ...]:
    return tuple(contact for contact in unit.contacts if is_responsible(contact, day))


def _history(ws: Workspace, found: FoundUnit, plans: Sequence[Plan], as_of: str | None) -> tuple[Happened, ...]:
    """The newest actions on the unit's tasks, without what other units did on tasks that they share."""
    if not plans:
        return ()
    own = {found.unit.name, found.jurisdiction.office}
    others = tuple(f"（{unit.name}）" for unit in found.jurisdiction.units if unit.name not in own)
    words = f'plan:{",".join(plan.id for plan in plans)} unit:"{found.unit.name}"'
    happened: list[Happened] = []
    page: HistoryPage | None = None
    while len(happened) < _NEWEST and (page is None or page.more):
        page = read_page(ws, words, until=as_of or "", after=page)
        happened.extend(
            Happened(entry.when.date(), entry.author, entry.subject)
            for entry in page.entries
            if not any(name in entry.subject for name in others)
        )
    return tuple(happened[:_NEWEST])
