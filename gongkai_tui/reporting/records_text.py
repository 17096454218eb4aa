"""Rows of named texts in each output format: histories, differences, findings, figures."""

from __future__ import annotations

from gongkai_tui.reporting.delimited import csv_text, tsv_text
from gongkai_tui.reporting.json_text import json_rows_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.table import table_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


WHOLE = frozenset({"task", "plan", "state", "severity", "name"})
"""Columns that are never cut."""


def records_text(
    titles: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    form: str,
    *,
    room: int | None = None,
) -> str:
    """Give the whole output in `form` (table, json, csv, tsv, md).

    `titles` names the columns, key → heading; `rows` are the JSON objects, which may hold more keys than
    the columns show. Lists are joined with 、.
    """
    if form == "json":
        return json_rows_text(rows)
    cells = [[_text(row.get(key)) for key in titles] for row in rows]
    if form == "md":
        return markdown_text(list(titles.values()), cells)
    if form in ("csv", "tsv"):
        return (csv_text if form == "csv" else tsv_text)(list(titles), cells)
    if not rows:
        return ""
    numbers = {n for n, column in enumerate(zip(*cells, strict=True)) if all(map(_is_number, column))}
    whole = numbers | {n for n, key in enumerate(titles) if key in WHOLE}
    columns = list(zip(*cells, strict=True))
    lines = table_lines(list(titles.values()), columns, room=room, right=numbers, fixed=whole)
    return "\n".join(lines) + "\n"


def _is_number(cell: str) -> bool:
    return cell.removesuffix("%").isdecimal()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "、".join(map(_text, value))
    return str(value)
