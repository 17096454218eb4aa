"""Make the demo: a throw-away repository with the five plans and invented years of work on them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError, UsageError
from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.gitrepo.fast_import import NewCommit, check_out, import_history
from gongkai_tui.gitrepo.init import ATTRIBUTES, ATTRIBUTES_PATH, init_repository
from gongkai_tui.gitrepo.message import build_message
from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units
from gongkai_tui.storage.paths import plan_path, problem_path, task_path, units_path
from gongkai_tui.storage.problem_record import emit_problem
from gongkai_tui.usecases.demo_acts import INVENTED
from gongkai_tui.usecases.demo_people import Cast, Person, invented_names, make_cast, with_reliefs
from gongkai_tui.usecases.demo_source import PlanData, find_demo_data, read_jurisdictions, read_plan_data
from gongkai_tui.usecases.demo_story import STORIES, Story
from gongkai_tui.usecases.demo_text import README, README_NAME
from gongkai_tui.usecases.demo_year import CHINA, last_day, merge_scenes, play_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.repository import Repository

SCENES = 2000
"""About how many commits the demo holds."""
_ACTION = "demo"
VISITOR = (("user.name", "演示用户"), ("user.email", "visitor@example.invalid"))
"""Settings of the demo where git knows nobody."""


def make_demo(
    path: Path,
    *,
    today: date | None = None,
    seed: int = 1,
    commits: int = SCENES,
    progress: Callable[[int, int], None] | None = None,
) -> str:
    """Make the demo repository at `path` and return the last commit; the same arguments give the same commit.

    The story ends on `STORY_END`, or on `today` if that is earlier. `progress` is told how many commits of
    how many were written.

    Raises:
        UsageError: there is something at `path`.
        GongkaiError: the five plans are not there, or Git or the disk failed; then nothing is left at `path`.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path} 已经存在且不是空目录：演示仓库要建在新目录里。")
    was_there = path.exists()
    history = list(_history(last_day(today), seed, commits))
    try:
        return _write(path, history, progress)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        if was_there:
            path.mkdir()
        raise


def _write(path: Path, history: list[NewCommit], progress: Callable[[int, int], None] | None) -> str:
    repository = init_repository(path)
    total = len(history)
    import_history(path, history, progress=(lambda done: progress(done, total)) if progress else None)
    check_out(path)
    _give_identity(repository)
    if progress:
        progress(total, total)
    return repository.head() or ""


def _give_identity(repository: Repository) -> None:
    """Let somebody to whom git has no name try the demo too; whoever has one keeps it."""
    try:
        repository.identity()
    except GitError:
        for key, value in VISITOR:
            repository.git.run("config", "--local", key, value)


def _history(until: date, seed: int, commits: int) -> Iterator[NewCommit]:
    """Yield the commits of the whole demo, oldest first."""
    root = find_demo_data(story.plan for story in STORIES)
    plans = {story.plan: read_plan_data(root, story.plan) for story in STORIES}
    ids = dict.fromkeys(data.plan.jurisdiction for data in plans.values())
    names = invented_names()
    first_day = STORIES[0].begins - timedelta(days=7)
    made = {j.id: make_cast(j, first_day, names) for j in read_jurisdictions(root, ids)}
    yield _opening(made, first_day)
    last = {plans[story.plan].plan.jurisdiction: story.begins for story in STORIES}
    casts = {place: with_reliefs(cast, last[place], names) for place, cast in made.items()}
    headers = [*_headers(plans, casts, until), *_reliefs(casts, until)]
    yield from _in_time(headers, _scenes(plans, casts, until, seed, commits))


def _scenes(
    plans: dict[str, PlanData], casts: dict[str, Cast], until: date, seed: int, commits: int
) -> Iterator[NewCommit]:
    total = sum(len(data.tasks) for data in plans.values())
    streams = (
        play_plan(
            story,
            plans[story.plan].plan,
            _looked_at(story, plans[story.plan]),
            casts[plans[story.plan].plan.jurisdiction],
            carried=_followers(plans, story.plan),
            until=until,
            scenes=commits * len(plans[story.plan].tasks) // total,
            seed=seed,
        )
        for story in STORIES
    )
    for scene in merge_scenes(streams):
        files: dict[str, bytes | None] = {task_path(task.id): emit_task(task).encode() for task in scene.tasks}
        plan = scene.tasks[0].plan
        files |= {problem_path(plan, record.id): emit_problem(record).encode() for record in scene.problems}
        ids = [task.id for task in scene.tasks]
        yield _commit(files, scene.subject, ids if len(ids) > 1 else [], ids, scene.person, scene.when)


