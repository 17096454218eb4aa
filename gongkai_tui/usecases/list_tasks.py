"""Which tasks there are: filtered, sorted, now or as of a day."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.usecases.hand_edits import may_change_members
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows, untold_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.storage.index_rows import Texts
    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


class TaskList(NamedTuple):
    """Rows and what stood in the way of reading."""

    rows: tuple[TaskRow, ...]
    """What the filter selects, as many as the limit allows."""
    problems: tuple[Problem, ...]
    """Files that could not be read: shown beside the rows, and a failure for scripts."""
    total: int
    """How many tasks there are before filter and limit."""
    head: str
    """Commit that the rows come from."""
    day: date
    """Day against which flags are computed."""
    found: int
    """How many the filter selects, before the limit."""
    hinges_on_edits: bool = False
    """Hand edits that are not committed changed tasks that they do not touch: units, or a plan's government."""
    untold: Mapping[str, int] = MappingProxyType({})
    """By plan without an issue date, the tasks of which nobody can tell whether they are 久未更新, as was asked."""
    owing: str | None = None
    """The filter asks what units have not done, while rows tell of whole tasks: the one that is meant by a name of
    it, empty where they are several or found by a part of it; None where the filter asks for no such thing."""


def list_tasks(
    ws: Workspace,
    filter_text: str = "",
    *,
    sort: str = "",
    limit: int | None = None,
    texts: Texts = "requirement",
    as_of: str | None = None,
    progress: Progress | None = None,
    names_must_exist: bool = True,
) -> TaskList:
    """The tasks that a filter selects, with at least those texts; `sort` goes before an order that the filter says.

    Raises:
        UnknownUnit, UnknownPlan: it selects none, for nobody knows what it names; unless they need not exist.
        FilterError: the filter cannot be read; nothing was listed.
        UsageError: an unknown sort field.
        GitError: the repository or `as_of` cannot be read.
    """
    view = read_view(ws, as_of=as_of, progress=progress)
    rows = select_rows(view, filter_text, texts=texts)
    if not rows and names_must_exist:
        from gongkai_tui.usecases.unknown_names import refuse_unknown_names

        refuse_unknown_names(view, filter_text)
    total = view.count() if filter_text.strip() or view.problems else len(rows)
    sort = sort or _order_in(filter_text)
    if sort:
        from gongkai_tui.domain.sorting import sort_rows

        rows = sort_rows(rows, sort)
    found = len(rows)
    if limit is not None:
        rows = rows[:limit]
    untold = _untold(view, filter_text)
    owing = _owing(view, filter_text)
    return TaskList(tuple(rows), tuple(view.problems), total, view.head, view.day, found, untold=untold, owing=owing)


def _order_in(filter_text: str) -> str:
    """The order that a filter asks for by itself."""
    if not filter_text.strip():
        return ""
    from gongkai_tui.domain.filter_order import order_of

    return order_of(filter_text)


_STALE_WORDS = ("久", "jwgx")
"""With one of them a filter may ask for 久未更新."""


def _untold(view: View, filter_text: str) -> Mapping[str, int]:
    if not any(word in filter_text.lower() for word in _STALE_WORDS):
        return {}
    from gongkai_tui.domain.flags import untold_by_plan

    return untold_by_plan(untold_rows(view, filter_text))


def _owing(view: View, filter_text: str) -> str | None:
    if not filter_text.strip():
        return None
    from gongkai_tui.domain.filter_names import units_owing

    units = units_owing(filter_text)
    if not units:
        return None
    from gongkai_tui.usecases.plan_units import PlanUnits

    return units[0] if len(units) == 1 and PlanUnits(view).knows(units[0]) else ""


def all_rows(ws: Workspace, *, progress: Progress | None = None) -> TaskList:
    """Every task with everything that a filter looks at, for a front end that filters in memory."""
    view = read_view(ws, progress=progress)
    return whole_list(view, tuple(view.rows()))


def renewed(ws: Workspace, view: View, before: TaskList, *, texts: Texts = "all") -> TaskList:
    """The tasks of a view, reading only what changed since `before`: for a front end that stays open.

    Rows that did not change are the same objects as before.
    """
    paths = _touched(ws, view, before)
    rows = None if paths is None else _patched(view, before, paths)
    if rows is None:
        rows = tuple(view.rows(texts=texts))
    return whole_list(view, rows)


def whole_list(view: View, rows: tuple[TaskRow, ...]) -> TaskList:
    """All tasks of a view, given their rows."""
    count, hinges = len(rows), may_change_members(view.overlay)
    return TaskList(rows, tuple(view.problems), count, view.head, view.day, count, hinges)


_FEW = 60
"""Changed files up to which one row after the other is read; beyond, all together are quicker."""


def _touched(ws: Workspace, view: View, before: TaskList) -> set[str] | None:
    """Files of tasks that may have other rows now; None when everything must be read again."""
    from gongkai_tui.gitrepo.history import diff_trees, is_ancestor
    from gongkai_tui.storage.paths import FileKind, classify, task_path

    if before.day != view.day:
        # What somebody issues may count from today on.
        return None
    paths = {task_path(row.id) for row in before.rows if row.uncommitted}
    if before.head != view.head:
        # Where the history was written anew, the days of the last records may be others everywhere.
        if not (before.head and view.head and is_ancestor(ws.repository, before.head, view.head)):
            return None
        paths |= {change.path for change in diff_trees(ws.repository, before.head, view.head)}
    paths |= view.overlay.keys()
    if before.hinges_on_edits or any(classify(path) in (FileKind.PLAN, FileKind.UNITS) for path in paths):
        return None
    paths = {path for path in paths if classify(path) is FileKind.TASK}
    return paths if len(paths) <= _FEW else None


def _patched(view: View, before: TaskList, paths: set[str]) -> tuple[TaskRow, ...] | None:
    """The rows with those of some files read again; None when there are others than before."""
    if not paths:
        return before.rows if len(before.rows) == view.count() else None
    found = {row.id: row for row in map(view.row, paths) if row is not None}
    rows = tuple(found.pop(row.id, row) for row in before.rows)
    return None if found or len(rows) != view.count() else rows
