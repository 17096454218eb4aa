"""A change of ours carried over to a file that somebody has edited by hand and not committed."""

from __future__ import annotations

from typing import Any

from gongkai_tui.storage import codec, edit, records
from gongkai_tui.storage.edit import EditError
from gongkai_tui.storage.emit import EmitError
from gongkai_tui.storage.paths import FileKind, classify
from gongkai_tui.storage.three_way import BothChanged, bring_together

_BY_KIND: dict[FileKind, tuple[Any, Any, Any]] = {
    FileKind.TASK: (records.TASK, codec.decode_task, edit.edit_task),
    FileKind.PLAN: (records.PLAN, codec.decode_plan, edit.edit_plan),
    FileKind.UNITS: (records.UNITS, codec.decode_units, edit.edit_units),
}


def carry_over(path: str, base: bytes | None, hand: bytes, new: bytes | None) -> bytes | None:
    """Text of `hand` with the field changes base→new made in it as well.

    None where a person must decide: both changed one field, one of the texts cannot be read, or the file was created
    (`base` None) or removed (`new` None) by us while `hand` says something else.
    """
    if hand in (base, new):
        return new
    tools = _tools_for(path)
    if base is None or new is None or tools is None:
        return None
    shape, decode, change = tools
    values = [decode(data, path).value for data in (base, hand, new)]
    if None in values:
        return None
    try:
        return bytes(change(hand, bring_together(shape, *values), path))
    except (BothChanged, EditError, EmitError):
        return None


def _tools_for(path: str) -> tuple[Any, Any, Any] | None:
    """Shape, reader and editor of a file; None where its fields are not known."""
    kind = classify(path)
    if kind is FileKind.VIEWS:
        # Hardly any change is one of views.
        from gongkai_tui.storage.view_record import VIEWS, decode_views, edit_views

        return VIEWS, decode_views, edit_views
    if kind is FileKind.PROBLEM:
        from gongkai_tui.storage.problem_record import PROBLEM, decode_problem, edit_problem

        return PROBLEM, decode_problem, edit_problem
    if kind is FileKind.SCORING:
        from gongkai_tui.storage.scoring_record import SCORING, decode_scoring, edit_scoring

        return SCORING, decode_scoring, edit_scoring
    return None if kind is None else _BY_KIND.get(kind)
