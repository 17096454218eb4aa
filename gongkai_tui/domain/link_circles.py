"""Circles of links: no task carries out, or goes on with, one that comes from itself."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from gongkai_tui.domain.task import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DIRECTED = (LinkKind.IMPLEMENTS, LinkKind.FOLLOWS)
"""Kinds that lead one way: 相关 leads both."""


def way_back(start: str, first: str, links: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the tasks from `start` by a link to `first` back to `start`; empty where no link leads back.

    `links` are the tasks to which each leads.
    """
    came_from = {first: start}
    ahead = deque([first])
    while ahead:
        here = ahead.popleft()
        for task in links.get(here, ()):
            if task == start:
                return (*_from(start, here, came_from), start)
            if task not in came_from:
                came_from[task] = here
                ahead.append(task)
    return ()


def _from(start: str, task: str, came_from: dict[str, str]) -> tuple[str, ...]:
    path = [task]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def circle_words(kind: LinkKind, path: Iterable[str]) -> str:
    """Return what is wrong with a circle: `落实成了一圈（a → b → a），一项任务不能落实由它而来的任务`."""
    return f"{kind}成了一圈（{' → '.join(path)}），一项任务不能{kind}由它而来的任务"
