"""Bring the cache up to HEAD, look at what differs in the work tree, and give rows, plans and units."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.domain.recorded import Recorded
from gongkai_tui.gitrepo.repository import FOLDERS
from gongkai_tui.storage import index_rows
from gongkai_tui.storage.index_packing import problems_from_json
from gongkai_tui.usecases.hand_edits import laid_over, look_at_work_tree, may_change_members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.registry import UnitRegistry
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.storage.index import Index
    from gongkai_tui.storage.index_record import Record
    from gongkai_tui.storage.index_rows import Narrowing, RecordedByTask, Texts
    from gongkai_tui.usecases.workspace import Workspace

    Progress = Callable[[int, int], None]
    LookAtWorkTree = Callable[[], tuple[Mapping[str, Record | None], tuple[Problem, ...]]]

QUIET_ACTIONS = frozenset({"import", "new", "fmt", "init", "view", "link", "plan"})
"""Commits that record no work on a task: they do not count as its last update."""

_BATCH = 200
_DAY = len("2022-09-30")


_registered: dict[str, UnitRegistry] = {}
"""The registry made last, by the blobs of the units files: one for all threads, as it is large and never changes."""


class View:
    """The data as of one commit, with the uncommitted hand edits of the work tree laid over it."""

    def __init__(
        self, index: Index, head: str, day: date, *, source: str = "entry", look: LookAtWorkTree | None = None
    ) -> None:
        self.index = index
        self.head = head
        """Commit looked at; empty in a repository without one."""
        self.day = day
        """Day for deadlines and flags."""
        self.source = source
        """Index table that holds the tree."""
        self._look = look

    @cached_property
    def _work_tree(self) -> tuple[Mapping[str, Record | None], tuple[Problem, ...]]:
        """What the work tree lays over the commit, and what is wrong with it: asked after git had time to look."""
        return self._look() if self._look else ({}, ())

    @property
    def overlay(self) -> Mapping[str, Record | None]:
        """Path to what stands in the work tree instead; None for a file that is gone."""
        return self._work_tree[0]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Files that cannot be read, and odd work-tree states."""
        overlay, problems = self._work_tree
        committed = index_rows.file_problems(self.index, self.source, unreadable_only=True)
        return (*problems, *(p for p in committed if p.place not in overlay))

    def on(self, day: date) -> View:
        """The same data, its deadlines and flags against another day."""
        return View(self.index, self.head, day, source=self.source, look=lambda: self._work_tree)

    def rows(self, *, texts: Texts = "all", narrowing: Narrowing | None = None) -> list[TaskRow]:
        """All tasks, ordered by path; uncommitted ones are marked.

        With a `narrowing`, at least those that meet it.
        """
        rows = index_rows.task_rows(self.index, self.source, texts=texts, narrowing=narrowing)
        if not self.overlay:
            return rows
        if narrowing and may_change_members(self.overlay):
            # The statuses, which are looked up as words too, may not be those that the rows were narrowed by.
            rows = index_rows.task_rows(self.index, self.source, texts="all" if narrowing.words else texts)
        return laid_over(rows, self)

    def with_requirements(self, rows: list[TaskRow]) -> list[TaskRow]:
        """Rows made without texts, with their requirement."""
        return index_rows.with_requirements(self.index, rows, self.source)

    def row(self, path: str) -> TaskRow | None:
        """The row of one task file, as it stands now."""
        row = index_rows.task_row(self.index, path, self.source)
        if path not in self.overlay:
            return row
        return next((r for r in laid_over([row] if row else [], self) if f"plans/{r.id}.yaml" == path), None)

    def recorded_by_units(self, plan: str) -> RecordedByTask:
        """What the units recorded in the tasks of one plan: by task id, then by unit as written there."""
        found = index_rows.recorded_by_units(self.index, plan, self.source)
        for record in self.overlay.values():
            if record and record.columns and record.columns[1] == plan:
                of_task = {unit: Recorded(last, evidence) for unit, last, evidence in record.units if last}
                found[str(record.columns[0])] = of_task
        return found

    def tasks_with(self, key: str) -> list[str]:
        """Ids of the tasks that have a key which few have (`storage.index_record.KEYS`)."""
        found = dict.fromkeys(index_rows.tasks_with(self.index, key, self.source))
        for path, record in self.overlay.items():
            task_id = path.removeprefix("plans/").removesuffix(".yaml")
            found.pop(task_id, None)
            if record and key in record.keys:
                found[task_id] = None
        return sorted(found)

    def count(self) -> int:
        """How many tasks there are, without making their rows."""
        return len(self.rows(texts="none")) if self.overlay else index_rows.count_tasks(self.index, self.source)

    def plans(self) -> dict[str, Plan]:
        """Plan headers by id."""
        found = index_rows.plan_headers(self.index, self.source)
        for path, record in self.overlay.items():
            if record and record.kind == "plan" and record.readable:
                plan_id = path.split("/")[1]
                found[plan_id] = index_rows.plan_from_header(plan_id, record.header)
        return dict(sorted(found.items()))

    def plan(self, plan_id: str) -> Plan | None:
        """One plan header."""
        path = f"plans/{plan_id}/plan.yaml"
        record = self.overlay.get(path)
        if record and record.readable:
            return index_rows.plan_from_header(plan_id, record.header)
        return index_rows.plan_headers(self.index, self.source, path=path).get(plan_id)

    def registry(self) -> UnitRegistry:
        """All units, aliases and collectives; made once for as long as the units files stay the same."""
        from gongkai_tui.domain.registry import UnitRegistry

        key = self.units_key()
        made = _registered.get(key) if key else None
        if made is None:
            made = UnitRegistry(self.jurisdictions())
            if key:
                _registered.clear()
                _registered[key] = made
        return made

    def jurisdictions(self) -> list[Jurisdiction]:
        """Every units file."""
        found = {j.id: j for j in index_rows.jurisdictions(self.index, self.source)}
        for record in self.overlay.values():
            if record and record.kind == "units" and record.readable:
                from gongkai_tui.storage.units_json import units_from_json

                j = units_from_json(record.header)
                found[j.id] = j
        return list(found.values())

    def facts(self, plan: str = "") -> list[TaskFacts]:
        """Facts of every readable task (of one `plan`), for the rules over many files."""
        from gongkai_tui.domain.task_facts import TaskFacts

        found = index_rows.task_facts(self.index, self.source, plan=plan)
        for path, record in self.overlay.items():
            if record and record.facts and path.startswith(f"plans/{plan}/" if plan else "plans/"):
                found[path] = index_rows.facts_from_json(record.facts, TaskFacts)
        return list(found.values())

    def units_key(self) -> str:
        """Something that changes whenever a units file does; empty while one is edited by hand."""
        if any(path.startswith("units/") for path in self.overlay):
            return ""
        return index_rows.units_key(self.index, self.source)

    def file_problems(self, path: str = "") -> list[Problem]:
        """Findings about single files (or one of them), those of hand edits instead of the committed ones."""
        committed = index_rows.file_problems(self.index, self.source, path=path)
        found = [p for p in committed if p.place not in self.overlay]
        edited = [r for p, r in self.overlay.items() if r and path in ("", p)]
        return [*found, *(p for r in edited for p in problems_from_json(r.problems))]


