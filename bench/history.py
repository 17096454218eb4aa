"""Ten years of an invented city as commits: imports, one-task edits, and bulk edits of a thousand tasks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import phrases
from city import OFFICE, TASKS_A_PLAN, WHOLE_CITY, YEARS, District, make_district, make_plan, make_task

from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogEntry, LogKind, Task
from gongkai_tui.gitrepo.fast_import import NewCommit
from gongkai_tui.gitrepo.init import ATTRIBUTES, ATTRIBUTES_PATH
from gongkai_tui.gitrepo.message import build_message
from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units
from gongkai_tui.storage.paths import plan_path, task_path, units_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.plan import Plan

BULK_SIZE = 1000
BULK_COMMITS = 20
_FOUNDER = ("市政府办公厅", "bench@example.invalid")
_ROUND = "集中调度，核对台账"
_CHINA = timezone(timedelta(hours=8))
_START = datetime(2013, 2, 1, 9, 0, tzinfo=_CHINA)
_END = datetime(2022, 11, 15, 17, 0, tzinfo=_CHINA)


class _Issue(NamedTuple):
    """Plans that come into the repository together, with how many tasks each."""

    when: datetime
    plans: list[tuple[Plan, int]]


@dataclass(slots=True)
class City:
    """The city as it stands at one moment of the story."""

    rng: Random
    districts: dict[str, District] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    tasks: dict[str, Task] = field(default_factory=dict)
    """By id, in the order in which they were imported."""
    order: list[str] = field(default_factory=list)
    """The keys of `tasks`, for drawing one by number."""


def city_commits(tasks: int, commits: int, seed: int) -> Iterator[NewCommit]:
    """Yield exactly `commits` commits, oldest first, that end with `tasks` tasks."""
    rng = Random(seed)
    plan_count = -(-tasks // TASKS_A_PLAN)
    city = City(rng)
    for number in range(-(-plan_count // len(YEARS))):
        district = make_district(number, rng)
        city.districts[district.jurisdiction.id] = district
    yield _first_commit(city)
    issues = _issues(city, plan_count, tasks, grouped=plan_count > commits // 4)
    edits = commits - 1 - len(issues)
    if edits < 0:
        raise SystemExit(f"--commits 至少要 {1 + len(issues)}")
    step = (_END - issues[0].when) / max(edits, 1)
    moments = [issues[0].when + step * (number + 1) for number in range(edits)]
    bulk_at = _bulk_positions(issues, moments)
    pending = iter([*issues, _Issue(_END + timedelta(days=1), [])])
    due, plans = next(pending)
    for number, moment in enumerate(moments):
        while due <= moment:
            yield _import_commit(city, plans, due)
            due, plans = next(pending)
        yield _bulk_edit(city, moment) if number in bulk_at else _single_edit(city, moment)


def _issues(city: City, plan_count: int, tasks: int, *, grouped: bool) -> list[_Issue]:
    """Return when which plans are imported with how many tasks: one plan a commit, or one year a commit."""
    found: list[tuple[Plan, int]] = []
    left = tasks
    for district in city.districts.values():
        for year in YEARS:
            if len(found) < plan_count:
                found.append((make_plan(district, year, city.rng), min(TASKS_A_PLAN, left)))
                left -= TASKS_A_PLAN
    if grouped:
        return [_Issue(_moment_of(date(y, 8, 20)), [item for item in found if item[0].year == y]) for y in YEARS]
    alone = [_Issue(_moment_of(plan.issued or date(plan.year or 0, 3, 1)), [(plan, size)]) for plan, size in found]
    return sorted(alone, key=lambda issue: (issue.when, issue.plans[0][0].id))


def _moment_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=_CHINA)


def _bulk_positions(issues: list[_Issue], moments: list[datetime]) -> frozenset[int]:
    """Spread the bulk commits evenly over the time in which a thousand tasks exist."""
    sizes = (sum(size for _, size in issue.plans) for issue in issues)
    since = next(
        (issue.when for issue, total in zip(issues, accumulate(sizes), strict=True) if total >= BULK_SIZE),
        None,
    )
    first = next((i for i, moment in enumerate(moments) if since and moment > since), len(moments))
    span = len(moments) - first
    count = BULK_COMMITS if span > BULK_COMMITS else 0
    return frozenset(first + span * (2 * number + 1) // (2 * BULK_COMMITS) for number in range(count))


def _first_commit(city: City) -> NewCommit:
    files: dict[str, bytes | None] = {ATTRIBUTES_PATH: ATTRIBUTES}
    for each in (WHOLE_CITY, *(district.jurisdiction for district in city.districts.values())):
        files[units_path(each.id)] = emit_units(each).encode()
    message = build_message("建立数据仓库，录入各区单位", [], action="init", tasks=[], actor=_FOUNDER[1])
    return NewCommit(files, message, *_FOUNDER, _START)


def _import_commit(city: City, plans: list[tuple[Plan, int]], when: datetime) -> NewCommit:
    files: dict[str, bytes | None] = {}
    for plan, size in plans:
        city.plans.append(plan)
        files[plan_path(plan.id)] = emit_plan(plan).encode()
        for seq in range(1, size + 1):
            task = make_task(plan, seq, city.districts[plan.jurisdiction], city.rng)
            city.tasks[task.id] = task
            city.order.append(task.id)
            files[task_path(task.id)] = emit_task(task).encode()
    first = plans[0][0]
    name, email = city.districts[first.jurisdiction].people[OFFICE]
    what = first.title if len(plans) == 1 else f"{first.year}年 {len(plans)} 份计划"
    body = [plan.id for plan, _ in plans]
    message = build_message(f"导入 {what}", body, action="import", tasks=[], actor=email)
    return NewCommit(files, message, name, email, when)


def _single_edit(city: City, when: datetime) -> NewCommit:
    """Take one step with a task drawn among the newest."""
    rng = city.rng
    recent = min(len(city.order), max(TASKS_A_PLAN, len(city.order) * 2 // len(YEARS)))
    old = city.tasks[rng.choice(city.order[-recent:])]
    step = _step(old, rng)
    people = city.districts[_district_id(old)].people
    name, email = people[OFFICE if step.by_office or step.unit not in people else step.unit]
    entry = LogEntry(_new_id(rng), when.date(), step.kind, step.unit, step.text, _evidence(old, step, when, rng), name)
    new = replace(old, status=step.status, unit_status=dict(step.unit_status), log=(*old.log, entry))
    city.tasks[new.id] = new
    moved = f"{old.status} → {new.status}" if old.status != new.status else f"{step.kind} {step.text}"
    subject = f"{_district_id(new)} 第{new.seq}项 {new.heading}：{moved}（{step.unit}）"
    action = "set" if old.status != new.status else "note"
    message = build_message(subject, [], action=action, tasks=[new.id], actor=email)
    return NewCommit({task_path(new.id): emit_task(new).encode()}, message, name, email, when)


def _bulk_edit(city: City, when: datetime) -> NewCommit:
    """Record the same thing in a thousand tasks, as an office does after a round of checks."""
    rng = city.rng
    chosen = sorted(rng.sample(city.order, BULK_SIZE))
    first = city.tasks[chosen[0]]
    name, email = city.districts[_district_id(first)].people[OFFICE]
    files: dict[str, bytes | None] = {}
    for task_id in chosen:
        entry = LogEntry(_new_id(rng), when.date(), LogKind.PROGRESS, text=_ROUND, by=name)
        task = replace(city.tasks[task_id], log=(*city.tasks[task_id].log, entry))
        city.tasks[task_id] = task
        files[task_path(task_id)] = emit_task(task).encode()
    subject = f"批量：{len(chosen)}项 进展 {_ROUND}"
    message = build_message(subject, chosen, action="note", tasks=chosen, actor=email)
    return NewCommit(files, message, name, email, when)


class _Step(NamedTuple):
    """One legal step of a task: the state after it, and what is written down."""

    status: Status
    kind: LogKind
    unit: str
    text: str
    unit_status: tuple[tuple[str, Status], ...] = ()

    @property
    def by_office(self) -> bool:
        """A unit never certifies itself."""
        return self.kind in {LogKind.CHECK, LogKind.RETURN}


def _step(task: Task, rng: Random) -> _Step:
    unit = rng.choice(task.units).unit
    match task.status:
        case Status.REPORTED:
            return _judge(unit, rng)
        case Status.NOT_STARTED:
            return _Step(Status.IN_PROGRESS, LogKind.PROGRESS, unit, rng.choice(phrases.PROGRESS))
        case Status.DONE if rng.random() < 0.5:
            return _Step(Status.CLOSED, LogKind.CHECK, unit, "年终核查，予以核销")
        case Status.IN_PROGRESS | Status.RECTIFYING:
            return _work_on(task, unit, rng)
    return _Step(task.status, LogKind.PROGRESS, unit, rng.choice(phrases.PROGRESS))


def _work_on(task: Task, unit: str, rng: Random) -> _Step:
    """Report the task, or record how far it is; now and then one unit is behind the others."""
    if task.unit_status and rng.random() < 0.5:
        return _Step(task.status, LogKind.PROGRESS, next(iter(task.unit_status)), "已按要求补齐")
    if not task.unit_status and rng.random() < 0.5:
        return _Step(Status.REPORTED, LogKind.REPORT, unit, rng.choice(phrases.REPORTED))
    behind = tuple(task.unit_status.items())
    if task.status == Status.IN_PROGRESS and len(task.units) > 2 and rng.random() < 0.2:
        behind = ((unit, Status.NOT_STARTED),)
    return _Step(task.status, LogKind.PROGRESS, unit, rng.choice(phrases.PROGRESS), behind)


def _judge(unit: str, rng: Random) -> _Step:
    draw = rng.random()
    if draw < 0.8:
        return _Step(Status.DONE, LogKind.CHECK, unit, rng.choice(phrases.CHECKED))
    if draw < 0.93:
        return _Step(Status.IN_PROGRESS, LogKind.RETURN, unit, rng.choice(phrases.RETURNED))
    return _Step(Status.RECTIFYING, LogKind.RETURN, unit, rng.choice(phrases.FAULTS))


def _evidence(task: Task, step: _Step, when: datetime, rng: Random) -> tuple[str, ...]:
    if step.kind != LogKind.REPORT:
        return ()
    page = f"{when:%Y%m}/t{rng.randrange(10**7):07d}.html"
    return (f"https://www.{_district_id(task)}.example.invalid/zwgk/{page}",)


def _new_id(rng: Random) -> str:
    return f"{rng.getrandbits(32):08x}"


def _district_id(task: Task) -> str:
    return task.plan.rpartition("-")[0]
