"""What one unit owes, task by task, and what waits for the office."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.flags import silence_untold
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.status import LIVING, OPEN, TO_DO, Flag, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai_tui.domain.grid_units import LineKind
    from gongkai_tui.domain.own_plans import Publication
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.recurrence import DoneInPeriod, PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Extension

_STATUSES = {status.value: status for status in Status}
"""Looked up millions of times where hundreds of units have thousands of tasks: quicker than calling the class."""
_OPEN, _TO_DO, _LIVING = (frozenset(status.value for status in some) for some in (OPEN, TO_DO, LIVING))
_REPORTED, _RECTIFYING, _ONGOING = Status.REPORTED.value, Status.RECTIFYING.value, Status.ONGOING.value


class Tally(NamedTuple):
    """What one task as one unit stands in it counts as in the figures of the unit."""

    status: str
    """A mere text: that of an enumeration takes far longer to count."""
    is_open: bool
    is_owed: bool
    is_late: bool
    is_due_soon: bool
    is_silent: bool
    is_quiet: bool
    is_heard: bool
    is_current: bool
    """It asks for signs of life or waits for the office, and nobody has shelved it."""
    is_recorded: bool
    is_untold: bool
    is_left: bool
    """Somebody has something left to do about it."""
    missed: int


@dataclass(frozen=True, eq=False)
class Owed:
    """One task as one unit stands in it; units that nothing tells apart share it, so that it is known by itself."""

    row: TaskRow
    """Status, due date and latest record are the unit's."""
    role: str
    group: str
    """The set through which the unit acts; empty where the task names it."""
    confirmed: bool
    """False where nobody has confirmed that the unit is a member of its set."""
    flags: tuple[Flag, ...]
    silent_days: int | None
    """Since its latest record, else since the plan was issued; None where neither is known."""
    is_quiet: bool
    """That is more than the limit."""
    is_heard: bool
    """The unit itself has recorded something within the limit: what names no unit is of all who act."""
    lacks_evidence: bool
    """It has recorded something, but no evidence."""
    missed: tuple[PeriodCount, ...] = ()
    """Periods that have passed without a recurring duty being done."""
    done: tuple[DoneInPeriod, ...] = ()
    """What is recorded of its recurring duties in the last period that has begun."""
    problems: tuple[ProblemRecord, ...] = ()
    """Open 问题 of this unit in this task."""
    published: tuple[Publication, ...] = ()
    """What it has published of its own, which the task asks for and which nobody has recorded there."""

    @property
    def status(self) -> Status:
        """How the unit stands."""
        return _STATUSES[self.row.status]

    @property
    def is_open(self) -> bool:
        """Whether it counts as not done, as in the grid: 待核查 does."""
        return self.row.status in _OPEN

    @property
    def is_owed(self) -> bool:
        """Whether it is not done and the unit, not the office, has to act.

        What is open less what is 待核查, and what the office can see published.
        """
        return self.row.status in _TO_DO and not self.row.carried_to and not self.published

    @property
    def is_lasting_and_silent(self) -> bool:
        """Whether all that is wanted is a sign of life in a duty that goes on; not a task that is owed."""
        return self.status is Status.ONGOING and self.is_silent

    @property
    def is_asked(self) -> bool:
        """Whether the unit is asked for anything: the task itself, a sign of life, what was missed, a 整改."""
        # Of what was ended nothing is put right any more: the office withdraws it.
        is_to_rectify = bool(to_rectify(self.problems)) and self.status is not Status.ENDED
        if self.row.carried_to:
            return is_to_rectify
        return self.is_owed or self.is_lasting_and_silent or bool(self.missed) or is_to_rectify

    @property
    def is_silent(self) -> bool:
        """久未更新: quiet in a task that asks for signs of life, which one that is 待核查 does not."""
        return self.is_quiet and self.row.status in _LIVING and not self.row.is_shelved

    @property
    def is_untold(self) -> bool:
        """Whether it asks for signs of life, and nobody can tell since when it has had none."""
        return silence_untold(self.row)

    @property
    def is_late(self) -> bool:
        """逾期."""
        return Flag.OVERDUE in self.flags

    @cached_property
    def tally(self) -> Tally:
        """All that figures are counted by: worked out once for the many units that share it."""
        row, status = self.row, self.row.status
        is_open, is_owed, is_silent = self.is_open, self.is_owed, self.is_silent
        is_current = (status in _LIVING or status == _REPORTED) and not row.is_shelved
        return Tally(
            status,
            is_open,
            is_owed,
            Flag.OVERDUE in self.flags,
            Flag.DUE_SOON in self.flags,
            is_silent,
            self.is_quiet,
            self.is_heard,
            is_current,
            bool(row.updated),
            self.is_untold,
            is_owed or (is_open and not row.carried_to) or self.is_asked,
            len(self.missed),
        )


