"""What the terminal interface asks of the rest: the use cases of one repository, as one object.

Screens know this protocol only, so that they can be measured with 100,000 invented rows as well.
Every method may block and is called from a worker thread, except where it says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gongkai_tui.domain.filters import FilterContext
    from gongkai_tui.domain.form_values import Side
    from gongkai_tui.domain.known_names import KnownNames
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.saved_view import SavedView
    from gongkai_tui.usecases.actor import Actor
    from gongkai_tui.usecases.burndown import Burndown
    from gongkai_tui.usecases.change_tasks import ChangeRequest, Proposal
    from gongkai_tui.usecases.commit_detail import CommitDetail, RawDifference
    from gongkai_tui.usecases.first_tasks import FirstTasks
    from gongkai_tui.usecases.grid import UnitGrid
    from gongkai_tui.usecases.history import CommitChanges, HistoryEntry
    from gongkai_tui.usecases.history_pages import HistoryPage
    from gongkai_tui.usecases.list_plans import PlanSummary
    from gongkai_tui.usecases.list_tasks import TaskList
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.saved_views import SavedViews
    from gongkai_tui.usecases.show_task import TaskView
    from gongkai_tui.usecases.statistics import Figures
    from gongkai_tui.usecases.status_choices import StatusChoices
    from gongkai_tui.usecases.sync_state import SyncState
    from gongkai_tui.usecases.undo import UndoProposal
    from gongkai_tui.usecases.visit import News
    from gongkai_tui.usecases.workspace import Workspace

    Progress = Callable[[int, int], None]


Answer = TypeVar("Answer")


class Loaded(NamedTuple):
    """Everything the first screen needs."""

    tasks: TaskList
    plans: tuple[PlanSummary, ...]


class Port(Protocol):
    """The use cases of one repository. Errors are GongkaiError, with a sentence to show."""

    @property
    def day(self) -> date:
        """Today, for deadlines and flags."""
        ...

    @property
    def moment(self) -> str:
        """The day or revision that is looked at instead of now; empty for now. Only reading works meanwhile."""
        ...

    def travel(self, moment: str) -> None:
        """Look at another moment from the next load on."""
        ...

    folder: Path
    """Where a file may be put that is none of the data: logs, copied text, drafts."""

    def context(self) -> FilterContext:
        """What filters need; called on the screen's thread, looks units up when a filter names one."""
        ...

    def first_at_hand(self) -> tuple[FirstTasks, Callable[[], None]] | None:
        """The first of many tasks, once, where they have been read already; the call tells that they were shown."""
        ...

    def load(
        self,
        progress: Progress | None = None,
        before: Loaded | None = None,
        meanwhile: Callable[[FirstTasks, Callable[[], None]], None] | None = None,
    ) -> Loaded:
        """All rows and plans as they stand now; `progress` hears (done, total) while a cache is built.

        With what was loaded `before`, only what changed since is read. `meanwhile` gets the first tasks where it
        takes long to read all, and what to call once it has shown them: the others are read then.
        """
        ...

    def changed_since(self, head: str) -> bool:
        """Whether HEAD is another commit now, or files were edited since all was loaded; cheap."""
        ...

    def actor(self) -> Actor:
        """As whom changes are made."""
        ...

    def closed_words(self) -> str:
        """Why nothing at all can be saved, such as a HEAD on no branch; empty where it can."""
        ...

    def register_merge_driver(self) -> str:
        """Let git merge data by field where the repository asks for it; what was done in words, mostly empty."""
        ...

    def show_task(self, task_id: str) -> TaskView:
        """One task in full."""
        ...

    def unit_grid(self, plan: str, filter_text: str) -> UnitGrid:
        """Units against the tasks of a plan that a filter selects; without a plan, of the newest one with any."""
        ...

    def history(self, task_id: str, limit: int) -> tuple[HistoryEntry, ...]:
        """Commits that touched a task up to the moment looked at, newest first."""
        ...

    def task_differences(self, task_id: str, limit: int) -> tuple[CommitChanges, ...]:
        """What the last commits up to the moment looked at changed in a task."""
        ...

    def history_page(
        self,
        filter_text: str,
        after: HistoryPage | None,
        size: int,
        go_on: Callable[[], bool],
        progress: Progress | None = None,
    ) -> HistoryPage:
        """Commits of the whole history that a filter selects, from a page on, newest first.

        A search that `go_on` ends early gives what it found. `progress` as in `load`.
        """
        ...

    def commit_detail(self, commit: str) -> CommitDetail:
        """One commit in full."""
        ...

    def raw_commit(self, commit: str) -> RawDifference:
        """One commit as git shows it."""
        ...

    def tasks_of_commit(self, entry: HistoryEntry) -> tuple[str, ...]:
        """Ids of the tasks that a commit changed."""
        ...

    def diff_between(self, older: str, newer: str) -> tuple[ProposedChange, ...]:
        """What differs between two commits, in words."""
        ...

    def news(self) -> News:
        """What was committed since this person last used the interface."""
        ...

    def note_visit(self, head: str) -> None:
        """Remember that this person has seen the data of a commit; the first call keeps what stood before."""
        ...

    def sync_state(self) -> SyncState:
        """How the local data stand to the shared ones and to the last commit, from local knowledge only."""
        ...

    def figures(self, rows: Sequence[TaskRow], by: str) -> Figures:
        """Rows that were loaded, counted by an axis of `domain.summary`."""
        ...

    def burndown(
        self, filter_text: str, *, progress: Progress | None = None, wanted: Callable[[], bool] = ...
    ) -> Burndown:
        """Counts from day to day up to the moment looked at; ends with `Abandoned` when `wanted` says no."""
        ...

    def commit_changes(self, commit: str) -> tuple[ProposedChange, ...]:
        """What a commit changed, in words."""
        ...

    def views(self) -> SavedViews:
        """Saved views and what is wrong with their files."""
        ...

    def save_view(self, view: SavedView, *, shared: bool) -> Saved:
        """Keep a view, for everybody (a commit) or for this clone alone."""
        ...

    def remove_view(self, name: str) -> Saved:
        """Take a view away."""
        ...

    def status_choices(self, rows: Sequence[TaskRow], unit: str) -> StatusChoices:
        """What this person may make of the status of some tasks, or of a `unit` in them."""
        ...

    def entry_refusal(self, task_ids: Sequence[str]) -> str:
        """Why this person may enter nothing in any of some tasks; empty where they may in one of them."""
        ...

    def content_refusal(self, task_id: str) -> str:
        """Why this person may not change what a task says, who acts and by when; empty where they may."""
        ...

    def get_ready(self, task_ids: Sequence[str]) -> None:
        """Read tasks that are about to be changed, so that a preview of them comes sooner."""
        ...

    def propose(self, request: ChangeRequest) -> Proposal:
        """Work out a change; reads only."""
        ...

    def carry_out(self, proposal: Proposal) -> Saved:
        """Commit a change."""
        ...

    def propose_undo(self, commit: str | None = None) -> UndoProposal:
        """What taking back the last action, or a named one, would change; reads only."""
        ...

    def propose_redo(self) -> UndoProposal:
        """What taking back the last undo would change; reads only."""
        ...

    def carry_out_undo(self, proposal: UndoProposal) -> Saved:
        """Commit an undo."""
        ...

    def task_text(self, task_id: str) -> str:
        """The YAML of a task, to be edited."""
        ...

    def save_task_text(self, task_id: str, text: str, base: str) -> Saved:
        """Commit an edited YAML; `base` is what the editing began with.

        Raises ChangedMeanwhile where somebody else has changed the same field.
        """
        ...

    def settle_task_text(self, task_id: str, text: str, base: str, theirs: str, sides: Mapping[str, Side]) -> str:
        """The edited YAML with the changes from `base` to `theirs` made in it too, each clash as `sides` says."""
        ...

    def ask(self, question: Callable[[Workspace, str | None], Answer]) -> Answer:
        """What a use case says of the repository, at the moment looked at (None for now)."""
        ...

    def known_names(self, plan: str, rows: Sequence[TaskRow], named: Sequence[str]) -> KnownNames:
        """Names to offer where units and sections of a plan are typed; `named` stand in the tasks at hand."""
        ...
