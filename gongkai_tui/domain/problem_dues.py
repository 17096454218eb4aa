"""The 整改期限 of a round that was moved: where it stood before, and how late the unit was by then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai_tui.domain.problem_record import DueMove, Objection, ProblemRecord, Round


class MovedDue(NamedTuple):
    """One move, and the days by which the unit was late before it."""

    move: DueMove
    days_late: int
    """0 where the day had not passed, or an objection that came in time was being reviewed."""


def with_moved_due(each: Round, move: DueMove) -> Round:
    """Return a round with another 整改期限 and the one before kept; the same day again is no move."""
    if move.due is None or move.due == each.due:
        return each
    moves = each.moves if each.due is None else (*each.moves, replace(move, was=each.due))
    return replace(each, due=move.due, moves=moves)


def first_due(each: Round) -> date | None:
    """Return the 整改期限 that a round was given at first."""
    return next((move.was for move in each.moves if move.was), each.due)


def moved_dues(record: ProblemRecord, each: Round) -> Iterator[MovedDue]:
    """Yield the moves of a round of a problem, the oldest first."""
    for move in each.moves:
        yield MovedDue(move, _days_late(record, move))


def objection_days_late(record: ProblemRecord, objection: Objection) -> int:
    """Return the days by which an objection came after the 整改期限 of its round; 0 where it came in time."""
    if objection.date is None:
        return 0
    told = [each for each in record.rounds if each.notified is None or each.notified <= objection.date]
    due = _due_on(told[-1], objection.date) if told else None
    return max((objection.date - due).days, 0) if due else 0


def _due_on(each: Round, day: date) -> date | None:
    """The 整改期限 as it stood on a day."""
    return next((move.was for move in each.moves if move.date and move.date >= day), each.due)


def _days_late(record: ProblemRecord, move: DueMove) -> int:
    if move.was is None or move.date is None:
        return 0
    # While an objection is reviewed the unit need not act: its lateness ends with the objection.
    answered = [each.date for each in record.objections if each.answered == move.date and each.date]
    until = max(answered, default=move.date)
    return max((until - move.was).days, 0)
