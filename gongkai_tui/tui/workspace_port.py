"""The port onto a real repository: each method is one call of a use case.

A cache connection belongs to the thread that opened it, so each worker thread has a workspace of its own.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from gongkai_tui.tui.rows_loader import RowsLoader
from gongkai_tui.tui.who_acts import WhoActs
from gongkai_tui.usecases.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gongkai_tui.domain.filters import FilterContext
    from gongkai_tui.domain.form_values import Side
    from gongkai_tui.domain.known_names import KnownNames
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.tui.port import Answer, Loaded, Progress
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.burndown import Burndown, Known
    from gongkai_tui.usecases.change_tasks import ChangeRequest, Proposal
    from gongkai_tui.usecases.commit_detail import CommitDetail, RawDifference
    from gongkai_tui.usecases.first_tasks import FirstTasks
    from gongkai_tui.usecases.grid import UnitGrid
    from gongkai_tui.usecases.history import CommitChanges, HistoryEntry
    from gongkai_tui.usecases.history_pages import HistoryPage
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.saved_views import SavedViews
    from gongkai_tui.usecases.show_task import TaskView
    from gongkai_tui.usecases.statistics import Figures
    from gongkai_tui.usecases.status_choices import StatusChoices
    from gongkai_tui.usecases.sync_state import SyncState
    from gongkai_tui.usecases.undo import UndoProposal
    from gongkai_tui.usecases.unit_columns import UnitColumns
    from gongkai_tui.usecases.visit import News, Visit

# Use cases other than reading rows are imported where they are called: the first screen does without them.
# ruff: noqa: PLC0415

_MOST_KNOWN_DAYS = 5_000
"""Counted days that are kept, of all filters together."""


class WorkspacePort:
    """Use cases of one repository."""

    def __init__(self, start: Path | None, today: date | None) -> None:
        """Open the repository around `start`.

        Raises:
            GongkaiError: there is none, or it cannot be used.
        """
        self._start = start
        self._own = threading.local()
        self._given_day = today
        first = open_workspace(start, today=today, stays_open=True)
        self._own.workspace = first
        self._rows = RowsLoader(self._workspace)
        self._moment = ""
        self._past_day: date | None = None
        self._loads = 0
        self._visits: list[Visit | None] = []
        self._visiting = threading.Lock()
        self._known_days: Known = {}
        self.folder = first.repository.cache_dir

    @property
    def day(self) -> date:
        """The day for deadlines and records; another one after midnight, unless it was given or lies in the past."""
        return self._past_day or self._workspace().today

    @property
    def moment(self) -> str:
        """The day or revision looked at; empty for now."""
        return self._moment

    def travel(self, moment: str) -> None:
        """Look at another moment."""
        self._moment = moment
        if not moment:
            self._past_day = None

    def _workspace(self) -> Workspace:
        found: Workspace | None = getattr(self._own, "workspace", None)
        if found is None:
            found = self._own.workspace = open_workspace(self._start, today=self._given_day, stays_open=True)
        return found

    def context(self) -> FilterContext:
        """What filters need."""
        from gongkai_tui.domain.filters import FilterContext

        return FilterContext(
            self.day,
            lambda name: self._workspace().registry().spellings(name),
            acting=WhoActs(self._unit_columns, lambda: self._loads),
        )

    def _unit_columns(self) -> UnitColumns:
        from gongkai_tui.usecases.reading import read_view
        from gongkai_tui.usecases.unit_columns import UnitColumns

        moment = self._moment or None
        return self._workspace().with_sound_cache(lambda workspace: UnitColumns(read_view(workspace, as_of=moment)))

    def load_early(self) -> None:
        """Begin to load before anybody asks, while the screen is being built."""
        self._rows.load_early()

    def first_at_hand(self) -> tuple[FirstTasks, Callable[[], None]] | None:
        """The first tasks, once, where they have been read already; the call tells that they are on the screen."""
        return self._rows.first_at_hand()

    def load(
        self,
        progress: Progress | None = None,
        before: Loaded | None = None,
        meanwhile: Callable[[FirstTasks, Callable[[], None]], None] | None = None,
    ) -> Loaded:
        """All rows and plans."""
        moment = self._moment
        loaded = self._rows.load(moment, progress, before, meanwhile)
        self._past_day = loaded.tasks.day if moment else None
        self._loads += 1
        return loaded

    def changed_since(self, head: str) -> bool:
        """Whether HEAD is another commit now, or files were edited."""
        return not self._moment and self._rows.changed_since(head)

    def actor(self) -> Actor:
        """As whom changes are made."""
        return self._workspace().actor()

    def closed_words(self) -> str:
        """Why nothing at all can be saved, such as a HEAD on no branch; empty where it can."""
        from gongkai_tui.domain.errors import GitError
        from gongkai_tui.usecases.form_refusals import refuse_unless_savable

        try:
            refuse_unless_savable(self._workspace())
        except GitError as error:
            return str(error)
        return ""

    def register_merge_driver(self) -> str:
        """Let git merge data by field where the repository asks for it; what was done in words, mostly empty."""
        from gongkai_tui.usecases.merge_driver import register_merge_driver

        return register_merge_driver(self._workspace())

    def show_task(self, task_id: str) -> TaskView:
        """One task in full."""
        from gongkai_tui.usecases.show_task import show_task

        return show_task(self._workspace(), task_id, as_of=self._moment or None)

    def unit_grid(self, plan: str, filter_text: str) -> UnitGrid:
        """Units against the tasks of a plan."""
        from gongkai_tui.usecases.grid import unit_grid

        moment = self._moment or None
        # While somebody types a filter, a name is not whole yet.
        return unit_grid(self._workspace(), plan, filter_text, as_of=moment, names_must_exist=False)

    def history(self, task_id: str, limit: int) -> tuple[HistoryEntry, ...]:
        """Commits that touched a task."""
        from gongkai_tui.usecases.history import history

        return history(self._workspace(), task_id=task_id, limit=limit, until=self._moment or None)

    def task_differences(self, task_id: str, limit: int) -> tuple[CommitChanges, ...]:
        """What the last commits changed in a task."""
        from gongkai_tui.usecases.history import task_differences

        return task_differences(self._workspace(), task_id, limit, self._moment or None)

    def history_page(
        self,
        filter_text: str,
        after: HistoryPage | None,
        size: int,
        go_on: Callable[[], bool],
        progress: Progress | None = None,
    ) -> HistoryPage:
        """Commits of the whole history that a filter selects."""
        from gongkai_tui.usecases.history_pages import read_page

        return read_page(
            self._workspace(),
            filter_text,
            until=self._moment,
            after=after,
            size=size,
            go_on=go_on,
            progress=progress,
        )

    def commit_detail(self, commit: str) -> CommitDetail:
        """One commit in full."""
        from gongkai_tui.usecases.commit_detail import commit_detail

        return commit_detail(self._workspace(), commit)

    def raw_commit(self, commit: str) -> RawDifference:
        """One commit as git shows it."""
        from gongkai_tui.usecases.commit_detail import raw_commit

        return raw_commit(self._workspace(), commit)

    def tasks_of_commit(self, entry: HistoryEntry) -> tuple[str, ...]:
        """Ids of the tasks that a commit changed."""
        from gongkai_tui.usecases.history_pages import tasks_of_commit

        return tasks_of_commit(self._workspace(), entry)

    def diff_between(self, older: str, newer: str) -> tuple[ProposedChange, ...]:
        """What differs between two commits."""
        from gongkai_tui.usecases.history import diff_between

        return diff_between(self._workspace(), older, newer)

    def news(self) -> News:
        """What was committed since the visit before this one."""
        from gongkai_tui.usecases.visit import news_since

        return news_since(self._workspace(), self._visit_before())

    def note_visit(self, head: str) -> None:
        """Remember a visit; the one before it is kept for as long as the program runs."""
        from gongkai_tui.usecases.visit import note_visit

        self._visit_before()
        note_visit(self._workspace(), head)

    def _visit_before(self) -> Visit | None:
        from gongkai_tui.usecases.visit import last_visit

        with self._visiting:
            if not self._visits:
                self._visits.append(last_visit(self._workspace()))
            return self._visits[0]

    def sync_state(self) -> SyncState:
        """How the local data stand to the shared ones."""
        from gongkai_tui.usecases.sync_state import sync_state

        return sync_state(self._workspace())

    def figures(self, rows: Sequence[TaskRow], by: str) -> Figures:
        """Rows counted by an axis."""
        from gongkai_tui.usecases.statistics import figures_of

        moment = self._moment or None
        return self._workspace().with_sound_cache(lambda workspace: figures_of(workspace, rows, by=by, as_of=moment))

    def burndown(
        self, filter_text: str, *, progress: Progress | None = None, wanted: Callable[[], bool] = lambda: True
    ) -> Burndown:
        """Counts from day to day."""
        from gongkai_tui.usecases.burndown import burndown

        moment = self._moment or None
        if len(self._known_days) > _MOST_KNOWN_DAYS:
            self._known_days.clear()
        return self._workspace().with_sound_cache(
            lambda workspace: burndown(
                workspace, filter_text, as_of=moment, known=self._known_days, progress=progress, wanted=wanted
            )
        )

    def commit_changes(self, commit: str) -> tuple[ProposedChange, ...]:
        """What a commit changed."""
        from gongkai_tui.usecases.history import commit_changes

        return commit_changes(self._workspace(), commit)

    def views(self) -> SavedViews:
        """Saved views."""
        from gongkai_tui.usecases.saved_views import list_views

        return list_views(self._workspace())

    def save_view(self, view: SavedView, *, shared: bool) -> Saved:
        """Keep a view."""
        from gongkai_tui.usecases.change_views import save_view

        return save_view(self._workspace(), view, shared=shared)

    def remove_view(self, name: str) -> Saved:
        """Take a view away."""
        from gongkai_tui.usecases.change_views import remove_view

        return remove_view(self._workspace(), name)

    def status_choices(self, rows: Sequence[TaskRow], unit: str) -> StatusChoices:
        """What this person may make of a status."""
        from gongkai_tui.usecases.status_choices import status_choices

        return status_choices(self._workspace(), rows, unit)

    def entry_refusal(self, task_ids: Sequence[str]) -> str:
        """Why nothing may be entered."""
        from gongkai_tui.usecases.form_refusals import entry_refusal

        return entry_refusal(self._workspace(), task_ids)

    def content_refusal(self, task_id: str) -> str:
        """Why a task may not be edited."""
        from gongkai_tui.usecases.form_refusals import content_refusal

        return content_refusal(self._workspace(), task_id)

    def get_ready(self, task_ids: Sequence[str]) -> None:
        """Read tasks that are about to be changed."""
        from gongkai_tui.usecases.committed_tasks import get_ready

        get_ready(self._workspace(), task_ids)

    def propose(self, request: ChangeRequest) -> Proposal:
        """Work out a change."""
        from gongkai_tui.usecases.change_tasks import propose

        return propose(self._workspace(), request)

    def carry_out(self, proposal: Proposal) -> Saved:
        """Commit a change."""
        from gongkai_tui.usecases.change_tasks import carry_out

        return carry_out(self._workspace(), proposal)

    def propose_undo(self, commit: str | None = None) -> UndoProposal:
        """What an undo would change."""
        from gongkai_tui.usecases.undo import propose_undo

        return propose_undo(self._workspace(), commit)

    def propose_redo(self) -> UndoProposal:
        """What a redo would change."""
        from gongkai_tui.usecases.undo import propose_redo

        return propose_redo(self._workspace())

    def carry_out_undo(self, proposal: UndoProposal) -> Saved:
        """Commit an undo."""
        from gongkai_tui.usecases.undo import carry_out_undo

        return carry_out_undo(self._workspace(), proposal)

    def task_text(self, task_id: str) -> str:
        """The YAML of a task."""
        from gongkai_tui.usecases.edit_task import task_text

        return task_text(self._workspace(), task_id)

    def save_task_text(self, task_id: str, text: str, base: str) -> Saved:
        """Commit an edited YAML."""
        from gongkai_tui.usecases.edit_task import save_task_text

        return save_task_text(self._workspace(), task_id, text, base=base)

    def settle_task_text(self, task_id: str, text: str, base: str, theirs: str, sides: Mapping[str, Side]) -> str:
        """The edited YAML with their changes."""
        from gongkai_tui.usecases.edit_task import settle_task_text

        return settle_task_text(task_id, text, base, theirs, sides)

    def ask(self, question: Callable[[Workspace, str | None], Answer]) -> Answer:
        """What a use case says."""
        moment = self._moment or None
        return self._workspace().with_sound_cache(lambda workspace: question(workspace, moment))

    def known_names(self, plan: str, rows: Sequence[TaskRow], named: Sequence[str]) -> KnownNames:
        """Names to offer while typing."""
        from gongkai_tui.usecases.offer_names import offer_names

        return offer_names(self._workspace(), plan, rows, named)
