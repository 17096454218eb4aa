"""A list of tasks in each output format."""

from __future__ import annotations

from gongkai_tui.domain.row import TITLES
from gongkai_tui.reporting.delimited import csv_text, tsv_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.table import table_lines
from gongkai_tui.reporting.task_columns import (
    DATA_COLUMNS,
    TABLE_COLUMNS,
    data_rows,
    table_columns,
)
from gongkai_tui.reporting.task_json import JSON_KEYS, tasks_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.row import TaskRow

    FlaggedRows = Sequence[tuple[TaskRow, Sequence[str]]]

NUMBERS = frozenset({"year", "seq", "evidence", "hints"})
"""Columns aligned to the right."""
WHOLE = frozenset({"id", "plan", "due", "status", "updated", *NUMBERS})
"""Columns that are never cut."""


def shows_requirements(form: str, columns: Sequence[str] = ()) -> bool:
    """Tell whether a list needs the whole requirements, not only where they stand for a missing heading."""
    return "requirement" in columns or (form != "table" and not columns)


def tasks_text(
    rows: FlaggedRows,
    form: str,
    columns: Sequence[str] = (),
    *,
    room: int | None = None,
    paint: Callable[[str, str], str] | None = None,
) -> str:
    """Give the whole output of a list in `form` (table, json, csv, tsv, md).

    `columns` are names of `task_columns`; empty means the usual ones of the form. `room` and
    `paint(column name, cell)` concern the table only.
    """
    if form == "table":
        return _table(rows, columns or TABLE_COLUMNS, room, paint)
    if form == "json":
        return tasks_json(rows, columns or JSON_KEYS)
    names = columns or DATA_COLUMNS
    cells = data_rows(rows, names)
    if form == "md":
        return markdown_text([TITLES[name] for name in names], cells)
    return csv_text(names, cells) if form == "csv" else tsv_text(names, cells)


def _table(
    rows: FlaggedRows,
    names: Sequence[str],
    room: int | None,
    paint: Callable[[str, str], str] | None,
) -> str:
    if not rows:
        return ""
    columns = table_columns(rows, names)
    shown = [number for number, name in enumerate(names) if name == "id" or any(columns[number])]
    names = [names[number] for number in shown]
    lines = table_lines(
        [TITLES[name] for name in names],
        [columns[number] for number in shown],
        room=room,
        right={number for number, name in enumerate(names) if name in NUMBERS},
        fixed={number for number, name in enumerate(names) if name in WHOLE},
        paint=None if paint is None else lambda number, cell: paint(names[number], cell),
    )
    return "\n".join(lines) + "\n"