class OfficeMatter(StrEnum):
    """What waits for the office."""

    TO_CHECK = "待核查"
    PUBLISHED = "已发布待登记核查"
    """The unit's own 要点 is in the repository, and nothing of it in the task."""
    EXTENSION = "延期待答复"
    OBJECTION = "异议待答复"
    TO_NOTIFY = "问题待反馈"
    TO_RECHECK = "问题待再核查"
    TO_WITHDRAW = "问题待撤销"
    """Of a task, or the part of one, that was ended."""


class OfficeItem(NamedTuple):
    """One matter of one task that waits for the office."""

    row: TaskRow | None
    """None for a 问题 that stands alone."""
    matter: OfficeMatter
    units: tuple[str, ...]
    """Whose report or request it is."""
    since: str = ""
    """ISO date since which it waits; empty where unknown."""
    is_late: bool = False
    """待核查 for too long: the office's own lapse."""
    problem: ProblemRecord | None = None
    extension: Extension | None = None
    by_exception: tuple[str, ...] = ()
    """Many units as people name them: 整项, a set with those left out."""

    @property
    def whose(self) -> str:
        """The units as people name them."""
        return "、".join(self.by_exception or self.units)


def to_rectify(problems: Iterable[ProblemRecord]) -> tuple[ProblemRecord, ...]:
    """Return the problems that the unit, and not the office, has to do something about."""
    return tuple(problem for problem in problems if problem.state is ProblemState.RECTIFYING)


_TALLY = attrgetter("tally")
_UPDATED = attrgetter("row.updated")


