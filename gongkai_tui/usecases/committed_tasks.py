"""Tasks as they are committed, kept for a while: the same ones are proposed, previewed and proposed again."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.storage import codec
from gongkai_tui.storage.paths import task_path
from gongkai_tui.usecases.bringing_up import up_to_date_index
from gongkai_tui.usecases.task_lookup import UnknownTask, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace

_KEPT = 1_000
"""Tasks that are kept as read last."""


def committed(ws: Workspace, ids: Iterable[str]) -> dict[str, bytes]:
    """Committed file content of each task.

    Raises:
        UnknownTask: a task is not committed; all unknown ids are named.
    """
    paths = {task_id: task_path(task_id) for task_id in ids}
    known = up_to_date_index(ws, ws.repository.head() or "").blobs_of(list(paths.values()))
    oids = {task_id: known.get(path, "") for task_id, path in paths.items()}
    missing = [task_id for task_id, oid in oids.items() if not oid]
    if missing:
        shown = "、".join(missing[:5]) + ("等" if len(missing) > 5 else "")  # noqa: PLR2004
        raise UnknownTask(f"没有任务 {shown}（或还没有提交）；{by_doing(Remedy.LIST_TASKS, to='查看编号')}")
    contents = _blobs(ws, oids.values())
    return {task_id: contents[oid] for task_id, oid in oids.items()}


_read_last: dict[str, bytes] = {}
"""Contents by blob id, at most `_KEPT`: of all threads together, as those of `decode` are."""


def _blobs(ws: Workspace, oids: Iterable[str]) -> dict[str, bytes]:
    """Contents by blob id; git is asked for those that were not read a moment ago."""
    found, unread = {}, []
    for oid in dict.fromkeys(oids):
        data = _read_last.get(oid)
        if data is None:
            unread.append(oid)
        else:
            found[oid] = data
    if unread:
        new = dict(ws.repository.blobs(unread))
        if len(_read_last) + len(new) > _KEPT:
            _read_last.clear()
        if len(new) <= _KEPT:
            _read_last.update(new)
        found |= new
    return found


def get_ready(ws: Workspace, ids: Sequence[str]) -> None:
    """Read tasks that are about to be changed while a person still chooses how: a preview of them comes sooner."""
    with suppress(GongkaiError):
        for task_id, data in committed(ws, ids[:_KEPT]).items():
            decode(data, task_id)


@lru_cache(maxsize=_KEPT)
def decode(data: bytes, task_id: str) -> Task:
    """A task from its committed file.

    Raises:
        UnreadableFile: the file has an error; the message names the line.
    """
    found = codec.decode_task(data, task_path(task_id))
    if found.value is None:
        raise UnreadableFile(str(found.problems[0]))
    return found.value
