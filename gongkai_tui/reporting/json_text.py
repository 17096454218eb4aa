"""Values as JSON text for programs, also safe to show on a terminal."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean, is_clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def json_text(value: Any) -> str:
    """Give `value` as indented JSON."""
    import json  # noqa: PLC0415  (tables and CSV go without it)

    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(_escaped, lines)) + "\n"


def json_rows_text(rows: Iterable[Any]) -> str:
    """Give an array with one row a line, so that it can be read, compared and searched by line."""
    import json  # noqa: PLC0415  (tables and CSV go without it)

    # One encoder: json.dumps would build it anew for every row.
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    lines = [_escaped(encode(row)) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _escaped(line: str) -> str:
    """Write what does not show, or what a terminal obeys, in the escapes of JSON: the data stays exact."""
    if is_clean(line):
        return line
    return "".join(char if clean(char) in (char, "◌" + char) else _escape(char) for char in line)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
