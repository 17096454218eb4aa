"""The columns that the index keeps of a task, and findings as text. Light: the start path of every list imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

TASK_COLUMNS = (
    "id",
    "plan",
    "seq",
    "section",
    "heading",
    "units",
    "deadline_raw",
    "deadline_kind",
    "due",
    "status",
    "stored_status",
    "unit_status",
    "chosen",
    "dues",
    "evidence",
    "hints",
    "last_log",
    "internal_due",
    "carried_to",
    "reports",
)
"""The small columns of a task."""


def problems_to_json(problems: Iterable[Problem]) -> str:
    """Findings as a JSON list of lists."""
    import json

    rows = [[p.severity.value, p.message, p.place, p.line, p.field, p.check] for p in problems]
    return json.dumps(rows, ensure_ascii=False) if rows else "[]"


def problems_from_json(text: str) -> tuple[Problem, ...]:
    """The reverse of `problems_to_json`."""
    if text == "[]":
        return ()
    import json

    return tuple(Problem(Severity(row[0]), *row[1:]) for row in json.loads(text))
