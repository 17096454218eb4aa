"""Duties that come back: the periods of a plan's year, and how often each unit has done its duty in each of them.

Nothing is spawned: what was done are the 完成次数 entries of the log, what is missing is worked out against a day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import LEAD, SUPPORT, Parts, assignment_in_task
from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.found_in_log import ended_in
from gongkai_tui.domain.occurrences import is_of_its_unit, occurrences
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import EACH_UNIT, PERIODS_A_YEAR, LookbackVerdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import LogEntry, Recurring, Task

_ISO_MONTH = re.compile(r"^([0-9]{4})-([0-9]{1,2})$")
_CERTIFIED = frozenset({Status.DONE, Status.CLOSED, Status.ENDED})
"""The office has found the duty met or ended it: no missing period is held against the unit any more."""


class Standing(StrEnum):
    """Where a period stands against a day."""

    BEFORE_ISSUE = "印发前"
    """Over before the plan was issued: nobody's failure."""
    BEFORE_START = "起算前"
    """Begun before the day from which the office asks for the duty: likewise."""
    PAST = "已过"
    CURRENT = "本期"
    AHEAD = "未到"


class Period(NamedTuple):
    """One period, both days inclusive."""

    label: str
    first: date
    last: date

    def standing(self, day: date, issued: date | None = None, begins: date | None = None) -> Standing:
        """Return where the period stands on `day` in a plan issued on `issued`, of a duty asked for since `begins`."""
        if self.first > day:
            return Standing.AHEAD
        if begins is not None and self.first < begins:
            return Standing.BEFORE_START
        if self.last >= day:
            return Standing.CURRENT
        return Standing.BEFORE_ISSUE if issued is not None and self.last < issued else Standing.PAST


def periods(year: int, every: str) -> tuple[Period, ...]:
    """Return the periods of a plan's year: the whole year, or its halves, quarters, months or ISO weeks.

    Weeks run from Monday to Sunday and belong to the year of their Thursday; all others divide the calendar year.
    """
    if every == "周":
        return tuple(_weeks(year))
    months = 12 // PERIODS_A_YEAR[every]
    found = []
    for number, begin in enumerate(range(1, 13, months), 1):
        end = begin + months - 1
        last = date(year, end, monthrange(year, end)[1])
        found.append(Period(_label(year, every, number), date(year, begin, 1), last))
    return tuple(found)


def named_period(spans: Iterable[Period], typed: str) -> Period | None:
    """Return the period that `typed` names, with or without its year: `2019年12月`, `2019-12`, `12月`, `第4季度`."""
    wanted = _plain(_ISO_MONTH.sub(lambda month: f"{month[1]}年{int(month[2])}月", typed.strip()))
    names = ((period, _plain(period.label)) for period in spans)
    return next((period for period, name in names if wanted and wanted in (name, name.partition("年")[2])), None)


def _plain(label: str) -> str:
    return re.sub("第|份|度", "", fold_unspaced(label))


def _label(year: int, every: str, number: int) -> str:
    if every == "年":
        return f"{year}年"
    if every == "半年":
        return f"{year}年{'上下'[number - 1]}半年"
    return f"{year}年第{number}季度" if every == "季" else f"{year}年{number}月"


def _weeks(year: int) -> Iterator[Period]:
    monday = date.fromisocalendar(year, 1, 1)
    number = 1
    while monday.isocalendar().year == year:
        yield Period(f"{year}年第{number}周", monday, monday + timedelta(days=6))
        monday += timedelta(days=7)
        number += 1


