"""The 交接 page of a unit: who is there, what is open, what is due, what was promised, what last year left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.problem_flags import days_left, problem_flags
from gongkai_tui.domain.recurrence import Standing
from gongkai_tui.domain.recurring_words import duty_words
from gongkai_tui.domain.status import OPEN, TO_DO, Flag, Status
from gongkai_tui.domain.task import Decision, LogKind, LookbackVerdict

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from gongkai_tui.domain.owed import Owed
    from gongkai_tui.domain.problem_flags import ProblemFlag
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.recurrence import PeriodCount
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.unit import Contact

_DATED = re.compile(r"(?<!\d)(20\d{2})[年./-](\d{1,2})[月./-](\d{1,2})(?:日|(?!\d))")
_TITLE = 40


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that the unit still owes something on."""

    id: str
    title: str
    role: str
    """牵头, 配合 or 责任, with the collective where the unit stands in one: `责任（各街道办事处）`."""
    status: Status
    """Of this unit."""
    due: date | None
    deadline: str
    """As printed."""
    updated: date | None
    """Last record of the unit or on the whole task; None where there is none."""
    flags: tuple[Flag, ...] = ()
    published: date | None = None
    """When the unit issued the 要点 of its own that the task asks for, where nobody has recorded it there."""

    @property
    def is_late(self) -> bool:
        """逾期."""
        return Flag.OVERDUE in self.flags


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was asked for or said to be done by a day."""

    task: str
    title: str
    kind: str
    """延期已同意, 延期待答复, or 记录 for an entry whose text names a day to come."""
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A recurring duty that is not yet met in the period that runs."""

    task: str
    title: str
    every: str
    at_least: int
    done: int
    until: date
    """Last day of the period."""


@dataclass(frozen=True, slots=True)
class MissedPeriod:
    """缺期: a period that has passed without a recurring duty being done often enough."""

    task: str
    title: str
    duty: str
    """In words: 每季1次（饮水）."""
    period: str
    at_least: int
    done: int


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """A 问题 of the unit that is not closed."""

    id: str
    plan: str
    unit: str
    state: str
    where: str
    what: str
    due: date | None
    """整改期限 of the round that runs."""
    round: int
    flags: tuple[ProblemFlag, ...] = ()
    left: int | None = None
    """Days until that day, negative when it has passed; None where nothing is being put right."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a task of last year's plan leaves behind."""

    task: str
    title: str
    how: str
    """转入今年 → the task that carries it on, 转整改 → the problem, or its open status."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the office: a 待核查, a request, an objection, a problem to tell or to check, 回头看."""

    kind: str
    place: str
    """Id of the task, problem or plan."""
    unit: str
    """Those that wait, with 、 between them."""
    title: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Happened:
    """One action in the history."""

    day: date
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """All that a new 联络员 must know on one day."""

    jurisdiction: str
    """Name of the government."""
    unit: str
    day: date
    days: int
    """How far ahead `due` looks."""
    contacts: tuple[Contact, ...]
    """Who serves, and who left without a successor while that is not filed."""
    office: str
    office_contacts: tuple[Contact, ...]
    open_tasks: tuple[OpenTask, ...]
    """Of this year's plans, and of last year's as far as 回头看 has not carried them on."""
    due: tuple[OpenTask, ...]
    """Those of `open_tasks` that are overdue or due within `days`, the nearest first."""
    ongoing: int
    """Tasks that are 长期坚持."""
    settled: int
    """Tasks that are done."""
    problems: tuple[OpenProblem, ...]
    due_problems: tuple[OpenProblem, ...]
    """Those of `problems` whose 整改期限 has passed or is within `days`, the nearest first."""
    promises: tuple[Promise, ...]
    missed: tuple[MissedPeriod, ...]
    """Of every plan that is being carried out: those that `gongkai owe` holds against the unit."""
    duties: tuple[OpenDuty, ...]
    last_year: tuple[Commitment, ...]
    """What its other tasks of last year left behind."""
    history: tuple[Happened, ...]
    waiting: tuple[Waiting, ...] | None
    """For the office alone: what the units wait for; None for every other unit."""
    unfiled: tuple[Contact, ...] = ()
    """Those of `contacts` and `office_contacts` whose change misses its 备案."""


