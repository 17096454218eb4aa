"""How two plans answer each other: which tasks stand in both, which in one only, and where the wording differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.fingerprint import fingerprint, wording_of
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.word_diff import Run, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import LinkKind


class Side(StrEnum):
    """In which of two plans a task stands; the upper one is the one that is carried out or followed."""

    BOTH = "两边都有"
    STALE = "待复核"
    """In both, but the upper wording changed after the link was confirmed."""
    UPPER = "只在前者"
    LOWER = "只在后者"


class Answer(NamedTuple):
    """One task of the upper plan with one of the lower, or one without the other."""

    side: Side
    upper: TaskRow | None
    lower: TaskRow | None
    score: int | None = None
    """How alike they are, where nobody has confirmed it; None for a link."""

    @property
    def is_ended(self) -> bool:
        """One of the two was 已终止: nothing is carried out, or nothing is asked for any more."""
        return any(row is not None and row.status == Status.ENDED for row in (self.upper, self.lower))

    @property
    def is_answered(self) -> bool:
        """Both are there, and neither was ended."""
        return bool(self.upper and self.lower) and not self.is_ended

    @property
    def differs(self) -> bool:
        """The wording differs by more than spaces and punctuation."""
        return bool(self.upper and self.lower) and _mark(self.upper) != _mark(self.lower)

    @property
    def diff(self) -> tuple[Run, ...]:
        """From the upper wording to the lower one; empty where there is only one."""
        return word_diff(_words(self.upper), _words(self.lower)) if self.upper and self.lower else ()


@dataclass(frozen=True)
class Coverage:
    """Two plans against each other."""

    upper: Plan
    lower: Plan
    kind: LinkKind | None
    """None where two plans of one level are compared."""
    answers: tuple[Answer, ...]
    """In the order of the upper plan; what stands in the lower alone comes last."""

    @cached_property
    def upper_total(self) -> int:
        """Tasks of the upper plan."""
        return len({answer.upper.id for answer in self.answers if answer.upper})

    @cached_property
    def upper_answered(self) -> int:
        """Tasks of the upper plan that the lower one answers, by tasks that were not ended."""
        return len({answer.upper.id for answer in self.answers if answer.upper and answer.is_answered})

    @cached_property
    def lower_total(self) -> int:
        """Tasks of the lower plan."""
        return len({answer.lower.id for answer in self.answers if answer.lower})

    @cached_property
    def lower_sourced(self) -> int:
        """Tasks of the lower plan that have their like in the upper one, which was not ended."""
        return len({answer.lower.id for answer in self.answers if answer.lower and answer.is_answered})

    @cached_property
    def ended(self) -> int:
        """Pairs one of which was ended."""
        return sum(bool(answer.upper and answer.lower) and answer.is_ended for answer in self.answers)

    @cached_property
    def stale(self) -> int:
        """Links 待复核."""
        return sum(answer.side is Side.STALE for answer in self.answers)

    @cached_property
    def differing(self) -> int:
        """Pairs whose wording differs."""
        return sum(answer.differs for answer in self.answers)


class Pair(NamedTuple):
    """What is known of one upper and one lower task."""

    stale: bool = False
    score: int | None = None


def cover(
    upper: Sequence[TaskRow], lower: Sequence[TaskRow], pairs: Mapping[tuple[str, str], Pair]
) -> tuple[Answer, ...]:
    """Return how the tasks of two plans answer each other; `pairs` goes by the ids of an upper and a lower task."""
    below: dict[str, list[tuple[TaskRow, Pair]]] = {row.id: [] for row in upper}
    paired: set[str] = set()
    by_id = {row.id: row for row in lower}
    for (upper_id, lower_id), pair in pairs.items():
        if upper_id in below and lower_id in by_id:
            below[upper_id].append((by_id[lower_id], pair))
            paired.add(lower_id)
    order = {row.id: place for place, row in enumerate(lower)}
    alone = (Answer(Side.LOWER, None, row) for row in lower if row.id not in paired)
    return (*_from_above(upper, below, order), *alone)


def _from_above(
    upper: Sequence[TaskRow], below: Mapping[str, list[tuple[TaskRow, Pair]]], order: Mapping[str, int]
) -> Iterable[Answer]:
    for row in upper:
        if not below[row.id]:
            yield Answer(Side.UPPER, row, None)
        for other, pair in sorted(below[row.id], key=lambda found: order[found[0].id]):
            yield Answer(Side.STALE if pair.stale else Side.BOTH, row, other, pair.score)


def _words(row: TaskRow) -> str:
    return wording_of(row.heading, row.requirement)


def _mark(row: TaskRow | None) -> str:
    return fingerprint(_words(row)) if row else ""
