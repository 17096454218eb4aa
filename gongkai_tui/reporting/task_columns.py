"""What a list of tasks can show: each column's names and how its text is made from a row."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.flags import not_urged_words
from gongkai_tui.domain.pairs import BETWEEN, LEFT_RIGHT
from gongkai_tui.domain.row import TITLES, TaskRow
from gongkai_tui.reporting.clean import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Flags = Sequence[str]
    FlaggedRows = Sequence[tuple[TaskRow, Flags]]

TABLE_COLUMNS = ("id", "status", "due", "flags", "heading", "units")
"""What a terminal shows unless told."""

DATA_COLUMNS = (
    "id", "plan", "seq", "section", "heading", "requirement", "units",
    "deadline", "deadline_kind", "due", "status", "flags", "updated",
)  # fmt: skip
"""The columns of CSV, TSV and Markdown unless told: those of the JSON rows, the deadline in its three parts."""

_ORDINARY_ROLE = "责任"


def column_names(text: str) -> tuple[str, ...]:
    """Read `id,状态,due` into column names; UsageError names what is unknown."""
    names = []
    for word in text.replace("，", ",").split(","):
        name = column_called(word)
        if name is None:
            known = "、".join(f"{name}（{title}）" for name, title in TITLES.items())
            raise UsageError(f"没有“{word.strip()}”这一列；可用的列：{known}。")
        names.append(name)
    return tuple(names)


def column_called(word: str) -> str | None:
    """Give the column that a person means by a heading, a name or a field's other names; None where there is none."""
    name = word.strip().lower()
    if name in TITLES:
        return name
    for column, title in TITLES.items():
        if title == name:
            return column
    # Most lists are asked for without a column's name.
    from gongkai_tui.domain.field_names import canonical_field

    field = canonical_field(name) or ""
    field = _OF_FIELD.get(field, field)
    return field if field in TITLES else None


_OF_FIELD = {"unit": "units", "kind": "deadline_kind", "flag": "flags", "hint": "hints"}
"""Where a filter's field and the column that shows it have different names."""


def units_text(units: tuple[tuple[str, str], ...]) -> str:
    """Give `区财政局（牵头）、各街道办事处`: the role is said where it is more than 责任."""
    return "、".join(unit if role == _ORDINARY_ROLE else f"{unit}（{role}）" for unit, role in units)


def _row_units(row: TaskRow, _: Flags) -> str:
    # Most units have the ordinary role, some tasks name fifty: no step for each of them.
    plain = row.packed_units.replace(_ORDINARY, "")
    return units_text(row.units) if LEFT_RIGHT in plain else plain.replace(BETWEEN, "、")


_ORDINARY = LEFT_RIGHT + _ORDINARY_ROLE


def table_columns(rows: FlaggedRows, names: Sequence[str]) -> list[Sequence[str]]:
    """Give the cells by column as a terminal shows them: never empty where something short can be said."""
    return [_column(rows, name, _TABLE_TEXT.get(name) or _DATA_TEXT.get(name)) for name in names]


def data_rows(rows: FlaggedRows, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give the cells by row for programs: what the file says, empty where it says nothing."""
    return zip(*(_column(rows, name, _DATA_TEXT.get(name)) for name in names), strict=True)


def _column(rows: FlaggedRows, name: str, text: Callable[[TaskRow, Flags], str] | None) -> list[str]:
    if text is not None:
        return [text(row, flags) for row, flags in rows]
    place = _PLACES[name]
    cells = [str(row[place]) for row, _ in rows]
    return cells if name in _LONG_TEXTS else list(map(one_line, cells))


_LONG_TEXTS = frozenset({"requirement"})
"""Columns whose text may have several lines."""


_PLACES = {
    "id": TaskRow._fields.index("id"),
    "plan": TaskRow._fields.index("plan"),
    "section": TaskRow._fields.index("section"),
    "heading": TaskRow._fields.index("heading"),
    "requirement": TaskRow._fields.index("requirement"),
    "deadline": TaskRow._fields.index("deadline_raw"),
    "deadline_kind": TaskRow._fields.index("deadline_kind"),
    "due": TaskRow._fields.index("due"),
    "status": TaskRow._fields.index("status"),
    "updated": TaskRow._fields.index("updated"),
}
"""Columns whose text stands in the row as it is."""

_DATA_TEXT: dict[str, Callable[[TaskRow, Flags], str]] = {
    "year": lambda row, _: str(row.year or ""),
    "seq": lambda row, _: str(row.seq or ""),
    "units": _row_units,
    "flags": lambda _, flags: "、".join(flags),
    "evidence": lambda row, _: str(row.evidence),
    "hints": lambda row, _: str(row.hints),
}

_TABLE_TEXT: dict[str, Callable[[TaskRow, Flags], str]] = {
    "heading": lambda row, _: row.heading or row.requirement.partition("\n")[0],
    "due": lambda row, _: row.due or row.deadline_kind,
    "flags": lambda row, flags: "、".join(filter(None, (*flags, not_urged_words(row)))),
    "evidence": lambda row, _: str(row.evidence or ""),
    "hints": lambda row, _: str(row.hints or ""),
}
