"""JSON Schemas of the record files, so that editors complete and check them (`gongkai schema KIND`)."""

from __future__ import annotations

from typing import Any

from gongkai_tui.storage import problem_record, records, scoring_record, view_record
from gongkai_tui.storage.paths import FileKind

_TITLES = {
    FileKind.PLAN: ("工作要点", records.PLAN),
    FileKind.TASK: ("任务", records.TASK),
    FileKind.PROBLEM: ("问题", problem_record.PROBLEM),
    FileKind.SCORING: ("考核", scoring_record.SCORING),
    FileKind.UNITS: ("单位", records.UNITS),
    FileKind.VIEWS: ("视图", view_record.VIEWS),
}


def schema_for(kind: FileKind) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one kind of file, as a new dict."""
    title, shape = _TITLES[kind]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://gongkai.invalid/schema/{kind}.json",
        "title": title,
    } | shape.schema()
