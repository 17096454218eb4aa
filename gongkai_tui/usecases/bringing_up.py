"""Bring the cache up to HEAD: read only what changed since it was last used."""

from __future__ import annotations

import gc
from collections import defaultdict
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gongkai_tui.gitrepo.history import Touch, TouchedFile
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.storage.index import Index
    from gongkai_tui.storage.index_record import Record
    from gongkai_tui.usecases.workspace import Workspace

    Progress = Callable[[int, int], None]

QUIET_ACTIONS = frozenset({"import", "new", "fmt", "init", "view", "link", "plan"})
"""Commits that record no work on a task: they do not count as its last update."""

_BATCH = 200
_DAY = len("2022-09-30")


def up_to_date_index(ws: Workspace, head: str, progress: Progress | None = None) -> Index:
    """The cache, describing `head`; one that cannot be written is replaced by one in memory."""
    if ws.index.head == head:
        return ws.index
    try:
        _bring_up(ws.repository, ws.index, head, progress)
    except ws.index.Error:
        _bring_up(ws.repository, ws.give_up_cache(), head, progress)
    return ws.index


def _bring_up(repository: Repository, index: Index, head: str, progress: Progress | None = None) -> None:
    """Make the cache describe commit `head`: read only what changed since it was last used."""
    if not head:
        with index.update():
            index.set_tree("", {})
        return
    before = index.head
    changed = _changes(repository, before, head) if before else None
    files = repository.tree(head) if changed is None else {p: oid for p, oid in changed.items() if oid}
    with index.update():
        add_missing(repository, index, files, progress)
        if changed is None:
            index.set_tree(head, files)
        else:
            index.change_tree(head, changed)
        _follow_history(repository, index, head)


def add_missing(
    repository: Repository, index: Index, files: Mapping[str, str], progress: Progress | None = None
) -> dict[str, int]:
    """Read and keep every file of a tree that the cache has not met at this content; row number of each path."""
    known = index.known(files)
    wanted = _wanted({path: oid for path, oid in files.items() if path not in known})
    if not wanted:
        return known
    # Parsing makes millions of small containers; collecting garbage among them costs a quarter of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for batch in _batches(_records(repository, wanted), len(wanted), progress):
            index.add(batch)
    finally:
        if was_enabled:
            gc.enable()
    return index.known(files)


def _wanted(files: Mapping[str, str]) -> dict[str, list[str]]:
    """The paths of each content, without files that hold no data of ours."""
    wanted: dict[str, list[str]] = {}
    if files:
        from gongkai_tui.storage.paths import classify

        for path, oid in files.items():
            if classify(path) is not None:
                wanted.setdefault(oid, []).append(path)
    return wanted


def _records(repository: Repository, wanted: Mapping[str, list[str]]) -> Iterator[Record]:
    # Reading YAML costs 20 ms of imports, which a list of unchanged data does not pay.
    from gongkai_tui.storage.index_record import read_record

    for oid, data in repository.blobs(wanted):
        for path in wanted[oid]:
            record = read_record(path, oid, data)
            if record is not None:
                yield record


def _batches(records: Iterable[Record], total: int, progress: Progress | None) -> Iterator[list[Record]]:
    batch: list[Record] = []
    done = 0
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            done += len(batch)
            if progress:
                progress(done, total)
            yield batch
            batch = []
    yield batch
    if progress:
        progress(total, total)


def _changes(repository: Repository, before: str, head: str) -> dict[str, str | None] | None:
    """Paths changed between two commits; None when the older one is not there any more."""
    from gongkai_tui.gitrepo.history import diff_trees

    try:
        return {c.path: c.new_oid for c in diff_trees(repository, before, head)}
    except GitError:
        return None


def _follow_history(repository: Repository, index: Index, head: str) -> None:
    from gongkai_tui.gitrepo.history import is_ancestor, touches
    from gongkai_tui.storage.index import Step

    last = index.last_step()
    if last and not is_ancestor(repository, last, head):
        index.forget_steps()
        last = ""
    found = list(touches(repository, last or None, head))
    moved = _moves(repository, [file for each in found for file in _worked_on(each)])
    index.add_steps(
        Step(
            touch.commit,
            touch.date[:_DAY],
            tuple(move for file in _worked_on(touch) for move in moved[file]),
            touch.undoes,
        )
        for touch in found
    )


def _worked_on(touch: Touch) -> Iterator[TouchedFile]:
    """The files in which a commit may record work: not those of a new task, which nobody has begun when it is added."""
    if touch.action not in QUIET_ACTIONS:
        yield from (file for file in touch.files if file.before or not touch.action)


def _moves(repository: Repository, files: Iterable[TouchedFile]) -> dict[TouchedFile, tuple[tuple[str, str], ...]]:
    """The (path, unit) whose status changed with each file; those of other kinds have none."""
    from gongkai_tui.storage.paths import task_id_of
    from gongkai_tui.storage.states import Content

    tasks = [file for file in dict.fromkeys(files) if task_id_of(file.path)]
    paths = {oid: file.path for file in tasks if file.before for oid in (*file.before, file.after) if oid}
    contents = Content()
    for oid, data in repository.blobs(paths):
        contents.add(paths[oid], oid, data)
    found = {file: tuple((file.path, unit) for unit in contents.moved(*file)) for file in tasks}
    return defaultdict(tuple, found)
