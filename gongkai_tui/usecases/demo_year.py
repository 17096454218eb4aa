"""The invented years of the demo, scene by scene: who changes which tasks, when, and how the history tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.task import DeadlineKind, LogKind, LookbackVerdict, Task
from gongkai_tui.usecases import demo_acts as acts
from gongkai_tui.usecases.demo_acts import INVENTED, Act, log_entry, perform
from gongkai_tui.usecases.demo_effects import leave_traces
from gongkai_tui.usecases.demo_further import add_further_acts, due_of, look_back
from gongkai_tui.usecases.demo_problems import ProblemsOfPlan
from gongkai_tui.usecases.demo_route import Step, add_notes, plan_road
from gongkai_tui.usecases.demo_story import STORY_END, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.usecases.demo_people import Cast, Person

CHINA = timezone(timedelta(hours=8))
_BULK_WORDS = {id(acts.CLOSE): "年终逐项核查核销", id(acts.ROUND): "集中调度", id(acts.LOOK_CLOSE): "回头看核销"}
_FINISHED_FIRST = (Status.CLOSED, Status.DONE, Status.ENDED, Status.REPORTED, Status.RECTIFYING, Status.IN_PROGRESS)
_LATE_DAYS = 45
_FRIDAY = 4
_HOLIDAYS = frozenset({(1, 1), (5, 1), *((10, day) for day in range(1, 8))})
"""Month and day of holidays that fall on the same date every year."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One commit of the story: one task, or many in one action."""

    when: datetime
    person: Person
    tasks: tuple[Task, ...]
    """As they stand afterwards."""
    subject: str
    problems: tuple[ProblemRecord, ...] = ()
    """Those of the plan that were opened or changed."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A step with the task that it belongs to."""

    task_id: str
    step: Step


@dataclass(frozen=True, slots=True)
class _Stage:
    """What the scenes of one plan share."""

    tasks: dict[str, Task]
    """As they stand now."""
    plan: str
    """Short name for subjects."""
    cast: Cast
    rng: Random
    problems: ProblemsOfPlan
    carried: Mapping[str, str]
    """This year's task by that of last year which it follows."""


def play_plan(
    story: Story,
    plan: Plan,
    tasks: Sequence[Task],
    cast: Cast,
    *,
    carried: Mapping[str, str],
    until: date,
    scenes: int,
    seed: int,
) -> Iterator[Scene]:
    """Yield the scenes of one plan up to `until`, oldest first, about `scenes` of them.

    `carried` gives the task of the next plan that follows one of this plan.
    """
    rng = Random(f"{seed}/{story.plan}")  # noqa: S311  (the same demo for the same seed)
    roads = _roads(story, tasks, cast, carried, scenes, rng)
    stage = _Stage({task.id: task for task in tasks}, short_name(plan), cast, rng, ProblemsOfPlan(rng), carried)
    turns = [_Turn(task_id, step) for task_id, road in roads.items() for step in road]
    turns.sort(key=lambda turn: turn.step.day)
    for day, todays in groupby(turns, key=lambda turn: turn.step.day):
        if day > until:
            return
        yield from _day(day, list(todays), stage)


def _roads(
    story: Story, tasks: Sequence[Task], cast: Cast, carried: Mapping[str, str], scenes: int, rng: Random
) -> dict[str, list[Step]]:
    outcomes = _outcomes(story, tasks, rng)
    roads: dict[str, list[Step]] = {}
    for task in tasks:
        limit = _limit(story, task, outcomes[task.id], rng)
        speakers, has_due = cast.speakers(task), due_of(task) != date.max
        roads[task.id] = plan_road(outcomes[task.id], *speakers, story.begins, limit, rng, has_due=has_due)
    add_further_acts(story, tasks, cast, roads, outcomes)
    busy = [task for task in tasks if roads[task.id]]
    left = scenes - sum(map(len, roads.values()))
    shares = [rng.uniform(0.3, 1.7) for _ in busy]
    for task, share in zip(busy, shares, strict=True):
        units, others = cast.speakers(task)
        act = acts.COUNT if task.recurring else acts.NOTE
        count = round(left * share / sum(shares))
        roads[task.id] = add_notes(roads[task.id], count, (*units, *others) or ("",), act, rng)
    _add_common_days(story, roads, outcomes)
    look_back(story, roads, outcomes, carried)
    return {task_id: _workdays(road, story) for task_id, road in roads.items()}


