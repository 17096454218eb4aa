"""How each of the five plans goes in the demo: when it is worked on, and how its tasks stand at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

STORY_END = date(2022, 12, 20)
"""Last day of the story: year-end is near, so that deadlines and checks have something to show."""


@dataclass(frozen=True, slots=True)
class Story:
    """The course of one plan."""

    plan: str
    begins: date
    """First day on which a unit may record something."""
    ends: date
    """Last day on which something may happen."""
    outcomes: Mapping[Status, int]
    """How many tasks of a hundred end in which state."""
    closing: date | None = None
    """Day of the year-end check that closes the finished tasks in one commit."""
    archived: date | None = None
    looked_back: date | None = None
    """First of the days of 回头看, of which some tasks are still left."""


STORIES = (
    Story(
        "hongdao-2019",
        date(2019, 9, 9),
        date(2020, 1, 20),
        {Status.CLOSED: 97, Status.ENDED: 3},
        closing=date(2020, 1, 15),
        archived=date(2020, 3, 31),
    ),
    Story(
        "tianqiao-2020",
        date(2020, 8, 17),
        date(2021, 2, 5),
        {Status.CLOSED: 88, Status.DONE: 6, Status.ENDED: 3, Status.RECTIFYING: 3},
        closing=date(2021, 1, 22),
        archived=date(2021, 8, 31),
        looked_back=date(2021, 8, 24),
    ),
    Story(
        "jinan-2021",
        date(2021, 6, 7),
        date(2022, 12, 9),
        {
            Status.CLOSED: 50,
            Status.DONE: 20,
            Status.REPORTED: 9,
            Status.IN_PROGRESS: 14,
            Status.RECTIFYING: 4,
            Status.NOT_STARTED: 3,
        },
        closing=date(2022, 1, 14),
    ),
    Story(
        "tianqiao-2021",
        date(2021, 8, 16),
        date(2022, 12, 16),
        {
            Status.CLOSED: 39,
            Status.DONE: 19,
            Status.REPORTED: 11,
            Status.IN_PROGRESS: 20,
            Status.RECTIFYING: 6,
            Status.NOT_STARTED: 5,
        },
        closing=date(2022, 1, 21),
    ),
    Story(
        "huaiyin-2022",
        date(2022, 4, 18),
        STORY_END,
        {
            Status.DONE: 33,
            Status.REPORTED: 20,
            Status.IN_PROGRESS: 37,
            Status.RECTIFYING: 6,
            Status.NOT_STARTED: 4,
        },
    ),
)
