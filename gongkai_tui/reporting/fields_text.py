"""Named texts of one thing, a task or a problem or the head of a plan, in each output format but JSON."""

from __future__ import annotations

from gongkai_tui.reporting.width import fit
from gongkai_tui.reporting.wrap import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LABEL_CELLS = 10
_DEFAULT_ROOM = 100
"""Cells of a line where stdout is no terminal."""


def fields_text(fields: Sequence[tuple[str, str]], form: str, *, room: int | None = None) -> str:
    """Give the fields: as a table, `name  text`, wrapped to `room` cells; else a row each (csv, tsv, md)."""
    if form == "table":
        cells = max((room or _DEFAULT_ROOM) - _LABEL_CELLS, 20)
        return "\n".join(line for name, text in fields for line in _lines(name, text, cells)) + "\n"
    from gongkai_tui.reporting.records_text import records_text

    return records_text({"field": "字段", "value": "内容"}, [{"field": k, "value": v} for k, v in fields], form)


def _lines(name: str, text: str, cells: int) -> Iterator[str]:
    head = fit(name, _LABEL_CELLS)
    for line in wrap(text, cells):
        yield (head + line).rstrip(" ")
        head = " " * _LABEL_CELLS
