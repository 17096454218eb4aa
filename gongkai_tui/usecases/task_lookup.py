"""No task by an id, or none that can be read, in one clear sentence."""

from __future__ import annotations

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing


class UnknownTask(GongkaiError):
    """No task has the id that was asked for."""


class UnreadableFile(GongkaiError):
    """The file of the task is there but cannot be read; the message names the line."""


def no_such_task(task_id: str) -> UnknownTask:
    """The error that says so."""
    return UnknownTask(f"没有任务 {task_id}；{by_doing(Remedy.LIST_TASKS, to='查看编号')}")
