"""What a list of tasks can show: each column's names and how its text is made from a row."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from gongkai_tui.domain.row import TaskRow

    Flags = Sequence[str]

TITLES = {
    "id": "编号",
    "plan": "计划",
    "year": "年度",
    "seq": "序号",
    "section": "章节",
    "heading": "事项",
    "requirement": "要求",
    "units": "单位",
    "deadline": "期限",
    "deadline_kind": "期限类型",
    "due": "截止日期",
    "status": "状态",
    "flags": "标记",
    "updated": "更新",
    "evidence": "佐证",
    "hints": "待确认",
}
"""Column name → heading; both can be typed."""

TABLE_COLUMNS = ("id", "status", "due", "flags", "heading", "units")
"""What a terminal shows unless told."""

DATA_COLUMNS = (
    "id", "plan", "seq", "section", "heading", "requirement", "units",
    "deadline", "deadline_kind", "due", "status", "flags", "updated",
)  # fmt: skip
"""The columns of CSV, TSV and Markdown unless told: those of the JSON rows, the deadline in its three parts."""

JSON_KEYS = (
    "id", "plan", "seq", "section", "heading", "requirement", "units",
    "deadline", "status", "flags", "updated",
)  # fmt: skip
"""The keys of a JSON row unless told."""

_ORDINARY_ROLE = "责任"


def column_names(text: str) -> tuple[str, ...]:
    """Read `id,状态,due` into column names; UsageError names what is unknown."""
    by_title = {title: name for name, title in TITLES.items()}
    names = []
    for word in text.replace("，", ",").split(","):
        name = by_title.get(word.strip(), word.strip().lower())
        if name not in TITLES:
            known = "、".join(f"{name}（{title}）" for name, title in TITLES.items())
            raise UsageError(f"没有“{word.strip()}”这一列；可用的列：{known}。")
        names.append(name)
    return tuple(names)


def units_text(units: Sequence[tuple[str, str]]) -> str:
    """Give `区财政局（牵头）、各街道办事处`: the role is said where it is more than 责任."""
    return "、".join(unit if role == _ORDINARY_ROLE else f"{unit}（{role}）" for unit, role in units)


def table_cells(row: TaskRow, flags: Flags, names: Sequence[str]) -> list[str]:
    """Give the cells of one row as a terminal shows them: never empty where something short can be said."""
    return [_TABLE_TEXT.get(name, _DATA_TEXT[name])(row, flags) for name in names]


def data_cells(row: TaskRow, flags: Flags, names: Sequence[str]) -> list[str]:
    """Give the cells of one row for programs: what the file says, empty where it says nothing."""
    return [_DATA_TEXT[name](row, flags) for name in names]


def json_row(row: TaskRow, flags: Flags, names: Sequence[str] = JSON_KEYS) -> dict[str, Any]:
    """Give one row as the JSON object of `list --json`."""
    return {name: _JSON_VALUE[name](row, flags) for name in names}


_DATA_TEXT: dict[str, Callable[[TaskRow, Flags], str]] = {
    "id": lambda row, _: row.id,
    "plan": lambda row, _: row.plan,
    "year": lambda row, _: str(row.year or ""),
    "seq": lambda row, _: str(row.seq or ""),
    "section": lambda row, _: row.section,
    "heading": lambda row, _: row.heading,
    "requirement": lambda row, _: row.requirement,
    "units": lambda row, _: units_text(row.units),
    "deadline": lambda row, _: row.deadline_raw,
    "deadline_kind": lambda row, _: row.deadline_kind,
    "due": lambda row, _: row.due,
    "status": lambda row, _: row.status,
    "flags": lambda _, flags: "、".join(flags),
    "updated": lambda row, _: row.updated,
    "evidence": lambda row, _: str(row.evidence),
    "hints": lambda row, _: str(row.hints),
}

_TABLE_TEXT: dict[str, Callable[[TaskRow, Flags], str]] = {
    "heading": lambda row, _: row.heading or row.requirement.partition("\n")[0],
    "due": lambda row, _: row.due or row.deadline_kind,
    "evidence": lambda row, _: str(row.evidence or ""),
    "hints": lambda row, _: str(row.hints or ""),
}

_JSON_VALUE: dict[str, Callable[[TaskRow, Flags], Any]] = {
    "id": lambda row, _: row.id,
    "plan": lambda row, _: row.plan,
    "year": lambda row, _: row.year or None,
    "seq": lambda row, _: row.seq or None,
    "section": lambda row, _: row.section,
    "heading": lambda row, _: row.heading,
    "requirement": lambda row, _: row.requirement,
    "units": lambda row, _: [{"unit": unit, "role": role} for unit, role in row.units],
    "deadline": lambda row, _: (
        {"raw": row.deadline_raw, "kind": row.deadline_kind, "due": row.due or None} if row.deadline_kind else None
    ),
    "deadline_kind": lambda row, _: row.deadline_kind or None,
    "due": lambda row, _: row.due or None,
    "status": lambda row, _: row.status,
    "flags": lambda _, flags: list(flags),
    "updated": lambda row, _: row.updated or None,
    "evidence": lambda row, _: row.evidence,
    "hints": lambda row, _: row.hints,
}