def _followers(plans: dict[str, PlanData], plan: str) -> dict[str, str]:
    """Return the task that follows each of a plan, where a later one is linked to it."""
    return {
        link.to: task.id
        for data in plans.values()
        for task in data.tasks
        for link in task.links
        if link.kind is LinkKind.FOLLOWS and link.to.startswith(f"{plan}/")
    }


def _reliefs(casts: dict[str, Cast], until: date) -> Iterator[NewCommit]:
    """Yield the commits in which one 联络员 hands over to the next."""
    for cast in casts.values():
        for relief in cast.reliefs:
            if relief.day <= until:
                files: dict[str, bytes | None] = {
                    units_path(relief.jurisdiction.id): emit_units(relief.jurisdiction).encode()
                }
                subject = f"{INVENTED}{relief.old.unit}：{relief.old.name} → {relief.new.name}，{relief.day} 交接并备案"
                yield _commit(files, subject, [], [], cast.recorder, _at(relief.day, 11))


def _headers(plans: dict[str, PlanData], casts: dict[str, Cast], until: date) -> list[NewCommit]:
    """Return the commits that bring the plans in and put the finished ones away."""
    found = []
    for story in STORIES:
        data = plans[story.plan]
        person = casts[data.plan.jurisdiction].recorder
        if story.begins <= until:
            found.append(_arrival(story, data, person))
            found.extend(_confirmation(story, data, person))
        if story.archived and story.archived <= until:
            put_away = replace(data.plan, state=PlanState.ARCHIVED)
            files: dict[str, bytes | None] = {plan_path(put_away.id): emit_plan(put_away).encode()}
            subject = f"{INVENTED}{put_away.title}：执行中 → 已归档"
            found.append(_commit(files, subject, [], [], person, _at(story.archived, 16)))
    return sorted(found, key=lambda commit: commit.when)


def _arrival(story: Story, data: PlanData, person: Person) -> NewCommit:
    plan = replace(data.plan, state=PlanState.ACTIVE)
    files: dict[str, bytes | None] = {plan_path(plan.id): emit_plan(plan).encode(), **data.documents}
    files |= {task_path(task.id): emit_task(task).encode() for task in data.tasks}
    when = _at(story.begins - timedelta(days=3), 10)
    return _commit(files, f"导入 {plan.title}：{len(data.tasks)}项", [], [], person, when, action="import")


def _looked_at(story: Story, data: PlanData) -> tuple[Task, ...]:
    """Return the tasks as the story finds them: in a plan that ends up in the archive all hints were settled."""
    return tuple(replace(task, hints=()) for task in data.tasks) if story.archived else data.tasks


def _confirmation(story: Story, data: PlanData, person: Person) -> list[NewCommit]:
    """Return the commit in which somebody has looked at everything that the import pointed out, if somebody has."""
    settled = zip(data.tasks, _looked_at(story, data), strict=True)
    tasks = [after for before, after in settled if after != before]
    if not tasks:
        return []
    files: dict[str, bytes | None] = {task_path(task.id): emit_task(task).encode() for task in tasks}
    ids = [task.id for task in tasks]
    when = _at(story.begins - timedelta(days=1), 15)
    return [_commit(files, f"{INVENTED}批量：{len(ids)}项 提示 已核对确认", ids, ids, person, when)]


def _opening(casts: dict[str, Cast], day: date) -> NewCommit:
    files: dict[str, bytes | None] = {README_NAME: README.encode(), ATTRIBUTES_PATH: ATTRIBUTES}
    files |= {units_path(cast.jurisdiction.id): emit_units(cast.jurisdiction).encode() for cast in casts.values()}
    person = next(iter(casts.values())).recorder
    return _commit(files, f"{INVENTED}建立演示仓库，登记单位和联络员", [], [], person, _at(day, 9), action="init")


def _commit(
    files: dict[str, bytes | None],
    subject: str,
    body: list[str],
    tasks: list[str],
    person: Person,
    when: datetime,
    *,
    action: str = _ACTION,
) -> NewCommit:
    message = build_message(subject, body, action=action, tasks=tasks, actor=person.email)
    return NewCommit(files, message, person.name, person.email, when)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


def _in_time(first: list[NewCommit], second: Iterator[NewCommit]) -> Iterator[NewCommit]:
    return iter(sorted([*first, *second], key=lambda commit: commit.when))