def _outcomes(story: Story, tasks: Sequence[Task], rng: Random) -> dict[str, Status]:
    """Deal the end states out by the story's shares: the earlier a task is due, the more likely it is finished."""
    order = sorted(tasks, key=lambda task: (due_of(task), rng.random()))
    late = [(index + rng.uniform(0, len(tasks) / 2), task) for index, task in enumerate(order)]
    pool: list[Status] = []
    for status in (*_FINISHED_FIRST, Status.NOT_STARTED):
        pool += [status] * round(len(tasks) * story.outcomes.get(status, 0) / 100)
    pool = (pool + [pool[0]] * len(tasks))[: len(tasks)]
    ranked = [task for _, task in sorted(late, key=lambda item: item[0])]
    dealt = dict(zip((task.id for task in ranked), pool, strict=True))
    _leave_some_late(story, order, dealt)
    for task in tasks:
        goes_on = task.deadline is not None and task.deadline.kind == DeadlineKind.DATE_THEN_ONGOING
        if goes_on and dealt[task.id] == Status.DONE:
            dealt[task.id] = Status.ONGOING
    return dealt


def _leave_some_late(story: Story, order: Sequence[Task], dealt: dict[str, Status]) -> None:
    """Let every second task that fell due within the story be unfinished: it changes places with one that has time."""
    late = [task.id for task in order if due_of(task) < story.ends][1::2]
    in_time = [task.id for task in order if due_of(task) >= story.ends and dealt[task.id] == Status.IN_PROGRESS]
    for first, second in zip(late, in_time, strict=False):
        dealt[first], dealt[second] = dealt[second], dealt[first]


def _limit(story: Story, task: Task, outcome: Status, rng: Random) -> date:
    """Last day for the road of a task: before the year-end check, and about when the task is due."""
    limit = story.ends
    if outcome in {Status.CLOSED, Status.ENDED} and story.closing:
        limit = story.closing - timedelta(days=3)
    due = due_of(task)
    if due < limit and outcome not in OPEN:
        limit = min(limit, due + timedelta(days=rng.randint(-15, _LATE_DAYS)))
    return max(limit, story.begins + timedelta(days=30))


def _add_common_days(story: Story, roads: dict[str, list[Step]], outcomes: dict[str, Status]) -> None:
    """Add what the office does for many tasks in one commit: a round of calls, and the year-end 核销."""
    half_way = story.begins + (story.ends - story.begins) / 2
    for task_id, road in roads.items():
        if road and road[0].day < half_way < road[-1].day:
            at = next(index for index, step in enumerate(road) if step.day > half_way)
            road.insert(at, Step(half_way, acts.ROUND, ""))
        if outcomes[task_id] == Status.CLOSED and story.closing:
            road[:] = [step for step in road if step.day < story.closing]
            road.append(Step(story.closing, acts.CLOSE, ""))


def _workdays(road: list[Step], story: Story) -> list[Step]:
    """Move free days to the working day before, which keeps the order."""
    return [replace(step, day=max(_working_day(step.day), story.begins)) for step in road]


def _working_day(day: date) -> date:
    while day.weekday() > _FRIDAY or (day.month, day.day) in _HOLIDAYS:
        day -= timedelta(days=1)
    return day


