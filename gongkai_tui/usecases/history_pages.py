"""The whole history page by page, and filtered: ten thousand commits are never read at once unless all are asked for.

Git looks for files by itself; everything else is looked at while its answer streams in. Days never end a search:
a wrong clock may stand anywhere in the order of the graph.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.history_filter import CommitFacts, HistoryContext, parse_history_filter
from gongkai_tui.domain.short_name import short_names
from gongkai_tui.gitrepo import history as git_history
from gongkai_tui.gitrepo.commit_files import touched_files
from gongkai_tui.storage.paths import is_plan_id, normalise_task_id, plan_id_of, plan_path, task_id_of, task_path
from gongkai_tui.usecases.history import entry_of
from gongkai_tui.usecases.problem_files import problem_paths
from gongkai_tui.usecases.typed_moment import typed_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from gongkai_tui.domain.history_filter import HistoryFilter
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

PAGE = 200
"""Commits of a page."""
_CHUNK = 200
"""Commits whose files are asked for at once."""


class HistoryPage(NamedTuple):
    """Some commits, newest first, and what is needed to go on."""

    entries: tuple[HistoryEntry, ...]
    tip: str
    """Commit from which the history is read; empty in a repository without one."""
    looked_at: int
    """How many commits were looked at up to here, those left out included."""
    more: bool
    """Whether there are older commits that were not looked at."""
    undone: frozenset[str] = frozenset()
    """Commits that those looked at take back."""


def read_page(
    ws: Workspace,
    filter_text: str = "",
    *,
    task_id: str | None = None,
    until: str = "",
    after: HistoryPage | None = None,
    size: int = PAGE,
    go_on: Callable[[], bool] = lambda: True,
    progress: Progress | None = None,
) -> HistoryPage:
    """The next commits that touched plans or units and that a filter selects.

    `task_id` keeps those of one task; `until` leaves out what is newer than a day or revision; `after` is the page to
    go on from. A long search ends early, with what it found, once `go_on` says no. `progress` hears (done, total)
    while the cache is built that tells which tasks a unit has.

    Raises:
        FilterError: the filter cannot be read.
        GitError: there is no such day or revision.
    """
    repository = ws.repository
    tip = after.tip if after else (typed_moment(ws, until).commit if until else repository.head() or "")
    begin = after.looked_at if after else 0
    undone = set(after.undone if after else ())
    found: list[HistoryEntry] = []
    wanted, paths = _understood(ws, filter_text, task_id, tip, progress)
    if not tip:
        return HistoryPage((), "", 0, more=False)
    looked_at = begin
    stream = _entries(ws, tip, paths, begin, reads_tasks=wanted.reads_tasks)
    for entry, places in stream:
        if len(found) == size or not go_on():
            stream.close()
            return HistoryPage(tuple(found), tip, looked_at, more=True, undone=frozenset(undone))
        looked_at += 1
        taken_back = entry.commit in undone
        if entry.undoes and not taken_back:
            undone.add(entry.undoes)
        if wanted.matches(_facts(entry, places)):
            found.append(replace(entry, undone=True) if taken_back else entry)
    return HistoryPage(tuple(found), tip, looked_at, more=False, undone=frozenset(undone))


def tasks_of_commit(ws: Workspace, entry: HistoryEntry) -> tuple[str, ...]:
    """The tasks that a commit changed: those it names, else those of its files."""
    return entry.tasks or _tasks(touched_files(ws.repository, [entry.commit])[entry.commit])


def _understood(
    ws: Workspace, text: str, task_id: str | None, tip: str, progress: Progress | None
) -> tuple[HistoryFilter, tuple[str, ...]]:
    """A filter, and the files that git is asked for."""
    folders = ("plans", "units")
    views: list[View] = []

    def view() -> View:
        if not views:
            from gongkai_tui.usecases.reading import committed_view

            views.append(committed_view(ws, progress))
        return views[0]

    def is_plan(plan: str) -> bool:
        # Asked of git, which needs no cache.
        if not tip or not is_plan_id(plan):
            return False
        path = plan_path(plan)
        return path in ws.repository.listing(tip, (path,)).files

    def tasks_of(operator: str, unit: str) -> frozenset[str]:
        from gongkai_tui.usecases.selecting import select_rows

        quoted = unit.replace('"', "")
        return frozenset(row.id for row in select_rows(view(), f'unit{operator}"{quoted}"', texts="none"))

    def plan_names() -> dict[str, str]:
        return short_names(view().plans())

    context = HistoryContext(ws.today, tasks_of, plan_names)
    found = parse_history_filter(text, context, is_plan=is_plan)
    if task_id is not None:
        task_id = normalise_task_id(task_id)
        files = (task_path(task_id), *problem_paths(ws, task_id))
        return found._replace(tests=(*found.tests, *_left_to_us(found)), reads_tasks=True), files
    paths = (*(task_path(task) for task in found.tasks), *(f"plans/{plan}" for plan in found.plans))
    return found, paths or folders


def _left_to_us(found: HistoryFilter) -> Iterator[Callable[[CommitFacts], bool]]:
    """Tests for what git is not asked for, since one task was asked for anyway."""
    if found.tasks:
        yield lambda facts: not set(found.tasks).isdisjoint(facts.tasks)
    if found.plans:
        yield lambda facts: not set(found.plans).isdisjoint(facts.plans)


def _entries(
    ws: Workspace, tip: str, paths: tuple[str, ...], begin: int, *, reads_tasks: bool
) -> Generator[tuple[HistoryEntry, tuple[str, ...]]]:
    """Commits from a place on, each with the files of those that name no task, where somebody reads them."""
    commits = map(entry_of, git_history.log(ws.repository, rev=tip, paths=paths, skip=begin))
    if not reads_tasks:
        yield from ((entry, ()) for entry in commits)
        return
    for chunk in _chunks(commits):
        files = touched_files(ws.repository, [entry.commit for entry in chunk if not entry.tasks])
        yield from ((entry, files.get(entry.commit, ())) for entry in chunk)


def _chunks(entries: Iterable[HistoryEntry]) -> Iterator[list[HistoryEntry]]:
    chunk: list[HistoryEntry] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _facts(entry: HistoryEntry, files: tuple[str, ...]) -> CommitFacts:
    tasks = entry.tasks or _tasks(files)
    plans = dict.fromkeys((*(task.partition("/")[0] for task in tasks), *filter(None, map(plan_id_of, files))))
    day = entry.when.date().isoformat()
    return CommitFacts(entry.commit, entry.author, entry.email, day, entry.subject, entry.action, tasks, tuple(plans))


def _tasks(files: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(task_id_of, files)))
