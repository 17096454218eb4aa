"""Names that a person typed and that nobody knows: an error with the likely ones, not an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.filter_names import bare_words, is_plan_like, unknown_plans, unknown_units
from gongkai_tui.domain.filter_parser import parse
from gongkai_tui.domain.short_name import short_names
from gongkai_tui.storage.paths import IdError, task_path
from gongkai_tui.usecases.plan_lookup import no_such_plan, refuse_unknown_plan
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.task_lookup import no_such_task
from gongkai_tui.usecases.unit_lookup import UnknownUnit, likely_units, no_such_unit

if TYPE_CHECKING:
    from gongkai_tui.domain.unit import Group, Unit
    from gongkai_tui.usecases.reading import View


def refuse_unknown_names(view: View, filter_text: str, *, words_are_names: bool = False) -> None:
    """Say which unit or plan of a filter that selected nothing does not exist; with `words_are_names` of bare words.

    Raises:
        UnknownPlan: no plan is called so.
        UnknownUnit: no unit, set or alias is called so, nor a unit that a task names.
        FilterError: the filter cannot be read.
    """
    root = parse(filter_text)
    plans = view.plans()
    for plan in unknown_plans(root, short_names(plans)):
        raise no_such_plan(plan, plans)
    for unit in unknown_units(root, known_units(view)):
        raise no_such_unit(unit, view.jurisdictions())
    words = bare_words(root)
    tasks = [word for word in words if _is_task(view, word)]
    for word in words:
        if word in tasks:
            continue
        if (words_are_names or is_plan_like(word)) and not select_rows(view, f'"{word}"', texts="none"):
            if is_plan_like(word):
                raise no_such_plan(word, plans)
            near = likely_units(view.jurisdictions(), word)
            raise UnknownUnit(f"没有单位“{word}”{near}；也没有哪项任务里有这几个字")
        if words_are_names and tasks:
            near = likely_units(view.jurisdictions(), word)
            raise UnknownUnit(f"没有单位“{word}”{near}；任务 {tasks[0]} 里也没有这几个字")


def _is_task(view: View, word: str) -> bool:
    try:
        return view.row(task_path(word)) is not None
    except IdError:
        return False


def refuse_unknown_unit(view: View, name: str) -> None:
    """Say that no unit is called so, under whatever of its names.

    Raises:
        UnknownUnit: neither units/ nor a task knows the name.
    """
    if name not in known_units(view):
        raise no_such_unit(name, view.jurisdictions())


def refuse_unknown_task(view: View, task_id: str) -> None:
    """Say that there is no such task; one whose file cannot be read is there.

    Raises:
        UnknownPlan: not even its plan is there.
        UnknownTask: the plan has no such task.
    """
    path, plan = task_path(task_id), task_id.partition("/")[0]
    if view.row(path) is not None or view.index.blob_of(path, view.source) is not None:
        return
    refuse_unknown_plan(plan, view.plans())
    raise no_such_task(task_id)


def known_units(view: View) -> frozenset[str]:
    """Every name of a unit or set in units/, and those that tasks name."""
    holders: list[Unit | Group] = []
    for each in view.jurisdictions():
        holders += (*each.units, *each.groups)
    names = {name for holder in holders for name in (holder.name, *(alias.name for alias in holder.aliases))}
    members = {member for each in view.jurisdictions() for group in each.groups for member in group.members}
    named = {unit for row in view.rows(texts="none") for unit, _ in (*row.units, *row.unit_status)}
    return frozenset((*names, *members, *named))