def title_of(task: Task) -> str:
    """Give a short name of a task."""
    text = task.heading or task.requirement.partition("\n")[0]
    return text if len(text) <= _TITLE else f"{text[:_TITLE]}…"


def open_task(task: Task, item: Owed) -> OpenTask:
    """Give a task as a unit stands in it."""
    row = item.row
    return OpenTask(
        row.id,
        title_of(task),
        f"{item.role}（{item.group}）" if item.group else item.role,
        item.status,
        date.fromisoformat(row.due) if row.due else None,
        row.deadline_raw,
        date.fromisoformat(row.updated) if row.updated else None,
        item.flags,
        item.published[0].date if item.published else None,
    )


def due_soon(tasks: tuple[OpenTask, ...], day: date, days: int) -> tuple[OpenTask, ...]:
    """Give the tasks that are overdue or due within some days, the nearest first; not what is 待核查."""
    last = day + timedelta(days)
    soon = [task for task in tasks if task.status in TO_DO and task.due is not None and task.due <= last]
    return tuple(sorted(soon, key=lambda task: (task.due or day, task.id)))


def promises_of(task: Task, names: Container[str], day: date) -> Iterator[Promise]:
    """Yield the requests for 延期 of a unit that are granted and still run or are unanswered, and days it named."""
    title = title_of(task)
    for asked in task.extensions:
        if asked.unit is not None and asked.unit not in names:
            continue
        if asked.decided is None:
            yield Promise(task.id, title, "延期待答复", asked.proposed, asked.reason)
        elif asked.decision is Decision.GRANTED and asked.proposed >= day:
            yield Promise(task.id, title, "延期已同意", asked.proposed, asked.reason)
    for entry in task.log:
        said = entry.kind in (LogKind.PROGRESS, LogKind.REPORT) and entry.unit is not None and entry.unit in names
        for named in days_named(entry.text) if said else ():
            if named >= day:
                yield Promise(task.id, title, "记录", named, entry.text)


def days_named(text: str) -> Iterator[date]:
    """Yield the days that a text writes in full (2022年9月30日, 2022-09-30); words such as 下月底 are no day."""
    for match in _DATED.finditer(text):
        try:
            yield date(*map(int, match.groups()))
        except ValueError:
            continue


def missed_periods(task: Task, item: Owed, unit: str) -> Iterator[MissedPeriod]:
    """Yield the periods that are held against a unit in a task, as it is called in the registry."""
    for count in item.missed:
        done, needed = next((each.done, each.needed) for each in count.units if each.unit == unit)
        yield MissedPeriod(task.id, title_of(task), duty_words(count.duty), count.period.label, needed, done)


def open_duties(task: Task, counts: Iterable[PeriodCount], names: Container[str]) -> Iterator[OpenDuty]:
    """Yield the recurring duties of a task that a unit has not yet met in the period that runs."""
    for count in counts:
        if count.standing is not Standing.CURRENT:
            continue
        for each in count.units:
            if each.unit in names and not each.is_done:
                yield OpenDuty(task.id, title_of(task), count.duty.every, each.needed, each.done, count.period.last)


def commitment_of(task: Task, status: Status) -> Commitment | None:
    """Give what a task of last year leaves to a unit: carried on, turned into a problem, or simply not done by it."""
    found = task.lookback
    title = title_of(task)
    if found is not None and found.verdict is LookbackVerdict.CLOSED:
        return None
    if found is not None:
        return Commitment(task.id, title, f"{found.verdict}{f' → {found.to}' if found.to else ''}")
    return Commitment(task.id, title, status) if status in OPEN else None


def open_problem(plan: str, record: ProblemRecord, day: date, *, again: bool = False) -> OpenProblem:
    """Give a problem as the page shows it on a day; `again` as in `problem_flags`."""
    found, last = record.found, record.last_round
    return OpenProblem(
        record.id, plan, record.unit, record.state, found.where if found else "", found.what if found else "",
        last.due if last else None, last.n if last else 0,
        problem_flags(record, day, again=again), days_left(record, day),
    )  # fmt: skip


def problems_due_soon(problems: Iterable[OpenProblem], days: int) -> tuple[OpenProblem, ...]:
    """Give the problems that are to be put right within some days, or should have been, the nearest first."""
    soon = ((each.left, each) for each in problems if each.left is not None and each.left <= days)
    return tuple(each for _, each in sorted(soon, key=lambda found: (found[0], found[1].id)))
