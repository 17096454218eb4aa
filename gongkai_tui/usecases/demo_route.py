"""The road of one task through the demo: which acts, on which days, ending in a given state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind
from gongkai_tui.usecases import demo_acts as acts

if TYPE_CHECKING:
    from random import Random

    from gongkai_tui.usecases.demo_acts import Act

_ROADS: dict[Status, tuple[Act, ...]] = {
    Status.NOT_STARTED: (),
    Status.IN_PROGRESS: (acts.START,),
    Status.REPORTED: (acts.START, acts.REPORT),
    Status.RECTIFYING: (acts.START, acts.REPORT, acts.FAULT),
    Status.DONE: (acts.START, acts.REPORT, acts.PASS),
    Status.CLOSED: (acts.START, acts.REPORT, acts.PASS),
    Status.ONGOING: (acts.START, acts.REPORT, acts.PASS, acts.KEEP_ON),
    Status.ENDED: (acts.START, acts.END),
}
"""The shortest road to each state; 核销 is one commit for the whole plan and not on it."""

_PAUSES = {id(acts.START): 2.0, id(acts.REPORT): 5.0, id(acts.REPORT_FIXED): 1.2, id(acts.END): 4.0}
_SHORT_PAUSE = 0.7
_DETOURS: tuple[tuple[Act, ...], ...] = (
    (),
    (acts.RETURN, acts.REPORT),
    (acts.FAULT, acts.REPORT_FIXED),
    (acts.FAULT, acts.OBJECT, acts.ANSWER, acts.REPORT_FIXED),
    (acts.PASS, acts.CORRECT),
    (acts.ASK_MORE_TIME, acts.GIVE_MORE_TIME),
)
"""What may come around the first report; more time is asked for before it."""
_DETOUR_WEIGHTS = (48, 22, 14, 4, 4, 8)

_OPEN_ENDS: tuple[tuple[Act, ...], ...] = (
    (acts.REPORT_FIXED, acts.FAULT) * 2,
    (acts.OBJECT,),
    (),
    (acts.REPORT_FIXED, acts.FAULT),
)
"""What may come after a fault that is not mended by the end of the story."""

_EXCEPTIONS: tuple[tuple[Act, ...], ...] = (
    (),
    (acts.UNIT_START,),
    (acts.UNIT_FAULT, acts.UNIT_FIXED, acts.UNIT_PASS),
    (acts.UNIT_REPORT, acts.UNIT_PASS),
)
"""How one unit may differ from the others; where the whole task is still open, it may stop half way."""
_EXCEPTION_WEIGHTS = (45, 30, 12, 13)
_ROOM_FOR_AN_EXCEPTION = 8
"""Days."""
_SHORTEST_STORY = 40
"""Days over which notes are spread at least."""
_COUNTED = 2, 5
"""Notes that record another time done, of how many."""
_REPORTED_ROADS = frozenset({Status.REPORTED, Status.RECTIFYING, Status.DONE, Status.CLOSED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Step:
    """One act on its day."""

    day: date
    act: Act
    unit: str
    silent: str = ""
    """Unit that stays 未启动 when the task starts."""


def plan_road(
    outcome: Status,
    units: tuple[str, ...],
    extras: tuple[str, ...],
    begins: date,
    ends: date,
    rng: Random,
    *,
    has_due: bool = True,
) -> list[Step]:
    """Return the steps of one task, in order; `units` may have a state of their own, `extras` only speak.

    Only a task that `has_due` asks for more time.
    """
    road = [act for act in _with_detours(outcome, rng) if has_due or act.kind is not LogKind.EXTENSION]
    if not road:
        return []
    days = _days(road, outcome, begins, ends, rng)
    speakers = (*units, *extras) or ("",)
    lead = speakers[0]
    steps = [Step(day, act, lead) for day, act in zip(days, road, strict=True)]
    if len(units) > 2:  # noqa: PLR2004  (one may differ where there are several)
        steps = _with_exceptions(steps, units, ends, rng)
    return steps


def end_open(steps: list[Step], place: int, ends: date) -> list[Step]:
    """Return the steps of a task that stays 整改中, the `place`th of its plan: rechecked in vain, or objected to."""
    more = _OPEN_ENDS[place % len(_OPEN_ENDS)]
    last = steps[-1]
    gap = (ends - last.day) / (len(more) + 1)
    return [*steps, *(Step(last.day + gap * number, act, last.unit) for number, act in enumerate(more, 1))]


def add_notes(steps: list[Step], count: int, speakers: tuple[str, ...], act: Act, rng: Random) -> list[Step]:
    """Return the steps with `count` notes on days between the first step and the last."""
    if not steps or count <= 0:
        return steps
    first, last = steps[0].day, max(steps[-1].day, steps[0].day + timedelta(days=_SHORTEST_STORY))
    span = (last - first).days
    notes = [
        Step(
            first + timedelta(days=rng.randint(1, span)),
            act if rng.randrange(_COUNTED[1]) < _COUNTED[0] else acts.NOTE,
            rng.choice(speakers),
        )
        for _ in range(count)
    ]
    return in_order([*steps, *notes])


def in_order(steps: list[Step]) -> list[Step]:
    """Sort by day; what stood first stays first within a day."""
    return sorted(steps, key=lambda step: step.day)


def _with_detours(outcome: Status, rng: Random) -> list[Act]:
    road = list(_ROADS[outcome])
    if outcome not in _REPORTED_ROADS:
        return road
    detour = rng.choices(_DETOURS, _DETOUR_WEIGHTS)[0]
    at = road.index(acts.REPORT) + (0 if acts.ASK_MORE_TIME in detour else 1)
    road[at:at] = detour
    return road


def _days(road: list[Act], outcome: Status, begins: date, ends: date, rng: Random) -> list[date]:
    """Spread the acts over the time with pauses that suit them; unfinished tasks leave a rest at the end."""
    pauses = [_PAUSES.get(id(act), _SHORT_PAUSE) * rng.uniform(0.4, 1.6) for act in road]
    rest = rng.uniform(2.0, 8.0) if outcome == Status.IN_PROGRESS else rng.uniform(0.1, 1.5)
    scale = (ends - begins).days / (sum(pauses) + rest)
    days = []
    passed = 0.0
    for pause in pauses:
        passed += pause
        days.append(begins + timedelta(days=int(passed * scale)))
    return days


def _with_exceptions(steps: list[Step], units: tuple[str, ...], ends: date, rng: Random) -> list[Step]:
    """Let one unit differ from the others: silent at first, found wanting, or done before them."""
    first, rest = steps[0], steps[1:]
    until = rest[0].day if rest else ends
    own_acts = rng.choices(_EXCEPTIONS, _EXCEPTION_WEIGHTS)[0]
    if not own_acts or (until - first.day).days < _ROOM_FOR_AN_EXCEPTION:
        return steps
    unit = rng.choice(units[1:])
    if own_acts[0] is acts.UNIT_START:
        first = replace(first, silent=unit)
    gap = (until - first.day) / (len(own_acts) + 1)
    own = [Step(first.day + gap * number, act, unit) for number, act in enumerate(own_acts, 1)]
    if not rest and rng.randrange(2):
        own.pop()
    return [first, *own, *rest]