class UnitCount(NamedTuple):
    """How often one unit has done its duty in one period."""

    unit: str
    done: int
    needed: int
    confirmed: bool = True
    """False where no person has confirmed that the unit is a member of its set."""

    @property
    def is_done(self) -> bool:
        """Whether that is often enough."""
        return self.done >= self.needed


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """One duty of one task in one period."""

    task: str
    duty: Recurring
    period: Period
    standing: Standing
    units: tuple[UnitCount, ...]
    """Every unit that must act. Of a duty of the whole area each shows what all did together."""
    missed_by: tuple[str, ...] = ()
    """缺期: units against which a period that is over is held. Not where the office has found the task done or ended
    it, nor once 回头看 has carried it into this year's plan, where it is owed. A duty of the whole area is missed by
    the one unit that does it, else by the units that lead, where any does, else by all that must act."""

    @property
    def is_common(self) -> bool:
        """Whether all units do the duty together, so that acts count and not units."""
        return self.duty.per != EACH_UNIT

    @property
    def done(self) -> int:
        """How many units have done theirs; of a common duty, how often it was done."""
        if self.is_common:
            return max((count.done for count in self.units), default=0)
        return sum(count.is_done for count in self.units)

    @property
    def needed(self) -> int:
        """How many units there are; of a common duty, how often it must be done."""
        return self.duty.at_least if self.is_common else len(self.units)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the units that have not."""
        return tuple(count.unit for count in self.units if not count.is_done)


class DoneInPeriod(NamedTuple):
    """How often a duty was done in one period, by a unit or, of a common duty, by all together."""

    duty: Recurring
    period: Period
    times: int


def count_periods(task: Task, plan: Plan, units: GridUnits, day: date) -> tuple[PeriodCount, ...]:
    """Return every period of every recurring duty of a task, duty by duty; none where the plan has no year.

    Whoever was ended takes part in the periods that were over by then, and in those in which it did something.
    """
    if plan.year is None or not task.recurring:
        return ()
    parts = Parts(assignment_in_task(task), units)
    # A unit that only supports need not do it itself.
    acting = [each for each in parts.acting if each.role != SUPPORT]
    ends = {each.name: ended_on(task, each.name, parts) for each in parts.acting if each.status == Status.ENDED}
    answers = _answering(parts)
    is_carried = _is_carried_on(task, day)
    found = []
    for duty in task.recurring:
        entries = [entry for entry in occurrences(task, duty) if is_of_its_unit(entry, duty, parts)]
        doers = _only(units.name(duty.unit), parts) if duty.unit else [(each.name, each.confirmed) for each in acting]
        for period in periods(plan.year, duty.every):
            within = [entry for entry in entries if period.first <= entry.date <= period.last]
            ended = {name for name, end in ends.items() if end is None or end <= period.last}
            done = ((*doer, _done(duty, within, doer[0], parts, units)) for doer in doers)
            # Who was ended meanwhile need not do it oftener than it has.
            counts = tuple(
                UnitCount(name, times, min(times, duty.at_least) if name in ended else duty.at_least, confirmed)
                for name, confirmed, times in done
                if times or name not in ended
            )
            if not counts and doers:
                continue
            standing = period.standing(day, plan.issued, duty.begins)
            short = tuple(each.unit for each in counts if not each.is_done and answers(each.unit, duty))
            missed_by = short if standing is Standing.PAST and not is_carried else ()
            found.append(PeriodCount(task.id, duty, period, standing, counts, missed_by))
    return tuple(found)


def _only(name: str, parts: Parts) -> list[tuple[str, bool]]:
    """The one unit that does a duty for all, with whether it is confirmed to act; nobody where it acts no more."""
    return [(each.name, each.confirmed) for each in parts.acting if each.name == name]


def ended_on(task: Task, name: str, parts: Parts) -> date | None:
    """Return the day on which the log says that the part of a unit, or the whole task, was ended; None if it does not.

    The latest such entry counts.
    """
    is_meant = parts.about(name)
    ends = (entry for entry in ended_in(task.log) if is_meant(entry.unit))
    return max((entry.on or entry.date for entry in ends), default=None)


def _is_carried_on(task: Task, day: date) -> bool:
    found = task.lookback
    return found is not None and found.verdict is LookbackVerdict.CARRIED and found.date <= day


def _done(duty: Recurring, entries: list[LogEntry], unit: str, parts: Parts, units: GridUnits) -> int:
    if duty.per != EACH_UNIT:
        return len(entries)
    # What a set is recorded to have done, each of its members has done; recorded for both, it is the same once more.
    own, members = {unit, *parts.holders(unit)}, parts.members(unit)
    named = [(units.name(entry.unit), entry) for entry in entries if entry.unit is not None]
    times: dict[tuple[object, ...], int] = {}
    for (_, act), count in Counter((name, act_of(entry)) for name, entry in named if name in own).items():
        times[act] = max(count, times.get(act, 0))
    return sum(times.values()) + sum(name in members for name, _ in named)


def act_of(entry: LogEntry) -> tuple[date, str, tuple[str, ...], str]:
    """Return what tells one act from another, whoever is recorded to have done it."""
    return entry.date, entry.text, entry.evidence, entry.what


def _answering(parts: Parts) -> Callable[[str, Recurring], bool]:
    """Return a test for whether a unit answers for a duty that was not done."""
    leading = {name for name, role in parts.roles.items() if role == LEAD}
    leaders = leading.union(*(parts.members(name) for name in leading))

    def answers(unit: str, duty: Recurring) -> bool:
        shares = duty.per == EACH_UNIT or duty.unit or not leaders or unit in leaders
        return bool(shares) and Status(parts.status(unit)) not in _CERTIFIED

    return answers


def missed(counts: Iterable[PeriodCount]) -> dict[str, tuple[PeriodCount, ...]]:
    """Return, by unit, the periods that are held against it."""
    found: dict[str, tuple[PeriodCount, ...]] = {}
    for count in counts:
        for unit in count.missed_by:
            found[unit] = (*found.get(unit, ()), count)
    return found


def done_lately(counts: Iterable[PeriodCount]) -> dict[str, tuple[DoneInPeriod, ...]]:
    """Return, by unit, what is recorded as done in the period that runs, duty by duty, else in the last one."""
    latest: dict[Recurring, PeriodCount] = {}
    for count in counts:
        if count.standing is not Standing.AHEAD:
            latest[count.duty] = count
    found: dict[str, tuple[DoneInPeriod, ...]] = {}
    for count in latest.values():
        for each in count.units:
            if each.done:
                found[each.unit] = (*found.get(each.unit, ()), DoneInPeriod(count.duty, count.period, each.done))
    return found
