"""What changed since a person last used the terminal interface."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo import history as git_history
from gongkai_tui.gitrepo.visits import StoredVisit, read_visits, write_visit
from gongkai_tui.usecases.clock import moment_now
from gongkai_tui.usecases.history import entry_of

if TYPE_CHECKING:
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.workspace import Workspace

NEWEST = 50
"""Actions listed one by one."""


class Visit(NamedTuple):
    """When somebody was here, and at which commit."""

    head: str
    when: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What was committed to plans and units since a visit."""

    since: Visit | None
    """None at the first visit: then nothing is new."""
    lost: bool = False
    """Whether the history was rewritten, so that nobody can tell what is new."""
    count: int = 0
    people: tuple[tuple[str, int], ...] = ()
    """Who did how many actions, the most active first."""
    newest: tuple[HistoryEntry, ...] = ()


def last_visit(ws: Workspace) -> Visit | None:
    """When this person was last here; None at the first visit, or where the note cannot be read."""
    stored = read_visits(ws.repository).get(_person(ws))
    with suppress(ValueError):
        return Visit(stored.head, datetime.fromisoformat(stored.when)) if stored else None
    return None


def note_visit(ws: Workspace, head: str) -> None:
    """Remember that this person has now seen the data as of a commit; left out where it cannot be written."""
    if not head:
        return
    with suppress(OSError):
        write_visit(ws.repository, _person(ws), StoredVisit(head, moment_now(ws.today).isoformat(timespec="seconds")))


def news_since(ws: Workspace, visit: Visit | None) -> News:
    """What was committed after a visit.

    Raises:
        GitError: the history cannot be read.
    """
    head = ws.repository.head()
    if visit is None or head is None or visit.head == head:
        return News(visit)
    if not git_history.is_ancestor(ws.repository, visit.head, head):
        return News(visit, lost=True)
    commits = git_history.log(ws.repository, rev=head, since_commit=visit.head, paths=("plans", "units"))
    newest: list[HistoryEntry] = []
    people: Counter[str] = Counter()
    for commit in commits:
        people[commit.author] += 1
        if len(newest) < NEWEST:
            newest.append(entry_of(commit))
    return News(visit, count=people.total(), people=tuple(people.most_common()), newest=tuple(newest))


def _person(ws: Workspace) -> str:
    try:
        return ws.repository.identity()[1]
    except GitError:
        return ""
