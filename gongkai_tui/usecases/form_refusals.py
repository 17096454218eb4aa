"""Whether what somebody is about to fill in is theirs to save: asked before a form opens, decided by what saves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.changing import Changer
from gongkai_tui.usecases.committed_tasks import committed, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace


def refuse_unless_savable(ws: Workspace) -> None:
    """Raise where nothing at all can be saved: before somebody fills in a form, not after.

    Raises:
        GitError: the folder is read-only, HEAD is detached, a merge is half done, or nobody said who commits.
    """
    ws.repository.refuse_unless_open()


def entry_refusal(ws: Workspace, task_ids: Sequence[str]) -> str:
    """Why this person may enter nothing in any of some tasks; empty where they may in one of them.

    Raises:
        GitError: nothing at all can be saved.
        UnknownTask: a task is not committed.
        UnreadableFile: a task's file has an error.
    """
    return _refusal(ws, task_ids, Changer.entry_refusal)


def closed_tasks(ws: Workspace, task_ids: Iterable[str]) -> frozenset[str]:
    """The tasks among some in which this person may enter nothing; all are read together.

    Raises:
        UnknownTask: a task is not committed.
        UnreadableFile: a task's file has an error.
    """
    changer, actor = Changer(ws), ws.actor()
    others = [each for each in task_ids if not actor.is_office_for(changer.jurisdiction(each.partition("/")[0]))]
    texts = committed(ws, others)
    return frozenset(each for each in others if changer.entry_refusal(decode(texts[each], each)))


def content_refusal(ws: Workspace, task_id: str) -> str:
    """Why this person may not change what a task says, who acts and by when; empty where they may.

    Raises:
        GitError: nothing at all can be saved.
        UnknownTask: the task is not committed.
        UnreadableFile: its file has an error.
    """
    return _refusal(ws, (task_id,), Changer.content_refusal)


def _refusal(ws: Workspace, task_ids: Sequence[str], ask: Callable[[Changer, Task], str]) -> str:
    refuse_unless_savable(ws)
    changer = Changer(ws)
    wanted = [normalise_task_id(task_id) for task_id in task_ids]
    if any(changer.is_office(plan) for plan in {task_id.partition("/")[0] for task_id in wanted}):
        # The office may: it need not wait until many files are read.
        return ""
    first = ""
    for task_id in wanted:
        refused = ask(changer, decode(committed(ws, (task_id,))[task_id], task_id))
        if not refused:
            return ""
        first = first or refused
    return first
