"""回头看 on last year's plan: every task with where it stands, in the order in which it is looked at, and the count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.collective import is_collective
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import DeadlineKind, LookbackVerdict, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.task import Lookback, Task


class Candidate(NamedTuple):
    """A task of this year's plan that may carry one of last year on."""

    id: str
    title: str
    score: int
    """Likeness of the wording in per cent; 100 for a link that a person confirmed."""


@dataclass(frozen=True, slots=True)
class LookbackItem:
    """One task of last year's plan as 回头看 sees it."""

    task: Task
    status: Status
    """What the task shows, members of 各X resolved."""
    is_clear: bool
    """It names a unit or a date (有明确责任主体和时限要求)."""
    problems: tuple[ProblemRecord, ...] = ()
    """Those found on it, the settled ones too."""
    carried_by: tuple[Candidate, ...] = ()
    """This year's tasks with a 承接 link to it."""
    proposals: tuple[Candidate, ...] = ()
    """This year's tasks that say much the same, best first: shown, never taken by themselves."""

    @property
    def found(self) -> Lookback | None:
        """The verdict given, if any."""
        return self.task.lookback

    @property
    def open_problems(self) -> tuple[ProblemRecord, ...]:
        """Problems in which somebody still has to do something."""
        return tuple(problem for problem in self.problems if problem.is_open)


class LookbackFigures(NamedTuple):
    """The one count that the list, the questions and the report share."""

    total: int
    """Tasks to look at: all but 已终止."""
    by_verdict: Mapping[LookbackVerdict, int]
    """Every verdict, also with 0."""
    ended: int
    """已终止, left out of `total`."""

    @property
    def decided(self) -> int:
        """How many have a verdict."""
        return sum(self.by_verdict.values())

    @property
    def undecided(self) -> int:
        """尚未核查."""
        return self.total - self.decided


@dataclass(frozen=True, slots=True)
class LookbackRound:
    """回头看 on one plan, as far as it has come. It is worked out from the files alone, so that anyone can go on."""

    plan: Plan
    into: Plan | None
    """This year's plan; None where nobody has said which."""
    items: tuple[LookbackItem, ...]
    """What was asked for, in the order in which it is looked at."""
    figures: LookbackFigures
    """Of the whole plan, whatever was asked for."""
    day: date
    problems: tuple[Problem, ...] = ()
    """Files that could not be read: their tasks are missing here."""
    apart: tuple[ProblemRecord, ...] = ()
    """Open 问题 of the plan that are about none of its tasks here; none where a filter was asked for."""

    @property
    def undecided(self) -> tuple[LookbackItem, ...]:
        """The items without a verdict."""
        return tuple(item for item in self.items if item.found is None)

    @property
    def is_finished(self) -> bool:
        """Whether every task of the plan has its verdict."""
        return self.figures.undecided == 0


def is_clear(task: Task) -> bool:
    """Return whether a task names a unit, or the office chose one, or has a date of its own (全年 is none).

    印发后30日内 is one also where nobody knows on which day the plan was issued.
    """
    deadline = task.deadline
    is_dated = deadline is not None and (
        deadline.kind is DeadlineKind.WINDOW
        or (deadline.due is not None and deadline.kind is not DeadlineKind.WHOLE_YEAR)
    )
    return is_dated or bool(named_units(task)) or any(entry.members for entry in task.chosen)


def named_units(task: Task) -> tuple[str, ...]:
    """Return the units that a task names, without sets such as 各街道办事处 and without those that only support."""
    return tuple(
        dict.fromkeys(
            entry.unit for entry in task.units if entry.role is not Role.SUPPORT and not is_collective(entry.unit)
        )
    )


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks to look at: the clear ones first, each part in the order of the plan; 已终止 is left out."""
    kept = (task for task in tasks if task.status is not Status.ENDED)
    return sorted(kept, key=lambda task: (not is_clear(task), task.seq is None, task.seq or 0, task.id))


def figures_of(tasks: Collection[Task]) -> LookbackFigures:
    """Return the count over all tasks of a plan."""
    kept = [task for task in tasks if task.status is not Status.ENDED]
    by_verdict = dict.fromkeys(LookbackVerdict, 0)
    for task in kept:
        if task.lookback is not None:
            by_verdict[task.lookback.verdict] += 1
    return LookbackFigures(len(kept), by_verdict, len(tasks) - len(kept))
