"""Domain objects to canonical text (docs/数据格式.md): fixed key order, nothing folded, empty fields left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.storage import records
from gongkai_tui.storage.scalar_text import UnwritableText

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.storage.record_shapes import Record


class EmitError(GongkaiError):
    """A value that cannot stand in a file, such as text with a lone surrogate."""


def emit_task(task: Task) -> str:
    """Canonical text of a task file, ending in a line feed; EmitError where a text cannot be written."""
    return emit_record(records.TASK, task)


def emit_plan(plan: Plan) -> str:
    """Canonical text of a plan.yaml; EmitError as in `emit_task`."""
    return emit_record(records.PLAN, plan)


def emit_units(jurisdiction: Jurisdiction) -> str:
    """Canonical text of a units file; EmitError as in `emit_task`."""
    return emit_record(records.UNITS, jurisdiction)


def emit_record(shape: Record, value: Any) -> str:
    """Canonical text of any kind of file by its shape; EmitError as in `emit_task`."""
    lines: list[str] = []
    try:
        shape.write_fields("", value, lines)
    except UnwritableText as error:
        raise EmitError(str(error)) from error
    lines.append("")
    return "\n".join(lines)