@dataclass(frozen=True)
class Debts:
    """Everything about one unit, or a set that nobody can resolve yet."""

    name: str
    kind: LineKind
    items: tuple[Owed, ...]
    """Every task in which it acts, those that are done included, in document order."""
    office: tuple[OfficeItem, ...] = ()
    """Of the office: what waits for it."""
    problems: tuple[ProblemRecord, ...] = ()
    """Open 问题 of the unit that are about none of these tasks."""
    late_problems: int = 0
    """How many of its open 问题 are 逾期."""
    last_beside: str = ""
    """ISO date of the latest record of its own in tasks that are not counted here, nobody being urged over them."""
    is_heard_beside: bool = False
    """That is within the limit."""

    @cached_property
    def _tallies(self) -> Counter[Tally]:
        """How many of its tasks count as what: few differ in it."""
        return Counter(map(_TALLY, self.items))

    def _count(self, counts: Callable[[Tally], int]) -> int:
        return sum(counts(each) * times for each, times in self._tallies.items())

    @cached_property
    def open_problems(self) -> tuple[ProblemRecord, ...]:
        """Every 问题 of the unit that is not closed, those of its tasks first."""
        return (*(problem for item in self.items for problem in item.problems), *self.problems)

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """The tasks that it has to do: as many as are open less those reported or published."""
        return tuple(item for item in self.items if item.tally.is_owed)

    @property
    def carried(self) -> int:
        """Tasks to do that 回头看 carried into this year's plan: they are not done, and nobody owes them here."""
        return sum(item.row.status in _TO_DO and bool(item.row.carried_to) for item in self.items)

    @cached_property
    def published(self) -> tuple[Owed, ...]:
        """The tasks that nobody has to do or report any more: what they ask for is published."""
        return tuple(item for item in self.items if item.published and item.is_open and not item.row.is_shelved)

    @cached_property
    def lasting_and_silent(self) -> tuple[Owed, ...]:
        """长期坚持 without a sign of life for too long; none of them is owed."""
        if not any(each.status == _ONGOING for each in self._tallies):
            return ()
        return tuple(item for item in self.items if item.is_lasting_and_silent)

    @cached_property
    def lacking(self) -> tuple[Owed, ...]:
        """Other tasks that are not owed, but in which a recurring duty was missed."""
        if not any(each.missed for each in self._tallies):
            return ()
        return tuple(i for i in self.items if i.missed and not i.is_owed and not i.is_lasting_and_silent)

    @cached_property
    def faults(self) -> tuple[ProblemRecord, ...]:
        """问题 that it has to put right and that stand with no task that is owed."""
        # Of what was ended nothing is put right any more.
        living = (item for item in self.items if item.problems and not item.is_owed and item.status is not Status.ENDED)
        found = (problem for item in living for problem in item.problems)
        return to_rectify((*found, *self.problems))

    @property
    def asks(self) -> bool:
        """Whether it, or the office through it, has anything left to do."""
        return bool(self.office or any(each.is_left for each in self._tallies) or self.open_problems)

    @property
    def tasks_owed(self) -> int:
        """How many tasks it has to do: as many as are open less those reported or published."""
        return self._count(lambda each: each.is_owed)

    @property
    def open(self) -> int:
        """Tasks that are not done, those reported included, as in the grid."""
        return self._count(lambda each: each.is_open)

    @property
    def reported(self) -> int:
        """Open tasks that wait for the office."""
        return self._count(lambda each: each.status == _REPORTED)

    @property
    def overdue(self) -> int:
        """逾期."""
        return self._count(lambda each: each.is_late)

    @property
    def due_soon(self) -> int:
        """临期."""
        return self._count(lambda each: each.is_due_soon)

    @property
    def silent(self) -> int:
        """Tasks without a record for too long."""
        return self._count(lambda each: each.is_silent)

    @property
    def rectifying(self) -> int:
        """整改中."""
        return self._count(lambda each: each.status == _RECTIFYING)

    @property
    def missed(self) -> int:
        """Periods of recurring duties that were missed."""
        return self._count(lambda each: each.missed)

    @cached_property
    def last(self) -> str:
        """ISO date of its latest record in any task; empty if there is none."""
        last: str = max(map(_UPDATED, self.items), default="")
        return max(last, self.last_beside)

    @property
    def is_silent(self) -> bool:
        """Whether it is asked for signs of life and was last heard of too long ago, in all that is not done.

        Of one that never recorded anything there, every task must have been without a record for too long. What it
        has recorded itself counts in whichever task, done or not.
        """
        current = [each for each in self._tallies if each.is_current]
        recorded = [each for each in current if each.is_recorded]
        is_heard = self.is_heard_beside or any(each.is_heard for each in self._tallies)
        is_quiet = all(each.is_quiet for each in recorded or current) and not is_heard
        return is_quiet and any(each.is_silent for each in current)

    @property
    def untold(self) -> tuple[Owed, ...]:
        """The tasks that ask for signs of life of which nobody can tell since when there have been none."""
        if not any(each.is_untold for each in self._tallies):
            return ()
        return tuple(item for item in self.items if item.is_untold)

    @property
    def is_unheard(self) -> bool:
        """Whether it never recorded anything, in no task, and nobody can tell since when it should have."""
        return not self.last and not self.is_silent and any(each.is_untold for each in self._tallies)
