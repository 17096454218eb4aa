"""`gongkai problem list` and `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli import console
from gongkai_tui.domain.problem import Severity
from gongkai_tui.reporting.fields_text import fields_text
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.problem_detail import problem_detail_json, problem_fields
from gongkai_tui.reporting.problem_list import PROBLEM_TITLES, problem_json, problem_row, problem_titles
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.problems import list_problems, show_problem
from gongkai_tui.usecases.unreadable import unreadable_files

if TYPE_CHECKING:
    from gongkai_tui.cli.problem.typed import Typed
    from gongkai_tui.usecases.workspace import Workspace


def run_list(ws: Workspace, typed: Typed) -> int:
    """Print the problems that meet the conditions."""
    form = typed.output.format
    found = list_problems(ws, **typed.filters, as_of=typed.as_of or None)
    make = problem_json if form == "json" else problem_row
    rows = [make(each) for each in found.problems]
    titles = problem_titles(rows) if form == "table" else PROBLEM_TITLES
    console.write(records_text(titles, rows, form, room=console.room()))
    errors = [each for each in found.findings if each.severity is Severity.ERROR]
    console.say_problems(errors)
    return 1 if errors else 0


def run_show(ws: Workspace, typed: Typed) -> int:
    """Print one problem in full."""
    form = typed.output.format
    found = show_problem(ws, typed.ids[0], as_of=typed.as_of or None)
    if form == "json":
        console.write(json_text(problem_detail_json(found.problem, found.path)))
    else:
        fields = problem_fields(found.problem, found.plan, found.path)
        console.write(fields_text(fields, form, room=console.room()))
    console.say_problems(found.findings)
    # Then it stands as it was committed, not as it is.
    is_unreadable = any(each.place == found.path for each in unreadable_files(ws, as_of=typed.as_of or None))
    return 1 if is_unreadable else 0
