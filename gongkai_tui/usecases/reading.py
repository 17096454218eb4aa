"""Give rows, plans and units of a commit, with what differs in the work tree laid over them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.domain.recorded import NOTHING, Recorded
from gongkai_tui.gitrepo.repository import FOLDERS
from gongkai_tui.storage import index_files, index_rows
from gongkai_tui.storage.index_packing import problems_from_json
from gongkai_tui.usecases.bringing_up import add_missing, up_to_date_index
from gongkai_tui.usecases.hand_edits import laid_over, look_at_work_tree, may_change_members

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.published_parts import Seen
    from gongkai_tui.domain.registry import UnitRegistry
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.storage.index import Index
    from gongkai_tui.storage.index_record import Record
    from gongkai_tui.storage.index_rows import Narrowing, RecordedByTask, Texts
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.workspace import Workspace

    LookAtWorkTree = Callable[[], tuple[Mapping[str, Record | None], tuple[Problem, ...]]]

_registered: dict[str, UnitRegistry] = {}
"""The registry made last, by the blobs of the units files: one for all threads, as it is large and never changes."""


class View:
    """The data as of one commit, with the uncommitted hand edits of the work tree laid over it."""

    def __init__(
        self,
        index: Index,
        head: str,
        day: date,
        *,
        source: str = "entry",
        look: LookAtWorkTree | None = None,
        until: int | None = None,
    ) -> None:
        self.index = index
        self.head = head
        """Commit looked at; empty in a repository without one."""
        self.day = day
        """Day for deadlines and flags."""
        self.source = source
        """Index table that holds the tree."""
        self._until = until
        """Place in the history up to which records count; None for all of it."""
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
        committed = index_files.file_problems(self.index, self.source, unreadable_only=True)
        return (*problems, *(p for p in committed if p.place not in overlay))

    def on(self, day: date) -> View:
        """The same data, its deadlines and flags against another day."""
        return View(self.index, self.head, day, source=self.source, look=lambda: self._work_tree, until=self._until)

    def rows(self, *, texts: Texts = "all", narrowing: Narrowing | None = None) -> list[TaskRow]:
        """All tasks, ordered by path; uncommitted ones are marked.

        With a `narrowing`, at least those that meet it.
        """
        rows, seen = self.rows_as_told(texts=texts, narrowing=narrowing), self._seen
        return [seen[row.id].on(row) if row.id in seen else row for row in rows] if seen else rows

    @cached_property
    def _seen(self) -> Mapping[str, Seen]:
        """What other plans show of tasks, which nobody has told there."""
        edited = any(path.endswith("/plan.yaml") for path in self.overlay)
        if not (edited or index_files.answered_plans(self.index, self.source)):
            return {}
        from gongkai_tui.usecases.published import seen_by_task

        return seen_by_task(self)

    def rows_as_told(self, *, texts: Texts = "all", narrowing: Narrowing | None = None) -> list[TaskRow]:
        """The same, as the files of the tasks say, without what can be seen elsewhere."""
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
        if path in self.overlay:
            row = next((r for r in laid_over([row] if row else [], self) if f"plans/{r.id}.yaml" == path), None)
        return self._seen[row.id].on(row) if row and row.id in self._seen else row

    def recorded_by_units(self, plan: str = "") -> RecordedByTask:
        """What the units recorded in the tasks of one plan, or of all: by task id, then by unit as written there."""
        found = index_rows.recorded_by_units(self.index, plan, self.source, self._until)
        for record in self.overlay.values():
            if record and record.columns and plan in ("", record.columns[1]):
                of_task = found.setdefault(str(record.columns[0]), {})
                for unit, last, evidence in record.units:
                    if last:
                        committed = of_task.get(unit, NOTHING).last
                        of_task[unit] = Recorded(max(last, committed), evidence)
        return found

    def recorded_in(self, plans: Collection[str]) -> RecordedByTask:
        """The same of at least some plans, asked once for all of them."""
        return self.recorded_by_units(next(iter(plans)) if len(plans) == 1 else "") if plans else {}

    def tasks_with(self, key: str) -> list[str]:
        """Ids of the tasks that have a key which few have (`storage.index_record.KEYS`)."""
        from gongkai_tui.storage.paths import task_id_of

        found = dict.fromkeys(index_rows.tasks_with(self.index, key, self.source))
        for path, record in self.overlay.items():
            task_id = task_id_of(path)
            if task_id is None:
                continue
            found.pop(task_id, None)
            if record and key in record.keys:
                found[task_id] = None
        return sorted(found)

    def count(self) -> int:
        """How many tasks there are, without making their rows."""
        return len(self.rows(texts="none")) if self.overlay else index_rows.count_tasks(self.index, self.source)

    def plans(self) -> dict[str, Plan]:
        """Plan headers by id."""
        found = index_files.plan_headers(self.index, self.source)
        for path, record in self.overlay.items():
            if record and record.kind == "plan" and record.readable:
                plan_id = path.split("/")[1]
                found[plan_id] = index_files.plan_from_header(plan_id, record.header)
        return dict(sorted(found.items()))

    def plan(self, plan_id: str) -> Plan | None:
        """One plan header."""
        path = f"plans/{plan_id}/plan.yaml"
        record = self.overlay.get(path)
        if record and record.readable:
            return index_files.plan_from_header(plan_id, record.header)
        return index_files.plan_headers(self.index, self.source, path=path).get(plan_id)

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
        found = {j.id: j for j in index_files.jurisdictions(self.index, self.source)}
        for record in self.overlay.values():
            if record and record.kind == "units" and record.readable:
                from gongkai_tui.storage.units_json import units_from_json

                j = units_from_json(record.header)
                found[j.id] = j
        return list(found.values())

    def facts(self, plan: str = "") -> list[TaskFacts]:
        """Facts of every readable task (of one `plan`), for the rules over many files."""
        from gongkai_tui.domain.task_facts import TaskFacts

        found = index_files.task_facts(self.index, self.source, plan=plan)
        for path, record in self.overlay.items():
            if record and record.facts and path.startswith(f"plans/{plan}/" if plan else "plans/"):
                found[path] = index_files.facts_from_json(record.facts, TaskFacts)
        return list(found.values())

    def units_key(self) -> str:
        """Something that changes whenever a units file does; empty while one is edited by hand."""
        if any(path.startswith("units/") for path in self.overlay):
            return ""
        return index_files.units_key(self.index, self.source)

    def file_problems(self, path: str = "") -> list[Problem]:
        """Findings about single files (or one of them), those of hand edits instead of the committed ones."""
        committed = index_files.file_problems(self.index, self.source, path=path)
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


def _past_view(ws: Workspace, as_of: str, progress: Progress | None) -> View:
    from gongkai_tui.gitrepo.commit_lookup import commit_day
    from gongkai_tui.usecases.typed_moment import typed_moment

    commit, day = typed_moment(ws, as_of)
    return view_of_commit(ws, commit, day or commit_day(ws.repository, commit), progress)


def _position(repository: Repository, index: Index, commit: str) -> int | None:
    """Up to where the history counts for a commit; one that changed no data has the place of the last that did."""
    found = index_rows.position_of(index, commit)
    if found is not None:
        return found
    from gongkai_tui.gitrepo.history import last_touch

    return index_rows.position_of(index, last_touch(repository, commit))


def view_of_commit(ws: Workspace, commit: str, day: date, progress: Progress | None = None) -> View:
    """The data of a commit, against a day; it takes the place of the commit that was viewed before."""
    repository = ws.repository
    index = up_to_date_index(ws, repository.head() or "", progress)
    files = repository.tree(commit)
    before = index_rows.laid_out(index)
    other = {path: oid for path, oid in files.items() if path not in before or before[path][0] != oid}
    with index.update():
        numbers = add_missing(repository, index, other, progress)
    until = _position(repository, index, commit)
    index_rows.load_view(index, before, files, numbers, until)
    return View(index, commit, day, source="view", until=until or 0)
