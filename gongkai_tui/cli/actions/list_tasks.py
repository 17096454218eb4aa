"""`gongkai list`: the tasks that a filter selects."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.colors import paint_cell
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.problem import Severity
from gongkai_tui.reporting.task_columns import TABLE_COLUMNS, column_names
from gongkai_tui.reporting.task_list import shows_requirements, tasks_text
from gongkai_tui.usecases.list_tasks import list_tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.usecases.list_tasks import TaskList
    from gongkai_tui.usecases.workspace import Workspace

    Columns = tuple[str, ...]
    Problems = tuple[Problem, ...]
    Asked = tuple[str, str, Columns, Problems]
    """Filter, order, columns, and what stood in the way of reading views."""


_OF_PARTS = frozenset({"status", "due", "flags", "updated"})
"""Columns of a task in which a unit may differ from it."""


def run(
    settings: Settings,
    *,
    words: tuple[str, ...] = (),
    view: str = "",
    sort: str = "",
    columns: str = "",
    limit: str = "",
    as_of: str = "",
    form: str = "",
    **short: bool,
) -> int:
    """Print the tasks; 1 where a file could not be read."""
    form = chosen_format(form, **short)
    names = column_names(columns) if columns else ()
    count = read_count(limit, "--limit")
    with console.Progress("正在建立索引") as progress:

        def work(ws: Workspace) -> tuple[TaskList, Columns, Problems]:
            asked = (" ".join(words), sort, names, ())
            text, order, shown, odd = _through(ws, view, asked) if view else asked
            found = list_tasks(
                ws,
                text,
                sort=order,
                limit=count,
                texts="requirement" if shows_requirements(form, shown) else "titles",
                as_of=as_of or None,
                progress=progress,
                # Of a view, what it has lost is said beside the list.
                names_must_exist=not view,
            )
            return found, shown, odd

        found, names, odd = with_workspace(settings, work)
    rows = [(row, flags_of(row, found.day)) for row in found.rows]
    paint = paint_cell if settings.color else None
    console.write(tasks_text(rows, form, names, room=console.room(), paint=paint))
    if form == "table":
        console.say(_counted(found))
        if found.rows and found.owing is not None and _OF_PARTS.intersection(names or TABLE_COLUMNS):
            console.say(_of_whole_tasks(found.owing, as_of))
    if found.untold:
        from gongkai_tui.reporting.untold_text import untold_lines

        console.say_lines(untold_lines(found.untold))
    problems = (*odd, *found.problems)
    console.say_problems(problems)
    return 1 if found.problems or any(problem.severity is Severity.ERROR for problem in odd) else 0


def _through(ws: Workspace, name: str, asked: Asked) -> Asked:
    """Give what was asked for as seen through a saved view: its filter as well, order and columns unless given."""
    from gongkai_tui.domain.filter_order import order_of
    from gongkai_tui.domain.saved_view import filter_with
    from gongkai_tui.usecases.saved_views import view_named

    view, problems = view_named(ws, name)
    typed, sort, names, _ = asked
    odd = tuple(problem for problem in problems if problem.severity is not Severity.HINT)
    text = filter_with(view, typed)
    return text, sort or order_of(text) or view.sort, names or view.columns, odd


def _counted(found: TaskList) -> str:
    if not found.total:
        return "还没有任务；用 gongkai import 导入一份工作要点。"
    if not found.found:
        return f"没有符合的任务（全部 {found.total} 项）。"
    part = f"，这里是前 {len(found.rows)} 项" if len(found.rows) < found.found else ""
    whole = f"（全部 {found.total} 项）" if found.found != found.total else ""
    return f"共 {found.found} 项{whole}{part}。"


def _of_whole_tasks(unit: str, as_of: str) -> str:
    whose = unit or "各单位"
    command = f"gongkai owe {unit or '单位'}" + (f" --as-of {as_of}" if as_of else "")
    return f"状态、期限、标记是整项任务的，{whose}自己的可能不同：{command}"
