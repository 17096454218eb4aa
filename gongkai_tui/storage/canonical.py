"""The canonical text of any record file, for `fmt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.codec import Decoded
from gongkai_tui.storage.paths import FileKind, classify
from gongkai_tui.storage.problem_record import decode_problem, emit_problem
from gongkai_tui.storage.scoring_record import decode_scoring, emit_scoring
from gongkai_tui.storage.view_record import decode_views, emit_views

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_KINDS: dict[FileKind, tuple[Callable[[bytes, str], Decoded[Any]], Callable[[Any], str]]] = {
    FileKind.TASK: (codec.decode_task, emit.emit_task),
    FileKind.PLAN: (codec.decode_plan, emit.emit_plan),
    FileKind.UNITS: (codec.decode_units, emit.emit_units),
    FileKind.PROBLEM: (decode_problem, emit_problem),
    FileKind.SCORING: (decode_scoring, emit_scoring),
    FileKind.VIEWS: (decode_views, emit_views),
}


def canonical_text(data: bytes, path: str) -> Decoded[bytes]:
    """The bytes that `fmt` would write for a file; no value and the findings where it cannot be read.

    Files of other kinds come back as they are.
    """
    kind = classify(path)
    if kind is None or kind not in _KINDS:
        return Decoded(data)
    decode, write = _KINDS[kind]
    found = decode(data, path)
    if found.value is None:
        return Decoded(None, found.problems)
    return Decoded(write(found.value).encode())
