"""No task by an id, or none that can be read, in one clear sentence."""

from __future__ import annotations

from gongkai_tui.domain.errors import GongkaiError


class UnknownTask(GongkaiError):
    """No task has the id that was asked for."""


class UnreadableFile(GongkaiError):
    """The file of the task is there but cannot be read; the message names the line."""


def no_such_task(task_id: str) -> UnknownTask:
    """The error that says so."""
    return UnknownTask(f"没有任务 {task_id}；用 gongkai list 查看编号")
