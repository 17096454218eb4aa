"""Whether a problem on a list that came in is new, known already, or found again after it was closed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.problem_place import place_key
from gongkai_tui.domain.problem_record import ProblemState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import ProblemRecord

    Key = tuple[str, str, str]

_STOPS = "。.；;"
"""Ends of a sentence, which some type and others do not."""


class Match(StrEnum):
    """What becomes of a row."""

    NEW = "新增"
    KNOWN = "已有"
    """The same problem is open, or the list was imported before: nothing is added."""
    AGAIN = "反复"
    """The same problem was closed before: a new record that repeats it."""
    UNCLEAR = "分不清"
    """The same problem was closed, and nothing tells whether it was found before or after that."""


class Matched(NamedTuple):
    """What becomes of a row, and because of which earlier problem."""

    match: Match
    earlier: str = ""
    """Id of the earlier problem."""
    note: str = ""


def problem_key(unit: str, where: str, what: str) -> Key:
    """Give what makes two problems the same: unit, place and description, however they are written."""
    return (fold_unspaced(unit), place_key(where), what_key(what))


def what_key(what: str) -> str:
    """Give a description in one form, however it is spaced and whether or not it ends as a sentence."""
    return fold_unspaced(what).rstrip(_STOPS)


def match_problem(found: date | None, same: Sequence[ProblemRecord]) -> Matched:
    """Tell what a problem is to earlier records with its key; `found` is None where the list does not say when."""
    still_open = next((record for record in same if record.is_open), None)
    if still_open is not None:
        return Matched(Match.KNOWN, still_open.id, f"与 {still_open.id}（{still_open.state}）相同")
    if not same:
        return Matched(Match.NEW)
    last = max(same, key=lambda record: (str(ended_on(record) or ""), record.id))
    ended = ended_on(last)
    if found is None or ended is None:
        return Matched(Match.UNCLEAR, last.id, f"与{last.state}的 {last.id} 相同，没有检查时间，分不清是不是再次发现")
    if found <= ended:
        return Matched(Match.KNOWN, last.id, f"与 {last.id} 相同，它在 {ended} {last.state}")
    if last.state is ProblemState.WITHDRAWN:
        return Matched(Match.NEW, "", f"与 {last.id} 相同，那一个已撤销，请核对")
    return Matched(Match.AGAIN, last.id, f"{last.id} 核销后再次发现")


def ranges(numbers: Sequence[int]) -> str:
    """Give ascending numbers in short: 3-5、8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def ended_on(record: ProblemRecord) -> date | None:
    """Return the day on which a record came to its end, or the last step of one that is open was taken."""
    days = [record.withdrawn.date] if record.withdrawn else []
    days += [each.checked.date for each in record.rounds if each.checked]
    days += [each.answered for each in record.objections]
    return max((day for day in days if day is not None), default=None)
