"""Which cells of a table that came back were filled in: the others stand as `list` wrote them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.row import TITLES
from gongkai_tui.domain.settable import is_settable, settable_field
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.delimited import unformula
from gongkai_tui.reporting.task_columns import column_called, data_rows
from gongkai_tui.reporting.task_json import JSON_KEYS, tasks_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.row import TaskRow

ID_COLUMNS = frozenset({"id", "编号", "任务编号", "task"})
UNIT_COLUMNS = frozenset({"unit", "单位", "责任单位"})
"""The unit that reports, where a row speaks for one of several."""

_COMPUTED = frozenset({"flags", "updated"})
"""What a list shows as of its day; nobody fills it in, and on another day it differs."""
_COLUMNS = tuple(TITLES)


class Filled(NamedTuple):
    """What a row wants changed, by the column names of the table."""

    assignments: dict[str, str]
    unit: str | None
    unit_column: str
    """Where the unit stands."""
    refused: dict[str, str]
    """Columns that cannot be changed in a table, and why."""

    def column_of(self, field: str) -> str:
        """What the table calls a field that the row fills in; empty where it does not."""
        return next((typed for typed in self.assignments if settable_field(typed).name == field), "")


def is_known_column(column: str) -> bool:
    """Whether a table may have this column; one without a name is left alone."""
    name = fold(column.strip())
    return (
        not name or name in ID_COLUMNS or name in UNIT_COLUMNS or is_settable(name) or column_called(name) is not None
    )


def is_id_column(column: str) -> bool:
    """Whether a column names the task."""
    return fold(column.strip()) in ID_COLUMNS


def is_evidence_column(column: str) -> bool:
    """Whether a column holds evidence."""
    return is_settable(column) and settable_field(column).name == "evidence"


def id_in(cells: Mapping[str, object]) -> tuple[str, str]:
    """The cell that names the task, as typed, and its column; empty where there is none."""
    found = [(str(value).strip(), column) for column, value in cells.items() if is_id_column(column)]
    return next((each for each in found if each[0]), found[0] if found else ("", ""))


def filled_cells(cells: Mapping[str, object], row: TaskRow) -> Filled:
    """The cells that say something else than a list of this task does.

    A status beside a unit is that of the unit, whatever the list shows of the task.
    """
    listed = dict(zip(_COLUMNS, next(iter(data_rows([(row, ())], _COLUMNS))), strict=True))
    record = _record(row) if any(isinstance(value, (list, dict)) for value in cells.values()) else {}
    texts = {typed: as_text(value) for typed, value in cells.items()}
    unit_column = next((typed for typed in texts if _names_unit(typed, texts[typed], listed)), "")
    assignments: dict[str, str] = {}
    refused: dict[str, str] = {}
    for typed, text in texts.items():
        name = fold(typed.strip())
        is_of_unit = bool(unit_column) and is_settable(name) and settable_field(name).name == "status"
        if not text or name in ID_COLUMNS or name in UNIT_COLUMNS:
            continue
        if not is_of_unit and name in record and record[name] == cells[typed]:
            continue
        column = column_called(name)
        if column in _COMPUTED or (column and not is_of_unit and _is_as_listed(text, listed[column])):
            continue
        if is_settable(name):
            assignments[typed.strip()] = text
        else:
            refused[typed.strip()] = (
                f"“{typed.strip()}”不能在表里改：应是“{listed[column] if column else ''}”，不是“{text}”"
            )
    return Filled(assignments, texts.get(unit_column), unit_column, refused)


def _names_unit(typed: str, text: str, listed: Mapping[str, str]) -> bool:
    """Whether a cell says for which unit the row speaks; a list names all of them."""
    name = fold(typed.strip())
    if name not in UNIT_COLUMNS or not text:
        return False
    column = column_called(name)
    return not (column and _is_as_listed(text, listed[column]))


def _record(row: TaskRow) -> dict[str, object]:
    """The row of `list --json`."""
    found: dict[str, object] = json.loads(tasks_json([(row, ())], JSON_KEYS))[0]
    return found


def as_text(value: object) -> str:
    """A cell as people would type it: JSON values may be lists."""
    if isinstance(value, list):
        return "\n".join(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value)
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_as_listed(text: str, listed: str) -> bool:
    """Whether a cell says what the list does, in the form that CSV gives it."""
    lines = text.replace("\r\n", "\n")
    return lines in (listed.strip(), clean(unformula(listed), keep_newlines=True).strip(), clean(listed).strip())