def _day(day: date, turns: list[_Turn], stage: _Stage) -> Iterator[Scene]:
    minutes = sorted(stage.rng.sample(range(8 * 60 + 30, 17 * 60 + 45), len(turns)))
    together: dict[int, list[_Turn]] = {}
    for minute, turn in zip(minutes, turns, strict=True):
        if id(turn.step.act) in _BULK_WORDS:
            together.setdefault(id(turn.step.act), []).append(turn)
            continue
        yield _scene(_moment(day, minute), [turn], stage)
    for group in together.values():
        yield _scene(_moment(day, 17 * 60 + 50), group, stage)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), CHINA)


def _scene(when: datetime, turns: list[_Turn], stage: _Stage) -> Scene:
    act = turns[0].step.act
    person = _who(turns[0].step, stage.cast, when.date())
    changed, problems = [], []
    subject = ""
    for turn in turns:
        before = stage.tasks[turn.task_id]
        entry = log_entry(
            act,
            entry_id=f"{stage.rng.getrandbits(32):08x}",
            day=when.date(),
            unit=turn.step.unit,
            by=person.name,
            choice=stage.rng.randrange(1000),
            link=_link(stage.cast, when, stage.rng),
        )
        if act is acts.COUNT:
            several = len(before.recurring) > 1
            duty = stage.rng.choice(before.recurring) if several else before.recurring[0]
            entry = replace(entry, what=duty.what)
        problem = stage.problems.follow(act, before, entry, _link(stage.cast, when, stage.rng))
        if problem is not None:
            problems.append(problem)
        after = leave_traces(
            act,
            perform(act, before, entry, silent=turn.step.silent, acting=stage.cast.speakers(before)[0]),
            members=stage.cast.any_departments(before) if act is acts.CHOOSE else (),
            targets={
                LookbackVerdict.RECTIFY: stage.problems.open_in(before.id),
                LookbackVerdict.CARRIED: stage.carried.get(before.id, ""),
            },
        )
        stage.tasks[after.id] = after
        changed.append(after)
        subject = _subject(stage.plan, before, after, act)
    if len(turns) > 1:
        subject = f"批量：{len(turns)}项 {_BULK_WORDS[id(act)]}"
    return Scene(when, person, tuple(changed), INVENTED + subject, tuple(problems))


def _who(step: Step, cast: Cast, day: date) -> Person:
    if not step.act.by_office:
        return cast.person(step.unit, day)
    # The recorder may be the one who asked, for the office is a unit like others in some tasks.
    return cast.checker if step.act.target or step.act.kind is LogKind.EXTENSION else cast.recorder


def _link(cast: Cast, when: datetime, rng: Random) -> str:
    return f"https://www.{cast.jurisdiction.id}.example.invalid/zwgk/{when:%Y%m}/t{rng.randrange(10**6):06d}.html"


def _subject(plan: str, before: Task, after: Task, act: Act) -> str:
    entry = after.log[-1]
    whom = f"（{entry.unit}）" if entry.unit else ""
    title = f"{plan} 第{before.seq}项 {before.heading or before.section}"
    was, now = (each.unit_status.get(entry.unit or "", each.status) for each in (before, after))
    if was == now:
        was, now = before.status, after.status
    if act.target and was != now:
        return f"{title}：{was} → {now}{whom}"
    return f"{title}：{entry.kind} {entry.text.removeprefix(INVENTED)}{whom}"


def merge_scenes(streams: Iterable[Iterator[Scene]]) -> list[Scene]:
    """Return the scenes of all plans in the order of time, never two at the same minute."""
    scenes = sorted((scene for stream in streams for scene in stream), key=lambda scene: scene.when)
    ordered: list[Scene] = []
    for scene in scenes:
        soonest = ordered[-1].when + timedelta(seconds=20) if ordered else scene.when
        ordered.append(replace(scene, when=max(scene.when, soonest)))
    return ordered


def last_day(today: date | None) -> date:
    """Return the day on which the story stops: its own end, or earlier."""
    return min(today, STORY_END) if today else STORY_END
