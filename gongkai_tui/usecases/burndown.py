"""How much was open, reported and done from day to day, counted again from the history."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui import __version__
from gongkai_tui.domain.errors import GongkaiError, UsageError
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.summary import Summary, summarise
from gongkai_tui.usecases.reading import read_view, view_of_commit
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

    Known = MutableMapping[tuple[str, str, date], "Point"]
    """Points counted before, by HEAD, filter and day; the caller keeps it as long as it likes."""

POINTS = 24
"""How many days are looked at where nobody says otherwise."""
MOST_POINTS = 1000
_SCOPE = "burndown"


class Abandoned(GongkaiError):
    """Nobody waits for the result any more."""


class Point(NamedTuple):
    """The state on one day."""

    day: date
    figures: Summary
    unreadable: int
    """Files of that day that cannot be read: their tasks are missing in the figures."""


class Burndown(NamedTuple):
    """Points from the issue of the plans, or the commit that entered them, to the day looked at."""

    points: tuple[Point, ...]
    """Oldest first; the last is the data as it stands, hand edits included."""
    problems: tuple[Problem, ...]
    """Files that cannot be read now."""


def burndown(
    ws: Workspace,
    filter_text: str = "",
    *,
    count: int = POINTS,
    as_of: str | None = None,
    known: Known | None = None,
    progress: Progress | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Burndown:
    """Count the tasks that a filter selects on up to `count` days: each as `statistics` does as of that day.

    `progress` hears (done, total) days; the work ends early when `wanted` says no.

    Raises:
        UsageError: `count` is out of bounds.
        FilterError: the filter cannot be read.
        UnknownUnit, UnknownPlan: it selects none, for nobody knows what it names.
        Abandoned: it was not wanted to the end.
    """
    if not 1 <= count <= MOST_POINTS:
        raise UsageError(f"时间点的个数要在 1 到 {MOST_POINTS} 之间，不能是 {count}。")

    def heard(done: int, total: int) -> None:
        if not wanted():
            raise Abandoned("已停止统计")
        if progress:
            progress(done, total)

    now = read_view(ws, as_of=as_of, progress=lambda *_: heard(0, count))
    rows = select_rows(now, filter_text, texts="none")
    if not rows:
        refuse_unknown_names(now, filter_text)
    last = Point(now.day, summarise(rows, now.day), len(now.problems))
    days = _days(ws, rows, now.day, count)
    past = _Past(ws, filter_text, {} if known is None else known, days)
    with past.kept():
        points = [past.point(place, heard) for place in range(len(days) - 1)]
    heard(len(days), len(days))
    return Burndown((*points, last), now.problems)


def points_to_json(points: Iterable[Point]) -> str:
    """Points as a JSON list of lists."""
    return json.dumps(
        [
            [
                each.day.isoformat(),
                each.figures.total,
                {status.value: count for status, count in each.figures.by_status.items() if count},
                {flag.value: count for flag, count in each.figures.flags.items() if count},
                each.figures.hints,
                each.figures.with_evidence,
                each.unreadable,
            ]
            for each in points
        ],
        ensure_ascii=False,
    )


def points_from_json(text: str) -> list[Point]:
    """Return what `points_to_json` took."""
    return [
        Point(
            date.fromisoformat(day),
            Summary(
                total,
                {status: by_status.get(status.value, 0) for status in Status},
                {flag: flags.get(flag.value, 0) for flag in Flag},
                *others,
            ),
            unreadable,
        )
        for day, total, by_status, flags, *others, unreadable in json.loads(text)
    ]


class _Past:
    """Counts on the days before the last."""

    def __init__(self, ws: Workspace, filter_text: str, known: Known, days: Sequence[date]) -> None:
        from gongkai_tui.gitrepo.moments import commits_of_days

        self._ws = ws
        self._filter_text = filter_text
        self._known = known
        self._days = days
        self._head = ws.repository.head() or ""
        self._commits = commits_of_days(ws.repository, days[:-1])
        self._view: View | None = None
        self._kept: dict[date, Point] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Begin with what any run counted last, where that was of the same history and filter; keep what is counted."""
        index = self._ws.index
        key = hashlib.sha256(f"{__version__} {self._head} {self._filter_text}".encode()).hexdigest()
        self._kept = {each.day: each for each in points_from_json(index.finding(_SCOPE, key) or "[]")}
        before = len(self._kept)
        try:
            yield
        finally:
            # A count that was given up half way goes on from there the next time.
            if len(self._kept) > before:
                with suppress(index.Error), self._ws.index.update():
                    self._ws.index.add_finding(_SCOPE, key, points_to_json(self._kept.values()))

    def point(self, place: int, heard: Progress) -> Point:
        """The state on the day at one place."""
        heard(place, len(self._days))
        day = self._days[place]
        key = (self._head, self._filter_text, day)
        found = self._known.get(key) or self._kept.get(day)
        if found is None:
            view = self._view_on(day, lambda *_: heard(place, len(self._days)))
            rows = select_rows(view, self._filter_text, texts="none")
            found = Point(day, summarise(rows, day), len(view.problems))
        self._known[key] = self._kept[day] = found
        return found

    def _view_on(self, day: date, progress: Progress) -> View:
        commit = self._commits[day]
        if self._view is not None and self._view.head == commit:
            # The same commit is not laid out again for another day.
            return self._view.on(day)
        self._view = view_of_commit(self._ws, commit, day, progress)
        return self._view


def _days(ws: Workspace, rows: Sequence[TaskRow], last: date, count: int) -> list[date]:
    """Days from the issue of the first of the plans, or its entry where that is not known or later, to the last."""
    from gongkai_tui.gitrepo.moments import first_day
    from gongkai_tui.gitrepo.repository import PREFIXES

    first = first_day(ws.repository, sorted({f"plans/{row.plan}" for row in rows}) or PREFIXES)
    if first is None:
        return [last]
    issued = {row.issued for row in rows}
    if issued and "" not in issued:
        first = max(first, date.fromisoformat(min(issued)))
    return sample_days(first, last, count)


def sample_days(first: date, last: date, count: int) -> list[date]:
    """Return up to `count` different days from first to last in even steps, both included; of one, the last."""
    span = max((last - first).days, 0)
    steps = min(count - 1, span)
    return [last - timedelta(days=span * (steps - n) // steps) for n in range(steps)] + [last]
