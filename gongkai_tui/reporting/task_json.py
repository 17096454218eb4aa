"""The JSON rows of `list --json`, made column by column: thousands of them are asked for at once."""

from __future__ import annotations

from itertools import chain, repeat

from gongkai_tui.domain.pairs import unpack_pairs
from gongkai_tui.domain.row import TaskRow
from gongkai_tui.reporting.clean import is_clean
from gongkai_tui.reporting.json_text import json_array, safe_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from typing import Any

    Quote = Callable[[str], str]
    Writer = Callable[[Any, Quote], str]
    FlaggedRows = Sequence[tuple[TaskRow, Sequence[str]]]

JSON_KEYS = (
    "id", "plan", "seq", "section", "heading", "requirement", "units",
    "deadline", "status", "flags", "updated",
)  # fmt: skip
"""The keys of a JSON row unless told."""


def tasks_json(rows: FlaggedRows, names: Sequence[str] = JSON_KEYS) -> str:
    """Give all rows as a JSON array, one a line; `names` are columns of `task_columns`."""
    if not rows:
        return json_array([])
    # Not above: tables and CSV go without json.
    from json.encoder import encode_basestring as quote

    columns = [_written(_sources(rows, name), _WRITERS.get(name, _text), quote) for name in names]
    # Labels and columns are zipped and joined in one go: no step of Python for each row, no copy of the whole.
    opening, *labels = (f'"{name}": ' for name in names)
    starts = chain((f"[\n{{{opening}",), repeat(f"}},\n{{{opening}"))
    following = (
        piece for label, column in zip(labels, columns[1:], strict=True) for piece in (repeat(f", {label}"), column)
    )
    cells = chain.from_iterable(zip(starts, columns[0], *following, strict=False))
    return "".join(chain(cells, ("}\n]\n",)))


def _sources(rows: FlaggedRows, name: str) -> list[Any]:
    if name == "flags":
        return [tuple(flags) for _, flags in rows]
    if name == "units":
        return [row.packed_units for row, _ in rows]
    if name == "deadline":
        return [(row.deadline_raw, row.deadline_kind, row.due) for row, _ in rows]
    place = TaskRow._fields.index(name)
    return [row[place] for row, _ in rows]


def _written(column: Sequence[Hashable], write: Writer, quote: Quote) -> list[str]:
    """Write each different value once: units, deadlines, sections and statuses repeat a lot."""
    written = {source: write(source, quote) for source in set(column)}
    # One look at all values together: a look at each costs a long list more than writing it.
    if not is_clean("".join(written.values())):
        written = {source: safe_json(text) for source, text in written.items()}
    return [written[source] for source in column]


def _text(text: str, quote: Quote) -> str:
    return quote(text)


def _text_or_null(text: str, quote: Quote) -> str:
    return quote(text) if text else "null"


def _number(number: int, _: Quote) -> str:
    return str(number)


def _number_or_null(number: int, _: Quote) -> str:
    return str(number or "null")


def _deadline(parts: tuple[str, str, str], quote: Quote) -> str:
    raw, kind, due = parts
    if not kind:
        return "null"
    return f'{{"raw": {quote(raw)}, "kind": {quote(kind)}, "due": {_text_or_null(due, quote)}}}'


def _units(packed: str, quote: Quote) -> str:
    if not packed:
        return "[]"
    if "\\" in packed:
        pairs = (f'{{"unit": {quote(unit)}, "role": {quote(role)}}}' for unit, role in unpack_pairs(packed))
        return f"[{', '.join(pairs)}]"
    # Some tasks name fifty units: the separators are exchanged in the quoted text, without a step for each unit.
    joined = quote(packed).replace(_QUOTED_BETWEEN, _BETWEEN).replace(_QUOTED_LEFT_RIGHT, _LEFT_RIGHT)
    return f'[{{"unit": {joined}}}]'


_QUOTED_BETWEEN, _BETWEEN = "\\u001e", '"}, {"unit": "'
_QUOTED_LEFT_RIGHT, _LEFT_RIGHT = "\\u001f", '", "role": "'


def _flags(flags: Sequence[str], quote: Quote) -> str:
    return f"[{', '.join(map(quote, flags))}]"


_WRITERS: dict[str, Writer] = {
    "year": _number_or_null,
    "seq": _number_or_null,
    "units": _units,
    "deadline": _deadline,
    "deadline_kind": _text_or_null,
    "due": _text_or_null,
    "flags": _flags,
    "updated": _text_or_null,
    "evidence": _number,
    "hints": _number,
}
"""How a column is written that is more than a text."""
