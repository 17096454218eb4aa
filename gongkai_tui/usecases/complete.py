"""What a shell or a form may complete: ids, plans, units, statuses, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import NAMES, canonical_field, label
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.usecases.reading import read_view

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace

Choice = tuple[str, str]
"""What is put in, and what it means."""

MOST = 200
"""A shell asks before it shows more."""


def complete_ids(ws: Workspace, prefix: str = "") -> list[Choice]:
    """Task ids that begin so, with their headings; plan ids while no plan is typed in full."""
    view = read_view(ws)
    if "/" not in prefix:
        return [(f"{plan.id}/", plan.title) for plan in view.plans().values() if plan.id.startswith(prefix)]
    rows = (row for row in view.rows(texts="none") if row.id.startswith(prefix))
    return [(row.id, row.heading) for row, _ in zip(rows, range(MOST), strict=False)]


def complete_plans(ws: Workspace, prefix: str = "") -> list[Choice]:
    """Plan ids that begin so, with their titles."""
    return [(plan.id, plan.title) for plan in read_view(ws).plans().values() if plan.id.startswith(prefix)]


def _plans_called(ws: Workspace, prefix: str) -> list[Choice]:
    """Plan ids and short names that begin so, with their titles."""
    from gongkai_tui.domain.short_name import short_name

    plans = read_view(ws).plans().values()
    ids = [(plan.id, plan.title) for plan in plans]
    called = [(short_name(plan), plan.title) for plan in plans] if prefix else []
    return [(name, title) for name, title in (*ids, *called) if name.startswith(prefix)]


def complete_units(ws: Workspace, prefix: str = "") -> list[Choice]:
    """Names, aliases and collectives of units/ that hold the text."""
    found: dict[str, str] = {}
    for j in read_view(ws).jurisdictions():
        for unit in j.units:
            found.setdefault(unit.name, f"{j.name} {unit.kind.value}")
            for alias in unit.aliases:
                found.setdefault(alias.name, f"{j.name} 即 {unit.name}")
        for group in j.groups:
            found.setdefault(group.name, f"{j.name} 集合称谓")
    return [(name, meaning) for name, meaning in found.items() if prefix in name][:MOST]


def complete_views(ws: Workspace, prefix: str = "") -> list[Choice]:
    """Names of saved views that begin so, with what they show."""
    from gongkai_tui.domain.saved_view import view_in_words
    from gongkai_tui.usecases.saved_views import list_views

    return [(view.name, view_in_words(view)) for view in list_views(ws).views if view.name.startswith(prefix)]


def complete_problems(ws: Workspace, prefix: str = "") -> list[Choice]:
    """Ids of problems that begin so, with state, unit and what is wrong."""
    from gongkai_tui.domain.problem_diff import problem_title
    from gongkai_tui.usecases.problem_files import problems_in

    found = [each.record for each in problems_in(read_view(ws)) if each.record.id.startswith(prefix)]
    return [(record.id, f"{record.state} {problem_title(record)}") for record in found][:MOST]


def complete_statuses(prefix: str = "") -> list[Choice]:
    """Stored statuses that begin so."""
    return [(s.value, "状态") for s in Status if s.value.startswith(prefix)]


def complete_fields(prefix: str = "") -> list[Choice]:
    """Field names of filters that begin so."""
    return [(name, label(name)) for name in NAMES if name.startswith(prefix)]


def complete_filter_words(ws: Workspace, prefix: str = "") -> list[Choice]:
    """The next word of a filter: a field, a value of the field already typed, or a task id."""
    name, mark, value = prefix.partition(":")
    if not mark:
        fields = [(f"{field}:", meaning) for field, meaning in complete_fields(prefix)]
        return fields + (complete_ids(ws, prefix) if prefix and prefix.isascii() else [])
    values: list[Choice] = []
    field = canonical_field(name)
    if field == "status":
        values = complete_statuses(value)
    elif field == "flag":
        values = [(f.value, "标记") for f in Flag if f.value.startswith(value)]
    elif field in {"unit", "lead", "support", "duty", "owes"}:
        values = complete_units(ws, value)
    elif field == "plan":
        values = _plans_called(ws, value)
    return [(f"{name}:{v}", meaning) for v, meaning in values]
