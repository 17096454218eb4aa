"""Acts that the demo adds to the roads of its tasks: rounds without end, late requests, chosen units, 回头看."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status
from gongkai_tui.usecases import demo_acts as acts
from gongkai_tui.usecases.demo_effects import open_group
from gongkai_tui.usecases.demo_route import Step, end_open

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.demo_acts import Act
    from gongkai_tui.usecases.demo_people import Cast
    from gongkai_tui.usecases.demo_story import Story

_ASKING = 6
"""Of so many tasks that are not done one asks for 延期 at the end."""


def due_of(task: Task) -> date:
    """Return the last day of a task, far away where it has none."""
    return task.deadline.due if task.deadline and task.deadline.due else date.max


def add_further_acts(
    story: Story, tasks: Sequence[Task], cast: Cast, roads: dict[str, list[Step]], outcomes: Mapping[str, Status]
) -> None:
    """Add rounds of 整改 that lead nowhere yet, requests for 延期 late in the story, and whom the office chooses."""
    faulty = [task.id for task in tasks if outcomes[task.id] is Status.RECTIFYING]
    for place, task_id in enumerate(faulty):
        roads[task_id] = end_open(roads[task_id], place, story.ends)
    begun = [task for task in tasks if outcomes[task.id] is Status.IN_PROGRESS and due_of(task) != date.max]
    for place, task in enumerate(begun[::_ASKING]):
        road = roads[task.id]
        asked = max(road[-1].day, story.ends - timedelta(days=10 + place))
        road.append(Step(asked, acts.ASK_MORE_TIME, road[-1].unit))
        if place % 2:
            road.append(Step(asked + timedelta(days=3), acts.REFUSE_MORE_TIME, ""))
    open_tasks = [task for task in tasks if open_group(task) and roads[task.id]]
    for task in open_tasks[::2]:
        roads[task.id].insert(1, Step(roads[task.id][0].day, acts.CHOOSE, cast.jurisdiction.office))


def look_back(
    story: Story, roads: dict[str, list[Step]], outcomes: Mapping[str, Status], carried: Mapping[str, str]
) -> None:
    """Add the verdicts of 回头看; every fifth task is still to be looked at."""
    if story.looked_back is None:
        return
    looked_at = [task_id for task_id, road in roads.items() if road and outcomes[task_id] is not Status.ENDED]
    for place, task_id in enumerate(looked_at):
        act = _verdict(outcomes[task_id], is_carried=task_id in carried)
        if act is acts.LOOK_RECTIFY or place % 5:
            road = roads[task_id]
            road.append(Step(story.looked_back + timedelta(days=place % 3), act, ""))


def _verdict(outcome: Status, *, is_carried: bool) -> Act:
    if outcome is Status.RECTIFYING:
        return acts.LOOK_RECTIFY
    return acts.LOOK_CARRY if is_carried and outcome is not Status.CLOSED else acts.LOOK_CLOSE