def read_view(
    ws: Workspace,
    *,
    as_of: str | None = None,
    progress: Progress | None = None,
    hand_edits_of: tuple[str, ...] = FOLDERS,
) -> View:
    """The data now, hand edits included, or as it stood on a day or at a revision.

    `hand_edits_of` are the folders and files of the work tree that are looked at.

    Raises:
        GitError: the repository cannot be read, or `as_of` names nothing.
    """
    if as_of:
        return _past_view(ws, as_of, progress)
    head = ws.repository.head() or ""
    # Git looks at the work tree while the rows are fetched, but not while a cache is built for many seconds.
    check = ws.repository.start_worktree_check(hand_edits_of) if ws.index.head == head else None
    index = up_to_date_index(ws, head, progress)
    check = check or ws.repository.start_worktree_check(hand_edits_of)
    return View(index, head, ws.today, look=lambda: look_at_work_tree(ws.repository, check.result()))


def committed_view(ws: Workspace, progress: Progress | None = None) -> View:
    """The data of HEAD, without a look at the work tree: what a change is worked out against."""
    head = ws.repository.head() or ""
    return View(up_to_date_index(ws, head, progress), head, ws.today)


def up_to_date_index(ws: Workspace, head: str, progress: Progress | None = None) -> Index:
    """The cache, describing `head`; one that cannot be written is replaced by one in memory."""
    if ws.index.head == head:
        return ws.index
    try:
        bring_up(ws.repository, ws.index, head, progress)
    except ws.index.Error:
        bring_up(ws.repository, ws.give_up_cache(), head, progress)
    return ws.index


def bring_up(repository: Repository, index: Index, head: str, progress: Progress | None = None) -> None:
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
    index.add_steps(
        Step(touch.commit, touch.date[:_DAY], () if touch.action in QUIET_ACTIONS else touch.paths, touch.undoes)
        for touch in touches(repository, last or None, head)
    )


def _past_view(ws: Workspace, as_of: str, progress: Progress | None) -> View:
    from gongkai_tui.gitrepo.commit_lookup import commit_day

    commit = ws.repository.resolve(as_of)
    return view_of_commit(ws, commit, _day_of(as_of) or commit_day(ws.repository, commit), progress)


def view_of_commit(ws: Workspace, commit: str, day: date, progress: Progress | None = None) -> View:
    """The data of a commit, against a day; it takes the place of the commit that was viewed before."""
    repository = ws.repository
    index = up_to_date_index(ws, repository.head() or "", progress)
    files = repository.tree(commit)
    with index.update():
        numbers = add_missing(repository, index, files, progress)
    index_rows.load_view(index, files, numbers, index_rows.position_of(index, commit))
    return View(index, commit, day, source="view")


def _day_of(as_of: str) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(as_of)
    except ValueError:
        return None
